import type { ExportFacts } from '@ytterby/core';
import { describe, expect, it } from 'vitest';
import { factAt, factPath, factPointer, withFact } from './fact-path.ts';

const FACTS: ExportFacts = {
  asOf: '2026-11-26',
  to: 'DE',
  exporter: { country: 'JP' },
  parties: [{ role: 'end-user', name: 'A [b]. c', country: 'DE' }],
  lines: [{ item: { form: 'magnet' } }, { item: {} }],
  bom: { parts: [{ id: 'dysprosium.metal [金属镝]' }] },
};

describe('factPath', () => {
  it.each([
    ['to', ['to']],
    ['lines[1].item.form', ['lines', 1, 'item', 'form']],
    ['parties[A [b]. c].military', ['parties', { by: 'name', value: 'A [b]. c' }, 'military']],
    [
      'bom.parts[dysprosium.metal [金属镝]].origin',
      ['bom', 'parts', { by: 'id', value: 'dysprosium.metal [金属镝]' }, 'origin'],
    ],
  ])('takes %s apart', (about, path) => {
    expect(factPath(about)).toEqual(path);
  });
});

describe('withFact', () => {
  it('says a fact and takes it back, without a trace', () => {
    for (const about of [
      'from',
      'endUse.kind',
      'lines[1].origin',
      'parties[A [b]. c].military',
      'bom.parts[dysprosium.metal [金属镝]].origin',
    ]) {
      const path = factPath(about);
      const said = withFact(FACTS, path, 'x');
      expect(factAt(said, path)).toBe('x');
      expect(withFact(said, path, undefined)).toEqual(FACTS);
    }
  });

  it('leaves nothing behind of what says nothing any more', () => {
    expect(withFact(FACTS, ['exporter', 'country'], undefined)).not.toHaveProperty('exporter');
  });

  it('keeps every line in its place', () => {
    expect(withFact(FACTS, ['lines', 0, 'item', 'form'], undefined).lines).toEqual([{ item: {} }, { item: {} }]);
  });

  it('does not touch the facts that it was given', () => {
    const before = structuredClone(FACTS);
    withFact(FACTS, ['lines', 0, 'item', 'elements'], ['Nd']);
    expect(FACTS).toEqual(before);
  });
});

it('points at a fact as the service does', () => {
  expect(factPointer(FACTS, factPath('parties[A [b]. c].military'))).toBe('/parties/0/military');
  expect(factPointer(FACTS, ['lines', 0, 'item', 'hs'])).toBe('/lines/0/item/hs');
});
