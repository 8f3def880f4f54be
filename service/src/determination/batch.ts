import { scheduler } from 'node:timers/promises';
import {
  amountText,
  type BranchId,
  branchLabel,
  decidingWords,
  determine,
  type DetermineOptions,
  determineOverTime,
  type ExportFacts,
  isPlainName,
  type LawBook,
  lawKnownAt,
  type LineFacts,
  type LineOutcomes,
  type Outcome,
  outcomesOf,
  type PartyFacts,
  type Segment,
  type Text,
} from '@ytterby/core';
import type { ExportReading, Problem } from '../intake/index.ts';

export interface BatchOptions extends DetermineOptions {
  /** Day of export, in place of what the exports say. */
  readonly asOf?: string;
  /** Only law published by this day counts; default: the day of export. */
  readonly knownAt?: string;
  readonly signal?: AbortSignal;
}

/** The answer for one line of one export. What is not known is null. */
export interface AnsweredLine {
  readonly kind: 'line';
  /** Row of the table, or number of the export in a file that is no table. */
  readonly row: number;
  readonly id: string;
  readonly description: string;
  /** ISO 3166-1 alpha-2. */
  readonly destination: string | null;
  /** Where the goods finally go, as stated. */
  readonly finalDestination: string | null;
  /** For reading: `12.50 EUR`, `5–6 EUR`. */
  readonly value: string | null;
  readonly asOf: string;
  readonly knownAt: string;
  readonly outcome: Outcome;
  /** What can come out on the day, branch by branch; empty for days before the pack begins. */
  readonly branches: LineOutcomes['branches'];
  /** Number of the timeline, which came before. */
  readonly timeline: number | null;
  /** The first provision that makes the outcome, where a licence is needed or spared or the export is prohibited. */
  readonly cite: { readonly id: string; readonly cite: Text } | null;
}

/** One line of the answer to many exports. */
export type BatchLine =
  /** A branch that timelines and lines name; comes before its first use. */
  | { readonly kind: 'branch'; readonly branch: BranchId; readonly label: Text }
  /** How an answer runs over time, in every branch; comes before the first line that has it, and only once. */
  | { readonly kind: 'timeline'; readonly timeline: number; readonly stretches: readonly Segment[] }
  | AnsweredLine
  /** An export that could not be read, in its place. */
  | { readonly kind: 'problem'; readonly row: number; readonly problems: readonly Problem[] }
  /** What was noted while reading; the export is answered all the same. */
  | { readonly kind: 'note'; readonly row: number; readonly notes: readonly Problem[] }
  | { readonly kind: 'progress'; readonly exports: number }
  | BatchEnd;

export interface BatchEnd {
  readonly kind: 'end';
  readonly exports: number;
  readonly lines: number;
  /** Exports that could not be read. */
  readonly problems: number;
  readonly timelines: number;
  /** How many lines have each outcome. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

/** So often is said how far it is. */
const PROGRESS_EVERY = 500;
/** The thread is let go this often, in milliseconds. */
const BREATH = 20;

/**
 * What is the outcome, on the day and over time, of each of many exports? The evaluator of `determine`, without explanations.
 * Exports that differ only in what decides nothing (free text, names that are on no list, amounts without a bill, ids) are worked
 * out once.
 * A bad export is a line of its own and stops no other.
 * @throws the reason of the signal; IntakeError, where the file as a whole cannot be read
 * @example for await (const line of determineMany(readExports('orders.xlsx'), book, { asOf: '2026-11-10' })) …
 */
export async function* determineMany(
  readings: AsyncIterable<ExportReading>,
  book: LawBook,
  options: BatchOptions = {},
): AsyncGenerator<BatchLine> {
  const { signal } = options;
  const answers = new Answers(book, options);
  const timelines = new Map<string, number>();
  const branches = new Set<BranchId>();
  const outcomes: Partial<Record<Outcome, number>> = {};
  const count = { exports: 0, lines: 0, problems: 0 };
  let breath = performance.now();
  for await (const { row, facts, problems, notes } of readings) {
    signal?.throwIfAborted();
    if (performance.now() - breath > BREATH) {
      await scheduler.yield();
      signal?.throwIfAborted();
      breath = performance.now();
    }
    count.exports += 1;
    if (notes.length > 0) yield { kind: 'note', row, notes };
    if (facts === undefined) {
      count.problems += 1;
      yield { kind: 'problem', row, problems };
    } else {
      const onDay: ExportFacts = {
        ...facts,
        ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
        ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
      };
      for (const [index, answer] of answers.of(onDay).entries()) {
        for (const { branch } of [...answer.branches, ...(answer.stretches ?? [])]) {
          if (branches.has(branch)) continue;
          branches.add(branch);
          yield { kind: 'branch', branch, label: branchLabel(branch, book) };
        }
        let timeline: number | null = null;
        if (answer.stretches !== null) {
          timeline = timelines.get(answer.timelineKey) ?? timelines.size;
          if (timeline === timelines.size) {
            timelines.set(answer.timelineKey, timeline);
            yield { kind: 'timeline', timeline, stretches: answer.stretches };
          }
        }
        outcomes[answer.outcome] = (outcomes[answer.outcome] ?? 0) + 1;
        count.lines += 1;
        yield lineOf(row, onDay, index, answer, timeline);
      }
    }
    if (count.exports % PROGRESS_EVERY === 0) yield { kind: 'progress', exports: count.exports };
  }
  yield { kind: 'end', ...count, timelines: timelines.size, outcomes };
}

/** What is the same for all exports that the law cannot tell apart. */
interface LineAnswer {
  readonly outcome: Outcome;
  readonly branches: LineOutcomes['branches'];
  /** Null for days before the pack begins. */
  readonly stretches: readonly Segment[] | null;
  readonly timelineKey: string;
  readonly cite: AnsweredLine['cite'];
}

/** Answers kept: a file of exports repeats itself within far fewer. */
const KEPT = 20_000;

class Answers {
  readonly #known = new Map<string, readonly LineAnswer[]>();
  readonly #book: LawBook;
  readonly #options: DetermineOptions;

  constructor(book: LawBook, { readings }: DetermineOptions) {
    this.#book = book;
    this.#options = readings === undefined ? {} : { readings };
  }

  of(facts: ExportFacts): readonly LineAnswer[] {
    const bare = deciding(facts, this.#book);
    const key = JSON.stringify(bare);
    const found = this.#known.get(key);
    if (found !== undefined) return found;
    const answers = this.#workOut(bare);
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(key, answers);
    return answers;
  }

  #workOut(facts: ExportFacts): readonly LineAnswer[] {
    const onTheDay = outcomesOf(facts, this.#book, this.#options);
    if (onTheDay.length === 0) {
      const none: LineAnswer = { outcome: 'not-covered', branches: [], stretches: null, timelineKey: '', cite: null };
      return facts.lines.map(() => none);
    }
    const overTime = determineOverTime(facts, this.#book, this.#options);
    const isAnyCited = onTheDay.some(({ branches }) => isCited(branches));
    const told = isAnyCited ? determine(facts, this.#book, this.#options).lines : [];
    return onTheDay.map(({ outcome, branches }, index) => {
      const stretches = overTime[index] ?? [];
      const cited = isCited(branches) ? told[index]?.branches[0]?.because[0] : undefined;
      return {
        outcome,
        branches,
        stretches,
        timelineKey: JSON.stringify(stretches),
        cite: cited === undefined ? null : { id: cited.id, cite: cited.cite },
      };
    });
  }
}

const CITED: ReadonlySet<string> = new Set(['prohibited', 'licence-required', 'outside-pack', 'exempt']);
/** Where a duty bites, a reader asks why. */
const isCited = ([enacted]: LineOutcomes['branches']): boolean =>
  enacted?.possible.some((outcome) => CITED.has(outcome)) ?? false;

/**
 * The facts without what decides nothing: free text but for the words that point to other lists, the exporter's name, and names of parties that decide
 * nothing, which is what `listEntry: none` says. A line's id and amounts may tie it to a bill, so they stay where there is one.
 */
function deciding(facts: ExportFacts, book: LawBook): ExportFacts {
  const { exporter, endUse, parties } = facts;
  const { partyLists, goods } = lawKnownAt(book, facts.knownAt ?? facts.asOf);
  const bare = (party: PartyFacts): PartyFacts => {
    const { name: _, listEntry = 'none', ...rest } = party;
    return isPlainName(party, { partyLists }) ? { ...rest, listEntry } : party;
  };
  return {
    ...facts,
    ...(exporter === undefined ? {} : { exporter: without(exporter, 'name') }),
    ...(endUse === undefined ? {} : { endUse: without(endUse, 'description') }),
    ...(parties === undefined ? {} : { parties: parties.map(bare) }),
    lines: facts.lines.map((line) => {
      const description = decidingWords(line.item.description, goods);
      const item = { ...without(line.item, 'description'), ...(description === undefined ? {} : { description }) };
      if (facts.bom !== undefined) return { ...line, item };
      const { id: _id, quantity: _quantity, unit: _unit, value: _value, part: _part, ...rest } = line;
      return { ...rest, item };
    }),
  };
}

function without<Facts extends object, Key extends keyof Facts>(facts: Facts, key: Key): Omit<Facts, Key> {
  const { [key]: _, ...rest } = facts;
  return rest;
}

const SHORT = 200;
const short = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT - 1).toWellFormed()}…` : text);

function lineOf(
  row: number,
  facts: ExportFacts,
  index: number,
  { outcome, branches, cite }: LineAnswer,
  timeline: number | null,
): AnsweredLine {
  const line = facts.lines[index];
  return {
    kind: 'line',
    row,
    id: short(line?.id ?? String(index + 1)),
    description: short(line?.item.description ?? ''),
    destination: stated(facts.to),
    finalDestination: stated(facts.finalDestination),
    value: valueText(line?.value),
    asOf: facts.asOf,
    knownAt: facts.knownAt ?? facts.asOf,
    outcome,
    branches,
    timeline,
    cite,
  };
}

const stated = (country: string | undefined): string | null =>
  country === undefined || country === 'unknown' ? null : country;

/** The value for reading; of several price bases the first that is known. */
function valueText(value: LineFacts['value']): string | null {
  if (value === undefined || value === 'unknown') return null;
  const money = 'amount' in value ? value : (value.contract ?? value.customs ?? value.cost ?? value.market);
  if (money === undefined) return null;
  const { amount, currency } = money;
  const text = typeof amount === 'object' ? rangeText(amount) : amountText(String(amount));
  return currency === undefined ? text : `${text} ${currency}`;
}

function rangeText({ min, max }: { readonly min?: string | number; readonly max?: string | number }): string {
  const end = (given: string | number) => amountText(String(given));
  if (min !== undefined && max !== undefined) return `${end(min)}–${end(max)}`;
  if (min !== undefined) return `≥ ${end(min)}`;
  return max === undefined ? '?' : `≤ ${end(max)}`;
}
