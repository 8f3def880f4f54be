import { writeSync } from 'node:fs';
import fc from 'fast-check';

/**
 * The suite tries the same random cases every time, so that what fails today failed yesterday. `tools/properties.ts`
 * looks further, with many more cases and another seed each time (YTTERBY_SEED); it wants to hear every minute how many
 * were tried (YTTERBY_PROGRESS).
 */
const seed = Number(process.env.YTTERBY_SEED ?? 20_261_124);

const MINUTE_MS = 60_000;
let tried = 0;
let told = performance.now();

function count(): void {
  tried += 1;
  const now = performance.now();
  if (now - told < MINUTE_MS) return;
  told = now;
  // At once: the stream of a worker that never rests is not emptied.
  writeSync(1, `  ${tried.toLocaleString('en-GB')} tried so far\n`);
}

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed,
  ...(process.env.YTTERBY_PROGRESS === undefined ? {} : { beforeEach: count }),
});
