import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ExportFacts, isLegalDate, isReadingOption, OUTCOMES, type ReadingId, REVIEWS } from '@ytterby/core';
import { type Static, type TSchema, Type } from 'typebox';
import Compile from 'typebox/compile';
import { impossibleDates } from '../consistency.ts';
import type { LawFileProblem } from '../errors.ts';
import { isRecord } from '../kinds.ts';
import { type FieldPath, readYaml, type YamlFile } from '../yaml-file.ts';

const Words = Type.String({ minLength: 1 });
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Ids = Type.Array(Words, { minItems: 1 });
const Verdict = Type.Enum(['met', 'not-met', 'unknown'] as const);
const OneOf = Type.Enum([...OUTCOMES, 'undetermined', 'unconfirmed', 'not-covered'] as const);
const open = { additionalProperties: false };

/** Does a provision reach the export: certainly, certainly not, or by a fact that is not known? */
export const REACHES = ['caught', 'missed', 'open'] as const;
const Reach = Type.Record(Type.String(), Type.Enum(REACHES));

/** What a worked case states about the answer. What it leaves out is not compared. */
const Expect = Type.Object(
  {
    /** Rows of a table say it only where they mean it. */
    outcome: Type.Optional(OneOf),
    /** Provisions that must be among those cited for the outcome, the review, the duties or what is switched off. */
    because: Type.Optional(Ids),
    review: Type.Optional(Type.Enum([...REVIEWS, 'undetermined'] as const)),
    /** Id of the duty: the day on which it is due, its time after acceptance, yes, or no for one that must not be there. */
    duties: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Union([Day, Type.String({ pattern: '^\\d+ working days$' }), Type.Literal('yes'), Type.Literal('no')]),
      ),
    ),
    flags: Type.Optional(Ids),
    off: Type.Optional(Type.Array(Type.Enum(['general-licence', 'registration', 'statutory-clock'] as const))),
    /** Questions that must be asked: an id, or the beginning of the path that the question is about. */
    ask: Type.Optional(Type.Array(Type.Object({ about: Words }, open))),
    /** Outcome by branch: `enacted`, or the id of a statement. */
    branches: Type.Optional(Type.Record(Type.String(), OneOf)),
    /** Day of the next change under the enacted text. */
    nextChange: Type.Optional(Day),
    /** Share of the product that decides the content test: 0.001 = 0.1 %. */
    share: Type.Optional(Type.String({ pattern: '^\\d+(\\.\\d+)?$' })),
    /** Control codes that the item meets. */
    codes: Type.Optional(Ids),
    permissionForms: Type.Optional(Type.Record(Type.String(), Verdict)),
    /** Where a provision stands on the day, by provision. */
    status: Type.Optional(
      Type.Record(Type.String(), Type.Enum(['in-force', 'paused', 'ended', 'never-ran', 'not-yet-in-force'] as const)),
    ),
    /** Whether a provision reaches the export under the enacted text, by provision. */
    reached: Type.Optional(Reach),
    /** The same were the announced change enacted. */
    announced: Type.Optional(Reach),
  },
  open,
);

const HEAD = {
  id: Id,
  title: Type.Object({ zh: Words, en: Words }, open),
  /** Ids of provisions in the pack, or another authority with its date. */
  source: Type.Array(Words, { minItems: 1 }),
};

const DeterminationEntry = Type.Object(
  {
    ...HEAD,
    /** The case whose facts are taken, with the facts here laid over them. */
    like: Type.Optional(Id),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    readings: Type.Optional(Type.Record(Type.String(), Type.String())),
    expect: Expect,
  },
  open,
);

/** Facts laid over those of a table: fields of the export, and `line` and `party` for its one line and its one party. */
const Row = Type.Record(Type.String(), Type.Unknown());

/**
 * One provision against one export that it reaches, and against what differs from that in a fact or a day. Every row becomes a
 * case of its own; `readings` and `outcome` in a row are those of the row.
 */
const ProvisionEntry = Type.Object(
  {
    ...HEAD,
    of: Words,
    like: Type.Optional(Id),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    readings: Type.Optional(Type.Record(Type.String(), Type.String())),
    expect: Expect,
    caught: Type.Optional(Type.Array(Row)),
    missed: Type.Array(Row),
    open: Type.Optional(Type.Array(Row)),
    /** The same were the announced change enacted. */
    announced: Type.Optional(
      Type.Object({ caught: Type.Optional(Type.Array(Row)), missed: Type.Optional(Type.Array(Row)) }, open),
    ),
  },
  open,
);

const ClockEntry = Type.Object(
  {
    ...HEAD,
    accepted: Type.Optional(Day),
    exported: Type.Optional(Day),
    workingDays: Type.String({ pattern: '^[1-9]\\d{0,2}$' }),
    stopped: Type.Optional(Type.Array(Type.Object({ from: Day, to: Day }, open))),
    due: Day,
  },
  open,
);

export type Expectation = Static<typeof Expect>;

interface Head {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: readonly string[];
  /** Name of the file, which is the group: `content`. */
  readonly group: string;
}
/** Facts of one export and what the law answers. */
export interface DeterminationCase extends Head {
  readonly facts: ExportFacts;
  readonly readings: Partial<Record<ReadingId, string>>;
  readonly expect: Expectation;
}
/** So many Chinese working days after an event. */
export interface ClockCase extends Head {
  readonly event: string;
  readonly workingDays: number;
  readonly stopped: readonly { readonly from: string; readonly to: string }[];
  readonly due: string;
}
export type WorkedCase = DeterminationCase | ClockCase;

/** Thrown with everything that is wrong with the case files, by file and line. */
export class CaseFileError extends Error {
  override readonly name = 'CaseFileError';
  readonly problems: readonly LawFileProblem[];

  constructor(problems: readonly LawFileProblem[]) {
    const sentences = problems.map((at) => `${at.file}:${at.line}:${at.column} ${at.path}: ${at.message} [${at.code}]`);
    super(['The worked cases cannot be loaded.', ...sentences].join('\n'));
    this.problems = problems;
  }
}

/**
 * The worked cases of a folder: every YAML file in it, a list of cases each.
 * @throws CaseFileError with everything that is wrong
 */
export function loadCases(folder = import.meta.dirname): readonly WorkedCase[] {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const texts = names.sort().map((name) => ({ path: name, text: readFileSync(path.join(folder, name), 'utf8') }));
  const key = JSON.stringify(texts);
  if (last?.key !== key) last = { key, cases: parseCases(texts) };
  return last.cases;
}

/** Files that say what they said are not read again. */
let last: { readonly key: string; readonly cases: readonly WorkedCase[] } | undefined;

interface Entry {
  readonly file: YamlFile;
  readonly index: number;
  readonly data: Record<string, unknown> & { readonly id: string };
}

/**
 * The same from texts in memory.
 * @throws CaseFileError
 */
export function parseCases(texts: readonly { readonly path: string; readonly text: string }[]): readonly WorkedCase[] {
  const problems: LawFileProblem[] = [];
  const entries: Entry[] = [];
  for (const text of texts) {
    const file = readYaml(text.path, text.text);
    problems.push(...file.problems, ...impossibleDates(file, isLegalDate));
    if (!Array.isArray(file.data)) {
      if (file.problems.length === 0) problems.push(file.problem('wrong-value', [], 'This takes a list of cases.'));
      continue;
    }
    for (const [index, data] of file.data.entries()) {
      const schema = isClock(data) ? ClockEntry : isTable(data) ? ProvisionEntry : DeterminationEntry;
      const found = misfits(schema, data, file, [index]);
      problems.push(...found);
      if (found.length === 0) entries.push({ file, index, data: data as Entry['data'] });
    }
  }
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    const { file, index, data } = entry;
    if (byId.has(data.id))
      problems.push(file.problem('duplicate-id', [index, 'id'], `There is another case ${data.id}.`));
    else byId.set(data.id, entry);
  }
  const cases = entries.flatMap((entry): readonly WorkedCase[] => {
    if (isClock(entry.data)) return [clockCase(entry, problems)];
    const base = determinationCase(entry, byId, problems);
    return isTable(entry.data) ? [base, ...rowsOf(entry, base, problems)] : [base];
  });
  if (problems.length > 0) throw new CaseFileError(problems);
  return cases;
}

function isClock(data: unknown): boolean {
  return isRecord(data) && 'workingDays' in data;
}

function isTable(data: unknown): boolean {
  return isRecord(data) && 'missed' in data;
}

/** The rows of a table as cases: the facts of its export with those of the row over them. */
function rowsOf(entry: Entry, base: DeterminationCase, problems: LawFileProblem[]): readonly DeterminationCase[] {
  const {
    of,
    caught = [],
    missed,
    open: unknown = [],
    announced = {},
  } = entry.data as unknown as Static<typeof ProvisionEntry>;
  const rows = [
    ...caught.map((row) => ({ row, is: 'caught', under: 'reached' }) as const),
    ...missed.map((row) => ({ row, is: 'missed', under: 'reached' }) as const),
    ...unknown.map((row) => ({ row, is: 'open', under: 'reached' }) as const),
    ...(announced.caught ?? []).map((row) => ({ row, is: 'caught', under: 'announced' }) as const),
    ...(announced.missed ?? []).map((row) => ({ row, is: 'missed', under: 'announced' }) as const),
  ];
  if (base.facts === undefined) return [];
  return rows.map(({ row, is, under }, number): DeterminationCase => {
    const { line, party, readings, outcome, ...facts } = row;
    const over = {
      ...facts,
      ...(line !== undefined && { lines: [overlay(base.facts.lines[0], line)] }),
      ...(party !== undefined && { parties: [overlay(base.facts.parties?.[0], party)] }),
    };
    const laid = overlay(base.facts, over);
    problems.push(...misfits(ExportFacts, laid, entry.file, [entry.index]));
    const words = JSON.stringify(row);
    return {
      ...base,
      id: `${base.id}.${number + 1}`,
      title: { zh: `${base.title.zh} ${under} ${is} ${words}`, en: `${base.title.en}, ${under} ${is}: ${words}` },
      facts: laid as ExportFacts,
      readings: { ...base.readings, ...(readings as Partial<Record<ReadingId, string>> | undefined) },
      expect: {
        ...(outcome !== undefined && { outcome: outcome as NonNullable<Expectation['outcome']> }),
        [under]: { [of]: is },
      },
    };
  });
}

function headOf({ file, data }: Entry): Head {
  const { id, title, source } = data as unknown as Head;
  return { id, title, source, group: file.path.replace(/\.ya?ml$/, '') };
}

function clockCase(entry: Entry, problems: LawFileProblem[]): ClockCase {
  const data = entry.data as unknown as Static<typeof ClockEntry>;
  const events = [data.accepted, data.exported].filter((day) => day !== undefined);
  if (events.length !== 1) {
    problems.push(entry.file.problem('missing-field', [entry.index], 'This takes either "accepted" or "exported".'));
  }
  const { workingDays, stopped = [], due } = data;
  return { ...headOf(entry), event: events[0] ?? due, workingDays: Number(workingDays), stopped, due };
}

function determinationCase(
  entry: Entry,
  byId: ReadonlyMap<string, Entry>,
  problems: LawFileProblem[],
): DeterminationCase {
  const { file, index } = entry;
  const data = entry.data as unknown as Static<typeof DeterminationEntry>;
  for (const [reading, option] of Object.entries(data.readings ?? {})) {
    if (isReadingOption(reading, option)) continue;
    problems.push(
      file.problem('unknown-reading', [index, 'readings', reading], `There is no reading ${reading}: ${option}.`),
    );
  }
  if (data.expect.outcome === undefined)
    problems.push(file.problem('missing-field', [index, 'expect'], 'This takes an "outcome".'));
  const facts = factsOf(entry, byId, problems, []);
  if (facts !== undefined) problems.push(...misfits(ExportFacts, facts, file, [index, 'facts']));
  return { ...headOf(entry), facts: facts as ExportFacts, readings: data.readings ?? {}, expect: data.expect };
}

/** The facts of a case, with those of the cases that it is like below them. */
function factsOf(
  entry: Entry,
  byId: ReadonlyMap<string, Entry>,
  problems: LawFileProblem[],
  seen: readonly string[],
): unknown {
  const { like, facts = {} } = entry.data as unknown as Static<typeof DeterminationEntry>;
  if (like === undefined) return facts;
  const base = byId.get(like);
  if (base === undefined || isClock(base.data) || seen.includes(like)) {
    const message = base === undefined ? `There is no case ${like}.` : `The case ${like} has no facts to take.`;
    problems.push(entry.file.problem('dangling-reference', [entry.index, 'like'], message));
    return undefined;
  }
  const below = factsOf(base, byId, problems, [...seen, entry.data.id]);
  return below === undefined ? undefined : overlay(below, facts);
}

/** Lays facts over others: fields one by one, lists as a whole; `null` takes a field away. */
function overlay(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === 'null' || value === null) delete result[key];
    else result[key] = overlay(result[key], value);
  }
  return result;
}

const compiled = new Map<TSchema, ReturnType<typeof Compile>>();

/** Where data departs from a schema: of the errors that TypeBox lists, those that lie deepest. */
function misfits(schema: TSchema, data: unknown, file: YamlFile, at: FieldPath): readonly LawFileProblem[] {
  const validator = compiled.get(schema) ?? Compile(schema);
  compiled.set(schema, validator);
  if (validator.Check(data)) return [];
  const errors = validator.Errors(data).map(({ instancePath, keyword, message, params }) => {
    const field = instancePath.split('/').slice(1);
    return { keyword, message: `${field.join('.')} ${message} ${JSON.stringify(params)}`.trim(), field };
  });
  const told = errors.filter(({ keyword }) => keyword !== 'anyOf');
  const depth = Math.max(...told.map(({ field }) => field.length));
  return told
    .filter(({ field }) => field.length === depth)
    .map(({ field, message }) =>
      file.problem(
        'wrong-value',
        [...at, ...field.map((step) => (/^\d+$/.test(step) ? Number(step) : step))],
        `${message}.`,
      ),
    );
}
