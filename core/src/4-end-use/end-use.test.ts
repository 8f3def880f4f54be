import { describe, expect, test } from 'vitest';
import { chipProcess, endUseValues } from './end-use.ts';

describe('the end use', () => {
  test('what the goods may also be used for stands beside the stated use as possible, and may come true or not', () => {
    expect(endUseValues({ kind: 'civil', mayAlsoBe: ['military-potential'] })).toEqual([
      'civil+possibly-military-potential',
      'civil+military-potential+possibly-military-potential',
    ]);
  });
  test('the three kinds of relief are one to the law', () => {
    for (const kind of [
      'humanitarian-medical',
      'humanitarian-public-health',
      'humanitarian-disaster-relief',
    ] as const) {
      expect(endUseValues({ kind })).toEqual(['humanitarian']);
    }
  });
  test('not stated leaves every use possible', () => {
    expect(endUseValues(undefined)).toContain('wmd');
    expect(endUseValues({ kind: 'unknown' })).toContain('civil');
  });
});

describe('the process of the chips (No. 61 para. 4: 14 nm or below, 256 layers or more)', () => {
  test.each([
    [{ logicNodeNm: '14' }, 'met'],
    [{ logicNodeNm: '14.1' }, 'not-met'],
    [{ logicNodeNm: '13' }, 'met'],
    [{ logicNodeNm: { min: '10', max: '20' } }, 'unknown'],
    [{ logicNodeNm: { max: '14' } }, 'met'],
    [{ logicNodeNm: 'unknown' }, 'unknown'],
    [{ memoryLayers: '256' }, 'met'],
    [{ memoryLayers: '255' }, 'not-met'],
    [{ memoryLayers: { min: '232' } }, 'unknown'],
    [{ logicNodeNm: '28', memoryLayers: '300' }, 'met'],
    [{}, 'unknown'],
  ] as const)('%j: %s', (facts, verdict) => {
    expect(chipProcess({ kind: 'chips', ...facts }, '14', '256')).toBe(verdict);
  });
});
