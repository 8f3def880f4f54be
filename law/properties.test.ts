import {
  addDays,
  determine,
  type ExportFacts,
  FORMS,
  type LawBook,
  lawKnownAt,
  outcomesOf,
  questions,
  type SettledOutcome,
} from '@ytterby/core';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { loadLaw } from './load.ts';

/** Random cases per property; raise it for a long run: YTTERBY_RUNS=1000000. */
const RUNS = Number(process.env.YTTERBY_RUNS ?? 1000);
/** The suite may share its cores with much else; a long run has no limit. */
vi.setConfig({ testTimeout: RUNS > 1000 ? 0 : 900_000 });
const book = loadLaw();

const COUNTRIES = ['CN', 'HK', 'JP', 'US', 'DE', 'KR', 'VN'] as const;
const ENTITIES = ['Example GmbH', 'TDK Corporation', 'MP Materials Corp.', 'General Dynamics', 'Skydio, Inc.'] as const;
const days = fc
  .integer({ min: 0, max: 1125 })
  .map((offset) => new Date(Date.UTC(2024, 11, 1) + offset * 86_400_000).toISOString().slice(0, 10));
const yesNo = fc.constantFrom('yes' as const, 'no' as const);

/** An export of which everything that the law asks is known, and which does not contradict itself. */
const knownExport = fc
  .record({
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
    elements: fc.subarray(['Nd', 'Fe', 'B', 'Dy', 'Tb', 'Sm', 'Co', 'Ho', 'O', 'Ga', 'W'], { minLength: 1 }),
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
  })
  .map((known) => ({
    ...known,
    act:
      known.act === 'transfer-in-country' && (known.from !== known.to || known.from !== known.country)
        ? ('export' as const)
        : known.act,
    origin: known.madeIn === 'CN' ? ('CN' as const) : known.origin,
  }));
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
    ...(hasInputs(known) ? { bom: billOf(keep('share', { amount: String(Number(known.share) * 1000) })) } : {}),
  };
}

/** A material has in it what goes into it: of one without neodymium and dysprosium the bill would say otherwise. */
const hasInputs = ({ form, elements }: Known): boolean =>
  ['part', 'assembly', 'finished-product', 'equipment'].includes(form) ||
  (elements.includes('Nd') && elements.includes('Dy'));

const billOf = (share: 'unknown' | { amount: string }): NonNullable<ExportFacts['bom']> => ({
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
      rareEarths: 'listed-below',
    },
    {
      id: 'dy',
      item: { form: 'metal', elements: ['Dy'] },
      value: share,
      origin: 'CN',
    },
  ],
});

/** The outcomes that remain possible, branch by branch. */
function possible(facts: ExportFacts, pack: LawBook = book): Readonly<Record<string, readonly SettledOutcome[]>> {
  const [line] = outcomesOf(facts, pack);
  return Object.fromEntries((line?.branches ?? []).map((each) => [each.branch, each.possible]));
}

function asked(facts: ExportFacts): ReturnType<typeof questions>[number] {
  const [line] = questions(facts, book);
  if (line === undefined) throw new Error('no line');
  return line;
}

/** Every branch of the one leaves no outcome open that the other does not. */
function expectWithin(inner: ReturnType<typeof possible>, outer: ReturnType<typeof possible>): void {
  for (const [branch, outcomes] of Object.entries(inner)) {
    const extra = outcomes.filter((outcome) => !outer[branch]?.includes(outcome));
    expect(extra, `${branch}: ${outcomes.join()} not within ${outer[branch]?.join() ?? ''}`).toEqual([]);
  }
}

const forgetting = fc.subarray([...FIELDS]);

describe('what is not known', () => {
  test('the true outcome is always among those that remain possible, in every branch', () => {
    fc.assert(
      fc.property(knownExport, forgetting, (known, forgotten) => {
        expectWithin(possible(factsOf(known, new Set())), possible(factsOf(known, new Set(forgotten))));
      }),
      { numRuns: RUNS },
    );
  });

  test('more knowledge never turns a settled answer back into an open one, nor into another', () => {
    fc.assert(
      fc.property(knownExport, forgetting, fc.array(fc.nat(FIELDS.length)), (known, forgotten, learnt) => {
        const less = possible(factsOf(known, new Set(forgotten)));
        expectWithin(possible(factsOf(known, new Set(forgotten.filter((_, index) => !learnt.includes(index))))), less);
      }),
      { numRuns: RUNS },
    );
  });

  test('a settled answer is the same whatever the unknown facts are', () => {
    let settled = 0;
    fc.assert(
      fc.property(knownExport, knownExport, forgetting, (known, other, forgotten) => {
        const open = possible(factsOf(known, new Set(forgotten)));
        if (Object.values(open).some((outcomes) => outcomes.length > 1)) return;
        settled += 1;
        const mixed = { ...known };
        for (const field of forgotten) Object.assign(mixed, { [field]: other[field] });
        expect(possible(factsOf(mixed, new Set()))).toEqual(open);
      }),
      { numRuns: RUNS * 3 },
    );
    expect(settled).toBeGreaterThan(RUNS / 4);
  });
});

describe('questions', () => {
  test('a settled answer asks nothing, an open one asks something, and each question can change the outcome', () => {
    fc.assert(
      fc.property(knownExport, forgetting, (known, forgotten) => {
        const facts = factsOf(known, new Set(forgotten));
        const line = asked(facts);
        const isOpen = Object.values(possible(facts)).some((outcomes) => outcomes.length > 1);
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
  const fieldsAsked = (line: ReturnType<typeof asked>): readonly Field[] =>
    line.questions.flatMap(
      ({ id }) =>
        (id.startsWith('item')
          ? ['form', 'elements']
          : id.startsWith('bom') || id === 'content'
            ? ['share', 'form', 'elements']
            : id.startsWith('military:')
              ? ['military', 'country']
              : id.startsWith('country:') || id.startsWith('person:') || id === 'final-destination'
                ? ['country']
                : id.startsWith('owners:')
                  ? ['owned']
                  : (ANSWERED[id] ?? [])) as Field[],
    );

  test('the questions asked are enough: once they are answered, nothing else can change the outcome', () => {
    /** Questions about the item or the bill are settled by several fields; whether a machine, a passage or a form counts, and so what the item itself holds, only the authority can say. */
    const subject = (id: string) => id.split(/[.:]/, 1)[0];
    fc.assert(
      fc.property(knownExport, forgetting, (known, forgotten) => {
        const open = asked(factsOf(known, new Set(forgotten)));
        const answered = fieldsAsked(open);
        const after = asked(factsOf(known, new Set(forgotten.filter((field) => !answered.includes(field)))));
        const subjects = new Set(open.questions.map(({ id }) => subject(id)));
        expect(after.questions.map(({ id }) => subject(id)).filter((each) => !subjects.has(each))).toEqual([]);
        // Words of their own that yet do not say which entry the goods fall under.
        const isBroad = ['mixture', 'part', 'catalyst', 'luminescent-material', 'magnet', 'magnet-powder'].includes(
          known.form,
        );
        const left = after.questions.filter(
          ({ id }) =>
            !/^(item\.(authority|code|technologyFor|contains|description)|bom\.line\.(class|content)|transit|supply-abroad|deemed-export)/.test(
              id,
            ) &&
            !(isBroad && id === 'item.form') &&
            // Nor is there a share to be stated where there is no bill.
            !(id === 'content' && !hasInputs(known)) &&
            // Whether a machine is on a list, its code says, and with it whether lists outside the pack may reach it.
            !(known.form === 'equipment' && id === 'item') &&
            // Nor do elements alone say of which of two there is only a trace.
            !(known.elements.some((each) => each === 'Ga' || each === 'W') && id === 'item'),
        );
        expect(left.map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('what was known', () => {
  /** An instrument of a later day that would turn everything round, were it let in. */
  const meddling = (published: string): LawBook['instruments'][number] => ({
    id: 'cn/meddling',
    kind: 'announcement',
    title: { zh: '后来的公告', en: 'A later announcement' },
    issuer: { zh: '商务部', en: 'MOFCOM' },
    published,
    from: '2024-12-01',
    verified: 'no',
    source: ['made up for this test'],
    summary: { zh: '停止一切', en: 'Ends everything' },
    provisions: [
      {
        id: 'cn/meddling/1',
        cite: { zh: '第一条', en: 'para. 1' },
        text: { zh: '停止', en: 'Ends' },
        acts: [{ do: 'end', on: book.instruments.map(({ id }) => id), from: '2024-12-01' }],
      },
    ],
  });

  /**
   * Days of knowledge: the day before each publication, the day itself, and the first of each month. Every other day knows the law of one of these,
   * and a pack that is new to each run would be read anew in each.
   */
  const published = book.instruments.map((each) => each.published).filter((date) => date > '2024-12-01');
  const dayOfKnowledge = fc.constantFrom(
    ...new Set([
      ...published.flatMap((date) => [addDays(date, -1), date]),
      ...Array.from({ length: 37 }, (_, month) => new Date(Date.UTC(2024, 11 + month, 1)).toISOString().slice(0, 10)),
    ]),
  );

  test('an answer does not depend on instruments published after the day of the question', () => {
    const packs = new Map<string, LawBook>();
    fc.assert(
      fc.property(knownExport, dayOfKnowledge, forgetting, (known, knownAt, forgotten) => {
        const later = addDays(knownAt, 1);
        const pack = packs.get(later) ?? {
          ...lawKnownAt(book, knownAt),
          instruments: [...lawKnownAt(book, knownAt).instruments, meddling(later)],
        };
        packs.set(later, pack);
        const facts = { ...factsOf(known, new Set(forgotten)), knownAt };
        expect(possible(facts, pack)).toEqual(possible(facts, book));
      }),
      { numRuns: RUNS },
    );
  });

  test('the whole explanation is the same, word for word', () => {
    const facts = {
      ...factsOf(fc.sample(knownExport, { numRuns: 1, seed: 5 })[0] as Known, new Set()),
      asOf: '2026-11-24',
      knownAt: '2025-10-20',
    };
    const pack = { ...book, instruments: [...book.instruments, meddling('2025-10-21')] };
    expect(JSON.stringify(determine(facts, pack))).toBe(JSON.stringify(determine(facts, book)));
  });
});
