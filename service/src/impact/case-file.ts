import { isLegalDate, type LegalDate, type Text } from '@ytterby/core';
import { BASES, type ImpactCase, type Parameter } from '@ytterby/core/impact';
import { type Static, Type } from 'typebox';
import { ImpactFileError, impactProblem } from './problems.ts';
import { readYaml, shaped } from './read-shaped.ts';

/**
 * The shape of a case file: as `ImpactCase`, with numbers that name their sources by id and a folder of tables.
 * A number is `value`, or `low`, `likely`, `high`.
 */

const closed = { additionalProperties: false };
const Words = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed);
const about = {
  basis: Type.Enum([...BASES]),
  /** Ids of `sources`. Only an assumption may have none, and then it has a note. */
  sources: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  note: Type.Optional(Words),
};
const Quantity = Type.Union([
  Type.Object({ value: Type.Number(), ...about }, closed),
  Type.Object({ low: Type.Number(), likely: Type.Optional(Type.Number()), high: Type.Number(), ...about }, closed),
]);
type Quantity = Static<typeof Quantity>;

const Party = Type.Object(
  {
    party: Type.String({ minLength: 1 }),
    production: Quantity,
    use: Type.Optional(Quantity),
    supplyElasticity: Quantity,
    demandElasticity: Quantity,
  },
  closed,
);
const Item = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    name: Words,
    dependence: Quantity,
    market: Type.Optional(
      Type.Object(
        {
          unit: Type.String(),
          currency: Type.String(),
          price: Quantity,
          production: Quantity,
          netExports: Quantity,
          others: Type.Array(Party, { minItems: 1 }),
        },
        closed,
      ),
    ),
    users: Type.Array(
      Type.Object(
        { sector: Type.String(), name: Words, needing: Quantity, stockDays: Type.Optional(Quantity) },
        closed,
      ),
      { minItems: 1 },
    ),
    trade: Type.Optional(
      Type.Object(
        {
          codes: Type.Array(Type.String(), { minItems: 1 }),
          period: Type.String(),
          by: Type.Enum(['value', 'mass']),
        },
        closed,
      ),
    ),
  },
  closed,
);
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
const Measure = Type.Union([
  Type.Object({ kind: Type.Literal('stop'), heldBack: Quantity }, closed),
  Type.Object(
    {
      kind: Type.Literal('licence'),
      unit: Type.String(),
      flow: Quantity,
      declaredBefore: Quantity,
      caught: Quantity,
      humanitarian: Quantity,
      generalLicences: Type.Object({ share: Quantity, fromDay: Quantity }, closed),
      preparation: Quantity,
      review: Quantity,
      capacity: Type.Object({ most: Quantity, fromDay: Quantity, untilDay: Quantity }, closed),
      approved: Quantity,
      shipping: Quantity,
      observed: Type.Optional(
        Type.Object(
          {
            months: Type.Array(Type.Object({ month: Month, amount: Type.Number() }, closed), { minItems: 1 }),
            calibratedTo: Type.Optional(Month),
            sources: Type.Array(Type.String(), { minItems: 1 }),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
]);
const Share = Type.Number({ minimum: 0, maximum: 1 });

export const CaseFile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
    title: Words,
    scope: Words,
    /** Folder of tables, beside the case. */
    tables: Type.String({ minLength: 1 }),
    economy: Type.String(),
    restricting: Type.String(),
    from: Day,
    /** Its `from` before it was put to another day. */
    writtenFor: Type.Optional(Day),
    days: Type.Integer({ minimum: 1, maximum: 3650 }),
    sources: Type.Record(
      Type.String(),
      Type.Object({ text: Words, url: Type.Optional(Type.String({ pattern: '^https?://' })) }, closed),
    ),
    measure: Measure,
    items: Type.Array(Item, { minItems: 1 }),
    stocks: Type.Object({ days: Quantity, restoreDays: Quantity, critical: Quantity }, closed),
    facilitation: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Words,
          heldBack: Type.Optional(Share),
          generalLicences: Type.Optional(Type.Object({ share: Share, fromDay: Type.Number() }, closed)),
          capacity: Type.Optional(Type.Number({ minimum: 0 })),
          humanitarian: Type.Optional(Share),
          preparation: Type.Optional(Type.Number({ minimum: 0 })),
        },
        closed,
      ),
    ),
    published: Type.Array(
      Type.Object(
        {
          of: Type.Enum(['loss', 'price-rise', 'sector-share']),
          item: Type.Optional(Type.String()),
          sector: Type.Optional(Type.String()),
          low: Type.Optional(Type.Number()),
          middle: Type.Number(),
          high: Type.Optional(Type.Number()),
          scale: Type.Number(),
          unit: Words,
          sources: Type.Array(Type.String(), { minItems: 1 }),
        },
        closed,
      ),
    ),
    differences: Type.Array(Words),
    limits: Type.Array(Words, { minItems: 1 }),
  },
  closed,
);
type CaseFile = Static<typeof CaseFile>;

/** A source as a report lists it. */
export interface CaseSource {
  readonly id: string;
  readonly text: Text;
  readonly url: string | undefined;
}

export interface CaseRead {
  readonly given: ImpactCase;
  /** Folder of its tables, as the case names it. */
  readonly tables: string;
  readonly sources: readonly CaseSource[];
}

/**
 * Reads a case.
 * @param from the day from which it counts, in place of its own
 * @throws IntakeError or ImpactFileError, with line and field of all that is wrong
 */
export async function readCase(file: string, from?: LegalDate): Promise<CaseRead> {
  const text = await readYaml(file);
  return readCaseText(from === undefined ? text : caseTextFrom(text, from, file), file);
}

/** The same of a text at hand. @throws ImpactFileError */
export function readCaseText(text: string, name: string): CaseRead {
  return caseRead(shaped(text, name, CaseFile));
}

const FROM = /^from:[ \t]+\S[^\n]*/gm;

/**
 * The text of a case as it counts from a day: `from` is that day, `writtenFor` says which it was, and the rest stays letter by letter.
 * @param name what the text is called in problems
 * @throws ImpactFileError where it is no case, there is no such day, or its `from` is not on a line of its own
 * @example of a case with the line `from: '2025-12-01'`, from 2026-11-05: `from: '2026-11-05'` and a new line `writtenFor: '2025-12-01'`
 */
export function caseTextFrom(text: string, day: LegalDate, name: string): string {
  const { from, writtenFor } = readCaseText(text, name).given;
  const wrong = (detailZh: string, detail: string) =>
    new ImpactFileError([impactProblem('impact/wrong-shape', { file: name, field: 'from' }, { detail, detailZh })]);
  if (!isLegalDate(day)) throw wrong(`没有 ${day} 这一天`, `there is no day ${day}`);
  if (day === from) return text;
  if (text.match(FROM)?.length !== 1)
    throw wrong(
      'from 须独占一行且只出现一次，方可改为另一日',
      'another day can be set only where from stands on a line of its own, once',
    );
  return text.replace(FROM, `from: '${day}'${writtenFor === undefined ? `\nwrittenFor: '${from}'` : ''}`);
}

function caseRead({ value, place }: ReturnType<typeof shaped<typeof CaseFile>>): CaseRead {
  const problems: ReturnType<typeof impactProblem>[] = [];
  const wrong = (detailZh: string, detail: string, ...keys: (string | number)[]) => {
    problems.push(impactProblem('impact/wrong-shape', place(...keys), { detail, detailZh }));
  };
  const cite = (
    ids: readonly string[] | undefined,
    note: Text | undefined,
    keys: readonly (string | number)[],
  ): Text => {
    const texts = (ids ?? []).flatMap((id): Text[] => {
      const source = value.sources[id];
      if (source !== undefined) return [source.text];
      wrong(`没有来源 ${id}`, `there is no source ${id}`, ...keys, 'sources');
      return [];
    });
    const all = note === undefined ? texts : [note, ...texts];
    return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') };
  };
  const quantity = (given: Quantity, ...keys: (string | number)[]): Parameter => {
    const { basis, sources, note } = given;
    if (sources === undefined && !(basis === 'assumed' && note !== undefined))
      wrong(
        basis === 'assumed' ? '假设须在 note 中说明理由' : '数值须注明来源（sources）',
        basis === 'assumed' ? 'an assumption says why, in a note' : 'a number names its sources',
        ...keys,
      );
    const range = 'value' in given ? { low: given.value, high: given.value } : given;
    const { low, high } = range;
    const likely = 'likely' in range ? range.likely : undefined;
    if (!(low <= high) || (likely !== undefined && !(likely >= low && likely <= high)))
      wrong(
        `范围 ${low}–${high}，最可能 ${likely ?? '未定'}`,
        `a range from ${low} over ${likely ?? 'anywhere'} to ${high}`,
        ...keys,
      );
    return { low, ...(likely === undefined ? {} : { likely }), high, basis, source: cite(sources, note, keys) };
  };
  for (const key of ['from', 'writtenFor'] as const) {
    const day = value[key];
    if (day !== undefined && !isLegalDate(day)) wrong(`没有 ${day} 这一天`, `there is no day ${day}`, key);
  }
  const given = caseOf(value, quantity, cite);
  for (const [at, { id }] of value.items.entries())
    if (value.items.findIndex((each) => each.id === id) !== at)
      wrong(`物项 ${id} 重复`, `the item ${id} is there twice`, 'items', at);
  for (const [at, { item }] of value.published.entries())
    if (item !== undefined && !value.items.some(({ id }) => id === item))
      wrong(`没有物项 ${item}`, `there is no item ${item}`, 'published', at);
  if (problems.length > 0) throw new ImpactFileError(problems);
  return {
    given,
    tables: value.tables,
    sources: Object.entries(value.sources).map(([id, { text, url }]) => ({ id, text, url })),
  };
}

type ToParameter = (given: Quantity, ...keys: (string | number)[]) => Parameter;
type Cite = (ids: readonly string[] | undefined, note: Text | undefined, keys: readonly (string | number)[]) => Text;

function caseOf(value: CaseFile, quantity: ToParameter, cite: Cite): ImpactCase {
  const { measure } = value;
  const m = (key: string, given: Quantity, ...more: string[]) => quantity(given, 'measure', key, ...more);
  return {
    id: value.id,
    title: value.title,
    scope: value.scope,
    economy: value.economy,
    restricting: value.restricting,
    from: value.from,
    ...(value.writtenFor === undefined ? {} : { writtenFor: value.writtenFor }),
    days: value.days,
    measure:
      measure.kind === 'stop'
        ? { kind: 'stop', heldBack: m('heldBack', measure.heldBack) }
        : {
            kind: 'licence',
            unit: measure.unit,
            flow: m('flow', measure.flow),
            declaredBefore: m('declaredBefore', measure.declaredBefore),
            caught: m('caught', measure.caught),
            humanitarian: m('humanitarian', measure.humanitarian),
            generalLicences: {
              share: m('generalLicences', measure.generalLicences.share, 'share'),
              fromDay: m('generalLicences', measure.generalLicences.fromDay, 'fromDay'),
            },
            preparation: m('preparation', measure.preparation),
            review: m('review', measure.review),
            capacity: {
              most: m('capacity', measure.capacity.most, 'most'),
              fromDay: m('capacity', measure.capacity.fromDay, 'fromDay'),
              untilDay: m('capacity', measure.capacity.untilDay, 'untilDay'),
            },
            approved: m('approved', measure.approved),
            shipping: m('shipping', measure.shipping),
            ...(measure.observed === undefined
              ? {}
              : {
                  observed: {
                    months: measure.observed.months,
                    ...(measure.observed.calibratedTo === undefined
                      ? {}
                      : { calibratedTo: measure.observed.calibratedTo }),
                    source: cite(measure.observed.sources, undefined, ['measure', 'observed']),
                  },
                }),
          },
    items: value.items.map((item, at) => {
      const i = (given: Quantity, ...keys: (string | number)[]) => quantity(given, 'items', at, ...keys);
      const { market } = item;
      return {
        id: item.id,
        name: item.name,
        dependence: i(item.dependence, 'dependence'),
        ...(market === undefined
          ? {}
          : {
              market: {
                unit: market.unit,
                currency: market.currency,
                price: i(market.price, 'market', 'price'),
                production: i(market.production, 'market', 'production'),
                netExports: i(market.netExports, 'market', 'netExports'),
                others: market.others.map((party, index) => {
                  const p = (key: string, given: Quantity) => i(given, 'market', 'others', index, key);
                  return {
                    party: party.party,
                    production: p('production', party.production),
                    ...(party.use === undefined ? {} : { use: p('use', party.use) }),
                    supplyElasticity: p('supplyElasticity', party.supplyElasticity),
                    demandElasticity: p('demandElasticity', party.demandElasticity),
                  };
                }),
              },
            }),
        users: item.users.map((user, index) => ({
          sector: user.sector,
          name: user.name,
          needing: i(user.needing, 'users', index, 'needing'),
          ...(user.stockDays === undefined ? {} : { stockDays: i(user.stockDays, 'users', index, 'stockDays') }),
        })),
        ...(item.trade === undefined ? {} : { trade: item.trade }),
      };
    }),
    stocks: {
      days: quantity(value.stocks.days, 'stocks', 'days'),
      restoreDays: quantity(value.stocks.restoreDays, 'stocks', 'restoreDays'),
      critical: quantity(value.stocks.critical, 'stocks', 'critical'),
    },
    facilitation: value.facilitation as ImpactCase['facilitation'],
    published: value.published.map(({ sources, ...figure }, at) => ({
      ...(figure as Omit<ImpactCase['published'][number], 'source'>),
      source: cite(sources, undefined, ['published', at]),
    })),
    differences: value.differences,
    limits: value.limits,
  };
}
