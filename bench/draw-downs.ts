import { drawingOn } from '@ytterby/service/testing/draw-downs';
import { Pool } from 'pg';
import { temporaryPostgres } from './postgres.ts';
import { randomFrom } from './random.ts';

/** What customs draws in a second, beside a bare UPDATE … RETURNING of the same number of rows on the same server. */

export interface DrawRate {
  readonly what: string;
  readonly writers: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const LICENCES = 50;
const SECONDS = 4;
const WRITERS = [1, 4, 16] as const;

export async function drawRates(): Promise<readonly DrawRate[]> {
  const server = await temporaryPostgres();
  const drawing = await drawingOn(server.config, { licences: LICENCES, pools: 2 });
  const bare = new Pool({ ...server.config, max: Math.max(...WRITERS) });
  const rates: DrawRate[] = [];
  try {
    await bare.query('create table bare (id integer primary key, remaining numeric not null check (remaining >= 0))');
    await bare.query('insert into bare select n, 1000000000 from generate_series(0, $1::integer) n', [LICENCES - 1]);
    const tasks: readonly (readonly [string, (licence: number) => Promise<unknown>])[] = [
      ['reserve', (licence) => drawing.reserve(licence, false)],
      ['reserve, with its audit event', (licence) => drawing.reserve(licence, true)],
      [
        'bare UPDATE … RETURNING',
        (licence) =>
          bare.query('update bare set remaining = remaining - 1 where id = $1 returning remaining', [licence]),
      ],
    ];
    for (const writers of WRITERS)
      for (const [what, task] of tasks) rates.push({ what, writers, ...(await rateOf(writers, task)) });
  } finally {
    await bare.end();
    await drawing.close();
    await server.stop();
  }
  return rates;
}

async function rateOf(writers: number, task: (licence: number) => Promise<unknown>) {
  const random = randomFrom(writers);
  const took: number[] = [];
  const run = async (end: number, keep: boolean) => {
    await Promise.all(
      Array.from({ length: writers }, async () => {
        while (performance.now() < end) {
          const began = performance.now();
          await task(Math.floor(random() * LICENCES));
          if (keep) took.push(performance.now() - began);
        }
      }),
    );
  };
  await run(performance.now() + 500, false);
  const began = performance.now();
  await run(began + SECONDS * 1000, true);
  const seconds = (performance.now() - began) / 1000;
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) };
}
