import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as Determine from '../determine.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';
import type * as Kept from '../kept/kept.ts';
import type * as LawDiff from '../law-diff.ts';
import { ENACTED, type Instrument, type LawBook, PARTY_LIST_KINDS, readingsOf } from '../law/index.ts';
import { toldFacts } from './completions.ts';
import { type Case, someCases } from './random-export.ts';
import { ASKED } from './random-law.ts';

const RUNS = Number(process.env.YTTERBY_RUNS ?? 1000);
/** About ten questions are asked of each law, most of them twice. */
const LAWS = Math.ceil(RUNS / 4);
/** The suite may share its cores with much else. */
vi.setConfig({ testTimeout: RUNS > 1000 ? 0 : 600_000 });

/** What answers, and how to make it forget all that it was asked. */
interface Product extends Pick<typeof Determine, 'determine' | 'shortAnswer' | 'questions'> {
  readonly diffLaw: typeof LawDiff.diffLaw;
  readonly forget: () => void;
}

const load = async (): Promise<Product> => {
  const { determine, shortAnswer, questions } = await import('../determine.ts');
  const { diffLaw } = await import('../law-diff.ts');
  const { MEMORY } = await import('../kept/index.ts');
  return { determine, shortAnswer, questions, diffLaw, forget: () => MEMORY.clear() };
};

const BY = ['determine', 'shortAnswer', 'questions'] as const;

/** One question: about an export, or about what the law of a day became from one day of knowledge to another. */
type Asked = { readonly readings: Case['readings'] } & (
  | { readonly by: (typeof BY)[number]; readonly facts: ExportFacts }
  | { readonly by: 'diffLaw'; readonly asOf: string; readonly known: readonly [string, string] }
);

function ask(product: Product, asked: Asked, book: LawBook): string {
  if (asked.by !== 'diffLaw') return JSON.stringify(product[asked.by](asked.facts, book, { readings: asked.readings }));
  const { asOf, known } = asked;
  const readings = readingsOf(book, asked.readings);
  const [before, after] = known.map((knownAt) => ({ book, moment: { asOf, knownAt, branch: ENACTED, readings } }));
  return JSON.stringify(product.diffLaw(before as Side, after as Side, 1));
}
type Side = Parameters<Product['diffLaw']>[0];

const ROLES = ['end-user', 'importer', 'consignee', 'intermediary'] as const;
const someDay = fc.constantFrom(...ASKED);

/** The same export but for one kind of fact: what a key that leaves it out takes for the same. */
function someTwin(facts: ExportFacts): fc.Arbitrary<ExportFacts> {
  const { parties = [], bom } = facts;
  const roles = fc.array(fc.constantFrom(...ROLES), { minLength: parties.length, maxLength: parties.length });
  return fc.oneof(
    someDay.map((knownAt) => ({ ...facts, knownAt })),
    someDay.map((asOf) => ({ ...facts, asOf, knownAt: facts.knownAt ?? facts.asOf })),
    roles.map((taken) => ({
      ...facts,
      parties: parties.map((party, index) => ({ ...party, role: taken[index] ?? party.role })),
    })),
    fc.constant({ ...facts, parties: parties.toReversed() }),
    fc.constant({ ...facts, lines: facts.lines.toReversed() }),
    fc.constant(bom === undefined ? facts : { ...facts, bom: { ...bom, parts: bom.parts.toReversed() } }),
  );
}

/** The law with a ban on those whom listed parties hold: what depends on roles, and on which lists are in force later. */
function withHolders(book: LawBook): LawBook {
  const [lists, rules, ...others] = book.instruments as [Instrument, Instrument, ...Instrument[]];
  const words = { zh: 'cn/rules-0/held', en: 'cn/rules-0/held' };
  const ban = {
    id: 'cn/rules-0/held',
    cite: words,
    text: words,
    effect: { kind: 'prohibited' as const },
    when: { fact: 'held' as const, by: [...PARTY_LIST_KINDS], atLeast: '0.25' },
  };
  return { ...book, instruments: [lists, { ...rules, provisions: [...rules.provisions, ban] }, ...others] };
}

/** Questions about one law, in the order in which they are asked: twins among them, some asked twice. */
const someQuestions: fc.Arbitrary<{ readonly book: LawBook; readonly asked: readonly Asked[] }> = someCases.chain(
  (cases) => {
    const book = withHolders((cases[0] as Case).book);
    const some = cases.slice(0, 2).map(({ truth, holes, readings }) => {
      // Early, and everything known: much of the law is still to come.
      const early = fc
        .constantFrom(...ASKED.slice(0, 6))
        .map((asOf): ExportFacts => ({ ...truth.facts, asOf, knownAt: ASKED.at(-1) ?? asOf }));
      const twins = early.chain((facts) =>
        fc.array(someTwin(facts), { minLength: 2, maxLength: 4 }).map((others) => [facts, ...others]),
      );
      const laws = fc.array(fc.tuple(someDay, someDay), { minLength: 1, maxLength: 2 });
      return fc
        .record({ by: fc.constantFrom(...BY), twins, laws })
        .map(({ by, twins: exports, laws: known }) => [
          ...[toldFacts(truth, holes), ...exports].map((facts): Asked => ({ by, facts, readings })),
          ...known.map((each): Asked => ({ by: 'diffLaw', asOf: truth.facts.asOf, known: each, readings })),
        ]);
    });
    return fc
      .tuple(...some)
      .map((all) => all.flat())
      .chain((all) => fc.shuffledSubarray([...all, ...all], { minLength: all.length }))
      .map((asked) => ({ book, asked }));
  },
);

/** Every answer is that of a product that was asked nothing before. */
function coldStart(product: Product) {
  return fc.property(someQuestions, ({ book, asked }) => {
    const wanted = new Map<Asked, string>();
    for (const each of new Set(asked)) {
      product.forget();
      // What is not kept by `kept` goes with the law: a copy of it is asked for the first time.
      wanted.set(each, ask(product, each, structuredClone(book)));
    }
    product.forget();
    for (const each of asked) {
      const found = ask(product, each, book);
      if (found !== wanted.get(each)) expect(JSON.parse(found)).toEqual(JSON.parse(wanted.get(each) ?? ''));
    }
  });
}

describe('an answer is that of a cold start, whoever asked before, in whatever order and however often', () => {
  test('with the keys as they are', async () => {
    fc.assert(coldStart(await load()), { numRuns: Math.min(LAWS, 25_000) });
  });
});

interface Key {
  readonly standing: readonly object[];
  readonly facts: unknown;
}

const has = (facts: unknown, ...fields: readonly string[]) =>
  typeof facts === 'object' && facts !== null && fields.every((field) => field in facts);
const ANY_LISTS = [1, 2, 3, 4, 5].map((count) => [{ count }]);

/** Faults that there were: what the key of an answer left out. Null = another function's answer. */
const FAULTS: readonly { readonly name: string; readonly key: (key: Key) => Key | null }[] = [
  {
    name: 'an item is classified for so many lists, not for these',
    key: ({ standing, facts }) =>
      has(facts, 'item', 'options') ? { standing: ANY_LISTS[standing.length] ?? [], facts } : null,
  },
  {
    name: 'later days are told without the roles of the parties',
    key: ({ standing, facts }) => {
      if (!has(facts, 'moment', 'values', 'parties')) return null;
      const { parties, ...rest } = facts as { readonly parties: readonly PartyFacts[] };
      return { standing, facts: { ...rest, parties: parties.map((each) => ({ ...each, role: '' })) } };
    },
  },
  {
    name: 'the law of a day is kept without the day of knowledge',
    key: ({ standing, facts }) => {
      if (!has(facts, 'asOf', 'branch', 'knownAt')) return null;
      return { standing, facts: { ...(facts as { readonly knownAt: string }), knownAt: '' } };
    },
  },
];

describe.each(FAULTS)('a key that leaves something out is found: $name', ({ key }) => {
  let used = 0;
  beforeAll(() => {
    vi.resetModules();
    vi.doMock('../kept/kept.ts', async (original) => {
      const sound: typeof Kept = await original();
      const kept: typeof sound.kept = (work, sizeOf, memory) => {
        let full: Parameters<typeof work> | undefined;
        const right = sound.kept(work, sizeOf, memory);
        const wrong = sound.kept(() => work(...(full as Parameters<typeof work>)), sizeOf, memory) as (
          standing: readonly object[],
          facts: unknown,
        ) => ReturnType<typeof work>;
        return (standing, facts) => {
          const poorer = key({ standing, facts });
          if (poorer === null) return right(standing, facts);
          used += 1;
          full = [standing, facts];
          return wrong(poorer.standing, poorer.facts);
        };
      };
      return { ...sound, kept };
    });
  });
  afterAll(() => {
    vi.doUnmock('../kept/kept.ts');
    vi.resetModules();
  });

  test('within the laws of the suite', async () => {
    const { failed, numRuns } = fc.check(coldStart(await load()), { numRuns: Math.max(LAWS, 250), endOnFailure: true });
    expect(used).toBeGreaterThan(0);
    expect(failed, `not found in ${numRuns} laws`).toBe(true);
  });
});
