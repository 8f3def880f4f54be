import { statSync } from 'node:fs';
import { Presets, SingleBar } from 'cli-progress';

const SHOWN_FROM_BYTES = 1_000_000;

/** A bar on standard error for a long file; nothing when it is short or nobody looks. */
export function progressBar(file: string): { update: (done: number, total: number) => void; stop: () => void } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (!process.stderr.isTTY || size < SHOWN_FROM_BYTES) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { stream: process.stderr, format: `${file} {bar} {percentage}% {eta_formatted}` },
    Presets.shades_classic,
  );
  bar.start(size, 0);
  return {
    update: (done) => {
      bar.update(done);
    },
    stop: () => {
      bar.stop();
    },
  };
}
