import { createHash } from 'node:crypto';
import { ApiProblem, Refusal } from '../contract/problems.ts';
import { DOCUMENT_REFUSALS } from '../contract/reasons.ts';
import type { DocumentBody } from '../contract/route.ts';
import { documentKind } from './kinds.ts';
import { documentName } from './names.ts';
import { type Clamd, scan, type ScanVerdict } from './virus-scan.ts';

export const MOST_DOCUMENT_BYTES = 20 * 1024 * 1024;

/**
 * A file as a document that may be stored: of a kind that is taken, by a clean name, and with a virus scanner only after that has
 * found nothing in it.
 * @param which what it is to belong to, for the audit trail of one that is infected
 * @throws ApiProblem `too-large`, `media-type`; `not-valid` where it is infected, `not-ready` where it cannot be scanned
 */
export async function takenDocument(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  clamd: Clamd | undefined,
  which: Readonly<Record<string, string>>,
): Promise<DocumentBody> {
  if (bytes.length > MOST_DOCUMENT_BYTES)
    throw new ApiProblem('too-large', { zh: '文件最大 20 MB。', en: 'A document has 20 MB at most.' });
  const kind = await documentKind(bytes);
  if (kind === undefined)
    throw new ApiProblem('media-type', {
      zh: '只接收 PDF、PNG、JPEG、DOCX、XLSX 文件（不带宏）或者 UTF-8 纯文本文件，以内容为准，不看文件名。',
      en: 'PDF, PNG, JPEG, DOCX, XLSX (without macros) and plain text in UTF-8 are taken; the content counts, not the name.',
    });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (clamd !== undefined) refuseUnlessClean(await scan(bytes, clamd), { ...which, sha256 });
  const { mediaType } = kind;
  return { name: documentName(name, mediaType), mediaType, sha256, size: bytes.length, bytes };
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

/** A document as its row has it. */
export const rowOf = ({ name, mediaType, sha256, size, bytes }: DocumentBody) => ({
  name,
  media_type: mediaType,
  sha256,
  size,
  bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

/** What is known of a stored document beside its bytes. */
export interface StoredDocument {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly sha256: string;
  readonly size: number;
  readonly added_at: Date;
}

export const COLUMNS = ['id', 'name', 'media_type', 'sha256', 'size', 'added_at'] as const;

/** @throws ApiProblem `internal` where the bytes are not those that were stored */
export function unchanged<Stored extends { readonly bytes: Buffer; readonly sha256: string }>(found: Stored): Stored {
  if (createHash('sha256').update(found.bytes).digest('hex') !== found.sha256) throw new ApiProblem('internal');
  return found;
}
