import type { BATCH_ROUTES } from '../contract/batch.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { FileBody } from '../contract/route.ts';
import { ANSWERS_FORMATS } from '../determination/answers-file.ts';
import { TooBusy, type Workers } from '../determination/workers.ts';
import { type Field, IntakeError } from '../intake/index.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { takenReadings } from './determination.ts';
import { exportFacts, fieldProblem } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { checkDays } from './law-asked.ts';

export interface BatchNeeds {
  readonly law: () => LawInUse;
  readonly workers: Workers;
  /** The largest file that is taken, in bytes; default 64 MiB. */
  readonly mostBytes?: number;
}

const MEBIBYTE = 1024 * 1024;
/** A hundred make 500 pages and take nearly a gigabyte of memory to set. */
const MOST_IN_PDF = 100;

/** Many exports from a file, and answers as files. All of it runs in other threads. */
export function batchHandlers({
  law,
  workers,
  mostBytes = 64 * MEBIBYTE,
}: BatchNeeds): HandlersOf<typeof BATCH_ROUTES> {
  return {
    'batch.preview': async ({ query, body }, { signal }) => {
      checkDays({ asOf: query.asOf }, '/query');
      const { as = 'exports', ...rest } = query;
      const options = { as, ...readingOptions(rest) };
      const bytes = await wholeBody(body, mostBytes);
      return { body: await busyTold(workers.preview({ bytes, file: nameOf(body), options }, signal)) };
    },

    'batch.determine': async ({ query, body }, { signal }) => {
      const { asOf, knownAt } = query;
      checkDays({ asOf, knownAt }, '/query');
      const reading = readingOptions(query);
      const readings = readingsIn(query.readings);
      const options = {
        readings,
        ...(asOf === undefined ? {} : { asOf }),
        ...(knownAt === undefined ? {} : { knownAt }),
      };
      const bytes = await wholeBody(body, mostBytes);
      const lines = workers.determineFile(law(), { bytes, file: nameOf(body), reading, options }, signal);
      // What is wrong with the whole file shows before the first line; then the request as a whole has failed.
      const first = await busyTold(lines.next());
      return {
        body: (async function* () {
          try {
            if (!first.done) yield first.value;
            yield* lines;
          } finally {
            await lines.return(undefined);
          }
        })(),
      };
    },

    'batch.facts': async ({ query, body }, { signal }) => {
      const { as = 'exports', rows, asOf } = query;
      checkDays({ asOf }, '/query');
      const reading = readingOptions(query);
      const bytes = await wholeBody(body, mostBytes);
      const numbers = rows === undefined ? {} : { rows: rows.split(',').map(Number) };
      return { body: await busyTold(workers.facts({ bytes, file: nameOf(body), reading, as, ...numbers }, signal)) };
    },

    'determination.export': async ({ body }, { signal, now }) => {
      const { language, format } = body;
      if (format === 'pdf' && body.exports.length > MOST_IN_PDF)
        throw new ApiProblem('not-valid', undefined, [
          {
            path: '/body/exports',
            zh: `一份 PDF 最多包含 ${MOST_IN_PDF} 项出口。请分份导出，或改用 Excel。`,
            en: `A PDF takes at most ${MOST_IN_PDF} exports. Ask for several, or for Excel.`,
          },
        ]);
      const exports = body.exports.map((facts, index) => exportFacts(facts, `/body/exports/${index}`));
      const task = { exports, readings: takenReadings(body.readings), format, language, at: now.toString() };
      const bytes = await busyTold(workers.answers(law(), task, signal));
      const day = now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
      return { body: { mediaType: ANSWERS_FORMATS[format], name: `ytterby-${day}.${format}`, bytes } };
    },
  };
}

/** What the workers throw, as a problem of the request. */
async function busyTold<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TooBusy) throw new ApiProblem('not-ready');
    if (error instanceof IntakeError)
      throw new ApiProblem(
        'not-valid',
        undefined,
        error.problems.slice(0, 200).map((found) => fieldProblem(found, '/body')),
      );
    throw error;
  }
}

const ENDINGS: Readonly<Record<string, string>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/yaml': 'yaml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

/** The file's name, or one that its media type gives it. */
const nameOf = ({ name, mediaType }: FileBody): string => {
  const ending = ENDINGS[mediaType];
  return name !== '' ? name : ending === undefined ? 'file' : `file.${ending}`;
};

async function wholeBody({ bytes }: FileBody, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > most) throw new ApiProblem('too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

interface ReadingQuery {
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly mapping?: string | undefined;
  readonly asOf?: string | undefined;
}

function readingOptions({ sheet, headerRow, mapping, asOf }: ReadingQuery) {
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(asOf === undefined ? {} : { asOf }),
    // Names of fields are checked where the table is read, which knows them.
    ...(mapping === undefined ? {} : { columns: mapOf(mapping, 'mapping') as Readonly<Record<string, Field | null>> }),
  };
}

/** A JSON object of texts in a query. @throws ApiProblem `not-valid` */
function mapOf(json: string, name: string): Readonly<Record<string, string | null>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw wrongMap(name);
  }
  const isMap =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => each === null || typeof each === 'string');
  if (!isMap) throw wrongMap(name);
  return value as Record<string, string | null>;
}

function readingsIn(json: string | undefined) {
  if (json === undefined) return {};
  const map = mapOf(json, 'readings');
  if (Object.values(map).includes(null)) throw wrongMap('readings');
  try {
    return takenReadings(map as Record<string, string>);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const fields = error.fields.map((field) => ({ ...field, path: '/query/readings' }));
    throw new ApiProblem(error.code, error.detail, fields);
  }
}

function wrongMap(name: string): ApiProblem {
  const field: FieldProblem = {
    path: `/query/${name}`,
    zh: '须为 JSON 对象，其值为文本。',
    en: 'It must be a JSON object whose values are texts.',
  };
  return new ApiProblem('not-valid', undefined, [field]);
}
