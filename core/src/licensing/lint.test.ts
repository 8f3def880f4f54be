import { describe, expect, test } from 'vitest';
import { type Application, circumstancesOf, formOf } from './application.ts';
import { type EarlierLicence, hasErrors, lint, lintOfRecord } from './lint.ts';
import { LINT_RULES } from './lint-rules.ts';
import { LAW, MAGNETS, PAPERS } from './testing/example.ts';
import { lastDayWithin } from './validity.ts';

const codes = (application: Application) => lint(application, LAW).map(({ code, field }) => `${code} ${field}`);
const line = MAGNETS.lines![0]!;
const watched: Application['determination'] = {
  ...MAGNETS.determination!,
  listed: [{ party: 'A', list: 'cn/mofcom-2026-12/list', kind: 'watch-list', entry: 'mofcom-2026-12/1' }],
};

describe('the lint of an application', () => {
  test('has nothing to say about a sound one', () => {
    expect(codes(MAGNETS)).toEqual([]);
  });

  test('names every missing paper, with the provision that asks for it', () => {
    const found = lint({ ...MAGNETS, papers: [] }, LAW);
    expect(found.map(({ field }) => field)).toEqual(PAPERS.map(({ paper }) => `papers.${paper}`));
    expect(found[0]).toMatchObject({
      severity: 'error',
      text: { zh: '缺少材料：application-form' },
      because: { provision: 'cn/state-council-2024-792/16(1)' },
    });
  });

  test.each<[string, Partial<Application>, string]>([
    [
      'a second end user of an individual licence',
      { endUsers: [...MAGNETS.endUsers!, { name: 'B', country: 'DE', address: 'x' }] },
      'more-than-one-end-user endUsers',
    ],
    ['no end user', { endUsers: [] }, 'no-end-user endUsers'],
    [
      'a wrong USCC',
      { applicant: { ...MAGNETS.applicant, uscc: '91350100M000100Y44' } },
      'identifier-wrong applicant.uscc',
    ],
    [
      'a wrong LEI',
      { endUsers: [{ ...MAGNETS.endUsers![0], lei: '5493001KJTIIGC8Y1R13' }] },
      'identifier-wrong endUsers[0].lei',
    ],
    [
      'an end user that does not undertake',
      { proof: { ...MAGNETS.proof, 'undertakes-no-transfer': 'no' } },
      'undertaking-refused proof.undertakes-no-transfer',
    ],
    [
      'a proof of another end user',
      { proof: { ...MAGNETS.proof, 'end-user': 'Other GmbH' } },
      'proof-names-another proof.end-user',
    ],
    ['an end user elsewhere', { destination: 'FR' }, 'destination-differs endUsers[0].country'],
    [
      'a quantity above the contract, in another unit',
      { lines: [{ ...line, quantity: '500001', unit: 'g' }] },
      'more-than-contract-quantity lines[0].quantity',
    ],
    [
      'a value a hair above the contract',
      { lines: [{ ...line, value: '46250.000000000000000000001' }] },
      'more-than-contract-value lines[0].value',
    ],
    [
      'two lines that together exceed one of the contract',
      {
        lines: [
          { ...line, quantity: '300', value: '1' },
          { ...line, id: 'c', quantity: '200.1', value: '1' },
        ],
      },
      'more-than-contract-quantity lines[1].quantity',
    ],
    ['a unit that does not convert', { lines: [{ ...line, unit: 'pcs' }] }, 'units-differ lines[0].unit'],
    ['another currency', { lines: [{ ...line, currency: 'USD' }] }, 'currencies-differ lines[0].currency'],
    [
      'no such contract line',
      { lines: [{ ...line, contractLine: '9' }] },
      'no-such-contract-line lines[0].contractLine',
    ],
    [
      'a contract that does not add up',
      {
        contract: {
          ...MAGNETS.contract,
          lines: [
            { id: '1', quantity: '3', unitPrice: '0.1', value: '0.30000000000000004' },
            MAGNETS.contract!.lines![1]!,
          ],
        },
      },
      'contract-does-not-add-up contract.lines[0].value',
    ],
    [
      'more than a year',
      { validity: { from: '2026-06-01', lastDay: '2027-06-01' } },
      'validity-too-long validity.lastDay',
    ],
    ['a quantity of zero', { lines: [{ ...line, quantity: '0.00' }] }, 'amount-zero lines[0].quantity'],
    [
      'a paper out of date',
      { papers: PAPERS.map((paper) => ({ ...paper, validUntil: '2026-03-01' })) },
      'paper-out-of-date papers[0].validUntil',
    ],
  ])('finds %s', (_, change, found) => {
    expect(codes({ ...MAGNETS, ...change })).toContain(found);
  });

  test('takes exactly the quantity of the contract, and 0.1 times 3 as 0.3', () => {
    const contract = {
      ...MAGNETS.contract,
      lines: [{ id: '1', quantity: '3', unit: 'kg', unitPrice: '0.1', value: '0.3' }],
    };
    expect(codes({ ...MAGNETS, contract, lines: [{ ...line, quantity: '3000', unit: 'g', value: '0.30' }] })).toEqual(
      [],
    );
  });

  test('a rule that is trade practice alone warns and stops nothing', () => {
    const { seal: _, ...proof } = MAGNETS.proof!;
    const foreign = { id: 'drawing', paper: 'other', language: 'other' } as const;
    const found = lint({ ...MAGNETS, proof, papers: [...PAPERS, foreign] }, LAW);
    expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'proof-field-missing warning',
      'not-in-chinese warning',
    ]);
    expect(hasErrors(found)).toBe(false);
  });

  test('an operator outside China files in Chinese: without a translation it is an error', () => {
    const application: Application = {
      ...MAGNETS,
      kind: 'overseas-operator',
      applicant: { name: 'Example KK', country: 'JP', address: 'Osaka', contact: { name: 'A' } },
      papers: [...PAPERS, { id: 'drawing', paper: 'other', language: 'other' }],
    };
    expect(lint(application, LAW)).toMatchObject([{ code: 'not-in-chinese', field: 'papers[5]', severity: 'error' }]);
    const translated = [
      ...application.papers!,
      { id: 't', paper: 'other', language: 'zh' as const, translationOf: 'drawing' },
    ];
    expect(codes({ ...application, papers: translated })).toEqual([]);
    expect(
      codes({
        ...application,
        papers: translated,
        agent: { name: '某商会', country: 'CN', uscc: '91350100M000100Y43' },
      }),
    ).toEqual(['paper-missing papers.power-of-attorney']);
  });

  test('no general licence to a Watch List party, and a risk assessment report for an individual one', () => {
    const general: Application = {
      ...MAGNETS,
      kind: 'general-licence',
      determination: watched,
      standing: { complianceSystem: 'yes', exportRecord: 'yes', fixedChannels: 'yes', barredByPenalty: 'no' },
    };
    expect(codes(general)).toEqual(['form-closed kind', 'paper-missing papers.risk-assessment-report']);
    expect(codes({ ...MAGNETS, determination: watched })).toEqual(['paper-missing papers.risk-assessment-report']);
  });

  test('a circumstance that the review found counts as one that the application states', () => {
    expect(lint(MAGNETS, LAW, ['watch-listed-party']).map(({ field }) => field)).toEqual([
      'papers.risk-assessment-report',
    ]);
  });

  test('a change of a key element is a new application', () => {
    const change: Application = {
      kind: 'minor-change',
      applicant: MAGNETS.applicant!,
      change: { licence: 'L1', reason: '合同变更', elements: [{ element: 'quantity' }, { element: 'end-user' }] },
    };
    expect(codes(change)).toEqual(['key-element change.elements[1].element']);
  });

  test('an empty draft has findings, and throws nothing', () => {
    for (const { id } of LAW.kinds) expect(hasErrors(lint({ kind: id }, LAW)), id).toBe(true);
  });

  test('every rule says what and how to mend it, in both languages', () => {
    for (const [code, rule] of Object.entries(LINT_RULES)) {
      for (const text of [rule.text.zh, rule.remedy.zh]) expect(text, code).toMatch(/\p{Script=Han}/u);
      for (const text of [rule.text.en, rule.remedy.en]) expect(text, code).toMatch(/^[^\p{Script=Han}]+$/u);
    }
  });
});

describe('what an application is', () => {
  test.each([
    [{ kind: 'technology' }, 'individual-licence'],
    [{ kind: 'overseas-operator', form: 'general-licence' }, 'general-licence'],
    [{ kind: 'minor-change' }, undefined],
    [{ kind: 'registration-certificate' }, 'registration-certificate'],
  ] as const)('%o asks for %s', (application, form) => {
    expect(formOf(application)).toBe(form);
  });

  test('only stated circumstances count', () => {
    expect(circumstancesOf({ kind: 'technology' }).size).toBe(0);
    expect([...circumstancesOf({ kind: 'technology', technology: { providedInChina: 'yes' } })]).toEqual([
      'provided-in-china',
    ]);
  });

  test.each([
    ['2026-03-02', 1, '2027-03-01'],
    ['2026-01-01', 3, '2028-12-31'],
    ['2028-02-29', 1, '2029-02-28'],
    ['2027-03-01', 1, '2028-02-29'],
  ])('from %s, %i year(s) end on %s', (from, years, last) => {
    expect(lastDayWithin(from, years)).toBe(last);
  });
});

describe('the licences a year that the measures of 2009 want', () => {
  const general: Application = { ...MAGNETS, kind: 'general-licence' };
  const had = (year: string, count: number, code = '1C902.a.1') =>
    Array.from({ length: count }, () => ({ on: `${year}-06-01`, codes: [code] }));
  const OTHER = '1C905.a';

  test.each<[string, readonly EarlierLicence[], number]>([
    ['40 a year of any kind', [...had('2024', 40, OTHER), ...had('2025', 40, OTHER)], 0],
    ['39 in one year, of another kind', [...had('2024', 40, OTHER), ...had('2025', 39, OTHER)], 1],
    ['30 a year of the same kind', [...had('2024', 30), ...had('2025', 30)], 0],
    ['29 in one year of the same kind', [...had('2024', 30), ...had('2025', 29)], 1],
    ['enough this year, which is not over', [...had('2025', 40), ...had('2026', 40)], 1],
    ['none', [], 1],
  ])('%s', (_, earlier, findings) => {
    expect(lintOfRecord(general, LAW, earlier)).toHaveLength(findings);
  });

  test('the year begins on 1 January and ends on 31 December', () => {
    const on = (day: string) =>
      lintOfRecord(general, LAW, [...had('2025', 30), ...had('2024', 29), { on: day, codes: ['1C902.c'] }]);
    expect(on('2023-12-31')).toHaveLength(1);
    expect(on('2024-01-01')).toHaveLength(0);
    expect(on('2024-12-31')).toHaveLength(0);
    expect(on('2025-01-01')).toHaveLength(1);
  });

  test('it only warns, cites the measures and says what was counted', () => {
    const [finding] = lintOfRecord(general, LAW, [...had('2025', 2), ...had('2025', 1, OTHER)]);
    expect(finding).toMatchObject({
      code: 'few-licences',
      severity: 'warning',
      because: { provision: 'cn/mofcom-order-2009-8/5' },
    });
    expect(finding?.text.zh).toContain('2024年0份（同类0份），2025年3份（同类2份）');
  });

  test('an individual licence wants none', () => {
    expect(lintOfRecord(MAGNETS, LAW, [])).toEqual([]);
  });
});
