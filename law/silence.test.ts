import { determine, ExportFacts, outcomesOf, placesOf, type PartyFacts, type SettledOutcome } from '@ytterby/core';
import { type FactPlace, factPlaces } from '@ytterby/core/fact-fields';
import fc from 'fast-check';
import Compile from 'typebox/compile';
import { describe, expect, test, vi } from 'vitest';
import { type DeterminationCase, loadCases } from './cases/case-file.ts';
import { loadLaw } from './load.ts';

/**
 * What `docs/facts.md` says of silence, tried on every worked case: a field that is left out leaves possible whatever a value of
 * it would lead to, unless the table says that it counts as a value, follows from other facts, or decides nothing.
 */

/** Tries for each field; raise it for a long run. */
const RUNS = Number(process.env.YTTERBY_RUNS ?? 40);
vi.setConfig({ testTimeout: RUNS > 1000 ? 0 : 300_000 });

const book = loadLaw();
const cases = loadCases().filter((each): each is DeterminationCase => 'facts' in each);
const schema = Compile(ExportFacts);

type Node = Record<string, unknown>;
type Case = Pick<DeterminationCase, 'facts' | 'readings'>;

/** An export in which one field can be left out, or said otherwise. */
interface Spot {
  readonly id: string;
  /** The export as it is. */
  readonly facts: ExportFacts;
  readonly absent: Case;
  readonly stated: (value: unknown) => Case;
  /** What the export itself says there. */
  readonly own: unknown;
  /** What holds the field, as it is. */
  readonly parent: Node;
}

/** Things that are made where they are missing, so that something can be said in them. */
const MADE = new Set(['exporter', 'endUse', 'item', 'steps']);

/** The objects that hold the field: one for each line, party, part and so on. */
function parentsOf(facts: Node, path: string, isMade: boolean): Node[] {
  return path
    .split('.')
    .slice(0, -1)
    .reduce<Node[]>(
      (nodes, step) => {
        const name = step.replace('[]', '');
        return nodes.flatMap((node): Node[] => {
          if (step === '*') return Object.values(node).filter(isObject);
          if (isMade && node[name] === undefined && MADE.has(name)) node[name] = {};
          const below = node[name];
          if (step.endsWith('[]')) return Array.isArray(below) ? below.filter(isObject) : [];
          return isObject(below) ? [below] : [];
        });
      },
      [facts],
    );
}
const isObject = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const copy = (facts: ExportFacts): ExportFacts & Node => structuredClone(facts) as ExportFacts & Node;

function spotsOf(path: string): readonly Spot[] {
  const name = path.split('.').at(-1) ?? '';
  return cases.flatMap(({ id, facts, readings }) => {
    const said = copy(facts);
    return parentsOf(said, path, true).map((parent, place): Spot => {
      const changed = (isMade: boolean, change: (node: Node) => void): Case => {
        const next = copy(facts);
        const node = parentsOf(next, path, isMade)[place];
        if (node !== undefined) change(node);
        return { facts: next, readings };
      };
      return {
        id: `${id} ${path}[${place}]`,
        facts,
        absent: changed(false, (node) => delete node[name]),
        stated: (value) => changed(true, (node) => Object.assign(node, { [name]: structuredClone(value) })),
        own: parent[name],
        parent,
      };
    });
  });
}

/** What can be said there: what some worked case says, the words of the schema, and `unknown`. Of what holds more, only its own. */
function valuesFor({ schema: of, mayBeUnknown }: FactPlace, spots: readonly Spot[]): readonly unknown[] {
  const holdsMore = (value: unknown) => JSON.stringify(value ?? null).includes('{');
  const said = spots.flatMap(({ own }) => (own === undefined || holdsMore(own) ? [] : [own]));
  const all = [...said, ...wordsIn(of), ...(mayBeUnknown ? ['unknown'] : [])];
  return [...new Map(all.map((value) => [JSON.stringify(value), value])).values()];
}

function wordsIn(of: unknown): readonly unknown[] {
  if (!isObject(of)) return [];
  if ('const' in of) return [of['const']];
  if (Array.isArray(of['enum'])) return of['enum'];
  return Array.isArray(of['anyOf']) ? of['anyOf'].flatMap(wordsIn) : [];
}

type Possible = readonly (readonly { readonly branch: string; readonly possible: readonly SettledOutcome[] }[])[];

const possibleOf = ({ facts, readings }: Case): Possible =>
  outcomesOf(facts, book, { readings }).map(({ branches }) => branches);

/**
 * Does a possible outcome have room in those? Being outside the pack frees nothing, so it has room for what is free; and it is
 * no ground of its own for goods of which the pack decides.
 */
const FREE: readonly SettledOutcome[] = ['not-subject', 'no-licence-required', 'outside-pack'];
const hasRoom = (outcome: SettledOutcome, now: readonly SettledOutcome[]) =>
  now.includes(outcome) ||
  (FREE.includes(outcome) && now.includes('outside-pack')) ||
  (outcome === 'outside-pack' && now.includes('not-subject'));

/** Outcomes that the first leaves possible and the second does not. */
function lost(of: Possible, by: Possible): readonly string[] {
  return of.flatMap((branches, line) =>
    branches.flatMap(({ branch, possible }) => {
      const now = by[line]?.find((each) => each.branch === branch)?.possible ?? [];
      return possible.every((outcome) => hasRoom(outcome, now))
        ? []
        : [`line ${line}, ${branch}: ${possible.join()} is not within ${now.join()}`];
    }),
  );
}

const contradicts = ({ facts, readings }: Case) => {
  // Parts of the bill are asked about as lines: the answer tells what is wrong with a line.
  const { bom, ...rest } = facts;
  const parts = (bom?.parts ?? []).flatMap(({ item }) => (item === undefined ? [] : [{ item }]));
  const asked = parts.length === 0 ? [facts] : [facts, { ...rest, lines: parts }];
  return asked.some((each) => /"code":"[a-z-]*contradict/.test(JSON.stringify(determine(each, book, { readings }))));
};

/** Without what the bill states of parts that say nothing: that statement speaks for them. */
const unstatedBill = ({ facts, readings }: Case): Case => {
  const { bom } = facts;
  if (bom?.unstated !== 'none') return { facts, readings };
  const { unstated: _, ...rest } = bom;
  return { facts: { ...facts, bom: rest }, readings };
};

/** What an absent field stands for: any value; one value; or nothing that can be compared with this value. */
type Stands = 'open' | 'skip' | { readonly as: unknown };
type Rule = (spot: Spot, value: unknown) => Stands;

const said = (value: unknown): value is string => typeof value === 'string' && value !== 'unknown';
const isArticle = ({ form }: Node) => ['part', 'assembly', 'finished-product', 'equipment'].includes(String(form));
const hasFormula = ({ formula, cas }: Node) => formula !== undefined || cas !== undefined;
const inChina = (country: unknown) => country === 'CN';
const partiesOf = ({ absent }: Spot): readonly PartyFacts[] => absent.facts.parties ?? [];
const usersOf = (spot: Spot) => partiesOf(spot).filter(({ role }) => role === 'end-user');
const itemIn = ({ item }: Node): Node => (isObject(item) ? item : {});
const itemOf = ({ parent }: Spot): Node => itemIn(parent);
const hasStructure = (item: Node) =>
  hasFormula(item) ||
  ['form', 'elements', 'massFractions', 'mayContain', 'contains', 'technologyFor'].some(
    (name) => item[name] !== undefined,
  );
/** Is it the part of the bill that a line is, or the item of that part? */
const isExported = ({ facts, parent }: Spot) => {
  const parts = facts.bom?.parts ?? [];
  return parts.some(
    (part) =>
      (JSON.stringify(part.item) === JSON.stringify(parent) || part.id === parent['id']) &&
      !parts.some(({ inputs = [] }) => inputs.some((input) => input.part === part.id)),
  );
};

const byCountry: Rule = ({ parent }) => {
  const { country } = parent;
  if (!said(country)) return 'open';
  return { as: inChina(country) ? 'yes' : 'no' };
};
const bySteps: Rule = ({ parent }) => (parent['steps'] === undefined ? 'open' : 'skip');

/** What the table says in words of fields that follow from others, by the end of their path. */
const FOLLOWS: Readonly<Record<string, Rule>> = {
  knownAt: ({ absent }) => ({ as: absent.facts.asOf }),
  act: ({ absent: { facts } }) => {
    const ends = [
      facts.to,
      facts.finalDestination,
      ...(facts.parties ?? []).flatMap(({ role, country }) => (role === 'end-user' ? [country] : [])),
    ];
    const forms = new Set(facts.lines.map(({ item }) => item.form === 'technology'));
    if (!said(facts.from) || forms.size > 1) return 'skip';
    const goods = forms.has(true) ? 'provide-technology' : 'export';
    if (ends.some((end) => said(end) && end !== facts.from)) return { as: goods };
    return ends.length > 2 && ends.every((end) => end === facts.from) ? { as: 'transfer-in-country' } : 'skip';
  },
  finalDestination: (spot) => {
    const users = usersOf(spot);
    const countries = new Set(users.map(({ country }) => country ?? 'unknown'));
    const [only = 'unknown'] = countries;
    // Said to be unknown, somebody else may get the goods too.
    return countries.size > 1 || (users.length > 0 && only === 'unknown') ? 'skip' : { as: only };
  },
  'exporter.chinesePerson': byCountry,
  'parties[].chinesePerson': ({ absent, parent }) => {
    const { country } = parent;
    if (!said(country)) return 'open';
    const places = placesOf(country, { region: absent.readings['region'] === 'inside' ? 'inside' : 'outside' }, [
      'china',
      'abroad',
    ]);
    return { as: places.includes('china') ? 'yes' : 'no' };
  },
  listEntry: ({ parent }, value) => (parent['name'] === undefined ? 'open' : value === 'none' ? 'skip' : 'skip'),
  'lines[].id': () => ({ as: '1' }),
  origin: bySteps,
  technologyExclusion: (spot) =>
    said(itemOf(spot)['form']) && itemOf(spot)['form'] !== 'technology' ? { as: 'none' } : 'open',
  substantialHelp: ({ absent }) =>
    said(absent.facts.act) && absent.facts.act !== 'help-abroad' ? { as: 'no' } : 'skip',
  part: () => 'skip',
  description: ({ parent }) => (hasStructure(parent) ? 'skip' : 'open'),
  code: ({ parent }) => (hasStructure(parent) ? 'skip' : 'open'),
  hs: ({ parent }) => (hasStructure(parent) ? 'skip' : 'open'),
  form: (spot) =>
    hasFormula(spot.parent) || spot.parent['technologyFor'] !== undefined || isExported(spot) ? 'skip' : 'open',
  elements: (spot) => (hasFormula(spot.parent) || isExported(spot) ? 'skip' : 'open'),
  item: (spot) => (isExported(spot) ? 'skip' : 'open'),
  rareEarths: ({ parent }, value) =>
    value === 'unknown' && (hasStructure(itemIn(parent)) || parent['steps'] !== undefined) ? 'skip' : 'open',
  massFractions: ({ parent }) => (Array.isArray(parent['elements']) ? 'skip' : 'open'),
  technologyFor: ({ parent }) => (said(parent['form']) && parent['form'] !== 'technology' ? 'skip' : 'open'),
  contains: ({ absent, parent }) => (absent.facts.bom === undefined && isArticle(parent) ? 'open' : 'skip'),
  smelted: () => 'skip',
  made: () => 'skip',
  currency: () => 'skip',
  logicNodeNm: ({ parent }) => (parent['memoryLayers'] === undefined ? 'open' : 'skip'),
  memoryLayers: ({ parent }) => (parent['logicNodeNm'] === undefined ? 'open' : 'skip'),
  militaryPotentialOfAi: ({ parent }) =>
    said(parent['kind']) && parent['kind'] !== 'artificial-intelligence' && parent['mayAlsoBe'] === undefined
      ? { as: 'no' }
      : 'open',
  dangerKnown: (spot) => {
    const { kind, mayAlsoBe } = spot.parent;
    const isGrave =
      !said(kind) || ['military', 'military-potential', 'wmd', 'terrorism'].includes(kind) || mayAlsoBe !== undefined;
    const isPartyNear =
      usersOf(spot).length === 0 ||
      partiesOf(spot).some(
        ({ name, military, listEntry, owners }) =>
          name === undefined || military !== 'no' || listEntry !== 'none' || owners !== 'none',
      );
    if (!isGrave && !isPartyNear) return { as: 'no' };
    return usersOf(spot).length > 0 && isGrave && !said(kind) ? 'open' : 'skip';
  },
  helpsRareEarthActivityAbroad: ({ absent: { facts } }) => {
    const items = facts.lines.map(({ item }) => item);
    const serves = (form: unknown) => !said(form) || ['equipment', 'technology', 'reagent'].includes(form);
    if (items.every(({ form, technologyFor }) => !serves(form) && technologyFor === undefined)) return { as: 'no' };
    return items.every(({ form }) => serves(form)) ? 'open' : 'skip';
  },
  'inputs[].unit': () => 'skip',
};

const ruleFor = (path: string): Rule => {
  const found = Object.entries(FOLLOWS).find(([end]) => path === end || path.endsWith(`.${end}`));
  if (found === undefined) throw new Error(`Nothing here says what ${path} follows from.`);
  return found[1];
};

/** The least that a share may be, as a number; nothing where it is not told. */
function leastShare(share: unknown): number {
  const least = isObject(share) ? share['min'] : share;
  const text = typeof least === 'string' || typeof least === 'number' ? String(least) : '0';
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? 0 : text.includes('%') ? number / 100 : number;
}

/** The owners among whom this one is, without it. */
function ownersBeside(owner: object, { absent }: Spot): readonly Record<string, unknown>[] {
  const listOf = (owners: unknown): readonly Record<string, unknown>[] => {
    if (!Array.isArray(owners)) return [];
    const each = owners.filter(isObject);
    const others = each.filter(({ name }) => name !== (owner as { name?: unknown }).name);
    return others.length < each.length ? others : each.flatMap((other) => listOf(other['owners']));
  };
  return (absent.facts.parties ?? []).flatMap((party) => listOf(party.owners));
}

/** Values that the table excepts, or that contradict another fact, by the end of the path: a quantity of nothing; a share for which the other owners leave no room. */
const EXCEPTED: Readonly<Record<string, (value: unknown, spot: Spot) => boolean>> = {
  // A step that is said not to be known puts a stated origin in doubt; of one that nobody speaks of, the origin tells.
  'steps.separated': (value, { facts }) => value === 'unknown' && facts.lines.some(({ origin }) => said(origin)),
  'lines[].steps': (value, { facts }) =>
    JSON.stringify(value).includes('"unknown"') && facts.lines.some(({ origin }) => said(origin)),
  // The name of a force says more than the statement that the party is civil.
  'parties[].name': (value, { parent }) => parent['military'] === 'no' && /force|army|navy|自卫队/i.test(String(value)),
  'inputs[].quantity': (value) => String(value) === '0' || (isObject(value) && String(value['min']) === '0'),
  'owners[].share': (value, spot) =>
    ownersBeside(spot.parent, spot).reduce((sum, { share }) => sum + leastShare(share), leastShare(value)) > 1,
};

function stands(place: FactPlace, spot: Spot, value: unknown): Stands {
  const { absent, as } = place.field;
  if (EXCEPTED[place.path.split('.').slice(-2).join('.')]?.(value, spot)) return 'skip';
  if (absent === 'follows') return ruleFor(place.path)(spot, value);
  if (absent === 'value') return { as };
  return absent === 'open' || absent === 'no-effect' ? 'open' : 'skip';
}

const places = factPlaces();

describe.each(places.filter(({ field }) => field.absent !== 'needed'))('$path, left out', (place) => {
  test(`is ${place.field.absent}`, () => {
    const spots = spotsOf(place.path);
    const values = valuesFor(place, spots);
    if (spots.length === 0) return;
    fc.assert(
      fc.property(fc.constantFrom(...spots), fc.nat(), (spot, pick) => {
        const own = spot.own === undefined ? [] : [spot.own];
        const choices = [...own, ...values];
        const value = choices[pick % Math.max(1, choices.length)];
        if (value === undefined) return;
        const stand = stands(place, spot, value);
        if (stand === 'skip') return;
        const silent = spot.absent;
        const other = spot.stated(stand === 'open' ? value : stand.as);
        if (!schema.Check(silent.facts) || !schema.Check(other.facts)) return;
        if (stand !== 'open') {
          expect(possibleOf(silent), spot.id).toEqual(possibleOf(other));
          return;
        }
        const told = lost(possibleOf(other), possibleOf(silent));
        if (told.length === 0 || contradicts(other) || contradicts(silent)) return;
        const closed = lost(possibleOf(unstatedBill(other)), possibleOf(unstatedBill(silent)));
        expect(closed, `${spot.id} = ${JSON.stringify(value)}`).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

test('fields that must be stated are required by the schema', () => {
  const required = new Set<string>();
  const visit = (of: unknown): void => {
    if (Array.isArray(of)) of.forEach(visit);
    else if (isObject(of)) {
      if (isObject(of['properties']))
        for (const name of (of['required'] as string[] | undefined) ?? [])
          required.add(JSON.stringify([Object.keys(of['properties']), name]));
      Object.values(of).forEach(visit);
    }
  };
  visit(ExportFacts);
  expect(required.size).toBe(
    new Set(places.filter(({ field }) => field.absent === 'needed').map(({ field }) => field)).size,
  );
});
