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
    expect(originOf(undefined, minedAbroad, theory, 'metal')).toBe(verdict);
  });

  it('takes the last step, here Chinese separation, as the customs origin of an oxide', () => {
    const oxide = { mined: 'AU', separated: 'CN' };
    expect(
      ['customs', 'mined', 'refined', 'any-step'].map((theory) =>
        originOf(undefined, oxide, theory as 'customs', 'oxide'),
      ),
    ).toEqual(['met', 'not-met', 'met', 'met']);
  });

  it('lets a plain origin stand for all steps when none is stated, and win under customs', () => {
    for (const theory of ['customs', 'mined', 'refined', 'any-step'] as const) {
      expect(originOf('CN', undefined, theory, 'metal')).toBe('met');
      expect(originOf('JP', {}, theory, 'metal')).toBe('not-met');
      expect(originOf(undefined, undefined, theory, 'metal')).toBe('unknown');
      expect(originOf('unknown', undefined, theory, 'metal')).toBe('unknown');
    }
    expect(originOf('CN', { smelted: 'VN' }, 'customs', 'metal')).toBe('met');
    expect(originOf('unknown', { smelted: 'VN' }, 'customs', 'metal')).toBe('not-met');
  });

  it('leaves open what an unknown or missing earlier step leaves open', () => {
    expect(originOf(undefined, { smelted: 'VN' }, 'mined', 'metal')).toBe('unknown');
    expect(originOf(undefined, { smelted: 'VN' }, 'any-step', 'metal')).toBe('unknown');
    expect(originOf(undefined, { mined: 'AU', separated: 'MY', smelted: 'unknown' }, 'customs', 'metal')).toBe(
      'unknown',
    );
    expect(originOf(undefined, { mined: 'AU', separated: 'MY', smelted: 'VN' }, 'any-step', 'metal')).toBe('not-met');
    expect(originOf(undefined, { made: 'JP' }, 'refined', 'metal')).toBe('unknown');
  });

  it.each([
    ['ore', { mined: 'AU' }, 'not-met'],
    ['oxide', { mined: 'AU', separated: 'MY' }, 'not-met'],
    ['oxide', { mined: 'AU' }, 'unknown'],
    ['metal', { mined: 'AU', separated: 'MY', smelted: 'VN' }, 'not-met'],
    ['metal', { mined: 'AU', separated: 'MY' }, 'unknown'],
    ['magnet', { mined: 'AU', separated: 'MY', smelted: 'VN' }, 'unknown'],
    ['magnet', { mined: 'AU', separated: 'MY', smelted: 'VN', made: 'JP' }, 'not-met'],
    [undefined, { mined: 'AU', separated: 'MY' }, 'unknown'],
    ['oxide', { mined: 'AU', separated: 'MY', made: 'CN' }, 'met'],
  ] as const)(
    'a step that %s needs and nobody tells of is not one that did not take place: %j is %s',
    (form, steps, verdict) => {
      expect(originOf(undefined, steps, 'any-step', form)).toBe(verdict);
      if (verdict !== 'not-met') expect(originOf(undefined, steps, 'customs', form)).toBe(verdict);
    },
  );
});
