import {
  checkLaw,
  type Condition,
  ENACTED,
  type LawBook,
  type LawProblem,
  outcomesOf,
  type Provision,
  type StatementId,
  STATEMENTS,
} from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

const book = loadLaw();

/** The book with one more announcement, published on 15 January 2026. */
function withProvision(provision: Pick<Provision, 'when' | 'effect' | 'acts'>): LawBook {
  const text = { zh: '试验', en: 'test' };
  return {
    ...book,
    instruments: [
      ...book.instruments,
      {
        id: 'cn/test-2026-1',
        kind: 'announcement',
        title: text,
        issuer: text,
        published: '2026-01-15',
        from: '2026-01-15',
        verified: 'no',
        source: ['made up for this test'],
        summary: text,
        provisions: [{ id: 'cn/test-2026-1/1', cite: text, text, ...provision }],
      },
    ],
  };
}

/** The book with one provision changed, or taken out. */
function changed(id: string, change: (provision: Provision) => Provision | undefined): LawBook {
  return {
    ...book,
    instruments: book.instruments.map((instrument) => ({
      ...instrument,
      provisions: instrument.provisions.flatMap((provision) =>
        provision.id === id ? (change(provision) ?? []) : [provision],
      ),
    })),
  };
}

const only = (id: string, ...more: readonly Condition[]): LawBook =>
  changed(id, ({ when, ...provision }) => ({ ...provision, when: { all: [...(when ? [when] : []), ...more] } }));
type EffectOf<Kind> = Extract<NonNullable<Provision['effect']>, { kind: Kind }>;
const effect = <Kind extends NonNullable<Provision['effect']>['kind']>(
  id: string,
  _kind: Kind,
  change: (effect: EffectOf<Kind>) => EffectOf<Kind>,
): LawBook => changed(id, (provision) => ({ ...provision, effect: change(provision.effect as EffectOf<Kind>) }));
const statementActs = (change: object): LawBook =>
  changed('cn/mofcom-2026-09-28/8', ({ acts = [], ...provision }) => ({
    ...provision,
    acts: acts.map((act) => ({ ...act, ...change })),
  }));

const AFTER = ['2026-01-14', '2026-01-20'] as const;
const OCTOBER = ['2025-10-10', '2025-10-20'] as const;
const licence = { kind: 'licence-required' } as const;
const FROM_CHINA: Condition = { fact: 'from', is: ['china'] };

/** For each statement a pack in which it does not hold, and days on which that shows. */
const BROKEN: readonly (readonly [StatementId, string, LawBook, readonly [string, string]])[] = [
  [
    'gap',
    'a pack that starts later',
    { ...book, pack: { ...book.pack, covers: { ...book.pack.covers, from: '2024-12-03' } } },
    ['2024-12-01', '2024-12-05'],
  ],
  ['path-to-approval', 'a ban on everything', withProvision({ effect: { kind: 'prohibited' } }), AFTER],
  [
    'humanitarian',
    'a licence for relief',
    withProvision({ when: { fact: 'end-use', is: ['humanitarian'] }, effect: licence }),
    AFTER,
  ],
  [
    'catch-all',
    'the end of Order No. 792',
    withProvision({ acts: [{ do: 'end', on: ['cn/state-council-2024-792'], from: '2026-01-15' }] }),
    AFTER,
  ],
  [
    'ban-holds',
    'an exclusion from a ban',
    withProvision({
      when: { fact: 'end-use', is: ['civil'] },
      effect: { kind: 'excludes', from: ['cn/mofcom-2024-46/1'] },
    }),
    AFTER,
  ],
  [
    'ban-ground',
    'a ban on a country',
    withProvision({ when: { fact: 'to', is: ['japan'] }, effect: { kind: 'prohibited' } }),
    AFTER,
  ],
  [
    'control-list',
    'a ban with one condition more',
    only('cn/mofcom-2025-1/ban', { fact: 'end-use', is: ['military'] }),
    AFTER,
  ],
  [
    'unreliable-entity',
    'a ban with one condition more',
    only('cn/uel-2025-1/ban', { fact: 'item', listed: 'dual-use' }),
    AFTER,
  ],
  [
    'military-user',
    'a ban that looks at the first stop',
    only('cn/mofcom-2024-46/1', { fact: 'to', is: ['united-states'] }),
    AFTER,
  ],
  [
    'listed-from-china',
    'a duty for one country',
    only('cn/mofcom-gac-2025-18/1', { fact: 'to', is: ['japan'] }),
    AFTER,
  ],
  [
    'pause-of-another',
    'a pause of the duty of another list',
    withProvision({
      acts: [{ do: 'suspend', on: ['cn/mofcom-gac-2025-18/1'], from: '2026-01-15', lastDay: '2026-03-01' }],
    }),
    AFTER,
  ],
  [
    'list-and-duty',
    'a duty that ends before its list',
    withProvision({ acts: [{ do: 'end', on: ['cn/mofcom-gac-2025-18/1'], from: '2026-01-15' }] }),
    AFTER,
  ],
  [
    'exclusion-of-goods',
    'an exclusion that names goods',
    withProvision({
      when: { fact: 'technology-exclusion', is: ['public-domain'] },
      effect: { kind: 'excludes', from: ['cn/mofcom-gac-2025-18/1'] },
    }),
    AFTER,
  ],
  [
    'exclusion-of-technology',
    'an exclusion that names too little',
    effect('cn/mofcom-2025-62/6', 'excludes', (of) => ({ ...of, from: ['cn/mofcom-2025-62/list'] })),
    OCTOBER,
  ],
  [
    'in-country',
    'a licence for a transfer',
    withProvision({ when: { fact: 'act', is: ['transfer-in-country'] }, effect: licence }),
    AFTER,
  ],
  [
    'to-china',
    'a licence for goods to China',
    withProvision({
      when: {
        all: [
          { fact: 'to', is: ['china'] },
          { fact: 'origin', is: ['china'] },
        ],
      },
      effect: licence,
    }),
    AFTER,
  ],
  [
    'ground-in-china',
    'a licence for all that leaves China',
    withProvision({ when: FROM_CHINA, effect: licence }),
    AFTER,
  ],
  [
    'ground-abroad',
    'a licence without a link to China',
    withProvision({ when: { fact: 'from', is: ['abroad'] }, effect: licence }),
    AFTER,
  ],
  [
    'limbs',
    'a limb for one use',
    only('cn/mofcom-2025-61/1(3)', { fact: 'end-use', is: ['civil', 'humanitarian'] }),
    OCTOBER,
  ],
  [
    'refusal-grounds',
    'a ground for some limbs',
    effect('cn/mofcom-2025-61/3(2)', 'review', (of) => ({ ...of, on: of.on.slice(0, 1) })),
    OCTOBER,
  ],
  [
    'watch-list',
    'a clock that runs on',
    effect('cn/mofcom-2026-12/forms', 'workflow', (of) => ({ ...of, off: ['general-licence', 'registration'] })),
    ['2026-03-01', '2026-03-02'],
  ],
  [
    'decision-clock',
    'a clock for exports alone',
    only('cn/state-council-2024-792/17(1)', { fact: 'act', is: ['export'] }),
    OCTOBER,
  ],
  [
    'exempt-or-licence',
    'an exemption from some limbs',
    effect('cn/mofcom-2025-61/5', 'exempts', (of) => ({ ...of, from: of.from.slice(0, 1) })),
    OCTOBER,
  ],
  [
    'targets',
    'a review of an exemption',
    effect('cn/mofcom-2025-61/4', 'review', (of) => ({ ...of, on: ['cn/mofcom-2025-61/5'] })),
    OCTOBER,
  ],
  [
    'duty-day',
    'a duty that says no time',
    effect('cn/mofcom-2025-61/7', 'duty', ({ kind, duty, title, with: outcomes }) => ({
      kind,
      duty,
      title,
      with: outcomes,
    })),
    OCTOBER,
  ],
  [
    'pause-ends',
    'a pause without an end',
    withProvision({ acts: [{ do: 'suspend', on: ['cn/mofcom-gac-2025-18/1'], from: '2026-01-15' }] }),
    AFTER,
  ],
  [
    'no-hindsight',
    'a pause that reaches back',
    withProvision({
      acts: [{ do: 'suspend', on: ['cn/mofcom-gac-2025-18'], from: '2025-12-10', lastDay: '2026-03-01' }],
    }),
    ['2025-12-09', '2026-01-20'],
  ],
  [
    'listing-ends',
    'a measure that forgot the end',
    withProvision({ when: { fact: 'party', on: ['cn/mofcom-2025-22/list'] }, effect: { kind: 'prohibited' } }),
    AFTER,
  ],
  [
    'another-list',
    'a list that frees from another',
    only('cn/mofcom-gac-2025-18/1', { not: { fact: 'item', on: ['cn/mofcom-gac-2025-57/items'] } }),
    AFTER,
  ],
  [
    'another-party',
    'a listing that frees',
    withProvision({
      when: { all: [FROM_CHINA, { not: { fact: 'party', on: ['cn/uel-2025-4/list'] } }] },
      effect: licence,
    }),
    AFTER,
  ],
  [
    'branch-ends',
    'an announced change that stays',
    statementActs({ do: 'end', lastDay: undefined }),
    ['2027-12-20', '2027-12-31'],
  ],
  [
    'extension-joins',
    'an extension that comes late',
    statementActs({ from: '2026-12-01' }),
    ['2026-11-20', '2026-12-05'],
  ],
  [
    'options',
    'a reading with an option that nothing follows',
    changed('cn/mofcom-2025-61/5/refusal-bars', () => undefined),
    OCTOBER,
  ],
];

/** Shown by provisions or by procedure, not by the outcome of one export. */
const WITHOUT_OUTCOME: readonly StatementId[] = [
  'gap',
  'targets',
  'duty-day',
  'pause-ends',
  'no-hindsight',
  'branch-ends',
  'extension-joins',
  'options',
  'list-and-duty',
];

describe('Each statement can fail', () => {
  test('and none is left out', () => {
    expect(BROKEN.map(([id]) => id)).toEqual(Object.keys(STATEMENTS));
  });

  test.each(BROKEN)('%s: %s', (id, _, pack, [from, until]) => {
    // The others are asked of the pack as it is, over all days.
    const others = (Object.keys(STATEMENTS) as StatementId[]).filter((each) => each !== id);
    const before = checkLaw(book, from, until, [{}], others).problems;
    expect(before).toEqual([]);
    const { problems } = checkLaw(pack, from, until, [{}], others);
    const found = problems.find(({ statement }) => statement === id) as LawProblem;
    expect(found?.statement).toBe(id);
    if (WITHOUT_OUTCOME.includes(id)) return;
    expect(found.export, JSON.stringify(found.example)).toBeDefined();
    const { facts, outcome } = found.export!;
    const [line] = outcomesOf(facts, pack);
    expect(line?.branches.find(({ branch }) => branch === (found.branch ?? ENACTED))?.possible).toEqual([outcome]);
  });
});
