import { type ExportFacts, listNotices, mayTouch, type PartyFacts, shortAnswer } from '@ytterby/core';
import { lawTexts, loadLaw, parseLawFiles } from '@ytterby/law';
import { describe, expect, test } from 'vitest';

const book = loadLaw();
const NOTICE = 'cn/mofcom-2026-30';
const LISTED = book.partyLists.find(({ id }) => id === `${NOTICE}/list`)?.entries[0]?.en ?? '';
const facts = (party: Partial<PartyFacts>): ExportFacts => ({
  asOf: '2026-11-24',
  from: 'CN',
  to: 'DE',
  exporter: { country: 'CN' },
  parties: [
    {
      role: 'end-user',
      name: 'Nobody Listed AG',
      country: 'DE',
      military: 'no',
      owners: 'none',
      ...party,
    } as PartyFacts,
  ],
  endUse: { kind: 'civil' },
  lines: [{ item: { form: 'oxide', elements: ['Dy', 'O'] }, origin: 'CN' }],
});

describe('listNotices', () => {
  test('a notice of the control list speaks of those on its list alone', () => {
    expect(listNotices(book, [NOTICE])?.lists).toEqual(new Set([`${NOTICE}/list`]));
  });

  test.each([
    ['an instrument that suspends others', ['cn/mofcom-2025-70', 'cn/mofcom-gac-2025-70']],
    ['one that lists goods', ['cn/mofcom-gac-2025-18']],
    ['one that is not there', ['cn/no-such-notice']],
    ['a notice and another instrument', [NOTICE, 'cn/mofcom-gac-2025-18']],
  ])('is none: %s', (_, ids) => {
    expect(listNotices(book, ids)).toBeNull();
  });

  test('nor is a notice that speaks of everybody', () => {
    const wider = lawTexts().map(({ path, text }) => ({
      path,
      text: path.endsWith('instruments/lists/mofcom-2026-30.yaml')
        ? text.replace('- { fact: party, on: [cn/mofcom-2026-30/list] }\n', '- { fact: to, is: [elsewhere] }\n')
        : text,
    }));
    expect(listNotices(parseLawFiles(wider), [NOTICE])).toBeNull();
  });
});

describe('mayTouch', () => {
  const notices = listNotices(book, [NOTICE]);
  if (notices === null) throw new Error('no notice');

  test.each<readonly [string, boolean, ExportFacts]>([
    ['nobody that is listed', false, facts({})],
    ['a party that is listed now', true, facts({ name: LISTED })],
    ['an owner that is listed now', true, facts({ owners: [{ name: LISTED, share: '0.6', owners: 'none' }] })],
    [
      'an owner of an owner',
      true,
      facts({ owners: [{ name: 'Holding AG', share: '1', owners: [{ name: LISTED, share: '1' }] }] }),
    ],
    ['a party that an earlier notice lists', false, facts({ name: 'TDK Corporation' })],
    ['a party that is not known', true, facts({ listEntry: 'unknown' })],
    ['no end user', true, { ...facts({}), parties: [] }],
    ['before the notice was published', false, { ...facts({ name: LISTED }), asOf: '2026-07-23' }],
  ])('%s: %s', (_, touches, asked) => {
    expect(mayTouch(asked, notices)).toBe(touches);
    // Whoever it passes over is answered the same.
    if (!touches) expect(shortAnswer(asked, notices.after)).toEqual(shortAnswer(asked, notices.before));
  });

  test('whom it names is answered otherwise', () => {
    const asked = facts({ name: LISTED });
    expect(shortAnswer(asked, notices.before).outcome).toBe('licence-required');
    expect(shortAnswer(asked, notices.after).outcome).toBe('prohibited');
  });
});
