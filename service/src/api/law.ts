import {
  type BranchId,
  branchLabel,
  coverageOf,
  ENACTED,
  type Instrument,
  type LawBook,
  lawKnownAt,
  lawOn,
  type LegalDate,
  type Provision,
  type ProvisionOn,
  READING_IDS,
  type ReadingId,
} from '@ytterby/core';
import type { Static } from 'typebox';
import { compareLaw } from '../browse-law/compare-law.ts';
import { itemEntries, type ListedItem } from '../browse-law/item-entries.ts';
import {
  branchesAt,
  standingInBranches,
  type StandingOverTime,
  statusChanges,
  type StatusStretch,
} from '../browse-law/standing-over-time.ts';
import type {
  ControlledItem,
  DoubtShape,
  InstrumentRow,
  InstrumentShape,
  LAW_ROUTES,
  ReadingShape,
  TimelineShape,
} from '../contract/law.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { HandlersOf } from './handler.ts';
import { checkBranch, checkCovered, checkDays, type LawAnswering, lawAnswering } from './law-asked.ts';
import { streamedPage } from './streamed-page.ts';

/** What changes between two days takes as much work as many questions: it is worked out in a thread of its own. */
export function lawDifferenceHandlers(
  law: () => Pick<LawInUse, 'book'>,
): Pick<HandlersOf<typeof LAW_ROUTES>, 'law.diff'> {
  return {
    'law.diff': async ({ query }) => {
      const { book: pack } = law();
      const { before, after, knownAt, branch = ENACTED } = query;
      checkDays({ before, after, knownAt }, '/query');
      const known = lawKnownAt(pack, knownAt ?? after);
      checkBranch(branch, branchesAt(known, knownAt ?? after));
      for (const [name, day] of Object.entries({ before, after })) checkCovered(pack, day, knownAt ?? day, name);
      const { provisions, exports } = compareLaw(pack, { before, after, knownAt, branch });
      const side = (asOf: string, of: string) => ({
        asOf,
        knownAt: knownAt ?? asOf,
        branch: of,
        coverage: coverageOf(pack, asOf, knownAt ?? asOf),
      });
      const cited = citations(pack);
      return {
        body: {
          before: side(before, ENACTED),
          after: side(after, branch),
          provisions: provisions.map(({ id, before: was, after: is }) => ({
            id,
            cite: cited.get(id)?.provision.cite ?? { zh: id, en: id },
            instrument: cited.get(id)?.instrument.id ?? id,
            before: was as ProvisionOn['status']['is'] | null,
            after: is as ProvisionOn['status']['is'] | null,
          })),
          exports: exports.map(({ outcomes, example }) => {
            const [was = '', is = ''] = outcomes.split('>');
            return {
              before: was,
              after: is,
              example: Object.fromEntries(Object.entries(example).map(([fact, values]) => [fact, [...values]])),
            };
          }),
        },
      };
    },
  };
}

/** Questions about the law itself. `law` is called for every request: an instrument recorded meanwhile counts at once. */
export function lawHandlers(law: () => LawInUse): HandlersOf<typeof LAW_ROUTES> {
  // Nearly every screen asks for it, and it looks at the law on each day of change: kept as long as the law stays.
  const kept = new WeakMap<LawBook, Map<LegalDate, OverTime>>();
  // Who asks chooses no readings, so the day of knowledge tells one from another.
  const overTimeOf = ({ book, moment, asked }: LawAnswering): OverTime => {
    const { book: inUse } = law();
    const known = kept.get(inUse) ?? new Map<LegalDate, OverTime>();
    kept.set(inUse, known);
    const found = known.get(asked.knownAt);
    if (found !== undefined) return found;
    if (known.size >= MOST_KEPT) known.clear();
    const made: OverTime = { standing: standingInBranches(book, moment) };
    known.set(asked.knownAt, made);
    return made;
  };
  return {
    ...lawDifferenceHandlers(law),
    'law.pack': async (_, { today }) => {
      const { book, recorded, fingerprint } = law();
      const { id, version, title, covers, checked } = book.pack;
      const known = lawKnownAt(book, today);
      return {
        body: {
          id,
          version,
          title,
          today,
          coverage: coverageOf(book, today, today),
          covers,
          checked: { upTo: checked.upTo, note: checked.note, sources: sourcesOf(checked.source) },
          counts: {
            instruments: book.instruments.length,
            provisions: sum(book.instruments, ({ provisions }) => provisions.length),
            itemEntries: sum(book.itemLists, ({ entries }) => entries.length),
            partyLists: book.partyLists.length,
            listedParties: sum(book.partyLists, ({ entries }) => entries.length),
            readings: book.readings.length,
          },
          branches: branchesAt(known, today).map((branch) => ({ id: branch, label: branchLabel(branch, known) })),
          recorded: recorded.map(({ id: record, instrument, published }) => ({ id: record, instrument, published })),
          fingerprint,
        },
      };
    },

    'instrument.list': async ({ query }, { today }) => {
      const inUse = law();
      const { book, moment, asked } = lawAnswering(inUse, query, today);
      const on = onById(lawOn(book, moment).provisions);
      const items = [...book.instruments]
        .sort((a, b) => (a.published === b.published ? compareText(a.id, b.id) : compareText(b.published, a.published)))
        .map((instrument) => rowOf(instrument, on, inUse));
      return { body: { ...asked, items } };
    },

    'instrument.get': async ({ query }, { today }) => {
      const inUse = law();
      const { book, moment, asked } = lawAnswering(inUse, query, today);
      const instrument = book.instruments.find(({ id }) => id === query.id);
      if (instrument === undefined) throw notKnown(query.id, asked.knownAt);
      const on = onById(lawOn(book, moment).provisions);
      const body: Static<typeof InstrumentShape> = {
        ...asked,
        ...headOf(instrument, inUse),
        summary: instrument.summary,
        doubt: instrument.doubt ?? null,
        sources: sourcesOf(instrument.source),
        settles: instrument.settles ?? [],
        actedOnBy: actingOn([instrument.id, ...instrument.provisions.map(({ id }) => id)], instrument, book),
        provisions: instrument.provisions.map((provision) => provisionOf(provision, instrument, on)),
      };
      return { body };
    },

    'provision.get': async ({ query }, { today }) => {
      const answering = lawAnswering(law(), query, today);
      const { book, moment, asked } = answering;
      const instrument = book.instruments.find(({ provisions }) => provisions.some(({ id }) => id === query.id));
      const provision = instrument?.provisions.find(({ id }) => id === query.id);
      if (instrument === undefined || provision === undefined) throw notKnown(query.id, asked.knownAt);
      return {
        body: {
          ...asked,
          instrument: { id: instrument.id, title: instrument.title, published: instrument.published },
          provision: provisionOf(provision, instrument, onById(lawOn(book, moment).provisions)),
          overTime: [...overTimeOf(answering).standing].map(([branch, standing]) => ({
            branch,
            label: branchLabel(branch, book),
            stretches: [...(standing.get(provision.id) ?? [])],
          })),
          actedOnBy: actingOn([instrument.id, provision.id], instrument, book),
        },
      };
    },

    'law.timeline': async ({ query }, { today }) => {
      const answering = lawAnswering(law(), query, today);
      const { book, asked } = answering;
      const overTime = overTimeOf(answering);
      overTime.timeline ??= timelineOf(book, overTime.standing);
      return { body: { knownAt: asked.knownAt, coverage: asked.coverage, ...overTime.timeline } };
    },

    'reading.list': async () => ({ body: { items: readingsIn(law().book) } }),

    'doubt.list': async ({ query }, { today }) => {
      const { book, asked } = lawAnswering(law(), query, today);
      return { body: { knownAt: asked.knownAt, items: doubtsIn(book) } };
    },

    'controlList.browse': async ({ query }, { today }) => {
      const { book, moment, asked } = lawAnswering(law(), query, today);
      const found = itemEntries(book, moment, query);
      const { items, next } = await streamedPage(found, ({ id }) => id, query);
      return { body: { ...asked, total: found.length, items: items.map(itemOf), next } };
    },
  };
}

type OnById = ReadonlyMap<string, ProvisionOn>;
const onById = (provisions: readonly ProvisionOn[]): OnById =>
  new Map(provisions.map((each) => [each.provision.id, each]));

const sum = <Item>(items: readonly Item[], count: (item: Item) => number): number =>
  items.reduce((total, item) => total + count(item), 0);

const compareText = (one: string, two: string): number => (one < two ? -1 : one > two ? 1 : 0);

function notKnown(id: string, knownAt: string): ApiProblem {
  return new ApiProblem('not-found', {
    zh: `法规库中没有“${id}”（于${knownAt}所知）。`,
    en: `The pack has no ${id} (as known on ${knownAt}).`,
  });
}

/** A source as a screen shows it: where to go, and what was said of it. */
function sourcesOf(sources: Instrument['source']): { url: string | null; note: string | null }[] {
  return sources.map((source) => {
    if (typeof source !== 'string') return { url: source.url ?? null, note: source.note };
    return /^https?:/.test(source) ? { url: source, note: null } : { url: null, note: source };
  });
}

function headOf({ id, kind, number, title, issuer, published, from, verified }: Instrument, { recorded }: LawInUse) {
  return {
    id,
    kind,
    number: number ?? null,
    title,
    issuer,
    published,
    from,
    verified,
    recorded: recorded.some(({ instrument }) => instrument === id),
  };
}

function rowOf(instrument: Instrument, on: OnById, inUse: LawInUse): Static<typeof InstrumentRow> {
  const limbs = instrument.provisions.flatMap(({ id, cite, effect }) => {
    const status = on.get(id)?.status;
    return effect === undefined || status === undefined ? [] : [{ id, cite, status }];
  });
  const counted = new Map<ProvisionOn['status']['is'], number>();
  for (const { status } of limbs) counted.set(status.is, (counted.get(status.is) ?? 0) + 1);
  return {
    ...headOf(instrument, inUse),
    provisions: instrument.provisions.length,
    doubts:
      Number(instrument.doubt !== undefined) + instrument.provisions.filter(({ doubt }) => doubt !== undefined).length,
    standing: [...counted].map(([is, provisions]) => ({ is, provisions })),
    limbs,
  };
}

function provisionOf(
  provision: Provision,
  instrument: Instrument,
  on: OnById,
): Static<typeof InstrumentShape>['provisions'][number] {
  const { id, cite, text, verified, source, doubt, under, effect, when, acts = [] } = provision;
  const hangsOn = [under, ...acts.map((act) => act.under)].flatMap((each) =>
    each === undefined ? [] : [each.reading],
  );
  return {
    id,
    cite,
    text,
    verified: verified ?? instrument.verified,
    sources: sourcesOf(source ?? []),
    doubt: doubt ?? null,
    status: on.get(id)?.status ?? null,
    under: under ?? null,
    effect: effect ?? null,
    when: when ?? null,
    acts,
    readings: [...new Set([...hangsOn, ...readingsNamed(doubt)])],
  };
}

/** Readings that a doubt names, as the pack writes it: "the reading end-day", "解释选项 revival". */
function readingsNamed(doubt: Provision['doubt']): readonly ReadingId[] {
  if (doubt === undefined) return [];
  const named = new Set(
    Array.from(`${doubt.zh} ${doubt.en}`.matchAll(/(?:解释选项|读法|readings?)\s*([a-z0-9-]+)/g), ([, id]) => id),
  );
  return READING_IDS.filter((id) => named.has(id));
}

/** Provisions of other instruments that pause, resume or end one of these. */
function actingOn(ids: readonly string[], own: Instrument, book: LawBook): string[] {
  return book.instruments.flatMap((instrument) =>
    instrument.id === own.id
      ? []
      : instrument.provisions.flatMap(({ id, acts = [] }) =>
          acts.some(({ on }) => on.some((each) => ids.includes(each))) ? [id] : [],
        ),
  );
}

function citations(book: LawBook) {
  return new Map(
    book.instruments.flatMap((instrument) =>
      instrument.provisions.map((provision) => [provision.id, { provision, instrument }] as const),
    ),
  );
}

type Timeline = Omit<Static<typeof TimelineShape>, 'knownAt' | 'coverage'>;

/** The law as known on one day, in every branch; the bars are made of it when they are asked for. */
interface OverTime {
  readonly standing: ReadonlyMap<BranchId, StandingOverTime>;
  timeline?: Timeline;
}

/** Anybody may ask with any day of knowledge. */
const MOST_KEPT = 50;

/** Bars for a chart: provisions of an instrument that stand alike on all days are one row. */
function timelineOf(book: LawBook, standing: OverTime['standing']): Timeline {
  const branches = [...standing.keys()];
  const barsOf = (provision: string) =>
    branches.map((branch) => ({ branch, bars: (standing.get(branch)?.get(provision) ?? []).map(barOf) }));
  const instruments = book.instruments.flatMap(({ id, number, title, published, provisions }) => {
    const groups = new Map<
      string,
      { provisions: { id: string; cite: Provision['cite'] }[]; lanes: ReturnType<typeof barsOf> }
    >();
    for (const provision of provisions) {
      const lanes = barsOf(provision.id);
      if (lanes.every(({ bars }) => bars.length === 0)) continue;
      const key = JSON.stringify(lanes);
      const group = groups.get(key) ?? { provisions: [], lanes };
      group.provisions.push({ id: provision.id, cite: provision.cite });
      groups.set(key, group);
    }
    if (groups.size === 0) return [];
    return [
      {
        id,
        number: number ?? null,
        title,
        published,
        groups: [...groups.values()].map(({ provisions: alike, lanes }) => ({
          provisions: alike,
          branches: lanes.filter(
            ({ branch, bars }) => branch === ENACTED || JSON.stringify(bars) !== JSON.stringify(lanes[0]?.bars),
          ),
        })),
      },
    ];
  });
  return {
    branches: branches.map((branch) => ({ id: branch, label: branchLabel(branch, book) })),
    instruments: instruments.sort((a, b) => compareText(a.published, b.published)),
    changes: changesOf(book, standing),
  };
}

function barOf({ from, until, status }: StatusStretch) {
  return { from, until, is: status.is, by: 'by' in status ? status.by : null };
}

function changesOf(book: LawBook, standing: OverTime['standing']): Static<typeof TimelineShape>['changes'] {
  const groups = new Map<string, Static<typeof TimelineShape>['changes'][number]>();
  for (const { day, branch, instrument, provision, status } of statusChanges(book, standing)) {
    const key = JSON.stringify([day, branch, instrument, status]);
    const group = groups.get(key) ?? { day, branch, instrument, is: status.is, status, provisions: [] };
    group.provisions.push(provision);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function readingsIn(book: LawBook): Static<typeof ReadingShape>[] {
  const used = book.instruments.flatMap(({ provisions }) =>
    provisions.flatMap(({ id, cite, under, acts = [] }) =>
      [under, ...acts.map((act) => act.under)].flatMap((each) =>
        each === undefined ? [] : [{ id, cite, reading: each.reading, option: each.option }],
      ),
    ),
  );
  return book.readings.map(({ id, question, takes, flag, options }) => ({
    id,
    question,
    takes,
    flag,
    options: options.map(({ source, ...option }) => ({ id: option.id, text: option.text, sources: sourcesOf(source) })),
    provisions: used.flatMap(({ reading, ...provision }) => (reading === id ? [provision] : [])),
  }));
}

function doubtsIn(book: LawBook): Static<typeof DoubtShape>[] {
  return book.instruments.flatMap(({ id: instrument, title, doubt: own, provisions }) => [
    ...(own === undefined
      ? []
      : [{ instrument, title, provision: null, cite: null, doubt: own, readings: [...readingsNamed(own)] }]),
    ...provisions.flatMap(({ id, cite, doubt }) =>
      doubt === undefined
        ? []
        : [{ instrument, title, provision: id, cite, doubt, readings: [...readingsNamed(doubt)] }],
    ),
  ]);
}

function itemOf({ id, list, entry, published }: ListedItem): Static<typeof ControlledItem> {
  const { code, name, parameters, note, match, hs = [], verified } = entry;
  return {
    id,
    code,
    list: { id: list.id, kind: list.kind, title: list.title },
    name,
    parameters: parameters ?? null,
    note: note ?? null,
    match,
    hs: hs.map((each) => ({ code: each.code, from: each.from ?? null, verified: each.verified ?? null })),
    verified,
    provision: published?.provision.id ?? null,
    status: published?.status ?? null,
  };
}
