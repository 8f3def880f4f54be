import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { SetTask, Standard } from './set-pdf.ts';

export type Typesetter = (template: string, data: object, at: Temporal.Instant) => Promise<Uint8Array>;

/**
 * Sets the templates of a folder as PDF, in a thread of its own, so that whoever else asks the service something is answered
 * meanwhile. Fonts and templates come from here; text of users only ever goes in as data, never into markup. A text in a script that
 * no font has (Thai, say) makes it a plain tagged PDF with boxes in its place.
 * @param standard PDF/A-2a, archivable and tagged, so that it can be read in ten years and by a screen reader; or PDF/A-3a, which is
 *   the same and may have an attachment
 * @example await typesetter(import.meta.dirname)('report.typ', { title }, Temporal.Now.instant())
 */
export function typesetter(folder: string, standard: Standard = 'a-2a'): Typesetter {
  return (template, data, at) =>
    set({
      folder,
      template,
      data: JSON.stringify(data),
      standard,
      createdAt: Math.floor(at.epochMilliseconds / 1000),
    });
}

/** Long enough for somebody who fetches one licence after another; then the fonts are let go. */
const IDLE_MS = 60_000;
let pool: Piscina<SetTask, Uint8Array> | undefined;

/** As many wait as the service has requests in work, and these are limited. */
async function set(task: SetTask): Promise<Uint8Array> {
  // Who is in a thread already holds nobody up.
  if (!isMainThread) return (await import('./set-pdf.ts')).setPdf(task);
  pool ??= new Piscina({
    filename: path.join(import.meta.dirname, 'set-pdf.ts'),
    name: 'setPdf',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  });
  return pool.run(task);
}
