import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password-rules.ts';

const context = ['Li Mei', 'li.mei@northern-magnets.example', '北方磁材'];

describe('a password', () => {
  it.each([
    'a quiet quarry',
    'vier kleine teetassen',
    '铁树开花水倒流，月亮照见小石桥',
    'mineral fjord cascade 7',
    'tR9#kV2m!zQ4',
    'ünïcödé is fine too',
    'x'.repeat(5) + ' marble under lamplight ' + 'y'.repeat(150),
  ])('can be %s', (password) => {
    expect(passwordProblem(password, context)).toBeUndefined();
  });

  it.each([
    ['short', 'elevensigns', /at least 12/],
    ['long', 'ab'.repeat(101), /at most 200/],
    ['a common one', 'password1234', /easily guessed/],
    ['a common one in disguise', 'P@ssw0rd2026!', /easily guessed/],
    ['two common ones', 'dragonmonkey12', /easily guessed/],
    ['a repeat', 'abcabcabcabc', /easily guessed/],
    ['one sign', 'aaaaaaaaaaaaaaaa', /easily guessed/],
    ['a run of digits', '123456789012', /easily guessed/],
    ['a run on the keyboard', 'qwertyuiopasdf', /easily guessed/],
    ['a run backwards', '9876543210zyxwv', /easily guessed/],
    ['the own name', 'LiMei-LiMei-2026', /easily guessed/],
    ['the own e-mail', 'northern-magnets', /easily guessed/],
    ['the organisation', '北方磁材北方磁材北方磁材', /easily guessed/],
    ['the product', 'YtterbyYtterby1', /easily guessed/],
    ['a quoted phrase', 'correct horse battery staple', /easily guessed/],
  ])('cannot be %s', (_, password, why) => {
    expect(passwordProblem(password, context)?.en).toMatch(why);
    expect(passwordProblem(password, context)?.zh).toBeTruthy();
  });

  it('counts signs as people do, not code units', () => {
    expect(passwordProblem('𠮷'.repeat(6), [])?.en).toMatch(/at least 12/);
    expect(passwordProblem('石'.repeat(2) + '一二三四五六七八九十', [])).toBeUndefined();
  });
});
