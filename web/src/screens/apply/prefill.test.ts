import type { Determination, ExportFacts } from '@ytterby/core';
import { Application } from '@ytterby/core/licensing';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { applicationFrom, blankApplication, withContractLines, withProofAsApplied } from './prefill.ts';

const MAGNETS: ExportFacts = {
  asOf: '2026-11-10',
  from: 'CN',
  to: 'DE',
  parties: [
    { role: 'end-user', name: 'Beispiel Motoren GmbH', country: 'DE', military: 'no' },
    { role: 'importer', name: 'Handel AG', country: 'DE' },
    { role: 'intermediary', name: 'Broker' },
  ],
  endUse: { kind: 'civil', description: '电动汽车驱动电机' },
  lines: [
    {
      id: 'a',
      item: { description: '含镝钕铁硼磁体', code: '1C902.a.4', form: 'magnet' },
      quantity: '500',
      unit: 'kg',
      value: { amount: '46250', currency: 'EUR' },
    },
  ],
};
const only = (outcome: string, classification: unknown = { entries: [] }) =>
  ({ outcome, lines: [{ outcome, classification }] }) as unknown as Determination;

describe('an application from facts', () => {
  test('says all that the facts say, and is an application', () => {
    const application = applicationFrom(MAGNETS, { applicant: { name: '示例公司', country: 'CN' } });
    expect(Value.Check(Application, application)).toBe(true);
    expect(application).toEqual({
      kind: 'individual-licence',
      applicant: { name: '示例公司', country: 'CN' },
      destination: 'DE',
      importer: { name: 'Handel AG', country: 'DE' },
      endUsers: [{ name: 'Beispiel Motoren GmbH', country: 'DE', military: 'no' }],
      endUse: { kind: 'civil', description: '电动汽车驱动电机' },
      lines: [
        {
          id: '1',
          contractLine: '1',
          nameZh: '含镝钕铁硼磁体',
          code: '1C902.a.4',
          quantity: '500',
          unit: 'kg',
          value: '46250',
          currency: 'EUR',
        },
      ],
      contract: {
        currency: 'EUR',
        lines: [{ id: '1', description: '含镝钕铁硼磁体', quantity: '500', unit: 'kg', value: '46250' }],
      },
    });
  });

  test.each<[string, Partial<ExportFacts['lines'][number]>]>([
    ['a range is no quantity', { quantity: { min: '1', max: '2' } }],
    ['unknown is no quantity', { quantity: 'unknown' }],
    ['an exponent is no exact text', { quantity: 1e-7 }],
    ['a customs value is not that of the contract', { value: { customs: { amount: '1', currency: 'EUR' } } }],
    ['nothing is no value', { value: 'unknown' }],
    ['declared as not listed is no control code', { item: { code: 'none' } }],
  ])('leaves open what is not definite: %s', (_, line) => {
    const [made] = applicationFrom({ asOf: '2026-11-10', lines: [{ item: {}, ...line }] }).lines ?? [];
    expect(made).toEqual({ id: '1', contractLine: '1' });
  });

  test.each<[Partial<ExportFacts>, Pick<Application, 'destination' | 'via'>]>([
    [
      { to: 'SG', via: ['MY'], finalDestination: 'DE' },
      { destination: 'DE', via: ['MY', 'SG'] },
    ],
    [{ to: 'DE', finalDestination: 'DE', via: 'none' }, { destination: 'DE' }],
    [
      { to: 'SG', parties: [{ role: 'end-user', country: 'DE' }] },
      { destination: 'DE', via: ['SG'] },
    ],
    [{ to: 'SG', finalDestination: 'unknown', parties: [{ role: 'end-user', country: 'SG' }] }, {}],
    [{ to: 'SG' }, {}],
    [{ to: 'DE', parties: [{ role: 'end-user', country: 'DE' }, { role: 'end-user' }] }, {}],
  ])('where %o goes in the end is %o', (way, expected) => {
    const { destination, via } = applicationFrom({ asOf: '2026-11-10', lines: [{ item: {} }], ...way });
    expect({ ...(destination && { destination }), ...(via && { via }) }).toEqual(expected);
  });

  test('takes the contract value where several price bases are stated', () => {
    const value = { contract: { amount: ' 10.50 ', currency: 'CNY' }, customs: { amount: '12' } };
    expect(applicationFrom({ asOf: '2026-11-10', lines: [{ item: {}, value }] }).lines?.[0]).toMatchObject({
      value: '10.50',
      currency: 'CNY',
    });
  });

  test('takes the one code under which an item certainly falls, the deepest', () => {
    const codes = (...entries: [string, string][]) =>
      applicationFrom(
        { asOf: '2026-11-10', lines: [{ item: {} }] },
        {
          determination: only('licence-required', { entries: entries.map(([code, verdict]) => ({ code, verdict })) }),
        },
      ).lines?.[0]?.code;
    expect(codes(['1C902.a', 'met'], ['1C902.a.4', 'met'], ['1C903', 'unknown'])).toBe('1C902.a.4');
    expect(codes(['1C902', 'met'], ['1C903', 'met'])).toBeUndefined();
    expect(codes(['annex-1', 'met'])).toBeUndefined();
  });

  test('leaves out lines that need no licence, unless none does', () => {
    const facts: ExportFacts = {
      asOf: '2026-11-10',
      lines: [{ item: { description: 'A' } }, { item: { description: 'B' } }],
    };
    const answer = (...outcomes: string[]) =>
      ({
        lines: outcomes.map((outcome) => ({ outcome, classification: { entries: [] } })),
      }) as unknown as Determination;
    const named = (determination: Determination) =>
      applicationFrom(facts, { determination }).lines?.map(({ description }) => description);
    expect(named(answer('not-subject', 'licence-required'))).toEqual(['B']);
    expect(named(answer('not-subject', 'exempt'))).toEqual(['A', 'B']);
    expect(named(answer('outside-pack', 'licence-required'))).toEqual(['A', 'B']);
  });

  test.each<[Partial<ExportFacts>, string | undefined, Application['kind']]>([
    [{}, undefined, 'individual-licence'],
    [{ act: 'provide-technology' }, 'CN', 'technology'],
    [{ from: 'JP' }, 'CN', 'overseas-operator'],
    [{}, 'JP', 'overseas-operator'],
    [{ from: 'unknown' }, 'CN', 'individual-licence'],
    [{ lines: [{ item: {}, movement: 'out-for-repair' }] }, 'CN', 'registration-certificate'],
    [{ lines: [{ item: {}, movement: 'sale' }] }, 'CN', 'individual-licence'],
  ])('facts %o of an applicant in %s ask for %s', (facts, country, kind) => {
    const applicant = country === undefined ? {} : { applicant: { country } };
    const made = applicationFrom({ asOf: '2026-11-10', lines: [{ item: {} }], ...facts }, applicant);
    expect(made.kind).toBe(kind);
    expect(Value.Check(Application, made)).toBe(true);
  });

  test('does not ask twice: the applicant and the same end user are known from before', () => {
    const before: Application = {
      kind: 'individual-licence',
      applicant: { name: 'Old name', address: '示例路1号', contact: { name: '王示例', phone: '1' } },
      endUsers: [{ name: 'BEISPIEL  Motoren GmbH', country: 'AT', address: 'Musterstrasse 1', military: 'yes' }],
      proof: { contact: 'Erika Muster' },
    };
    const made = applicationFrom(MAGNETS, { applicant: { name: '示例公司' }, earlier: [before] });
    expect(made.applicant).toEqual({
      name: '示例公司',
      address: '示例路1号',
      contact: { name: '王示例', phone: '1' },
    });
    // What the facts say now counts, and whether it is a military user was never carried over.
    expect(made.endUsers).toEqual([
      {
        name: 'Beispiel Motoren GmbH',
        country: 'DE',
        address: 'Musterstrasse 1',
        contact: { name: 'Erika Muster' },
        military: 'no',
      },
    ]);
  });
});

test('an application from nothing knows who applies', () => {
  const earlier: Application[] = [{ kind: 'technology', applicant: { address: '示例路1号' } }];
  expect(blankApplication({ applicant: { name: '示例公司', country: 'CN' }, earlier })).toEqual({
    kind: 'individual-licence',
    applicant: { address: '示例路1号', name: '示例公司', country: 'CN' },
  });
  expect(blankApplication({ applicant: { country: 'JP' } }).kind).toBe('overseas-operator');
  expect(blankApplication({})).toEqual({ kind: 'individual-licence' });
});

describe('filled in with one click', () => {
  test('the contract takes the lines that point nowhere, under ids of their own', () => {
    const made = withContractLines({
      kind: 'individual-licence',
      contract: { number: 'N', lines: [{ id: '2' }] },
      lines: [
        { id: '1', contractLine: '2' },
        { id: '2', description: 'B', currency: 'EUR', quantity: '3' },
      ],
    });
    expect(made.lines?.map(({ contractLine }) => contractLine)).toEqual(['2', "2'"]);
    expect(made.contract).toEqual({
      number: 'N',
      currency: 'EUR',
      lines: [{ id: '2' }, { id: "2'", description: 'B', quantity: '3' }],
    });
    expect(withContractLines(made)).toBe(made);
  });

  test('the certificate keeps what was typed, and promises stay with the end user', () => {
    const { proof } = withProofAsApplied({ ...applicationFrom(MAGNETS), proof: { 'end-user': 'Typed' } });
    expect(proof).toEqual({
      'end-user': 'Typed',
      items: '含镝钕铁硼磁体',
      quantity: '500 kg',
      'exact-use': '电动汽车驱动电机',
    });
  });
});
