import { expect, it } from 'vitest';
import { askAddress } from './address.ts';

it('takes only what it knows, and nothing of the facts', () => {
  const given = { example: 'rotor', day: '2026-11-11', language: 'zh', many: 'file', to: 'DE' };
  expect(askAddress(given)).toEqual({ example: 'rotor', day: '2026-11-11', language: 'zh', many: 'file' });
  expect(askAddress({ example: '<b>', day: 'today', language: 'de', many: 'x' })).toEqual({});
});
