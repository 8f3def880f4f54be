import {
  FORMS,
  OUTCOMES,
  type Act,
  type Condition,
  type Goods,
  type FormWord,
  type Holidays,
  type Instrument,
  type ItemList,
  type Note,
  type Pack,
  PARTY_LIST_KINDS,
  type PartyList,
  type Procedure,
  type Provision,
  type Reading,
  VOCABULARY,
  clockOf,
  isReadingOption,
} from '@ytterby/core';
import { type NoticeLaw, templateFaults } from '@ytterby/core/notices';
import type { LawFileProblem, LawFileProblemCode } from './errors.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

/** A file that has the shape of its kind. */
export type LawFile = { readonly file: YamlFile } & (
  | { readonly kind: 'pack'; readonly data: Pack }
  | { readonly kind: 'instrument'; readonly data: Instrument }
  | { readonly kind: 'goods'; readonly data: Goods }
  | { readonly kind: 'item-list'; readonly data: ItemList }
  | { readonly kind: 'party-list'; readonly data: PartyList }
  | { readonly kind: 'readings'; readonly data: readonly Reading[] }
  | { readonly kind: 'forms'; readonly data: readonly FormWord[] }
  | { readonly kind: 'notes'; readonly data: readonly Note[] }
  | { readonly kind: 'procedure'; readonly data: Procedure }
  | { readonly kind: 'notice'; readonly data: NoticeLaw }
  | { readonly kind: 'holidays'; readonly data: Holidays }
);

/**
 * What no schema of one file can see: ids that clash, days that overlap, references that lead nowhere.
 * `unread` are files that could not be read in full: what they name counts as there, so that one mistake is reported once.
 */
export function consistencyProblems(files: readonly LawFile[], unread: readonly YamlFile[]): readonly LawFileProblem[] {
  const names = namesIn(files, unread);
  return [...duplicates(files), ...files.flatMap((entry) => problemsOf(entry, names))];
}

/** Days such as 30 February, wherever they stand; also in files that have other mistakes. */
export function impossibleDates(file: YamlFile, isDate: (text: string) => boolean): readonly LawFileProblem[] {
  const problems: LawFileProblem[] = [];
  eachText(file.data, [], (text, path) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !isDate(text)) {
      problems.push(file.problem('no-such-date', [...path], `There is no day ${text}.`));
    }
  });
  return problems;
}

/** Visits every scalar. `path` is the visitor's only during the visit. */
function eachText(value: unknown, path: (string | number)[], visit: (text: string, path: FieldPath) => void): void {
  if (typeof value === 'string') return visit(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    path.push(Array.isArray(value) ? Number(key) : key);
    eachText(part, path, visit);
    path.pop();
  }
}

/** Everything that can be referred to. */
interface Names {
  readonly instruments: ReadonlySet<string>;
  readonly statements: ReadonlySet<string>;
  readonly provisions: ReadonlySet<string>;
  /** Provisions whose own clock runs from acceptance. */
  readonly clocks: ReadonlySet<string>;
  /** Provisions that put a list in force; an act on the whole instrument leaves them as they are. */
  readonly listings: ReadonlySet<string>;
  readonly itemLists: ReadonlySet<string>;
  readonly partyLists: ReadonlySet<string>;
  /** Families of goods. */
  readonly families: ReadonlySet<string>;
  readonly readings: ReadonlyMap<string, readonly string[]>;
  readonly unread: ReadonlySet<string>;
}

function namesIn(files: readonly LawFile[], unread: readonly YamlFile[]): Names {
  const instruments = files.flatMap((entry) => (entry.kind === 'instrument' ? [entry.data] : []));
  const idsOf = (kind: 'item-list' | 'party-list') =>
    new Set(files.flatMap((entry) => (entry.kind === kind ? [entry.data.id] : [])));
  const readings = files.flatMap((entry) => (entry.kind === 'readings' ? entry.data : []));
  return {
    instruments: new Set(instruments.map(({ id }) => id)),
    statements: new Set(instruments.filter(({ kind }) => kind === 'statement').map(({ id }) => id)),
    provisions: new Set(instruments.flatMap(({ provisions }) => provisions.map(({ id }) => id))),
    clocks: new Set(
      instruments.flatMap(({ provisions }) =>
        provisions.filter(({ effect }) => clockOf(effect) !== undefined).map(({ id }) => id),
      ),
    ),
    listings: new Set(
      instruments.flatMap(({ provisions }) =>
        provisions.filter(({ effect }) => effect?.kind === 'lists').map(({ id }) => id),
      ),
    ),
    itemLists: idsOf('item-list'),
    partyLists: idsOf('party-list'),
    families: new Set(
      files.flatMap((entry) => (entry.kind === 'goods' ? entry.data.families.map(({ id }) => id) : [])),
    ),
    readings: new Map(readings.map(({ id, options }) => [id, options.map((option) => option.id)])),
    unread: idsIn(unread),
  };
}

function idsIn(files: readonly YamlFile[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { data } of files) eachText(data, [], (text, path) => path.at(-1) === 'id' && ids.add(text));
  return ids;
}

function duplicates(files: readonly LawFile[]): readonly LawFileProblem[] {
  const seen = new Map<string, YamlFile>();
  const problems: LawFileProblem[] = [];
  const take = (file: YamlFile, what: string, id: string, path: FieldPath) => {
    const key = `${what} ${id}`;
    const first = seen.get(key);
    if (first) problems.push(file.problem('duplicate-id', path, `The ${key} is already in ${first.path}.`));
    else seen.set(key, file);
  };
  for (const { file, kind, data } of files) {
    switch (kind) {
      case 'instrument':
        take(file, 'id', data.id, ['id']);
        data.provisions.forEach(({ id, effect }, index) => {
          // The provision that puts a list in force may bear the list's name: in the text the two are one.
          if (effect?.kind === 'lists' && effect.list === id) take(file, 'provision', id, ['provisions', index, 'id']);
          else take(file, 'id', id, ['provisions', index, 'id']);
        });
        break;
      case 'item-list':
        take(file, 'id', data.id, ['id']);
        data.entries.forEach(({ code }, index) => take(file, `code of ${data.id}`, code, ['entries', index, 'code']));
        break;
      case 'party-list':
        take(file, 'id', data.id, ['id']);
        data.entries.forEach(({ id }, index) => take(file, 'id', id, ['entries', index, 'id']));
        break;
      case 'readings':
        data.forEach(({ id, options }, index) => {
          take(file, 'reading', id, [index, 'id']);
          options.forEach((option, at) => take(file, `option of ${id}`, option.id, [index, 'options', at, 'id']));
        });
        break;
      case 'forms':
        data.forEach(({ form }, index) => take(file, 'form', form, [index, 'form']));
        break;
      case 'notes':
        data.forEach(({ id }, index) => take(file, 'note', id, [index, 'id']));
        break;
      case 'goods':
        take(file, 'coverage of goods', '', ['decides']);
        data.families.forEach(({ id }, index) => take(file, 'family', id, ['families', index, 'id']));
        break;
      case 'procedure':
        take(file, 'procedure', '', ['title']);
        for (const rules of ['kinds', 'timeLimits', 'notCounted', 'noLimit', 'papers', 'proofFields'] as const) {
          data[rules].forEach(({ id }, index) => take(file, `${rules} entry`, id, [rules, index, 'id']));
        }
        break;
      case 'notice':
        take(file, 'notice', '', ['title']);
        data.limbs.forEach(({ id }, index) => take(file, 'limb', id, ['limbs', index, 'id']));
        data.triggers.forEach(({ id }, index) => take(file, 'trigger', id, ['triggers', index, 'id']));
        break;
      case 'holidays':
        take(file, 'year', data.year, ['year']);
        for (const list of ['off', 'work'] as const) {
          data[list].forEach(({ date }, index) => take(file, 'day', date, [list, index, 'date']));
        }
        break;
      case 'pack':
        break;
    }
  }
  return problems;
}

type Report = (code: LawFileProblemCode, path: FieldPath, message: string, more?: { remedy?: string }) => void;

function problemsOf(entry: LawFile, names: Names): readonly LawFileProblem[] {
  const problems: LawFileProblem[] = [];
  const report: Report = (code, path, message, more) => problems.push(entry.file.problem(code, path, message, more));
  const refer = referrer(names, report);
  switch (entry.kind) {
    case 'instrument':
      checkInstrument(entry.data, names, report, refer);
      break;
    case 'item-list':
      checkOwner(entry.data.id, names, report);
      checkItems(entry.data, report);
      break;
    case 'party-list':
      if (checkOwner(entry.data.id, names, report)) checkParties(entry.data, report);
      break;
    case 'goods':
      refer.families([entry.data.rest], ['rest']);
      entry.data.families.forEach((family, index) =>
        family.patterns?.forEach((pattern, number) =>
          checkValues(pattern.form ?? [], FORMS, ['families', index, 'patterns', number, 'form'], report),
        ),
      );
      break;
    case 'readings':
      entry.data.forEach((reading, index) => checkReading(reading, [index], report));
      break;
    case 'forms':
      entry.data.forEach(({ form, mayBe }, index) => {
        checkValues([form], FORMS, [index, 'form'], report);
        mayBe.forEach((use, at) => {
          checkValues(use.as, FORMS, [index, 'mayBe', at, 'as'], report);
          refer.itemLists(use.on ?? [], [index, 'mayBe', at, 'on']);
        });
      });
      break;
    case 'notes':
      entry.data.forEach((note, index) => {
        checkWindow(note.from, note.lastDay, [index, 'lastDay'], report);
        checkCondition(note.when, [index, 'when'], report, refer);
        checkValues(note.with ?? [], OUTCOMES, [index, 'with'], report);
      });
      break;
    case 'procedure':
      checkProcedure(entry.data, names, report, refer);
      break;
    case 'notice':
      checkNotice(entry.data, report, refer);
      break;
    case 'pack':
    case 'holidays':
      break;
  }
  return problems;
}

type Refer = ReturnType<typeof referrer>;

function referrer(names: Names, report: Report) {
  const to = (what: string, ...known: readonly ReadonlySet<string>[]) => {
    return (ids: readonly string[], path: FieldPath) =>
      ids.forEach((id, index) => {
        if (known.some((set) => set.has(id)) || names.unread.has(id)) return;
        report('dangling-reference', [...path, index], `There is no ${what} ${id}.`);
      });
  };
  return {
    provision(id: string, path: FieldPath) {
      if (names.provisions.has(id) || names.unread.has(id)) return;
      report('dangling-reference', path, `There is no provision ${id}.`);
    },
    provisions: to('provision or instrument', names.provisions, names.instruments),
    scope: to('provision, instrument or list', names.provisions, names.instruments, names.itemLists, names.partyLists),
    itemLists: to('list of items', names.itemLists),
    partyLists: to('list of parties', names.partyLists),
    families: to('family of goods', names.families),
    lists: to('list', names.itemLists, names.partyLists),
    statements: to('statement', names.statements),
    option(under: { reading: string; option: string } | undefined, path: FieldPath) {
      if (!under) return;
      const options = names.readings.get(under.reading);
      if (options?.includes(under.option) || names.unread.has(under.reading)) return;
      if (options)
        report(
          'dangling-reference',
          [...path, 'option'],
          `The reading ${under.reading} has no option ${under.option}.`,
        );
      else report('dangling-reference', [...path, 'reading'], `There is no reading ${under.reading}.`);
    },
  };
}

function checkInstrument(instrument: Instrument, names: Names, report: Report, refer: Refer): void {
  refer.statements(instrument.settles ?? [], ['settles']);
  instrument.provisions.forEach((provision, index) => {
    const at = ['provisions', index];
    if (!provision.id.startsWith(`${instrument.id}/`)) {
      report('foreign-id', [...at, 'id'], `The provision ${provision.id} stands in the file of ${instrument.id}.`);
    }
    checkWindow(provision.from ?? instrument.from, provision.lastDay, [...at, 'lastDay'], report);
    refer.option(provision.under, [...at, 'under']);
    if (provision.when) checkCondition(provision.when, [...at, 'when'], report, refer);
    checkEffect(provision, [...at, 'effect'], refer);
    if (provision.effect?.kind === 'duty') {
      checkValues(provision.effect.with, OUTCOMES, [...at, 'effect', 'with'], report);
    }
    provision.acts?.forEach((act, number) => {
      const inAct = [...at, 'acts', number];
      refer.provisions(act.on, [...inAct, 'on']);
      refer.option(act.under, [...inAct, 'under']);
      checkWindow(act.from, act.lastDay, [...inAct, 'lastDay'], report);
      if (act.when) checkCondition(act.when, [...inAct, 'when'], report, refer);
    });
  });
  checkOverlaps(instrument, names, report);
}

function checkEffect({ effect }: Provision, at: FieldPath, refer: Refer): void {
  switch (effect?.kind) {
    case 'exempts':
      return refer.provisions(effect.from, [...at, 'from']);
    case 'excludes':
      return refer.scope(effect.from, [...at, 'from']);
    case 'review':
      return refer.provisions(effect.on, [...at, 'on']);
    case 'duty':
      return refer.provisions(effect.on ?? [], [...at, 'on']);
    case 'lists':
      return refer.lists([effect.list], [...at, 'list']);
    default:
      return undefined;
  }
}

function checkWindow(from: string | undefined, lastDay: string | undefined, path: FieldPath, report: Report): void {
  if (from !== undefined && lastDay !== undefined && lastDay < from) {
    report('window-backwards', path, `The last day ${lastDay} is before the first, ${from}.`);
  }
}

/**
 * Two acts of one instrument that do the same to one provision may meet on a named last day (whether it counts is a
 * reading) and may not overlap, unless they hold under different options of a reading or for different exports.
 */
function checkOverlaps(instrument: Instrument, names: Names, report: Report): void {
  const acts = instrument.provisions.flatMap((provision, index) =>
    (provision.acts ?? []).map((act, number) => ({ act, path: ['provisions', index, 'acts', number] as FieldPath })),
  );
  const covers = (id: string, other: string) =>
    id === other || (other.startsWith(`${id}/`) && !names.listings.has(other));
  acts.forEach(({ act, path }, index) => {
    for (const { act: earlier } of acts.slice(0, index)) {
      const target = act.on.findIndex((id) => earlier.on.some((other) => covers(id, other) || covers(other, id)));
      if (target < 0 || act.do !== earlier.do || !runTogether(act, earlier) || areApart(act, earlier)) continue;
      report(
        'overlapping-windows',
        [...path, 'on', target],
        `${act.on[target]} is already under "${act.do}" from ${earlier.from} to ${earlier.lastDay ?? 'no named end'}.`,
      );
    }
  });
}

const runTogether = (a: Act, b: Act) => a.from < (b.lastDay ?? '9999-12-31') && b.from < (a.lastDay ?? '9999-12-31');
const areApart = (a: Act, b: Act) =>
  (a.under?.reading === b.under?.reading && a.under?.option !== b.under?.option) ||
  JSON.stringify(a.when) !== JSON.stringify(b.when);

/** The id of a list begins with the instrument that made it. */
function checkOwner(id: string, names: Names, report: Report): boolean {
  const owner = id.slice(0, id.lastIndexOf('/'));
  const owned = names.instruments.has(owner) || names.unread.has(owner);
  if (!owned) report('foreign-id', ['id'], `There is no instrument ${owner} that the list ${id} could belong to.`);
  return owned;
}

function checkCount({ count, entries }: ItemList | PartyList, report: Report): void {
  if (count !== undefined && Number(count) !== entries.length)
    report('wrong-value', ['count'], `The text counts ${count} entries, and there are ${entries.length}.`, {
      remedy: 'Put in what is missing, or count again.',
    });
}

function checkItems(list: ItemList, report: Report): void {
  checkCount(list, report);
  const codes = new Set(list.entries.map(({ code }) => code));
  list.entries.forEach(({ match }, index) => {
    const at = ['entries', index, 'match'];
    checkValues(match.form ?? [], FORMS, [...at, 'form'], report);
    match.contains?.forEach((code, number) => {
      if (!codes.has(code)) report('dangling-reference', [...at, 'contains', number], `The list has no entry ${code}.`);
    });
  });
}

function checkParties(list: PartyList, report: Report): void {
  checkCount(list, report);
  const prefix = `${list.id.slice(list.id.indexOf('/') + 1, list.id.lastIndexOf('/'))}/`;
  list.entries.forEach((entry, index) => {
    if (!entry.id.startsWith(prefix)) {
      report('foreign-id', ['entries', index, 'id'], `The entry ${entry.id} stands in the file of ${list.id}.`, {
        remedy: `Begin it with ${prefix}`,
      });
    }
    if (entry.zh === undefined && entry.en === undefined) {
      report('missing-field', ['entries', index], `The entry ${entry.id} has no name.`);
    }
  });
}

function checkReading(reading: Reading, at: FieldPath, report: Report): void {
  const options = reading.options.map(({ id }) => id);
  if (!options.includes(reading.takes)) {
    report(
      'dangling-reference',
      [...at, 'takes'],
      `The reading ${reading.id} takes ${reading.takes}, which is not among its options.`,
    );
  }
  options.forEach((option, number) => {
    if (!isReadingOption(reading.id, option)) {
      report(
        'unknown-reading',
        [...at, 'options', number, 'id'],
        `The core knows no reading ${reading.id} with the option ${option}.`,
      );
    }
  });
}

/** Every rule hangs on a provision that is there, and a number of days stands in one place only. */
function checkProcedure(procedure: Procedure, names: Names, report: Report, refer: Refer): void {
  const lists = [
    'kinds',
    'conditions',
    'licenceRecord',
    'closed',
    'timeLimits',
    'notCounted',
    'noLimit',
    'papers',
    'proofFields',
    'inChinese',
    'remarks',
  ] as const;
  for (const list of lists) {
    procedure[list].forEach(({ provision }, index) => refer.provision(provision, [list, index, 'provision']));
  }
  procedure.remarks.forEach(({ list }, index) => refer.itemLists([list], ['remarks', index, 'list']));
  refer.provision(procedure.keyElements.provision, ['keyElements', 'provision']);
  refer.provision(procedure.retention.provision, ['retention', 'provision']);
  procedure.refusalGrounds.forEach((id, index) => refer.provision(id, ['refusalGrounds', index]));
  procedure.timeLimits.forEach(({ provision, workingDays }, index) => {
    const at = ['timeLimits', index];
    if (workingDays === undefined && names.provisions.has(provision) && !names.clocks.has(provision)) {
      report('missing-field', at, `The provision ${provision} has no clock, so the working days must be said here.`);
    }
    if (workingDays !== undefined && names.clocks.has(provision)) {
      report('wrong-value', [...at, 'workingDays'], `The clock of ${provision} says this already.`, {
        remedy: 'Take it out.',
      });
    }
  });
}

function checkNotice(notice: NoticeLaw, report: Report, refer: Refer): void {
  refer.provision(notice.provision, ['provision']);
  notice.limbs.forEach(({ provision }, index) => refer.provision(provision, ['limbs', index, 'provision']));
  notice.triggers.forEach((trigger, index) => {
    refer.provision(trigger.for, ['triggers', index, 'for']);
    refer.itemLists(trigger.lists, ['triggers', index, 'lists']);
  });
  for (const { at, en } of templateFaults(notice)) report('wrong-value', at, en);
}

function checkCondition(condition: Condition, at: FieldPath, report: Report, refer: Refer): void {
  if ('not' in condition) return checkCondition(condition.not, [...at, 'not'], report, refer);
  for (const joint of ['all', 'any'] as const) {
    const parts = (condition as Partial<Record<typeof joint, Condition[]>>)[joint];
    parts?.forEach((part, index) => checkCondition(part, [...at, joint, index], report, refer));
  }
  if (!('fact' in condition)) return undefined;
  switch (condition.fact) {
    case 'goods':
      return refer.families(condition.of, [...at, 'of']);
    case 'item':
      return 'on' in condition ? refer.itemLists(condition.on, [...at, 'on']) : undefined;
    case 'party':
      return 'on' in condition ? refer.partyLists(condition.on, [...at, 'on']) : undefined;
    case 'content':
      refer.itemLists([condition.of], [...at, 'of']);
      return refer.itemLists([condition.in], [...at, 'in']);
    case 'held':
      return checkValues(condition.by, PARTY_LIST_KINDS, [...at, 'by'], report);
    case 'chip-process':
    case 'mass-fraction':
      return undefined;
    default:
      return checkValues(condition.is, VOCABULARY[condition.fact], [...at, 'is'], report);
  }
}

function checkValues(values: readonly string[], known: readonly string[], at: FieldPath, report: Report): void {
  values.forEach((value, index) => {
    if (!known.includes(value)) {
      report('wrong-value', [...at, index], `There is no value "${value}" here; the values are ${known.join(', ')}.`);
    }
  });
}
