import type { SettledOutcome } from '../6-outcome/index.ts';
import type { ExportFacts, LineFacts, PartyFacts } from '../facts.ts';
import type { Condition, ItemList, LawBook, Test } from '../law/index.ts';
import { fraction, isAtLeast, type PartAnswer, partAnswers } from './content-share.ts';
import type { KnownExport } from './known-export.ts';
import { instrumentsFor, type Placed, placed, type Question } from './standing.ts';

/**
 * The second evaluator: what a line of an export comes out as when every fact is known. Each provision is asked in turn,
 * each test is read off the facts. No unknown, no cache, no cell, no diagram; slow, and too simple to be wrong.
 */

/** The law of one day with the lists that count on it. */
export interface PlainLaw {
  readonly book: LawBook;
  readonly question: Question;
  readonly provisions: readonly Placed[];
  /** Lists that some instrument known by then publishes. */
  readonly known: ReadonlySet<string>;
  /** Of these, the lists whose listing runs on the day. */
  readonly inForce: ReadonlySet<string>;
}

/** The law that answers a question. */
export function plainLaw(book: LawBook, question: Question): PlainLaw {
  const provisions = placed(book, question);
  const publishing = instrumentsFor(book, { ...question, branch: 'none' }).flatMap((each) => each.provisions);
  const named = (of: typeof publishing) => of.flatMap(({ effect }) => (effect?.kind === 'lists' ? [effect.list] : []));
  return {
    book,
    question,
    provisions,
    known: new Set(named(publishing)),
    inForce: new Set(
      named(provisions.filter(({ standing }) => standing.is === 'running').map(({ provision }) => provision)),
    ),
  };
}

/** One line of a known export under one law: what a test is asked about. */
export interface Asked {
  readonly known: KnownExport;
  readonly line: LineFacts;
  readonly law: PlainLaw;
}

/** @throws when the export has no such line: a bug of the test */
export function askedOf(known: KnownExport, index: number, law: PlainLaw): Asked {
  const line = known.facts.lines[index];
  if (line === undefined) throw new Error(`no line ${index}`);
  return { known, line, law };
}

type MaterialLike = { readonly form?: string; readonly elements?: readonly string[] | 'unknown' };

/** Is an item of which form and elements are known on the list? The lists of this evaluator name forms and elements only. */
export function isOnList(item: MaterialLike, list: ItemList): boolean {
  const { form = '', elements } = item;
  if (!Array.isArray(elements)) throw new Error('the elements of a known item are known');
  return list.entries.some(
    ({ match }) =>
      (match.form?.includes(form) ?? true) && (match.elements ?? []).every((element) => elements.includes(element)),
  );
}

function isOn(item: MaterialLike, listId: string, law: PlainLaw): boolean {
  const list = law.book.itemLists.find(({ id }) => id === listId);
  return list !== undefined && law.known.has(listId) && isOnList(item, list);
}

const CHINESE_REGIONS = ['HK', 'MO', 'TW'];

function placeOf(country: string, law: PlainLaw): string {
  if (country === 'CN') return 'china';
  if (CHINESE_REGIONS.includes(country))
    return law.question.readings.region === 'inside' ? 'china' : 'hong-kong-macao-taiwan';
  if (country === 'US') return 'united-states';
  return country === 'JP' ? 'japan' : 'elsewhere';
}

const isInChina = (country: string | undefined, law: PlainLaw) => placeOf(given(country), law) === 'china';

/** A fact that a known export states. */
function given<Value>(value: Value | undefined): Exclude<Value, 'unknown' | undefined> {
  if (value === undefined || value === 'unknown') throw new Error('everything of a known export is known');
  return value as Exclude<Value, 'unknown' | undefined>;
}

const USE_OF: Readonly<Record<string, string>> = {
  'humanitarian-medical': 'humanitarian',
  'humanitarian-public-health': 'humanitarian',
  'humanitarian-disaster-relief': 'humanitarian',
  'humanitarian-rescue': 'humanitarian',
  'chip-equipment-or-materials': 'chips',
};

/** Where the goods go: on the next leg, in the end, and where those are who use them. */
function endsOf({ to, finalDestination, parties = [] }: ExportFacts): readonly string[] {
  const users = parties.filter(({ role }) => role === 'end-user').map(({ country }) => given(country));
  return [given(to), ...(finalDestination === undefined ? [] : [given(finalDestination)]), ...users];
}

/** Goods from abroad that stop in China and go on abroad, where that counts as export from China. */
function passesChina(facts: ExportFacts, law: PlainLaw): boolean {
  if (law.question.readings['transit-through-china'] !== 'export' || isInChina(facts.from, law)) return false;
  const { via = 'none' } = facts;
  const stops = via === 'none' ? [] : given(via);
  const [next = '', ...ends] = endsOf(facts);
  const isAbroad = (country: string) => !isInChina(country, law);
  return (
    (stops.some((country) => isInChina(country, law)) && [next, ...ends].some(isAbroad)) ||
    (isInChina(next, law) && ends.some(isAbroad))
  );
}

/** What crosses a border is exported, whatever else it is said to be. */
function actsOf({ facts, isMoved }: KnownExport, { item }: LineFacts): readonly string[] {
  const act = given(facts.act);
  const from = given(facts.from);
  const moved = item.form === 'technology' ? 'provide-technology' : 'export';
  if (act === 'transfer-in-country') {
    const { finalDestination } = facts;
    const ends = finalDestination === undefined ? endsOf(facts) : [given(facts.to), given(finalDestination)];
    return [ends.some((place) => place !== from) && isMoved ? moved : act];
  }
  return endsOf(facts).every((place) => place === from) ? [act] : [act, moved];
}

/** The words that the law has for what a fact is; several where it is several things at once. */
function wordsFor(fact: string, { known, line, law }: Asked): readonly string[] {
  const { facts } = known;
  const { readings } = law.question;
  switch (fact) {
    case 'act':
      return actsOf(known, line);
    case 'from': {
      const place = placeOf(given(facts.from), law);
      const left = place === 'china' || place === 'hong-kong-macao-taiwan' ? place : 'abroad';
      return passesChina(facts, law) ? [left, 'china'] : [left];
    }
    case 'to':
      return [placeOf(given(facts.to), law)];
    case 'through-china':
      return [passesChina(facts, law) ? 'yes' : 'no'];
    case 'destination':
      return endsOf(facts).map((country) => placeOf(country, law));
    case 'recipient':
      return (facts.parties ?? []).map(({ country }) => placeOf(given(country), law));
    case 'foreign-recipient':
      return [(facts.parties ?? []).every(({ country }) => isInChina(country, law)) ? 'no' : 'yes'];
    case 'same-country':
      return [endsOf(facts).every((country) => country === given(facts.from)) ? 'yes' : 'no'];
    case 'exporter':
      if (given(facts.exporter?.country) === 'CN') return ['in-china'];
      return [given(facts.exporter?.chinesePerson) === 'yes' ? 'chinese-abroad' : 'foreign-abroad'];
    case 'origin':
      return [given(line.origin) === 'CN' ? 'china' : 'abroad'];
    case 'made-in':
      return [isInChina(line.madeIn, law) ? 'china' : 'abroad'];
    case 'technology-origin':
      return [isInChina(line.technologyOrigin, law) ? 'china' : 'abroad'];
    case 'technology-exclusion':
      return [given(line.technologyExclusion)];
    case 'substantial-help':
      return [given(line.substantialHelp)];
    case 'helps-rare-earth-activity': {
      const helps = given(facts.endUse?.helpsRareEarthActivityAbroad);
      if (helps !== 'should-know') return [helps];
      return [readings['knowledge-62'] === 'should-know' ? 'yes' : 'no'];
    }
    case 'danger-known':
      return [given(facts.endUse?.dangerKnown)];
    case 'military-ai':
      return [given(facts.endUse?.militaryPotentialOfAi)];
    case 'end-use': {
      const also = facts.endUse?.mayAlsoBe ?? [];
      const named = (uses: readonly string[]) => uses.map((use) => USE_OF[use] ?? use);
      return [
        ...named([given(facts.endUse?.kind), ...(known.comesTrue ? also : [])]),
        ...named(also).map((use) => `possibly-${use}`),
      ];
    }
    case 'military-user': {
      const users = (facts.parties ?? []).filter(({ military }) => given(military) === 'yes');
      const places = users.map(({ country }) => placeOf(given(country), law)).filter((place) => place !== 'china');
      const named = places.map((place) => (place === 'hong-kong-macao-taiwan' ? 'elsewhere' : place));
      return named.length === 0 ? ['none'] : named;
    }
    default:
      throw new Error(`the second evaluator does not know ${fact}`);
  }
}

/** The lists of parties on which some entry is that a person confirmed. */
function listsOf(party: PartyFacts, law: PlainLaw): readonly string[] {
  const entries = given(party.listEntry);
  if (entries === 'none') return [];
  return law.book.partyLists
    .filter(({ id, entries: names }) => law.known.has(id) && names.some((name) => entries.includes(name.id)))
    .map(({ id }) => id);
}

function kindOf(list: string, law: PlainLaw): string {
  return [...law.book.partyLists, ...law.book.itemLists].find(({ id }) => id === list)?.kind ?? '';
}

/** Does one list of the kinds, in force on the day, name the owner? */
function isListedOwner(name: string, kinds: readonly string[], law: PlainLaw): boolean {
  return law.book.partyLists.some(
    ({ id, kind, entries }) => kinds.includes(kind) && law.inForce.has(id) && entries.some(({ en }) => en === name),
  );
}

type ContentTest = Extract<Test, { fact: 'content' }>;

/** The parts of the line's bill, as the content test sees them. */
export function contentParts(test: ContentTest, { known, line, law }: Asked): readonly PartAnswer[] {
  const { facts, unnamed } = known;
  const { bom } = facts;
  if (bom === undefined) throw new Error('a known export has a bill');
  const itemOf = (id: string) =>
    (bom.parts.find((part) => part.id === id)?.item ??
      facts.lines.find((each) => each.id === id)?.item ??
      {}) as MaterialLike;
  return partAnswers(
    bom,
    line.id ?? '',
    {
      isInput: ({ id, origin }) => isOn(itemOf(id), test.of, law) && given(origin) === 'CN',
      isProduct: ({ id }) => isOn(itemOf(id), test.in, law),
      unnamed: ({ id }) => unnamed[id] ?? 0,
      rate: (currency) => fraction(bom.rates?.[currency]),
    },
    law.question.readings,
    fraction(test.atLeast),
  );
}

/** Is the test met by the line? */
export function isMet(test: Test, asked: Asked): boolean {
  const { known, line, law } = asked;
  const { facts } = known;
  if ('is' in test) return wordsFor(test.fact, asked).some((word) => test.is.includes(word));
  switch (test.fact) {
    case 'item':
      return law.book.itemLists.some(
        ({ id, kind }) =>
          isOn(line.item as MaterialLike, id, law) &&
          ('on' in test ? test.on.includes(id) : kind === test.listed && law.inForce.has(id)),
      );
    case 'party':
      return (facts.parties ?? [])
        .flatMap((party) => listsOf(party, law))
        .some((list) =>
          'on' in test
            ? test.on.includes(list)
            : law.inForce.has(list) && test.listed.some((kind) => kind === kindOf(list, law)),
        );
    case 'held':
      return (facts.parties ?? [])
        .filter(({ role }) => role === 'importer' || role === 'end-user')
        .some(({ owners }) => {
          const all = given(owners);
          if (all === 'none') return false;
          const shares = all
            .filter(({ name }) => isListedOwner(name, test.by, law))
            .map(({ share }) => fraction(given(share)));
          const limit = fraction(test.atLeast);
          if (law.question.readings['owners-sum'] === 'single') return shares.some((share) => isAtLeast(share, limit));
          const sum = shares.reduce(
            (a, b) => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under }),
            { over: 0n, under: 1n },
          );
          return isAtLeast(sum, limit);
        });
    case 'content':
      return contentParts(test, asked).some(({ isProduct, isReached }) => isProduct && isReached);
    case 'chip-process':
      return isAtLeast(fraction(test.logicNodeNmAtMost), fraction(given(facts.endUse?.logicNodeNm)));
    default:
      throw new Error(`the second evaluator does not know ${test.fact}`);
  }
}

/** Does the condition hold, given what each test says? */
export function holds(condition: Condition | undefined, says: (test: Test) => boolean): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, says));
  if ('any' in condition) return condition.any.some((part) => holds(part, says));
  if ('not' in condition) return !holds(condition.not, says);
  return says(condition);
}

/**
 * The outcome of one line: a ban that bites; else a duty that bites and that nothing lifts; else one that is lifted;
 * else on a published list of its regime; else not subject. What another provision excludes does not bite.
 */
export function plainOutcome(asked: Asked, says = (test: Test) => isMet(test, asked)): SettledOutcome {
  const { line, law } = asked;
  const bites = ({ provision, standing }: Placed): boolean =>
    standing.is === 'running' &&
    holds(provision.when, says) &&
    !standing.pausesFor.some((pause) => holds(pause.when, says));
  const targets = (kind: 'excludes' | 'exempts', id: string) =>
    law.provisions.some(
      (each) => each.provision.effect?.kind === kind && each.provision.effect.from.includes(id) && bites(each),
    );
  const biting = (kind: string) =>
    law.provisions.filter(
      (each) => each.provision.effect?.kind === kind && bites(each) && !targets('excludes', each.provision.id),
    );
  if (biting('prohibited').length > 0) return 'prohibited';
  const duties = biting('licence-required');
  if (duties.some(({ provision }) => !targets('exempts', provision.id))) return 'licence-required';
  if (duties.length > 0) return 'exempt';
  const isListed = law.provisions.some(({ provision, standing }) => {
    const { effect } = provision;
    if (effect?.kind !== 'lists' || standing.is === 'unpublished' || standing.is === 'gone') return false;
    const kind = law.book.itemLists.find(({ id }) => id === effect.list)?.kind;
    if (kind === undefined || !isOn(line.item as MaterialLike, effect.list, law)) return false;
    if (kind === 'annex' && wordsFor('from', asked)[0] === 'china') return false;
    return !targets('excludes', provision.id);
  });
  return isListed ? 'no-licence-required' : 'not-subject';
}

/** Every test that the law of the pack asks, in the words of the pack, repeats included. */
export function testsIn(book: LawBook): readonly Test[] {
  const found: Test[] = [];
  const visit = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else found.push(condition);
  };
  for (const { when, acts } of book.instruments.flatMap(({ provisions }) => provisions)) {
    for (const each of [when, ...(acts ?? []).map((act) => act.when)]) if (each !== undefined) visit(each);
  }
  return found;
}

/** The strictest outcome of all lines. */
export function plainOverall(outcomes: readonly SettledOutcome[], order: readonly SettledOutcome[]): SettledOutcome {
  return order[Math.max(...outcomes.map((outcome) => order.indexOf(outcome)))] ?? 'not-subject';
}
