import { createHash } from 'node:crypto';
import { ApiProblem } from '../contract/problems.ts';
import type { DocumentBody, FileBody, Route } from '../contract/route.ts';
import { MOST_DOCUMENT_BYTES, takenDocument } from '../documents/taken-document.ts';
import type { Clamd } from '../documents/virus-scan.ts';

/** All files of commands that are in memory at one time. */
const MOST_HELD = 10 * MOST_DOCUMENT_BYTES;

/** What the handler of the route takes, and which bytes it was. */
export interface TakenFile {
  readonly body: FileBody | DocumentBody;
  readonly sha256: string;
}

/**
 * The files that come with commands: read whole, and as documents examined and scanned, before the command's transaction begins,
 * so that a slow line or scanner holds up no connection of the database.
 */
export class TakenFiles {
  readonly #clamd: Clamd | undefined;
  #held = 0;

  constructor(clamd: Clamd | undefined) {
    this.#clamd = clamd;
  }

  /**
   * Does the work with a file, which stays in memory until then.
   * @param which what it is to belong to
   * @throws ApiProblem `too-large`, `busy`; of a document, as `takenDocument`
   */
  async with<T>(
    { keeps }: Pick<Route, 'keeps'>,
    { name, mediaType, bytes: pieces }: FileBody,
    which: Readonly<Record<string, string>>,
    work: (file: TakenFile) => Promise<T>,
  ): Promise<T> {
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const piece of pieces) {
        size += piece.length;
        this.#held += piece.length;
        if (size > MOST_DOCUMENT_BYTES)
          throw new ApiProblem('too-large', { zh: '文件最大 20 MB。', en: 'The file has 20 MB at most.' });
        if (this.#held > MOST_HELD) throw busy();
        parts.push(piece);
      }
      const bytes = Buffer.concat(parts);
      if (keeps === 'document') {
        const body = await takenDocument({ name, bytes }, this.#clamd, which);
        return await work({ body, sha256: body.sha256 });
      }
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return await work({ body: { name, mediaType, bytes: once(bytes) }, sha256 });
    } finally {
      this.#held -= size;
    }
  }
}

function busy(): ApiProblem {
  const problem = new ApiProblem('busy');
  problem.retryAfter = 5;
  return problem;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
