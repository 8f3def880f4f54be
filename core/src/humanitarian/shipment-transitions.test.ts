import { describe, expect, test } from 'vitest';
import { clashes } from '../licensing/transitions.ts';
import { EVIDENCE_KINDS, SHIPMENT_COMMANDS } from './shipment-commands.ts';
import { GAPS } from './report.ts';
import { SHIPMENT_REFUSALS } from './shipment.ts';
import { SHIPMENT_STATUS_NAMES, SHIPMENT_STATUSES, SHIPMENT_TRANSITIONS } from './shipment-transitions.ts';

describe('the table of shipments; what it decides is tested with the law pack', () => {
  test('has every command, one row for a command in a state', () => {
    expect(new Set(SHIPMENT_TRANSITIONS.map(({ command }) => command))).toEqual(new Set(SHIPMENT_COMMANDS));
    expect(clashes(SHIPMENT_TRANSITIONS)).toEqual([]);
  });
  test('leads to every state, and out of a state for good only where it is over', () => {
    const reached = new Set<string>(['new', ...SHIPMENT_TRANSITIONS.map(({ to }) => to)]);
    expect(SHIPMENT_STATUS_NAMES.filter((status) => !reached.has(status))).toEqual([]);
    const left = new Set(SHIPMENT_TRANSITIONS.flatMap(({ from }) => from));
    expect(SHIPMENT_STATUS_NAMES.filter((status) => !left.has(status))).toEqual(['reported', 'withdrawn']);
  });
  test('says everything in both languages', () => {
    for (const table of [SHIPMENT_STATUSES, SHIPMENT_REFUSALS, EVIDENCE_KINDS, GAPS])
      for (const [id, { zh, en }] of Object.entries(table)) {
        expect(zh, id).toMatch(/\p{Script=Han}/u);
        expect(en, id).toMatch(/^[^\p{Script=Han}]+$/u);
      }
  });
});
