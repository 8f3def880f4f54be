import { recipients } from './3-parties/index.ts';
import type { ExportFacts, LineFacts } from './facts.ts';
import { allOf, anyOf, not, type Verdict } from './finding.ts';
import { placesOf, type Readings, setValue, setValues, VOCABULARY } from './law/index.ts';

/** What moves, from where to where and over what, and who moves it, as the law tells it apart. */

/** A country, or undefined where it is not known. */
type Place = string | undefined;

const known = (country: string | undefined): Place => (country === 'unknown' ? undefined : country);

/**
 * Where the goods end up: the final destination, where one is stated, and the countries of the end users. An end user of
 * whom nothing is said may be anywhere.
 */
function ends(facts: ExportFacts): readonly Place[] {
  const users = recipients(facts).filter(({ role }) => role === 'end-user');
  const stated = facts.finalDestination === undefined ? [] : [facts.finalDestination];
  return [...stated, ...users.map(({ country }) => country)].map(known);
}

/**
 * Do the goods cross a border in the end? A first leg inside one country is no more than a stop when they end up in
 * another, and says nothing while nobody says where they end up.
 */
export function crossesBorder(facts: ExportFacts): Verdict {
  return crossesTo([known(facts.to), ...ends(facts)], facts);
}

function crossesTo(places: readonly Place[], facts: ExportFacts): Verdict {
  const from = known(facts.from);
  // Of two countries one is not where they come from, wherever that is.
  if (from === undefined) return new Set(places.filter((place) => place !== undefined)).size > 1 ? 'met' : 'unknown';
  return anyOf(places.map((place) => (place === undefined ? 'unknown' : place === from ? 'not-met' : 'met')));
}

/**
 * What the act may be; a set. Without a statement an item that crosses a border is exported, one that does not is transferred.
 * A statement holds as far as the way allows: what crosses a border is exported too when it is said to be technology or help,
 * and may be exported when it is said to stay in one country and goes to another, or to a user there.
 * @example dysprosium oxide from CN to DE, stated as help-abroad: ['export+help-abroad']
 */
export function actValues(facts: ExportFacts, { item }: LineFacts): readonly string[] {
  const moved = item.form === 'technology' ? 'provide-technology' : 'export';
  const crosses = crossesBorder(facts);
  if (facts.act === undefined) {
    if (crosses === 'unknown') return [moved, 'transfer-in-country'];
    return [crosses === 'met' ? moved : 'transfer-in-country'];
  }
  const acts = facts.act === 'unknown' ? VOCABULARY.act : [facts.act];
  return [
    ...new Set(acts.flatMap((act) => beside(act, moved, act === 'transfer-in-country' ? leaves(facts) : crosses))),
  ];
}

/** The act as stated, beside what the way says of it. */
function beside(act: string, moved: string, crosses: Verdict): readonly string[] {
  if (act === 'export' || crosses === 'not-met') return [act];
  if (act === 'transfer-in-country') return [act, moved];
  const both = setValue([act, moved]);
  return crosses === 'met' ? [both] : [act, both];
}

/**
 * Do the goods themselves go to another country? Without a final destination they end up where they are used, and an end user elsewhere
 * may yet use them here: that stays open.
 */
function leaves(facts: ExportFacts): Verdict {
  const { finalDestination } = facts;
  const way = crossesTo([known(facts.to), ...(finalDestination === undefined ? [] : [known(finalDestination)])], facts);
  return way === 'not-met' && finalDestination === undefined && crossesBorder(facts) !== 'not-met' ? 'unknown' : way;
}

/** Is it the way, of which something is not told, that settles what a stated or unknown act is? */
export function actTurnsOnWay(facts: ExportFacts): boolean {
  if (facts.act === undefined || facts.act === 'export') return false;
  const mayBeTransfer = facts.act === 'unknown' || facts.act === 'transfer-in-country';
  return crossesBorder(facts) === 'unknown' || (mayBeTransfer && leaves(facts) === 'unknown');
}

/** Is it said to stay in one country, and to go to another? */
export function actContradictsWay(facts: ExportFacts): boolean {
  return facts.act === 'transfer-in-country' && leaves(facts) === 'met';
}

/** Is it said to stay in one country, and may it go to another by what is not told of its way? */
export function actMayContradictWay(facts: ExportFacts): boolean {
  const { act, from, to, finalDestination } = facts;
  if (act !== 'transfer-in-country' || leaves(facts) !== 'unknown') return false;
  return (
    [from, to, finalDestination ?? to].some((place) => known(place) === undefined) || crossesBorder(facts) === 'unknown'
  );
}

/** Do the goods stay in one country or region? Open when either end is. */
export function sameCountryValues(facts: ExportFacts): readonly string[] {
  const crosses = crossesBorder(facts);
  return crosses === 'unknown' ? ['yes', 'no'] : [crosses === 'met' ? 'no' : 'yes'];
}

/** The next destination. Absent or unknown: anywhere. */
export function nextValues({ to }: ExportFacts, readings: Readings): readonly string[] {
  return placesOf(to, readings, VOCABULARY.to);
}

/**
 * Where the goods go, on the next leg and in the end: the sets of places that are possible. A ban on a place is met when
 * any of them is that place, so a stop on the way defeats none, and it is open while one of them is unknown.
 * @example to SG, end user in the US: ['elsewhere+united-states']
 */
export function destinationValues(facts: ExportFacts, readings: Readings): readonly string[] {
  return setValues([facts.to, ...ends(facts)].map((place) => placesOf(place, readings, VOCABULARY.destination)));
}

/** What goods do on their way, as far as it decides whether they stop in China and go on abroad. */
interface Way {
  /** The next destination is in China. */
  readonly next: Verdict;
  /** Some stop before it is. */
  readonly stops: Verdict;
  /** Some end user, or the final destination, is outside China. */
  readonly ends: Verdict;
}

function wayOver({ via = 'none', to, ...facts }: ExportFacts, readings: Readings): Way {
  const inChina = (place: Place): Verdict => isInChina(place, readings);
  const stops = via === 'none' ? [] : via === 'unknown' ? [undefined] : via.map(known);
  return {
    next: inChina(known(to)),
    stops: anyOf(stops.map(inChina)),
    ends: anyOf(ends(facts).map((place) => not(inChina(place)))),
  };
}

/** Do goods stop in China and go on abroad, wherever they come from? */
function goesOn({ next, stops, ends }: Way): Verdict {
  return anyOf([allOf([stops, anyOf([not(next), ends])]), allOf([next, ends])]);
}

function goesOnFromChina(facts: ExportFacts, readings: Readings): Verdict {
  return goesOn(wayOver(facts, readings));
}

const SETTLED = ['met', 'not-met'] as const;

/**
 * Can this open part of the way still decide whether goods stop in China and go on abroad, whatever the other open parts turn
 * out to be?
 */
export function decidesGoingOn(part: keyof Way, facts: ExportFacts, readings: Readings): boolean {
  const way = wayOver(facts, readings);
  const possible = (each: keyof Way) => (way[each] === 'unknown' ? SETTLED : [way[each]]);
  if (way[part] !== 'unknown') return false;
  const others = (['next', 'stops', 'ends'] as const).filter((each) => each !== part);
  const [one, other] = others as [keyof Way, keyof Way];
  return possible(one).some((first) =>
    possible(other).some((second) => {
      const rest = { ...way, [one]: first, [other]: second };
      return goesOn({ ...rest, [part]: 'met' }) !== goesOn({ ...rest, [part]: 'not-met' });
    }),
  );
}

function isInChina(place: Place, readings: Readings): Verdict {
  const places = placesOf(place, readings, ['china', 'abroad']);
  return places.length > 1 ? 'unknown' : places[0] === 'china' ? 'met' : 'not-met';
}

/**
 * Do goods from abroad pass through China on their way abroad (过境、转运、通运、再出口)? Through a country named in
 * `via`, or because the next destination is China and they are said to go on.
 */
export function passesChina(facts: ExportFacts, readings: Readings): Verdict {
  return allOf([not(isInChina(known(facts.from), readings)), goesOnFromChina(facts, readings)]);
}

/** Does passing through China count as export from China (reading `transit-through-china`)? */
function countsAsExport(passes: Verdict, readings: Readings): readonly string[] {
  const reading = readings['transit-through-china'];
  if (passes === 'not-met' || reading === 'outside') return ['no'];
  return passes === 'met' && reading === 'export' ? ['yes'] : ['yes', 'no'];
}

export function throughChinaValues(facts: ExportFacts, readings: Readings): readonly string[] {
  return countsAsExport(passesChina(facts, readings), readings);
}

/** Where the goods leave from: the place stated, and China beside it where transit through it counts. Unknown: anywhere. */
export function departureValues(facts: ExportFacts, readings: Readings): readonly string[] {
  const through = countsAsExport(goesOnFromChina(facts, readings), readings);
  return placesOf(facts.from, readings, VOCABULARY.from).flatMap((place) =>
    place === 'china' ? [place] : through.map((passes) => (passes === 'yes' ? setValue([place, 'china']) : place)),
  );
}

/**
 * Who exports? A body is where it is established. `chinesePerson` tells of Chinese persons abroad; for an exporter that is
 * known to be abroad silence says no, for one of unknown place it says nothing.
 */
export function exporterValues({ exporter }: ExportFacts): readonly string[] {
  const { country, chinesePerson } = exporter ?? {};
  if (country === 'CN') return ['in-china'];
  const isOpen = country === undefined || country === 'unknown';
  const isChinese = chinesePerson ?? (isOpen ? 'unknown' : 'no');
  const abroad =
    isChinese === 'unknown'
      ? ['chinese-abroad', 'foreign-abroad']
      : [isChinese === 'yes' ? 'chinese-abroad' : 'foreign-abroad'];
  return isOpen ? ['in-china', ...abroad] : abroad;
}
