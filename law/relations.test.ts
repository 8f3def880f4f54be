import { isDeepStrictEqual } from 'node:util';
import {
  type BomFacts,
  determine,
  ExportFacts,
  type LawBook,
  OUTCOMES,
  outcomesOf,
  type PartyFacts,
  type ReadingId,
  type SettledOutcome,
  shortAnswer,
} from '@ytterby/core';
import fc from 'fast-check';
import Compile from 'typebox/compile';
import { describe, expect, test, vi } from 'vitest';
import { type DeterminationCase, loadCases } from './cases/case-file.ts';
import { loadLaw } from './load.ts';

/**
 * Relations between an export and the same export with one thing changed. They need no right answer to compare with, so
 * they are asked of random exports and of every worked case alike.
 */

type Readings = Partial<Record<ReadingId, string>>;

const RUNS = Number(process.env.YTTERBY_RUNS ?? 1000);
/** The suite may share its cores with much else; a long run has no limit. */
vi.setConfig({ testTimeout: RUNS > 1000 ? 0 : 600_000 });
const book = loadLaw();
/** Rows of the table of provisions differ in one fact from another: they take a quarter of an hour, and a long run has it. */
const every = loadCases().filter(
  (each): each is DeterminationCase => 'facts' in each && (RUNS > 1000 || each.group !== 'provisions'),
);
/**
 * Does the export contradict itself? Then to change one side settles which of the two is right. Only the long answer says so, which takes far
 * more work than the outcomes: it is asked for where a relation does not hold, and an export that contradicts itself is then no counterexample.
 */
const isSound = (facts: ExportFacts, readings: Readings = {}) =>
  !/"code":"[a-z-]*contradict/.test(JSON.stringify(determine(facts, book, { readings })));
const schema = Compile(ExportFacts);

/** The outcomes that remain possible, by line and branch. */
type Possible = readonly (readonly { readonly branch: string; readonly possible: readonly SettledOutcome[] }[])[];

const possibleOf = (facts: ExportFacts, readings: Readings = {}, pack: LawBook = book): Possible =>
  outcomesOf(facts, pack, { readings }).map(({ branches }) => branches);
const copy = <Value>(value: Value): Value => structuredClone(value);
const rank = (outcome: SettledOutcome | undefined) => (outcome === undefined ? -1 : OUTCOMES.indexOf(outcome));
/** Possible outcomes stand from the least to the most strict. */
const freest = (possible: readonly SettledOutcome[]) => rank(possible[0]);

/** Where the answer of the second export is freer than that of the first: a sentence for each line and branch. */
function freer(before: Possible, after: Possible): string[] {
  return before.flatMap((branches, line) =>
    branches.flatMap(({ branch, possible }) => {
      const now = after[line]?.find((each) => each.branch === branch)?.possible ?? [];
      return freest(now) < freest(possible) ? [`line ${line}, ${branch}: ${possible.join()} → ${now.join()}`] : [];
    }),
  );
}

/** Where the strictest outcome that was possible no longer is: caught or open has become clear. */
function cleared(before: Possible, after: Possible): string[] {
  return before.flatMap((branches, line) =>
    branches.flatMap(({ branch, possible }) => {
      const now = after[line]?.find((each) => each.branch === branch)?.possible ?? [];
      return rank(now.at(-1)) < rank(possible.at(-1))
        ? [`line ${line}, ${branch}: ${possible.join()} → ${now.join()}`]
        : [];
    }),
  );
}

/** Outcomes that were possible and are so no more. */
function lost(before: Possible, after: Possible): string[] {
  return before.flatMap((branches, line) =>
    branches.flatMap(({ branch, possible }) => {
      const now = after[line]?.find((each) => each.branch === branch)?.possible ?? [];
      return possible.every((outcome) => now.includes(outcome))
        ? []
        : [`line ${line}, ${branch}: ${possible.join()} → ${now.join()}`];
    }),
  );
}

/** Draws a number below the limit: a random one in a property, all in turn over the worked cases. */
type Draw = (below: number) => number;
/** An export with one thing changed; undefined where there is nothing of the kind to change. */
type Change = (facts: ExportFacts, draw: Draw) => ExportFacts | undefined;

const some = <Value>(values: readonly Value[], draw: Draw): Value | undefined =>
  values.length === 0 ? undefined : values[draw(values.length)];

const SYMBOLS = ['Fe', 'Nd', 'Dy', 'Tb', 'Co', 'Al', 'Zr', 'Ho', 'Sm'] as const;

function withElement(item: { elements?: readonly string[] | 'unknown' } | undefined, draw: Draw): boolean {
  if (item === undefined || !Array.isArray(item.elements)) return false;
  const symbol = some(
    SYMBOLS.filter((each) => !(item.elements as readonly string[]).includes(each)),
    draw,
  );
  if (symbol === undefined) return false;
  item.elements = [...(item.elements as readonly string[]), symbol];
  return true;
}

const MORE: Readonly<Record<string, Change>> = {
  'an element in a material of a bill': (facts, draw) => {
    const changed = copy(facts);
    const part = some(changed.bom?.parts ?? [], draw);
    return withElement(part?.item, draw) ? changed : undefined;
  },
  'a material inside': (facts, draw) => {
    const changed = copy(facts);
    const item = some(changed.lines, draw)?.item;
    if (item === undefined || !(item.contains === 'none' || Array.isArray(item.contains))) return undefined;
    const material = some(
      [
        { form: 'magnet' as const, elements: ['Sm', 'Co'] },
        { form: 'metal' as const, elements: ['Fe'] },
      ],
      draw,
    );
    item.contains = [...(item.contains === 'none' ? [] : item.contains), ...(material === undefined ? [] : [material])];
    return changed;
  },
  'a part in a bill': (facts, draw) => {
    const changed = copy(facts);
    const whole = some(
      (changed.bom?.parts ?? []).filter(({ inputs }) => (inputs?.length ?? 0) > 0),
      draw,
    );
    if (whole === undefined || changed.bom === undefined) return undefined;
    const currency = currencyIn(changed.bom);
    const [item, origin] = some(
      [
        [{ form: 'metal' as const, elements: ['Dy'] }, 'CN'] as const,
        [{ form: 'metal' as const, elements: ['Fe'] }, 'DE'] as const,
        [{ form: 'magnet' as const, elements: ['Nd', 'Fe', 'B', 'Tb'] }, 'unknown'] as const,
      ],
      draw,
    ) ?? [{}, 'CN'];
    changed.bom.parts.push({
      id: 'added',
      item: copy(item),
      origin,
      rareEarths: 'none',
      value: { amount: '0.5', ...(currency === undefined ? {} : { currency }) },
    });
    whole.inputs?.push({ part: 'added', quantity: '1' });
    return changed;
  },
  'a party': (facts, draw) => {
    const changed = copy(facts);
    const role = some(['importer', 'consignee', 'intermediary', 'end-user'] as const, draw) ?? 'importer';
    const party = some<Omit<PartyFacts, 'role'>>(
      [
        { name: 'Quiet Meadow', country: 'DE', military: 'no', listEntry: 'none', owners: 'none' },
        { name: 'Quiet Meadow', country: 'US', military: 'yes', listEntry: 'none', owners: 'none' },
        { name: 'General Dynamics', country: 'US', military: 'no', owners: 'none' },
        {},
      ],
      draw,
    );
    changed.parties = [...(changed.parties ?? []), { role, ...party }];
    return changed;
  },
  'a part in a bill of a line that is said to hold nothing': (facts, draw) => {
    const changed = copy(facts);
    const line = changed.lines.find(({ item }) => item.contains === 'none');
    const root = changed.bom?.parts.find(({ id }) => id === (line?.part ?? line?.id));
    if (changed.bom === undefined || root === undefined) return undefined;
    const item = some<NonNullable<BomFacts['parts'][number]['item']>>(
      [
        { form: 'magnet' },
        { elements: ['Sm', 'Co'] },
        { description: 'SmCo magnet' },
        { form: 'assembly', contains: 'unknown' },
      ],
      draw,
    );
    changed.bom.parts.push({ id: 'added', ...(item === undefined ? {} : { item }), origin: 'CN' });
    root.inputs = [...(root.inputs ?? []), { part: 'added', quantity: '1' }];
    return changed;
  },
  'an owner': (facts, draw) => {
    const changed = copy(facts);
    const party = some(
      (changed.parties ?? []).filter(({ owners }) => Array.isArray(owners)),
      draw,
    );
    if (party === undefined || !Array.isArray(party.owners)) return undefined;
    const total = party.owners.reduce(
      (sum, { share }) => sum + (typeof share === 'string' ? Number.parseFloat(share) : 1),
      0,
    );
    if (!(total <= 0.9)) return undefined;
    const name = some(['General Dynamics', 'Quiet Meadow'], draw) ?? '';
    party.owners.push({ name, share: '0.1', owners: 'none' });
    return changed;
  },
};

function currencyIn({ parts }: BomFacts): string | undefined {
  for (const { value } of parts) if (typeof value === 'object' && 'amount' in value) return value.currency;
  return undefined;
}

/** Fields of which absence, too, is not to know. Others say something when they are left out. */
const ABSENT_IS_UNKNOWN = [
  /^from$/,
  /^to$/,
  /^exporter\.country$/,
  /^endUse\.kind$/,
  /^parties\.\d+\.(country|military|owners)$/,
  /^lines\.\d+\.(origin|madeIn|technologyOrigin)$/,
  /^lines\.\d+\.item\.(form|elements|contains)$/,
  /^bom\.parts\.\d+\.(value|origin)$/,
  /^bom\.parts\.\d+\.inputs\.\d+\.quantity$/,
];
/** Fields that no answer may be had without, or that say how a thing is called. */
const NO_FACT =
  /^(asOf|knownAt)$|\.(id|part|unit|currency|said|day|field|listEntry\.\d+|(elements|mayContain)\.\d+|supplier|name|description|hs|cas|formula|code)$|\.sources\./;

interface Forgetting {
  readonly path: readonly string[];
  readonly how: 'unknown' | 'absent';
}

/** Every way to forget one fact of an export that leaves facts of the schema. */
function forgettings(facts: ExportFacts): readonly Forgetting[] {
  const found: Forgetting[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    const name = path.join('.');
    if (path.length > 0 && !NO_FACT.test(name)) {
      if (value !== 'unknown' && schema.Check(forget(facts, { path, how: 'unknown' })))
        found.push({ path, how: 'unknown' });
      if (ABSENT_IS_UNKNOWN.some((pattern) => pattern.test(name))) found.push({ path, how: 'absent' });
    }
    if (typeof value === 'object' && value !== null)
      for (const [key, below] of Object.entries(value)) visit(below, [...path, key]);
  };
  visit(facts, []);
  return found;
}

function forget(facts: ExportFacts, { path, how }: Forgetting): ExportFacts {
  const changed = copy(facts);
  let place = changed as unknown as Record<string, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (how === 'absent') delete place[last];
  else place[last] = 'unknown';
  return changed;
}

/** The same export in another order of everything that has none. */
function shuffled(facts: ExportFacts, draw: Draw): { readonly facts: ExportFacts; readonly lines: readonly number[] } {
  const changed = copy(facts);
  const lines = mixed([...changed.lines.keys()], draw);
  changed.lines = lines.map((index) => ({ ...(changed.lines[index] as ExportFacts['lines'][number]) }));
  for (const [place, index] of lines.entries()) {
    const line = changed.lines[place];
    if (line !== undefined) line.id ??= String(index + 1);
  }
  if (changed.parties !== undefined) changed.parties = mixed(changed.parties, draw);
  for (const party of changed.parties ?? []) if (Array.isArray(party.owners)) party.owners = mixed(party.owners, draw);
  if (changed.bom !== undefined) {
    changed.bom.parts = mixed(changed.bom.parts, draw);
    for (const part of changed.bom.parts) if (part.inputs !== undefined) part.inputs = mixed(part.inputs, draw);
  }
  for (const { item } of changed.lines) {
    if (Array.isArray(item.elements)) item.elements = mixed(item.elements, draw);
    if (Array.isArray(item.contains)) item.contains = mixed(item.contains, draw);
  }
  return { facts: changed, lines };
}

function mixed<Value>(values: readonly Value[], draw: Draw): Value[] {
  const left = [...values];
  const result: Value[] = [];
  while (left.length > 0) result.push(...left.splice(draw(left.length), 1));
  return result;
}

/** The bill with every value said in another currency, at the rate that the bill states. */
function inOtherMoney(facts: ExportFacts): ExportFacts | undefined {
  const changed = copy(facts);
  const { bom } = changed;
  const currency = bom === undefined ? undefined : currencyIn(bom);
  if (bom === undefined || currency === undefined || bom.rates !== undefined) return undefined;
  let isAll = true;
  for (const { value } of bom.parts) {
    if (value === undefined || value === 'unknown') continue;
    if (!('amount' in value) || value.currency !== currency || typeof value.amount === 'object') isAll = false;
    else if (value.amount !== 'unknown') {
      value.amount = times8(value.amount);
      value.currency = 'XTS';
    }
  }
  if (!isAll) return undefined;
  bom.rates = { [currency]: '1', XTS: '0.125' };
  return changed;
}

/** Eight times a decimal, exactly. */
function times8(said: string | number): string {
  const [whole = '0', part = ''] = String(said).trim().split('.');
  const digits = String(BigInt(whole + part) * 8n).padStart(part.length + 1, '0');
  return part === '' ? digits : `${digits.slice(0, -part.length)}.${digits.slice(-part.length)}`;
}

// Random exports: items from the entries of the lists and near them, parties from the lists of parties and beside them.

const entries = book.itemLists.flatMap(({ entries: all }) => all);
const COUNTRIES = ['CN', 'HK', 'JP', 'US', 'DE', 'VN'] as const;
const country = fc.constantFrom(...COUNTRIES);
const yesNo = fc.constantFrom('yes' as const, 'no' as const);
const day = fc
  .integer({ min: 0, max: 1125 })
  .map((offset) => new Date(Date.UTC(2024, 11, 1) + offset * 86_400_000).toISOString().slice(0, 10));
const NAMES = book.partyLists
  .flatMap(({ entries: all }) => all.flatMap(({ zh, en }) => [zh, en]))
  .filter((name) => name !== undefined);

type Form = Exclude<NonNullable<ExportFacts['lines'][number]['item']['form']>, 'unknown'>;
const material = fc
  .record({ entry: fc.constantFrom(...entries), pick: fc.nat(3), near: fc.nat(9), symbol: fc.constantFrom(...SYMBOLS) })
  .map(({ entry, pick, near, symbol }) => {
    const forms = entry.match.form ?? ['alloy', 'metal', 'compound'];
    const form = (near === 0 ? 'alloy' : forms[pick % forms.length]) as Form;
    const named = (entry.match.elements ?? ['Fe']).map((each) => (each === 'REE' ? 'Nd' : each));
    const elements = near === 1 ? named.slice(1) : near === 2 ? [...new Set([...named, symbol])] : named;
    return { form, elements: elements.length === 0 ? ['Fe'] : elements };
  });
const item = fc.oneof(
  { weight: 3, arbitrary: material },
  {
    weight: 2,
    arbitrary: fc
      .record({
        form: fc.constantFrom('part' as const, 'assembly' as const, 'finished-product' as const),
        inside: fc.array(material, { maxLength: 2 }),
      })
      .map(({ form, inside }) => ({ form, contains: inside.length === 0 ? ('none' as const) : inside })),
  },
);
const party: fc.Arbitrary<PartyFacts> = fc
  .record({
    role: fc.constantFrom('importer' as const, 'consignee' as const, 'end-user' as const),
    name: fc.oneof(fc.constant('Quiet Meadow'), fc.constantFrom(...NAMES)),
    country,
    military: fc.constantFrom('no' as const, 'no' as const, 'yes' as const),
    owned: fc.constantFrom('0', '0.4999', '0.5'),
  })
  .map(({ owned, ...stated }) => ({
    ...stated,
    owners:
      owned === '0'
        ? 'none'
        : [
            { name: 'General Dynamics', share: owned, owners: 'none' },
            { name: 'Quiet Fields', share: '0.4', owners: 'none' },
          ],
  }));
const someExport: fc.Arbitrary<ExportFacts> = fc
  .record({
    asOf: day,
    from: fc.constantFrom('CN' as const, 'CN' as const, ...COUNTRIES),
    to: country,
    exporter: fc.record({ country, chinesePerson: yesNo }),
    parties: fc.array(party, { minLength: 1, maxLength: 2 }),
    endUse: fc.record({
      kind: fc.constantFrom(
        'civil' as const,
        'civil' as const,
        'humanitarian-medical' as const,
        'military' as const,
        'chips' as const,
      ),
      logicNodeNm: fc.constantFrom('7', '28'),
      militaryPotentialOfAi: yesNo,
      dangerKnown: yesNo,
      helpsRareEarthActivityAbroad: yesNo,
    }),
    lines: fc.array(
      fc.record({ item, madeIn: country, origin: country, technologyOrigin: country, substantialHelp: yesNo }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    parts: fc.array(fc.record({ item: material, origin: country, value: fc.constantFrom('0.0999', '0.1', '5') }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ parts, lines, ...facts }) => ({
    ...facts,
    lines: lines.map((line, index) => ({ id: `line-${index}`, ...line })),
    bom: {
      parts: [
        ...lines.map((_, index) => ({
          id: `line-${index}`,
          value: { amount: '100', currency: 'EUR' },
          inputs: parts.map((__, part) => ({ part: `part-${part}`, quantity: '1' })),
        })),
        ...parts.map(({ value, ...part }, index) => ({
          id: `part-${index}`,
          ...part,
          value: { amount: value, currency: 'EUR' },
          rareEarths: 'listed-below' as const,
        })),
      ],
    },
  }));

const drawing = fc.infiniteStream(fc.nat(1_000_000)).map(
  (numbers): Draw =>
    (below) =>
      (numbers.next().value ?? 0) % below,
);

/** Draws for a worked case: the first of everything, then the second, and so on, so that short lists are gone through. */
const drawsInTurn = (turn: number): Draw => {
  let asked = 0;
  return (below) => {
    asked += 1;
    return (asked === 1 ? turn : Math.floor(turn / 3) + asked) % below;
  };
};
const TURNS = 6;

const told = (facts: ExportFacts, after: ExportFacts, sentences: readonly string[]) =>
  sentences.length === 0
    ? []
    : [`${sentences.join('; ')}\nbefore ${JSON.stringify(facts)}\nafter ${JSON.stringify(after)}`];

/**
 * A rare earth inside makes rare-earth goods of what lists outside the pack might hold, and for those the pack decides: being outside it is no
 * ground that a further ingredient could take away.
 */
const decided = (possible: Possible): Possible =>
  possible.map((line) =>
    line.map((branch) => ({
      ...branch,
      possible: branch.possible.map((outcome) => (outcome === 'outside-pack' ? 'not-subject' : outcome)),
    })),
  );
const freerGoods = (before: Possible, after: Possible) => freer(decided(before), decided(after));
const clearedGoods = (before: Possible, after: Possible) => cleared(decided(before), decided(after));

/** A further element may make another material of it, which the words of a list leave open: never a clear one, though. */
const relationOf = (name: string) =>
  /^an element|^a part in a bill$/.test(name) ? clearedGoods : /^a (material|part)/.test(name) ? freerGoods : freer;

describe.each(Object.entries(MORE))('%s more', (name, more) => {
  const worse = relationOf(name);

  test('never makes a random export freer', () => {
    let changed = 0;
    fc.assert(
      fc.property(someExport, drawing, (facts, draw) => {
        const after = more(facts, draw);
        if (after === undefined) return;
        changed += 1;
        const found = told(facts, after, worse(possibleOf(facts), possibleOf(after)));
        if (found.length > 0 && isSound(facts)) expect(found).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(changed).toBeGreaterThan(RUNS / 10);
  });

  test('never makes a worked case freer', () => {
    const found = every.flatMap(({ id, facts, readings }) => {
      const before = possibleOf(facts, readings);
      const freed = Array.from({ length: TURNS }, (_, turn) => more(facts, drawsInTurn(turn))).flatMap((after) =>
        after === undefined
          ? []
          : told(facts, after, worse(before, possibleOf(after, readings))).map((each) => `${id} ${each}`),
      );
      return freed.length > 0 && isSound(facts, readings) ? freed : [];
    });
    expect(found).toEqual([]);
  });
});

describe('a fact that is forgotten', () => {
  test('takes no outcome away from a random export, nor makes a definite answer of an open one', () => {
    fc.assert(
      fc.property(someExport, drawing, (facts, draw) => {
        let before = facts;
        let open = decided(possibleOf(before));
        for (let times = 0; times < 3; times += 1) {
          const chosen = some(forgettings(before), draw);
          if (chosen === undefined) return;
          const after = forget(before, chosen);
          const now = decided(possibleOf(after));
          const found = told(before, after, lost(open, now));
          if (found.length > 0 && isSound(facts)) expect(found).toEqual([]);
          [before, open] = [after, now];
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('takes no outcome away from a worked case', () => {
    const found = every.flatMap(({ id, facts, readings }) => {
      const before = decided(possibleOf(facts, readings));
      const missing = forgettings(facts).flatMap((each) =>
        lost(before, decided(possibleOf(forget(facts, each), readings))).map(
          (sentence) => `${id} ${each.path.join('.')} ${each.how}: ${sentence}`,
        ),
      );
      return missing.length > 0 && isSound(facts, readings) ? missing : [];
    });
    expect(found).toEqual([]);
  });
});

describe('the act that is stated', () => {
  const called = (facts: ExportFacts) =>
    (['export', 'help-abroad', 'provide-technology', 'transfer-in-country', 'unknown'] as const).map((act) => ({
      act,
      after: { ...facts, act },
    }));
  /** What crosses a border is no freer when it is called something else; what is said not to cross may be what its way says. */
  const wrong = (facts: ExportFacts, readings: Readings = {}) =>
    called(facts).flatMap(({ act, after }) => {
      const worse = act === 'transfer-in-country' || act === 'unknown' ? cleared : freer;
      return told(facts, after, worse(possibleOf(facts, readings), possibleOf(after, readings)));
    });
  const crosses = ({ from, to, finalDestination = to }: ExportFacts) =>
    ![from, to, finalDestination].some((place) => place === undefined || place === 'unknown') &&
    (from !== to || from !== finalDestination);

  test('frees no random export', () => {
    let changed = 0;
    fc.assert(
      fc.property(someExport, (facts) => {
        if (!crosses(facts)) return;
        changed += 1;
        expect(wrong(facts)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(changed).toBeGreaterThan(RUNS / 4);
  });

  test('frees no worked case', () => {
    const stated = every.filter(
      ({ facts, readings }) => crosses(facts) && (facts.act ?? 'export') === 'export' && isSound(facts, readings),
    );
    expect(stated.length).toBeGreaterThan(200);
    const found = stated.flatMap(({ id, facts, readings }) =>
      wrong({ ...facts, act: 'export' }, readings).map((each) => `${id} ${each}`),
    );
    expect(found).toEqual([]);
  });
});

describe('order and wording', () => {
  const mixedBook = (draw: Draw): LawBook => ({
    ...book,
    instruments: mixed(book.instruments, draw),
    itemLists: mixed(book.itemLists, draw),
    partyLists: mixed(book.partyLists, draw),
  });
  const inOrderOf = (lines: readonly number[], possible: Possible): Possible =>
    [...lines.keys()].map((index) => possible[lines.indexOf(index)] ?? []);

  test('the order of lines, parties, owners, parts, elements, lists and instruments decides nothing', () => {
    const packs = [0, 1, 2].map((seed) => mixedBook((below) => (seed * 7919 + below * 31) % below));
    fc.assert(
      fc.property(someExport, drawing, (facts, draw) => {
        const other = shuffled(facts, draw);
        const pack = some(packs, draw) ?? book;
        expect(inOrderOf(other.lines, possibleOf(other.facts, {}, pack))).toEqual(possibleOf(facts));
      }),
      { numRuns: RUNS },
    );
    for (const { id, facts, readings } of every) {
      const other = shuffled(facts, drawsInTurn(1));
      const [found, wanted] = [
        inOrderOf(other.lines, possibleOf(other.facts, readings, packs[0])),
        possibleOf(facts, readings),
      ];
      if (!isDeepStrictEqual(found, wanted) && isSound(facts, readings)) expect(found, id).toEqual(wanted);
    }
  });

  test('a line in two halves answers as the whole', () => {
    fc.assert(
      fc.property(someExport, (facts) => {
        const halves = {
          ...facts,
          lines: facts.lines.flatMap((line) => [line, { ...line, part: line.id ?? '', id: `${line.id ?? ''}-rest` }]),
        };
        const whole = shortAnswer(facts, book);
        const split = shortAnswer(halves, book);
        expect([split.outcome, split.possible]).toEqual([whole.outcome, whole.possible]);
      }),
      { numRuns: RUNS },
    );
  });

  test('the currency of a bill decides nothing where its rates are known', () => {
    let changed = 0;
    fc.assert(
      fc.property(someExport, (facts) => {
        const after = inOtherMoney(facts);
        if (after === undefined) return;
        changed += 1;
        expect(possibleOf(after)).toEqual(possibleOf(facts));
      }),
      { numRuns: RUNS },
    );
    expect(changed).toBeGreaterThan(RUNS / 2);
    for (const { id, facts, readings } of every) {
      const after = inOtherMoney(facts);
      if (after === undefined) continue;
      const [found, wanted] = [possibleOf(after, readings), possibleOf(facts, readings)];
      if (!isDeepStrictEqual(found, wanted) && isSound(facts, readings)) expect(found, id).toEqual(wanted);
    }
  });

  const TRADITIONAL: Readonly<Record<string, string>> = {
    国: '國',
    业: '業',
    电: '電',
    东: '東',
    机: '機',
    产: '產',
    实: '實',
    车: '車',
    无: '無',
    宝: '寶',
    图: '圖',
    术: '術',
    发: '發',
    动: '動',
  };
  const isLatin = (name: string) => /^[\p{ASCII}]+$/u.test(name);
  const REWRITINGS: Readonly<Record<string, (name: string) => string>> = {
    'full width': (name) => name.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)),
    'capital letters': (name) => name.toUpperCase(),
    'small letters': (name) => name.toLowerCase(),
    'two spaces': (name) => name.replaceAll(' ', '  '),
    'no punctuation': (name) => name.replace(/[.,()（）·]/g, ' '),
    'another suffix': (name) => (isLatin(name) ? `${name} Co., Ltd.` : `${name}有限公司`),
    'a place added': (name) => (isLatin(name) ? `${name} (USA)` : `${name}（美国）`),
    'words in another order': (name) => (isLatin(name) ? name.split(' ').reverse().join(' ') : name),
    'traditional characters': (name) => name.replace(/[\u4e00-\u9fff]/g, (sign) => TRADITIONAL[sign] ?? sign),
  };

  test.each(Object.entries(REWRITINGS))(
    'a listed name in %s never turns a ban into a clear answer',
    (_how, rewritten) => {
      fc.assert(
        fc.property(someExport, fc.constantFrom(...NAMES), (facts, name) => {
          const named = (called: string): ExportFacts => ({
            ...facts,
            parties: (facts.parties ?? []).map((each, index) => (index === 0 ? { ...each, name: called } : each)),
          });
          const exact = possibleOf(named(name));
          const other = possibleOf(named(rewritten(name)));
          const cleared = exact.flatMap((branches, line) =>
            branches.filter(
              ({ branch, possible }) =>
                rank(possible.at(-1)) > rank(other[line]?.find((each) => each.branch === branch)?.possible.at(-1)),
            ),
          );
          expect(cleared, `${name} → ${rewritten(name)}`).toEqual([]);
        }),
        { numRuns: Math.ceil(RUNS / 4) },
      );
    },
  );
});

test('the long answer says of every worked case what the short one says', () => {
  for (const { id, facts, readings } of every) {
    const [long, short] = [determine(facts, book, { readings }), shortAnswer(facts, book, { readings })];
    expect([short.outcome, short.possible], id).toEqual([long.outcome, long.possible]);
  }
});
