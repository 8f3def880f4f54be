import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { RECORDS } from './migrations/0020-records-in-the-trail.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { migrate } from './migrate.ts';

/**
 * A backup is one gzip file of JSON lines: what it is, every row of every table as of one moment, and at the end how many lines
 * there were and their hash, so that a file that was cut or changed is noticed before anything of it is used.
 */
const FORMAT = 'ytterby-backup/1';

/** In the order in which rows can refer to each other. */
export const TABLES = [
  'organisation',
  'site',
  'account',
  'passkey',
  'recovery_code',
  'membership',
  'api_token',
  'link',
  'agency',
  'product',
  'party',
  'bill',
  'supplier_request',
  'supplier_answer',
  'hit_decision',
  'saved_determination',
  'determination_answer',
  'recorded_instrument',
  'list_version',
  'list_version_part',
  'licensing_case',
  'case_event',
  'document',
  'signing_key',
  'licence',
  'licence_event',
  'licence_edition',
  'licence_line',
  'draw_down',
  'draw_down_event',
  'published_event',
  'webhook',
  'webhook_delivery',
  'condition_text',
  'review_rule',
  'usage_report',
  'humanitarian_shipment',
  'humanitarian_event',
  'humanitarian_document',
  'watch_change',
  'watch_flag',
  'watch_acknowledgement',
  'watch_mark',
  'message',
  'message_recipient',
  'calendar_link',
  'notice_template',
  'notice_lot',
  'compliance_notice',
  'notice_lot_source',
  'notice_receipt',
  'notice_link',
  'measure',
  'assessment',
  'measure_event',
  'measure_contact_point',
  'partner_notice',
  'partner_notice_link',
  'partner_notice_opening',
  'partner_reply',
  'partner_reply_file',
  'dialogue_round',
  'dialogue_minutes',
  'measure_flow',
  'audit_event',
  'audit_head',
] as const;
/** Of use for minutes only; whoever restores signs in anew. */
export const NOT_BACKED_UP = [
  'session',
  'ceremony',
  'sign_in_failure',
  'refused_address',
  'idempotency_key',
  // The migrations write them.
  'case_transition',
  'licence_transition',
  'humanitarian_transition',
  'measure_transition',
  'measure_unit',
  // Empty at the end of every transaction.
  'record_hash',
] as const;
/** What they keep in order was in order when it was backed up. */
export const TRIGGERS: readonly (readonly [table: string, trigger: string])[] = [
  ['audit_event', 'audit_chain'],
  ['licensing_case', 'case_begins'],
  ['case_event', 'case_step'],
  ['case_event', 'condition_of_library'],
  ['licence', 'licence_begins'],
  ['licence_event', 'licence_step'],
  ['licence_event', 'licence_change'],
  ['licence_event', 'licence_lines'],
  ['licence_event', 'licence_published'],
  ['draw_down_event', 'draw_down_step'],
  ['draw_down_event', 'draw_down_published'],
  ['licence_edition', 'licence_signed'],
  ['humanitarian_shipment', 'humanitarian_begins'],
  ['humanitarian_event', 'humanitarian_step'],
  ['condition_text', 'condition_version'],
  ['review_rule', 'review_rule_version'],
  ['supplier_answer', 'supplier_answer_fits'],
  ['notice_receipt', 'receipt_of_recipient'],
  ['compliance_notice', 'notice_of_holder'],
  ['notice_lot_source', 'lot_of_recipient'],
  ['measure', 'measure_begins'],
  ['measure_event', 'measure_step'],
  ['recorded_instrument', 'recorded_of_measure'],
  ['assessment', 'assessment_begins'],
  ...Object.keys(RECORDS).flatMap((table) => [[table, 'record_hashed'] as const, [table, 'record_in_trail'] as const]),
];
/** They go on after the last number that was given out. */
export const SEQUENCES = [
  ['licensing_case_number', "select max(split_part(number, '-', 2)::bigint) from licensing_case"],
  ['licence_number', "select max(split_part(number, '-', 3)::bigint) from licence"],
  ['licence_status_index', 'select max(status_index) from licence_edition'],
  ['published_event_sequence', 'select max(sequence) from published_event'],
  ['humanitarian_number', "select max(split_part(number, '-', 3)::bigint) from humanitarian_shipment"],
] as const;
/** The migrations write their first rows: those of the backup take their place. */
export const BEGUN = ['audit_head', 'condition_text'] as const;
const PAGE = 5_000;
/** Of these one row may be some megabytes. */
const LARGE: ReadonlySet<string> = new Set([
  'list_version_part',
  'document',
  'humanitarian_document',
  'partner_notice',
  'partner_reply_file',
]);
const LARGE_PAGE = 8;

export interface BackupSummary {
  readonly rows: number;
  readonly migrations: readonly string[];
}

/** What is wrong with a backup, or with where it should go. */
export class BackupError extends Error {
  readonly zh: string;

  constructor(text: { readonly zh: string; readonly en: string }) {
    super(text.en);
    this.name = 'BackupError';
    this.zh = text.zh;
  }
}

/**
 * Writes a backup of a running database, as of one moment; the product may go on working. The file appears whole or not at all.
 * The instance key is not in it: keep a copy of it by itself.
 * @param progress called now and then with how many rows were written
 */
export async function backUp(
  config: pg.ClientConfig,
  file: string,
  progress: (rows: number) => void = () => undefined,
): Promise<BackupSummary> {
  const client = new pg.Client(config);
  await client.connect();
  const draft = `${file}.${process.pid}.part`;
  let rows = 0;
  try {
    await client.query('begin isolation level repeatable read read only');
    const migrations = await migrationsOf(client);
    const hash = createHash('sha256');
    const line = (value: string) => {
      hash.update(value).update('\n');
      return `${value}\n`;
    };
    async function* lines(): AsyncGenerator<string> {
      yield line(JSON.stringify({ format: FORMAT, migrations }));
      for (const table of TABLES) {
        await client.query(`declare rows cursor for select row_to_json(each)::text as row from ${table} each`);
        for (;;) {
          const page = await client.query<{ row: string }>(`fetch ${LARGE.has(table) ? LARGE_PAGE : PAGE} from rows`);
          if (page.rows.length === 0) break;
          rows += page.rows.length;
          yield page.rows.map(({ row }) => line(`["${table}",${row}]`)).join('');
          progress(rows);
        }
        await client.query('close rows');
      }
      yield `${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`;
    }
    await pipeline(lines, createGzip(), createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
    const handle = await open(draft, 'r+');
    await handle.sync();
    await handle.close();
    await rename(draft, file);
    return { rows, migrations };
  } finally {
    await client.end();
    await rm(draft, { force: true });
  }
}

/**
 * Puts a backup into an empty database: all of it, or nothing. A backup of an older version is brought up to date.
 * @throws BackupError where the file is no whole backup, is newer than this version, or the database is not empty
 */
export async function restore(
  config: pg.ClientConfig,
  file: string,
  progress: (rows: number) => void = () => undefined,
): Promise<BackupSummary> {
  const { migrations, rows } = await checkBackup(file);
  const known = Object.keys(MIGRATIONS);
  if (migrations.some((name, index) => known[index] !== name))
    throw new BackupError({
      zh: '此备份由更新版本的 Ytterby 写成，请先升级。',
      en: 'This backup was written by a newer Ytterby. Update first.',
    });
  await migrate(config, migrations.at(-1));
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query('begin');
    // The database is that of the version which wrote the backup: what came later is not there yet.
    const there = await namesIn(client);
    const triggers = TRIGGERS.filter(([, trigger]) => there.has(trigger));
    await refuseIfUsed(client, there);
    // Everything is taken as it was; the trail is verified afterwards.
    for (const [table, trigger] of triggers) await client.query(`alter table ${table} disable trigger ${trigger}`);
    for (const table of BEGUN.filter((each) => there.has(each))) await client.query(`delete from ${table}`);
    let done = 0;
    let table = '';
    let waiting: string[] = [];
    const flush = async () => {
      if (waiting.length === 0) return;
      await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`, [
        `[${waiting.join(',')}]`,
      ]);
      done += waiting.length;
      waiting = [];
      progress(done);
    };
    for await (const line of linesOf(file)) {
      const found = /^\["(\w+)",(.*)\]$/s.exec(line);
      if (!found) continue;
      const [, name = '', row = ''] = found;
      if (name !== table || waiting.length === (LARGE.has(name) ? LARGE_PAGE : PAGE)) await flush();
      table = name;
      waiting.push(row);
    }
    await flush();
    for (const [table, trigger] of triggers) await client.query(`alter table ${table} enable trigger ${trigger}`);
    for (const [sequence, last] of SEQUENCES.filter(([each]) => there.has(each)))
      await client.query(`select setval('${sequence}', last) from (${last}) each (last) where last is not null`);
    await client.query('commit');
  } finally {
    await client.end();
  }
  await migrate(config);
  return { rows, migrations };
}

/** Names of the tables, sequences and triggers. */
async function namesIn(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace union all select tgname from pg_trigger`,
  );
  return new Set(rows.map(({ name }) => name));
}

async function refuseIfUsed(client: pg.Client, there: ReadonlySet<string>): Promise<void> {
  for (const table of TABLES.filter((each) => there.has(each) && !BEGUN.some((begun) => begun === each))) {
    const { rowCount } = await client.query(`select from ${table} limit 1`);
    if (rowCount !== 0)
      throw new BackupError({
        zh: '数据库中已有数据；请恢复到空的数据文件夹或空数据库。',
        en: 'The database holds data already. Restore into an empty data folder or database.',
      });
  }
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name');
  return rows.map(({ name }) => name);
}

/** Reads the whole file once before anything is done with it. */
async function checkBackup(file: string): Promise<BackupSummary> {
  const broken = (why: { readonly zh: string; readonly en: string }) =>
    new BackupError({ zh: `${file} 不是完整的备份：${why.zh}`, en: `${file} is not a whole backup: ${why.en}` });
  const hash = createHash('sha256');
  let head: { readonly format?: unknown; readonly migrations?: unknown } | undefined;
  let before: string | undefined;
  let rows = -1;
  try {
    for await (const line of linesOf(file)) {
      if (before !== undefined) hash.update(before).update('\n');
      head ??= JSON.parse(line) as typeof head;
      before = line;
      rows += 1;
    }
  } catch (error) {
    throw broken({ zh: String(error), en: String(error) });
  }
  const { migrations } = head ?? {};
  if (head?.format !== FORMAT || !Array.isArray(migrations))
    throw broken({ zh: '开头不是 Ytterby 备份。', en: 'it does not begin like one.' });
  const tail = JSON.parse(before ?? 'null') as { readonly rows?: unknown; readonly sha256?: unknown } | null;
  if (tail?.rows !== rows - 1 || tail.sha256 !== hash.digest('hex'))
    throw broken({ zh: '内容被截断或更改。', en: 'it was cut or changed.' });
  return { rows: rows - 1, migrations: migrations as string[] };
}

/** Not `node:readline`: it also ends a line at U+2028, which JSON may hold. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const plain = createGunzip();
  const reading = pipeline(createReadStream(file), plain);
  // Told by the loop below; here it would be nobody's.
  reading.catch(() => undefined);
  let rest = '';
  for await (const piece of plain.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  await reading;
  if (rest !== '') yield rest;
}
