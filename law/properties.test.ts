import {
  determine,
  type ExportFacts,
  FORMS,
  type LawBook,
  lawKnownAt,
  type LineDetermination,
  type SettledOutcome,
} from '@ytterby/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

/** Random cases per property; raise it for a long run: YTTERBY_RUNS=1000000. */
const RUNS = Number(process.env.YTTERBY_RUNS ?? 1000);
const book = loadLaw();

const COUNTRIES = ['CN', 'HK', 'JP', 'US', 'DE', 'KR', 'VN'] as const;
const ENTITIES = ['Example GmbH', 'TDK Corporation', 'MP Materials Corp.', 'General Dynamics', 'Skydio, Inc.'] as const;
const days = fc
  .integer({ min: 0, max: 1125 })
  .map((offset) => new Date(Date.UTC(2024, 11, 1) + offset * 86_400_000).toISOString().slice(0, 10));
const yesNo = fc.constantFrom('yes' as const, 'no' as const);

/** An export of which everything that the law asks is known. */
const knownExport = fc.record({
  asOf: days,
  act: fc.constantFrom(
    'export' as const,
    'export' as const,
    'transfer-in-country' as const,
    'provide-technology' as const,
    'help-abroad' as const,
  ),
  from: fc.constantFrom(...COUNTRIES),
  to: fc.constantFrom(...COUNTRIES),
  exporter: fc.constantFrom(...COUNTRIES),
  chinesePerson: yesNo,
  form: fc.constantFrom(...FORMS),
  elements: fc.subarray(['Nd', 'Fe', 'B', 'Dy', 'Tb', 'Sm', 'Co', 'Ho', 'O'], { minLength: 1 }),
  madeIn: fc.constantFrom(...COUNTRIES),
  origin: fc.constantFrom(...COUNTRIES),
  technologyOrigin: fc.constantFrom(...COUNTRIES),
  technologyExclusion: fc.constantFrom('none' as const, 'public-domain' as const),
  substantialHelp: yesNo,
  helps: yesNo,
  danger: yesNo,
  endUse: fc.constantFrom(
    'civil' as const,
    'civil' as const,
    'humanitarian-medical' as const,
    'military' as const,
    'military-potential' as const,
    'wmd' as const,
    'chips' as const,
    'artificial-intelligence' as const,
  ),
  logicNodeNm: fc.constantFrom('7', '14', '16', '28'),
  militaryAi: yesNo,
  name: fc.constantFrom(...ENTITIES),
  country: fc.constantFrom(...COUNTRIES),
  military: yesNo,
  owned: fc.constantFrom('0', '0.4999', '0.5', '1'),
  share: fc.constantFrom('0', '0.000999', '0.001', '0.02'),
});
type Known = typeof knownExport extends fc.Arbitrary<infer Export> ? Export : never;
const FIELDS = [
  'act',
  'from',
  'to',
  'exporter',
  'form',
  'elements',
  'madeIn',
  'origin',
  'technologyOrigin',
  'technologyExclusion',
  'substantialHelp',
  'helps',
  'danger',
  'endUse',
  'logicNodeNm',
  'militaryAi',
  'name',
  'military',
  'owned',
  'share',
  'country',
] as const;
type Field = (typeof FIELDS)[number];

/** The facts of an export with some fields forgotten. */
function factsOf(known: Known, forgotten: ReadonlySet<Field>): ExportFacts {
  const keep = <Value>(field: Field, value: Value) => (forgotten.has(field) ? ('unknown' as const) : value);
  const isNamed = !forgotten.has('name');
  const elements = keep('elements', known.elements);
  return {
    asOf: known.asOf,
    act: keep('act', known.act),
    from: keep('from', known.from),
    to: keep('to', known.to),
    exporter: { country: keep('exporter', known.exporter), chinesePerson: keep('exporter', known.chinesePerson) },
    parties: [
      {
        role: 'end-user',
        ...(isNamed ? { name: known.name } : { listEntry: 'unknown' as const }),
        country: keep('country', known.country),
        military: keep('military', known.military),
        owners: keep('owned', [
          { name: 'General Dynamics', share: known.owned },
          { name: 'others', share: String(1 - Number(known.owned)), owners: 'none' as const },
        ]),
      },
    ],
    endUse: {
      kind: keep('endUse', known.endUse),
      ...(forgotten.has('endUse') || known.endUse === 'chips'
        ? { logicNodeNm: keep('logicNodeNm', known.logicNodeNm) }
        : {}),
      ...(forgotten.has('endUse') || known.endUse === 'artificial-intelligence'
        ? { militaryPotentialOfAi: keep('militaryAi', known.militaryAi) }
        : {}),
      dangerKnown: keep('danger', known.danger),
      helpsRareEarthActivityAbroad: keep('helps', known.helps),
    },
    lines: [
      {
        id: 'line',
        item: {
          form: keep('form', known.form),
          elements,
          contains: [{ form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] }],
          ...(known.form === 'technology' && !forgotten.has('form') ? { technologyFor: 'magnet-making' as const } : {}),
        },
        madeIn: keep('madeIn', known.madeIn),
        origin: keep('origin', known.origin),
        technologyOrigin: keep('technologyOrigin', known.technologyOrigin),
        technologyExclusion: keep('technologyExclusion', known.technologyExclusion),
        substantialHelp: keep('substantialHelp', known.substantialHelp),
      },
    ],
    bom: {
      unstated: 'none',
      parts: [
        {
          id: 'line',
          value: { amount: '1000' },
          inputs: [
            { part: 'magnet', quantity: '1' },
            { part: 'dy', quantity: '1' },
          ],
        },
        {
          id: 'magnet',
          item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
          value: { amount: '100' },
          origin: 'JP',
        },
        {
          id: 'dy',
          item: { form: 'metal', elements: ['Dy'] },
          value: keep('share', { amount: String(Number(known.share) * 1000) }),
          origin: 'CN',
        },
      ],
    },
  };
}

function answer(facts: ExportFacts, pack: LawBook = book): LineDetermination {
  const [line] = determine(facts, pack).lines;
  if (line === undefined) throw new Error('no line');
  return line;
}

function isWithin(inner: readonly SettledOutcome[], outer: readonly SettledOutcome[]): boolean {
  return inner.every((outcome) => outer.includes(outcome));
}

const forgetting = fc.subarray([...FIELDS]);

describe('what is not known', () => {
  test('the true outcome is always among those that remain possible, in every branch', () => {
    fc.assert(
      fc.property(knownExport, forgetting, (known, forgotten) => {
        const whole = answer(factsOf(known, new Set()));
        const part = answer(factsOf(known, new Set(forgotten)));
        expect(
          isWithin(whole.possible, part.possible),
          `${whole.possible.join()} not within ${part.possible.join()}`,
        ).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('more knowledge never turns a settled answer back into an open one, nor into another', () => {
    fc.assert(
      fc.property(knownExport, forgetting, fc.array(fc.nat(FIELDS.length)), (known, forgotten, learnt) => {
        const less = answer(factsOf(known, new Set(forgotten)));
        const more = answer(factsOf(known, new Set(forgotten.filter((_, index) => !learnt.includes(index)))));
        expect(
          isWithin(more.possible, less.possible),
          `${more.possible.join()} not within ${less.possible.join()}`,
        ).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('a settled answer is the same whatever the unknown facts are', () => {
    fc.assert(
      fc.property(knownExport, knownExport, forgetting, (known, other, forgotten) => {
        const open = answer(factsOf(known, new Set(forgotten)));
        fc.pre(open.possible.length === 1);
        const mixed = Object.fromEntries(
          Object.entries(known).map(([field, value]) => [
            field,
            forgotten.includes(field as Field) ? other[field as keyof Known] : value,
          ]),
        ) as Known;
        expect(answer(factsOf(mixed, new Set())).possible).toEqual(open.possible);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('questions', () => {
  test('a settled answer asks nothing, an open one asks something, and each question can change the outcome', () => {
    fc.assert(
      fc.property(knownExport, forgetting, (known, forgotten) => {
        const line = answer(factsOf(known, new Set(forgotten)));
        const isOpen = line.branches.some(({ possible }) => possible.length > 1);
        expect(line.questions.length > 0).toBe(isOpen);
        for (const question of line.questions) {
          if (question.answers.length === 0) continue;
          const leads = new Set(question.answers.map(({ leadsTo }) => leadsTo.join()));
          const isDecisive = leads.size > 1 || question.answers.some(({ leadsTo }) => leadsTo.length > 1);
          expect(isDecisive, question.id).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });

  const ANSWERED: Readonly<Record<string, readonly Field[]>> = {
    act: ['act'],
    from: ['from'],
    to: ['to'],
    exporter: ['exporter'],
    origin: ['origin'],
    'made-in': ['madeIn'],
    'technology-origin': ['technologyOrigin'],
    'technology-exclusion': ['technologyExclusion'],
    'substantial-help': ['substantialHelp'],
    'helps-rare-earth-activity': ['helps'],
    'danger-known': ['danger'],
    'end-use': ['endUse'],
    'chip-process': ['logicNodeNm'],
    'military-ai': ['militaryAi'],
    'end-user': ['name', 'military', 'owned', 'country'],
  };
  const fieldsAsked = (line: LineDetermination): readonly Field[] =>
    line.questions.flatMap(
      ({ id }) =>
        (id.startsWith('item')
          ? ['form', 'elements']
          : id.startsWith('bom') || id === 'content'
            ? ['share', 'form', 'elements']
            : id.startsWith('military:')
              ? ['military', 'country']
              : id.startsWith('owners:')
                ? ['owned']
                : (ANSWERED[id] ?? [])) as Field[],
    );

  test('the questions asked are enough: once they are answered, nothing else can change the outcome', () => {
    /** Questions about the item or the bill are settled by several fields; whether a machine counts, only the authority can say. */
    const subject = (id: string) => id.split(/[.:]/, 1)[0];
    fc.assert(
      fc.property(knownExport, forgetting, (known, forgotten) => {
        const open = answer(factsOf(known, new Set(forgotten)));
        const asked = fieldsAsked(open);
        const after = answer(factsOf(known, new Set(forgotten.filter((field) => !asked.includes(field)))));
        const subjects = new Set(open.questions.map(({ id }) => subject(id)));
        expect(after.questions.map(({ id }) => subject(id)).filter((each) => !subjects.has(each))).toEqual([]);
        const left = after.questions.filter(({ id }) => !/^item\.(authority|code|technologyFor|contains)/.test(id));
        expect(left.map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('what was known', () => {
  test('an answer does not depend on instruments published after the day of the question', () => {
    fc.assert(
      fc.property(knownExport, days, forgetting, (known, knownAt, forgotten) => {
        const facts = { ...factsOf(known, new Set(forgotten)), knownAt };
        const later = lawKnownAt(book, knownAt);
        expect(JSON.stringify(determine(facts, later).lines)).toBe(JSON.stringify(determine(facts, book).lines));
      }),
      { numRuns: RUNS },
    );
  });
});
