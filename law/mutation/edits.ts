import {
  type Act,
  addDays,
  type Condition,
  type Holidays,
  type Instrument,
  type ItemList,
  PARTY_LIST_KINDS,
  type PartyList,
  type Provision,
  type Reading,
  VOCABULARY,
  type VocabularyFact,
  weekday,
} from '@ytterby/core';
import type { LawFile } from '../consistency.ts';
import type { FieldPath } from '../yaml-file.ts';

/** One change to one place of one file of the pack: a slip of the pen, as a person makes it. */
export interface Edit {
  readonly kind: string;
  readonly file: string;
  readonly at: FieldPath;
  readonly was: unknown;
  /** Absent: the place is taken out. */
  readonly becomes?: unknown;
}

/**
 * Every single edit that is tried on the files that decide: instruments, statements, lists, readings and holidays. Words
 * for people (titles, texts, sources, notes) and the papers of the procedure decide no outcome and are left alone, and so
 * is what provably cannot matter: a day off that is a Saturday or Sunday anyway, an announcement that does nothing or acts on
 * provisions without an effect alone, and days before the first that the pack answers for.
 */
export function editsOf(files: readonly LawFile[]): readonly Edit[] {
  const law: Known = {
    from: files.flatMap((entry) => (entry.kind === 'pack' ? [entry.data.covers.from] : []))[0] ?? '',
    idle: new Set(
      files.flatMap((entry) =>
        entry.kind === 'instrument'
          ? entry.data.provisions.flatMap(({ id, effect, acts }) =>
              effect === undefined && acts === undefined ? [id] : [],
            )
          : [],
      ),
    ),
  };
  return files.flatMap((entry): readonly Edit[] => {
    const found: readonly Slip[] = (() => {
      switch (entry.kind) {
        case 'instrument':
          return instrumentEdits(entry.data, law);
        case 'item-list':
          return itemEdits(entry.data);
        case 'party-list':
          return partyEdits(entry.data);
        case 'readings':
          return readingEdits(entry.data);
        case 'holidays':
          return holidayEdits(entry.data, law);
        default:
          return [];
      }
    })();
    return found.map(([kind, at, becomes]) => ({
      kind,
      file: entry.file.path,
      at,
      was: valueAt(entry.data, at),
      ...(becomes !== undefined && { becomes }),
    }));
  });
}

/** The first day that the pack answers for, and the provisions that have neither effect nor act. */
interface Known {
  readonly from: string;
  readonly idle: ReadonlySet<string>;
}

/** Kind, place, and what comes there; without it the place is taken out. */
type Slip = readonly [kind: string, at: FieldPath, becomes?: unknown];

/** The data of a file with the edit made. The file as read stays as it is. */
export function withEdit(data: unknown, { at, becomes }: Edit): unknown {
  const copy: unknown = structuredClone(data);
  const place = valueAt(copy, at.slice(0, -1)) as Record<string | number, unknown>;
  const last = at.at(-1) ?? '';
  if (becomes !== undefined) place[last] = becomes;
  else if (Array.isArray(place)) place.splice(Number(last), 1);
  else delete place[last];
  return copy;
}

function valueAt(data: unknown, at: FieldPath): unknown {
  return at.reduce((value, step) => (value as Record<string | number, unknown>)[step], data);
}

function decides({ effect, acts = [] }: Provision, { idle }: Known): boolean {
  return effect !== undefined || acts.some(({ on }) => on.some((id) => !idle.has(id)));
}

function instrumentEdits(instrument: Instrument, law: Known): readonly Slip[] {
  const deciding = instrument.provisions
    .map((provision, index) => ({ provision, index }))
    .filter((each) => decides(each.provision, law));
  if (deciding.length === 0) return [];
  const { published, from } = instrument;
  const ownDay = deciding.some(({ provision }) => provision.from === undefined && provision.acts === undefined);
  const isLater = (day: string) => day >= law.from;
  return [
    ...(isLater(published) ? [['day of publication', ['published'], addDays(published, 1)] as const] : []),
    ...(ownDay && isLater(from) ? [['first day', ['from'], addDays(from, 1)] as const] : []),
    ...(ownDay && isLater(addDays(from, -1)) && published < from
      ? [['first day', ['from'], addDays(from, -1)] as const]
      : []),
    ...deciding.flatMap(({ provision, index }) => provisionEdits(provision, ['provisions', index], published, law)),
  ];
}

function provisionEdits(provision: Provision, at: FieldPath, published: string, law: Known): readonly Slip[] {
  const { effect, from, lastDay, when, acts = [], under } = provision;
  return [
    ['provision taken out', at],
    ...(from === undefined ? [] : dayEdits('first day', from, [...at, 'from'], published)),
    ...(lastDay === undefined
      ? []
      : [...dayEdits('last day', lastDay, [...at, 'lastDay']), ['last day taken out', [...at, 'lastDay']] as const]),
    ...(when === undefined
      ? []
      : [['condition taken out', [...at, 'when']] as const, ...conditionEdits(when, [...at, 'when'])]),
    ...(effect === undefined ? [] : effectEdits(effect, [...at, 'effect'])),
    ...(under === undefined ? [] : [['option taken out', [...at, 'under']] as const]),
    ...acts.flatMap((act, index) => actEdits(act, [...at, 'acts', index], published, law)),
  ];
}

/** A day earlier (not before the publication, which nothing precedes) and a day later. */
function dayEdits(kind: string, day: string, at: FieldPath, notBefore = ''): readonly Slip[] {
  return [...(day > notBefore ? [[kind, at, addDays(day, -1)] as const] : []), [kind, at, addDays(day, 1)]];
}

function actEdits(act: Act, at: FieldPath, published: string, { idle }: Known): readonly Slip[] {
  return [
    ['act taken out', at],
    ...dayEdits('first day of an act', act.from, [...at, 'from'], published),
    ...(act.lastDay === undefined
      ? []
      : [
          ...dayEdits('last day of an act', act.lastDay, [...at, 'lastDay']),
          ['last day of an act taken out', [...at, 'lastDay']] as const,
        ]),
    ...(act.on.length < 2
      ? []
      : act.on.flatMap((id, index) =>
          idle.has(id) ? [] : [['target of an act taken out', [...at, 'on', index]] as const],
        )),
    ['act turned', [...at, 'do'], act.do === 'suspend' ? 'end' : 'suspend'],
    ...(act.under === undefined ? [] : [['option taken out', [...at, 'under']] as const]),
    ...(act.when === undefined
      ? []
      : [['condition taken out', [...at, 'when']] as const, ...conditionEdits(act.when, [...at, 'when'])]),
  ];
}

function conditionEdits(condition: Condition, at: FieldPath): readonly Slip[] {
  const negated: Slip = ['negation added', at, { not: condition }];
  if ('not' in condition)
    return [['negation taken out', at, condition.not], ...conditionEdits(condition.not, [...at, 'not'])];
  for (const [joint, other] of [
    ['all', 'any'],
    ['any', 'all'],
  ] as const) {
    const parts = (condition as Partial<Record<typeof joint, Condition[]>>)[joint];
    if (parts === undefined) continue;
    return [
      ...(parts.length < 2
        ? []
        : [
            [`${joint} turned ${other}`, at, { [other]: parts }] as const,
            ...parts.map((_, index) => [`part of an ${joint} taken out`, [...at, joint, index]] as const),
          ]),
      ...parts.flatMap((part, index) => conditionEdits(part, [...at, joint, index])),
    ];
  }
  return [negated, ...testEdits(condition as Extract<Condition, { fact: string }>, at)];
}

function testEdits(test: Extract<Condition, { fact: string }>, at: FieldPath): readonly Slip[] {
  const members = (field: string, have: readonly string[], all: readonly string[]): readonly Slip[] => [
    ...(have.length < 2 ? [] : have.map((_, index) => ['value taken out', [...at, field, index]] as const)),
    ...all
      .filter((value) => !have.includes(value))
      .map((value) => ['value added', [...at, field], [...have, value]] as const),
  ];
  const number = (field: string, value: string): readonly Slip[] => [
    ['threshold', [...at, field], nudged(value, 1n)],
    ['threshold', [...at, field], nudged(value, -1n)],
  ];
  if ('is' in test) return members('is', test.is, VOCABULARY[test.fact as VocabularyFact] ?? []);
  if ('on' in test) return members('on', test.on, []);
  if ('listed' in test) return Array.isArray(test.listed) ? members('listed', test.listed, PARTY_LIST_KINDS) : [];
  switch (test.fact) {
    case 'content':
      return number('atLeast', test.atLeast);
    case 'held':
      return [...members('by', test.by, PARTY_LIST_KINDS), ...number('atLeast', test.atLeast)];
    case 'chip-process':
      return [
        ...number('logicNodeNmAtMost', test.logicNodeNmAtMost),
        ...number('memoryLayersAtLeast', test.memoryLayersAtLeast),
      ];
    default:
      return [];
  }
}

/** The next number up or down: one more digit for shares, the next whole number for counts. @example nudged('0.001', 1n) // '0.0011' */
function nudged(value: string, by: bigint): string {
  const [whole = '0', part = ''] = value.split('.');
  if (part === '') return String(BigInt(whole) + by);
  const digits = (BigInt(whole + part) * 10n + by).toString().padStart(part.length + 2, '0');
  return `${digits.slice(0, -(part.length + 1))}.${digits.slice(-(part.length + 1))}`;
}

function effectEdits(effect: NonNullable<Provision['effect']>, at: FieldPath): readonly Slip[] {
  const drops = (kind: string, field: string, values: readonly string[]): readonly Slip[] =>
    values.length < 2 ? [] : values.map((_, index) => [kind, [...at, field, index]] as const);
  const gone: Slip = ['effect taken out', at];
  switch (effect.kind) {
    case 'licence-required':
      return [gone, ['effect turned', at, { kind: 'prohibited' }]];
    case 'prohibited':
      return [gone, ['effect turned', at, { kind: 'licence-required' }]];
    case 'exempts':
    case 'excludes':
      return [gone, ...drops('target of an effect taken out', 'from', effect.from)];
    case 'review':
      return [
        gone,
        ['policy', [...at, 'policy'], effect.policy === 'case-by-case' ? 'refusal-in-principle' : 'case-by-case'],
        ...drops('target of an effect taken out', 'on', effect.on),
      ];
    case 'duty': {
      const { clock } = effect;
      const outcomes = ['no-licence-required', 'exempt', 'licence-required'];
      return [
        gone,
        ...(clock === undefined
          ? []
          : [
              ['clock of a duty', [...at, 'clock', 'workingDays'], String(Number(clock.workingDays) + 1)] as const,
              ['clock of a duty', [...at, 'clock', 'workingDays'], String(Number(clock.workingDays) - 1)] as const,
              [
                'start of a clock',
                [...at, 'clock', 'after'],
                clock.after === 'export' ? 'acceptance' : 'export',
              ] as const,
              ['clock taken out', [...at, 'clock']] as const,
            ]),
        ...drops('outcome of a duty taken out', 'with', effect.with),
        ...outcomes
          .filter((outcome) => !effect.with.includes(outcome))
          .map((outcome) => ['outcome of a duty added', [...at, 'with'], [...effect.with, outcome]] as const),
      ];
    }
    case 'workflow':
      return [gone, ...drops('part of a workflow taken out', 'off', effect.off)];
    default:
      return [gone];
  }
}

function itemEdits(list: ItemList): readonly Slip[] {
  return [
    ['kind of a list', ['kind'], list.kind === 'annex' ? 'dual-use' : 'annex'],
    ...list.entries.flatMap(({ match }, index): readonly Slip[] => {
      const at = ['entries', index];
      const inMatch = [...at, 'match'];
      const { form = [], elements = [], contains = [], technologyFor = [] } = match;
      const drops = (kind: string, field: string, values: readonly string[]): readonly Slip[] =>
        values.length < 2 ? [] : values.map((_, number) => [kind, [...inMatch, field, number]] as const);
      return [
        ['entry of an item list taken out', at],
        ...drops('form taken out', 'form', form),
        ...(form.length === 0
          ? []
          : [['form added', [...inMatch, 'form'], [...form, form.includes('ore') ? 'metal' : 'ore']] as const]),
        ...drops('element taken out', 'elements', elements),
        ...(elements.length === 0
          ? []
          : [
              [
                'element added',
                [...inMatch, 'elements'],
                [...elements, elements.includes('La') ? 'Ce' : 'La'],
              ] as const,
              ['element changed', [...inMatch, 'elements', 0], elements.includes('La') ? 'Ce' : 'La'] as const,
            ]),
        ...(match.onlyElements === undefined ? [] : [['only these taken out', [...inMatch, 'onlyElements']] as const]),
        ...drops('contained entry taken out', 'contains', contains),
        ...drops('technology taken out', 'technologyFor', technologyFor),
        ...(match.cas ?? []).map((_, number) => ['CAS number taken out', [...inMatch, 'cas', number]] as const),
      ];
    }),
  ];
}

function partyEdits(list: PartyList): readonly Slip[] {
  return [
    ['kind of a list', ['kind'], list.kind === 'control-list' ? 'watch-list' : 'control-list'],
    ...list.entries.map((_, index) => ['party taken out', ['entries', index]] as const),
  ];
}

function readingEdits(readings: readonly Reading[]): readonly Slip[] {
  return readings.flatMap(({ takes, options }, index) =>
    options.filter(({ id }) => id !== takes).map(({ id }) => ['default of a reading', [index, 'takes'], id] as const),
  );
}

const isWeekend = (day: string) => weekday(day) > 5;

function holidayEdits(year: Holidays, { from }: Known): readonly Slip[] {
  if (year.published !== 'yes' || `${year.year}-12-31` < from) return [];
  return [
    ['holidays not published', ['published'], 'no'],
    ...year.off.flatMap(({ date }, index) =>
      isWeekend(date) || date < from ? [] : [['holiday taken out', ['off', index]] as const],
    ),
    ...year.work.flatMap(({ date }, index) =>
      date < from ? [] : [['working weekend taken out', ['work', index]] as const],
    ),
  ];
}
