import { determine, type ExportFacts } from '@ytterby/core';
import { limbsOf, type NoticeLaw, noticeDutyOf, templateFaults, valueFaults } from '@ytterby/core/notices';
import { describe, expect, test } from 'vitest';
import { loadLaw, lawTexts, parseLawFiles } from './load.ts';

/** The compliance notice by the law pack itself: when it is owed, and what the form holds. */

const book = loadLaw();
const notice = book.notice as NoticeLaw;

/** A Chinese SmCo magnet, on Part 2 of Annex 1, goes from Japan to Germany. */
const reExport = (asOf: string): ExportFacts => ({
  asOf,
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP' },
  parties: [{ role: 'end-user', name: 'Example Servo GmbH', country: 'DE', military: 'no', owners: 'none' }],
  endUse: { kind: 'civil', description: 'servo motors for machine tools' },
  lines: [
    {
      item: { description: 'sintered SmCo magnet', form: 'magnet', elements: ['Sm', 'Co', 'Fe', 'Cu', 'Zr'] },
      madeIn: 'CN',
      origin: 'CN',
      technologyOrigin: 'CN',
    },
  ],
});
const lineOn = (facts: ExportFacts) => {
  const [line] = determine(facts, book).lines;
  if (line === undefined) throw new Error('no line');
  return line;
};
const owed = (facts: ExportFacts) => noticeDutyOf(lineOn(facts), notice)[0];

describe('a notice is owed', () => {
  test.each([
    ['2025-10-08', 'not-met', 'the day before No. 61'],
    ['2025-10-09', 'met', 'its first day'],
    ['2025-11-06', 'met', 'the last day before the pause'],
    ['2025-11-07', 'not-met', 'the first day of the pause'],
    ['2026-11-10', 'not-met', 'the last day of the pause'],
  ])('on %s: %s, %s', (day, verdict) => {
    expect(owed(reExport(day))?.verdict).toBe(verdict);
  });

  test('after the pause each branch answers for itself: the enacted text first', () => {
    const branches = noticeDutyOf(lineOn(reExport('2026-11-11')), notice);
    expect(branches.length).toBeGreaterThan(1);
    expect(branches.map(({ verdict }) => verdict)).toContain('not-met');
    expect(branches[0]?.verdict).toBe('met');
  });

  test('it names the provision, and the limb that applies', () => {
    expect(owed(reExport('2025-10-20'))?.because.map(({ cited }) => cited.id)).toEqual(['cn/mofcom-2025-61/7']);
    // Limbs 1(1) and 1(2) had not begun: nothing is said of them.
    expect(limbsOf(lineOn(reExport('2025-10-20')), notice)).toEqual({
      content: 'unknown',
      technology: 'unknown',
      origin: 'met',
    });
  });

  test('by an exporter in China: of a Part 2 item the summaries differ, and both answers are shown', () => {
    const fromChina: ExportFacts = { ...reExport('2025-10-20'), from: 'CN', exporter: { country: 'CN' } };
    const duty = owed(fromChina);
    expect(duty?.triggers.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['all-listed', 'met'],
      ['part-1-only', 'not-met'],
    ]);
    expect(duty?.verdict).toBe('unknown');
  });
});

describe('the form', () => {
  test('says of every field how sure it is: Annex 2 was not read', () => {
    expect(notice.fields.every(({ verified, note }) => verified !== 'yes' && note !== undefined)).toBe(true);
    expect(notice.fields.every(({ note }) => note?.en.includes('Annex 2 not read'))).toBe(true);
  });

  test('has all that the chain needs, and is refused with its place where it has not', () => {
    expect(templateFaults(notice)).toEqual([]);
    const without = { ...notice, fields: notice.fields.filter(({ type }) => type !== 'quantity') };
    expect(templateFaults(without)).toMatchObject([{ at: ['fields'], en: expect.stringContaining('the quantity') }]);
    const [first] = notice.fields;
    const twice = { ...notice, fields: [...notice.fields, ...(first ? [first] : [])] };
    expect(templateFaults(twice).map(({ at }) => at)).toEqual([
      ['fields', notice.fields.length, 'id'],
      ['fields', notice.fields.length, 'type'],
    ]);
  });

  test('what is filled in belongs to it', () => {
    const template = {
      ...notice,
      fields: [
        ...notice.fields,
        { id: 'shipped', label: { zh: '发货', en: 'Shipped' }, type: 'day', required: 'yes', verified: 'no' } as const,
      ],
    };
    const isDay = (text: string) => text === '2025-10-20';
    expect(valueFaults(template, { shipped: '2025-10-20' }, isDay)).toEqual([]);
    expect(valueFaults(template, {}, isDay).map(({ at }) => at)).toEqual([['shipped']]);
    expect(valueFaults(template, { shipped: '2025-02-30' }, isDay).map(({ at }) => at)).toEqual([['shipped']]);
    expect(valueFaults(template, { shipped: '2025-10-20', price: '9' }, isDay).map(({ at }) => at)).toEqual([
      ['price'],
    ]);
  });

  test('a provision that is not there is refused at its line', () => {
    const texts = lawTexts().map((file) =>
      file.path === 'cn/compliance-notice.yaml'
        ? { ...file, text: file.text.replace('provision: cn/mofcom-2025-61/1(2)', 'provision: cn/mofcom-2025-61/1(9)') }
        : file,
    );
    expect(() => parseLawFiles(texts)).toThrow(/compliance-notice\.yaml.*no provision cn\/mofcom-2025-61\/1\(9\)/s);
  });
});
