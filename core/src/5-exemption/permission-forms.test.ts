import { describe, expect, test } from 'vitest';
import type { ExporterFacts, LineFacts } from '../facts.ts';
import type { Procedure } from '../law/index.ts';
import { permissionForms as formsOf } from './permission-forms.ts';

const ORDER = 'cn/state-council-2024-792';
const RESTRICTED = ['general-licence', 'registration-certificate'] as const;
const name = { zh: '名称', en: 'name' };
const rule = (article: string) => ({ provision: `${ORDER}/${article}`, verified: 'yes' as const });
/** What the forms ask of the procedure; the real one is in the law pack. */
const procedure = {
  kinds: [
    { id: 'individual-licence', name, longestYears: '1', endUsers: 'one', ...rule('15') },
    { id: 'general-licence', name, longestYears: '3', ...rule('15') },
    { id: 'registration-certificate', name, ...rule('19') },
  ],
  conditions: [
    ...(['complianceSystem', 'exportRecord', 'fixedChannels'] as const).map((fact) => ({
      fact,
      for: ['general-licence'],
      name,
      ...rule('16(2)'),
    })),
    {
      fact: 'movement',
      oneOf: ['repair-return', 'exhibition-abroad'],
      for: ['registration-certificate'],
      name,
      ...rule('19'),
    },
  ],
  closed: [
    { for: RESTRICTED, when: 'watch-listed-party', name, open: name, ...rule('26') },
    { for: RESTRICTED, when: 'barred-by-penalty', name, open: name, ...rule('20') },
  ],
} as unknown as Procedure;
const inForce = new Set(['15', '16(2)', '19', '20', '26'].map((article) => `${ORDER}/${article}`));
const permissionForms = (exporter: ExporterFacts | undefined, of: LineFacts, off: Parameters<typeof formsOf>[2]) =>
  formsOf(exporter, of, off, { procedure, inForce });

const line = { item: {} };
const able = { complianceSystem: 'yes', exportRecord: 'yes', fixedChannels: 'yes', barredByPenalty: 'no' } as const;
const open = { generalLicence: 'not-met', registration: 'not-met' } as const;
const openness = (forms: ReturnType<typeof permissionForms>) =>
  Object.fromEntries(forms.map((form) => [form.form, form.open]));

describe('forms of permission (Order 792 arts. 15, 16, 19, 20, 26)', () => {
  test('an able exporter may apply for a general licence; a sale opens no registration certificate', () => {
    expect(openness(permissionForms(able, { ...line, movement: 'sale' }, open))).toEqual({
      'individual-licence': 'met',
      'general-licence': 'met',
      'registration-certificate': 'not-met',
    });
  });
  test('goods going back after repair may go on a registration certificate', () => {
    expect(
      openness(permissionForms(able, { ...line, movement: 'repair-return' }, open))['registration-certificate'],
    ).toBe('met');
  });
  test('a Watch List party closes both, whatever the exporter can show', () => {
    const closed = permissionForms(
      able,
      { ...line, movement: 'repair-return' },
      { generalLicence: 'met', registration: 'met' },
    );
    expect(openness(closed)).toEqual({
      'individual-licence': 'met',
      'general-licence': 'not-met',
      'registration-certificate': 'not-met',
    });
  });
  test('a bar by penalty closes both', () => {
    const barred = permissionForms(
      { ...able, barredByPenalty: 'yes' },
      { ...line, movement: 'exhibition-abroad' },
      open,
    );
    expect(openness(barred)).toMatchObject({ 'general-licence': 'not-met', 'registration-certificate': 'not-met' });
  });
  test('what is not stated leaves a form open, never closed or granted', () => {
    expect(openness(permissionForms(undefined, line, open))).toMatchObject({
      'general-licence': 'unknown',
      'registration-certificate': 'unknown',
    });
  });
  test('a rule counts while its provision is in force, and a form has to be one of the law', () => {
    const without = (article: string) => new Set([...inForce].filter((id) => id !== `${ORDER}/${article}`));
    const barred = { ...able, barredByPenalty: 'yes' } as const;
    const sale = { ...line, movement: 'sale' } as const;
    expect(openness(formsOf(barred, sale, open, { procedure, inForce: without('20') }))).toMatchObject({
      'general-licence': 'met',
    });
    expect(openness(formsOf(able, sale, open, { procedure, inForce: without('19') }))).toEqual({
      'individual-licence': 'met',
      'general-licence': 'met',
    });
    expect(formsOf(able, sale, open, { procedure: undefined, inForce })).toEqual([]);
  });
  test('each reason cites its provision', () => {
    const cites = permissionForms(able, line, open).map(({ reasons }) => reasons.map(({ cite }) => cite.slice(-5)));
    expect(cites).toEqual([['92/15'], ['16(2)', '16(2)', '16(2)', '92/26', '92/20'], ['92/19', '92/26', '92/20']]);
  });
});
