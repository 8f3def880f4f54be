import type { LawBook } from '@ytterby/core';
import { describe, expect, it } from 'vitest';
import { factsInWords } from './facts-in-words.ts';

const titles = {
  itemLists: [{ id: 'cn/x/items', title: { zh: '清单', en: 'the list' } }],
  partyLists: [],
} as unknown as LawBook;
const english = (facts: Record<string, string[]>) =>
  factsInWords(facts, titles).map(({ name, values, isExcept }) => [name.en, values.map(({ en }) => en), isExcept]);

describe('a kind of exports in words', () => {
  it('says the item first, by the titles of its lists', () => {
    expect(english({ to: ['japan'], item: ['-', 'cn/x/items'] })).toEqual([
      ['lists with the item', ['on no list', 'the list'], false],
      ['next destination', ['Japan'], false],
    ]);
  });
  it('names the few that are left out, where that is shorter', () => {
    expect(english({ to: ['china', 'hong-kong-macao-taiwan', 'japan', 'elsewhere'] })).toEqual([
      ['next destination', ['the United States'], true],
    ]);
  });
  it('leaves out what may be anything', () => {
    expect(english({ 'danger-known': ['yes', 'no'] })).toEqual([]);
  });
  it('says a threshold as a sentence', () => {
    expect(english({ 'held control-list 0.5': ['reached'] })).toEqual([
      ['a party on the Control List holds 50 % or more of an importer or end user', ['reached'], false],
    ]);
  });
});
