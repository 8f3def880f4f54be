import { setImmediate } from 'node:timers/promises';
import { type Determination, ENACTED, type LegalDate, readingsOf } from '@ytterby/core';
import { newlyControlled } from '@ytterby/core/measures';
import { sql, type Transaction } from 'kysely';
import type { MEASURE_ROUTES } from '../contract/measure.ts';
import type { InstrumentGiven } from '../contract/recorded-instrument.ts';
import type { ReplyOf } from '../contract/route.ts';
import { effectOf } from '../recorded-law/effect-of.ts';
import { tryRecord } from '../recorded-law/given-text.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { type LawService, recordedTexts } from '../recorded-law/law-service.ts';
import { differenceOf } from '../saved-determinations/difference.ts';
import { gistHash, gistOf } from '../saved-determinations/gist.ts';
import { wouldDiffer } from '../saved-determinations/would-differ.ts';
import type { Database } from '../store/schema.ts';
import { answersTo } from '../watch/answers.ts';
import { FROZEN, frozenOf } from '../watch/subjects.ts';
import { lastAnswers } from '../watch/watch.ts';
import { asAnnounced, readDraft } from './draft-text.ts';

type Preview = ReplyOf<(typeof MEASURE_ROUTES)['measure.preview']>;
type Effect = NonNullable<Preview['effect']>;

interface Asked {
  readonly today: LegalDate;
  readonly signal: AbortSignal;
}

/**
 * What would a draft do if it were announced today: to the law on the days to come, to what was decided already, to which items, and
 * where the exports go that it touches? Figures only, so that who drafts learns of no exporter.
 * @param db in the product's own name
 */
export async function previewOf(
  db: Transaction<Database>,
  law: Pick<LawService, 'with' | 'current'>,
  given: InstrumentGiven,
  { today, signal }: Asked,
): Promise<Preview> {
  const read = await readDraft(db, law, given);
  const { text } = read.candidate;
  if ('problems' in read) return { text, problems: [...read.problems], effect: null };
  const tried = tryRecord(law, await recordedTexts(db), asAnnounced(read.candidate, today));
  if ('problems' in tried) return { text, problems: [...tried.problems], effect: null };
  const before = law.current();
  const after = tried.law;
  const { days, statements } = await effectOf(before.book, after.book, { today, knownAt: today, signal });
  const entries = newlyControlled(
    before.book,
    after.book,
    days.map(({ day }) => day),
    { knownAt: today, branch: ENACTED, readings: readingsOf(after.book) },
  );
  const { saved, asked, different } = await wouldDiffer(db, { before, after, today, signal });
  const ids = different.map(({ id }) => id);
  const places = await destinationsOf(db, ids);
  const frozen = new Map<string, { figures: Effect['cases']; places: readonly string[] }>();
  for (const source of FROZEN) frozen.set(source.kind, await frozenWouldDiffer(db, source, after, { today, signal }));
  const none = { looked: 0, asked: 0, different: 0 };
  const of = (kind: (typeof FROZEN)[number]['kind']) => frozen.get(kind)?.figures ?? none;
  return {
    text,
    problems: [],
    effect: {
      days: [...days],
      statements: { ...statements, broken: [...statements.broken] },
      determinations: { looked: saved, asked, different: different.length },
      licences: of('licence'),
      cases: of('case'),
      shipments: of('humanitarian-shipment'),
      items: {
        codes: entries.map(({ list, entry: { code, name }, from }) => ({ code, name, list, from })),
        hs: [...new Set(entries.flatMap(({ entry }) => (entry.hs ?? []).map(({ code }) => code)))].sort(),
      },
      partners: counted([...places, ...[...frozen.values()].flatMap((each) => each.places)]),
    },
  };
}

/** For a preview, which somebody waits for; the watch asks all of them once it is law. */
const ASKED = 300;
const TOGETHER = 20;

/** Which of the first 300 that were decided on frozen facts would be flagged by the watch, under that law? */
async function frozenWouldDiffer(
  db: Transaction<Database>,
  source: (typeof FROZEN)[number],
  law: LawInUse,
  { today, signal }: Asked,
): Promise<{ readonly figures: Effect['cases']; readonly places: readonly string[] }> {
  const { rows: count } = await sql<{ looked: number }>`select count(*)::int as looked from (${source.from}) s`.execute(
    db,
  );
  const places: string[] = [];
  let asked = 0;
  let after: string | undefined;
  while (asked < ASKED) {
    signal.throwIfAborted();
    const rows = await frozenOf(db, source, after, TOGETHER);
    const last = await lastAnswers(
      db,
      source.kind,
      rows.map(({ id }) => id),
    );
    const byId = new Map(
      rows.map((row) => [row.id, { ...row, gist: last.get(row.id) ?? gistOf(row.determination as Determination) }]),
    );
    const answers = answersTo(
      [...byId.values()].map(({ id, facts, gist }) => ({ id, facts, mode: 'fixed', known: gistHash(gist) })),
      law.book,
      today,
    );
    for (const { id, gist } of answers) {
      const row = byId.get(id);
      if (row === undefined || gist === undefined || differenceOf(row.gist, gist) === null) continue;
      places.push((JSON.parse(row.facts) as { readonly to?: string }).to ?? UNKNOWN);
    }
    asked += rows.length;
    if (rows.length < TOGETHER) break;
    after = rows.at(-1)?.id;
    // Requests come in between.
    await setImmediate();
  }
  return { figures: { looked: count[0]?.looked ?? 0, asked, different: places.length }, places };
}

const UNKNOWN = 'unknown';

async function destinationsOf(db: Transaction<Database>, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('saved_determination')
    .select(sql<string | null>`facts->>'to'`.as('to'))
    .where('id', 'in', ids)
    .execute();
  return rows.map(({ to }) => to ?? UNKNOWN);
}

/** @example counted(['JP', 'DE', 'JP']) // [{ country: 'JP', records: 2 }, { country: 'DE', records: 1 }] */
function counted(places: readonly string[]): Effect['partners'] {
  return Object.entries(Object.groupBy(places, (place) => place))
    .map(([country, found = []]) => ({ country, records: found.length }))
    .sort((a, b) => b.records - a.records || (a.country < b.country ? -1 : 1));
}
