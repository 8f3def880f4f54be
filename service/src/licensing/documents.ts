import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ApiProblem, Refusal } from '../contract/problems.ts';
import { DOCUMENT_REFUSALS } from '../contract/reasons.ts';
import type { FileBody } from '../contract/route.ts';
import type { Database } from '../store/schema.ts';
import { type Clamd, scan, type ScanVerdict } from './virus-scan.ts';

/** Documents of a case: kept as they came, at least as long as the case, in the same database and the same backup. */

const MOST = 20 * 1024 * 1024;

/** By their first bytes; what the file is called and what the browser says of it do not count. */
const SIGNATURES: readonly (readonly [mediaType: string, bytes: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * What kind of document is it, by its content? undefined = none that is taken.
 * @example mediaTypeOf(Buffer.from('%PDF-1.7 …')) // 'application/pdf'
 */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const starts = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
  const found = SIGNATURES.find(([, signature]) => starts(signature));
  if (found) return found[0];
  if (starts(ZIP)) {
    const names = Buffer.from(bytes.subarray(0, 200_000)).toString('latin1');
    if (names.includes('word/')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    if (names.includes('xl/')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return undefined;
  }
  const isText = !bytes.includes(0) && isUtf8(bytes);
  return isText && bytes.length > 0 ? 'text/plain; charset=utf-8' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export interface StoredDocument {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly sha256: string;
  readonly size: number;
  readonly added_at: Date;
}

export const COLUMNS = ['id', 'name', 'media_type', 'sha256', 'size', 'added_at'] as const;

/**
 * Stores a document with its case.
 * @throws ApiProblem as `takenFile`
 */
export async function addDocument(
  db: Transaction<Database>,
  of: { readonly organisation: string; readonly case: string; readonly person: string },
  file: FileBody,
  clamd: Clamd | undefined,
): Promise<StoredDocument> {
  return db
    .insertInto('document')
    .values({
      id: randomUUIDv7(),
      organisation: of.organisation,
      licensing_case: of.case,
      ...(await takenFile(file, clamd, { case: of.case })),
      added_by: of.person,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

/**
 * Reads a file as it is to be stored; with a virus scanner, only after that has found nothing in it.
 * @param which what it belongs to, for the audit trail of one that is infected
 * @throws ApiProblem `too-large`, `media-type`; `not-valid` where it is infected, `not-ready` where it cannot be scanned
 */
export async function takenFile(
  { name, bytes: pieces }: FileBody,
  clamd: Clamd | undefined,
  which: Readonly<Record<string, string>>,
) {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > MOST) throw new ApiProblem('too-large', { zh: '文件最大 20 MB。', en: 'A document has 20 MB at most.' });
    parts.push(piece);
  }
  const bytes = Buffer.concat(parts);
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === undefined)
    throw new ApiProblem('media-type', {
      zh: '只接收 PDF、PNG、JPEG、DOCX、XLSX 或纯文本文件。',
      en: 'PDF, PNG, JPEG, DOCX, XLSX and plain text are taken.',
    });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (clamd !== undefined) refuseUnlessClean(await scan(bytes, clamd), { ...which, sha256 });
  // A path in it would be the sender's own.
  const bare = name.replace(/^.*[/\\]/, '').slice(0, 300) || 'document';
  return { name: bare, media_type: mediaType, sha256, size, bytes };
}

/** What is not known to be clean is not stored; that something was infected stays in the audit trail. */
function refuseUnlessClean(verdict: ScanVerdict, which: Readonly<Record<string, string>>): void {
  switch (verdict.is) {
    case 'clean':
      return;
    case 'infected':
      throw new Refusal('not-valid', DOCUMENT_REFUSALS.infected, [], 'infected', {
        ...which,
        signature: verdict.signature,
      });
    case 'unknown':
      throw new ApiProblem('not-ready', DOCUMENT_REFUSALS['cannot-be-scanned'], [], 'cannot-be-scanned');
  }
}

export function documentsOf(db: Transaction<Database>, licensingCase: string): Promise<StoredDocument[]> {
  return db
    .selectFrom('document')
    .select(COLUMNS)
    .where('licensing_case', '=', licensingCase)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** @throws ApiProblem `not-found`; `internal` where the bytes are not those that were stored */
export async function readDocument(db: Transaction<Database>, licensingCase: string, id: string) {
  const found = await db
    .selectFrom('document')
    .select([...COLUMNS, 'bytes'])
    .where('licensing_case', '=', licensingCase)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return unchanged(found);
}

/** @throws ApiProblem `internal` where the bytes are not those that were stored */
export function unchanged<Stored extends { readonly bytes: Buffer; readonly sha256: string }>(found: Stored): Stored {
  if (createHash('sha256').update(found.bytes).digest('hex') !== found.sha256) throw new ApiProblem('internal');
  return found;
}
