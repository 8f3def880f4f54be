import { describe, expect, it } from 'vitest';
import { originOf } from './origin.ts';

describe('origin under each theory', () => {
  const minedAbroad = { mined: 'AU', separated: 'CN', smelted: 'VN' } as const;
  it.each([
    ['customs', 'not-met'],
    ['mined', 'not-met'],
    ['refined', 'not-met'],
    ['any-step', 'met'],
  ] as const)('ore from Australia, separated in China, smelted in Viet Nam: %s says %s', (theory, verdict) => {
    expect(originOf(undefined, minedAbroad, theory)).toBe(verdict);
  });

  it('takes the last step, here Chinese separation, as the customs origin of an oxide', () => {
    const oxide = { mined: 'AU', separated: 'CN' };
    expect(
      ['customs', 'mined', 'refined', 'any-step'].map((theory) => originOf(undefined, oxide, theory as 'customs')),
    ).toEqual(['met', 'not-met', 'met', 'met']);
  });

  it('lets a plain origin stand for all steps when none is stated, and win under customs', () => {
    for (const theory of ['customs', 'mined', 'refined', 'any-step'] as const) {
      expect(originOf('CN', undefined, theory)).toBe('met');
      expect(originOf('JP', {}, theory)).toBe('not-met');
      expect(originOf(undefined, undefined, theory)).toBe('unknown');
      expect(originOf('unknown', undefined, theory)).toBe('unknown');
    }
    expect(originOf('CN', { smelted: 'VN' }, 'customs')).toBe('met');
    expect(originOf('unknown', { smelted: 'VN' }, 'customs')).toBe('not-met');
  });

  it('leaves open what an unknown or missing earlier step leaves open', () => {
    expect(originOf(undefined, { smelted: 'VN' }, 'mined')).toBe('unknown');
    expect(originOf(undefined, { smelted: 'VN' }, 'any-step')).toBe('unknown');
    expect(originOf(undefined, { mined: 'AU', separated: 'MY', smelted: 'unknown' }, 'customs')).toBe('unknown');
    expect(originOf(undefined, { mined: 'AU', separated: 'MY', smelted: 'VN' }, 'any-step')).toBe('not-met');
    expect(originOf(undefined, { made: 'JP' }, 'refined')).toBe('unknown');
  });
});
