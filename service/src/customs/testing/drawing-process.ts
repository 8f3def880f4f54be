import { setTimeout as wait } from 'node:timers/promises';
import type { DrawDownCommand, DrawnLine } from '@ytterby/core/customs';
import { sql } from 'kysely';
import type { ClientConfig } from 'pg';
import { storeProblem } from '../../api/problem-reply.ts';
import { openStore } from '../../store/store.ts';
import { customsActor, draw, DrawDownRefused } from '../draw-downs.ts';
import type { MadeLicences } from './made-licences.ts';

/**
 * One process that draws from licences until it is told enough: it aborts transactions, cuts its own connections inside them, and
 * sends everything again until it is acknowledged or refused. A line of JSON for each acknowledgement goes to standard output, and
 * only once the transaction is stored.
 */
export interface DrawingTask {
  readonly config: ClientConfig;
  readonly officer: MadeLicences['officer'];
  readonly numbers: readonly string[];
  /** Tells its draw-downs from those of others. */
  readonly name: string;
}

/** What was acknowledged, or `refused` with its reason. */
export type Acknowledgement =
  | { readonly licence: string; readonly drawDown: string; readonly command: string; readonly version: number }
  | { readonly refused: string };

class Aborted extends Error {}

const { config, officer, numbers, name } = JSON.parse(process.argv[2] ?? '') as DrawingTask;
const store = openStore(config);
const by = customsActor(officer);
const open: { readonly licence: string; readonly drawDown: string; status: string; corrections: number }[] = [];
let made = 0;

const one = <Item>(from: readonly Item[]): Item => from[Math.floor(Math.random() * from.length)] as Item;
const say = (acknowledged: Acknowledgement) => process.stdout.write(`${JSON.stringify(acknowledged)}\n`);
const amount = (): DrawnLine => ({
  line: '1',
  ...one([
    { quantity: `${1 + Math.floor(Math.random() * 9)}.${Math.floor(Math.random() * 100)}`, unit: 'KGM' },
    { quantity: String(1 + Math.floor(Math.random() * 9000)), unit: 'GRM' },
    { quantity: String(1 + Math.floor(Math.random() * 20)), unit: 'LBR' },
  ]),
  value: '1',
  currency: 'EUR',
});

/** The days go by with what was drawn; each process has its own calendar. */
const today = (later = 0) => `2026-07-${String(1 + later + Math.min(25, Math.floor(made / 40))).padStart(2, '0')}`;

/** What to do next: something new, or something with a draw-down of our own. */
function next(): readonly [licence: string, command: DrawDownCommand] {
  const chosen = Math.random() < 0.45 ? undefined : one(open);
  if (chosen === undefined) {
    made += 1;
    const drawDown = `${name}-${made}`;
    // Some of them run out before they are confirmed.
    const lastDay = one([today(), today(1), '2026-12-31', '2026-12-31']);
    return [one(numbers), { command: 'reserve', drawDown, declaration: drawDown, lines: [amount()], lastDay }];
  }
  const { licence, drawDown, status } = chosen;
  if (status !== 'reserved') {
    chosen.corrections += 1;
    const correction = String(chosen.corrections);
    const lines = [Math.random() < 0.5 ? { ...amount(), quantity: '0', value: '0' } : amount()];
    return [licence, { command: 'correct', drawDown, correction, lines, reason: 'x' }];
  }
  return [
    licence,
    one([
      { command: 'confirm', drawDown },
      { command: 'release', drawDown, reason: 'x' },
    ] as const),
  ];
}

async function once(licence: string, command: DrawDownCommand, day: string): Promise<Acknowledgement> {
  const done = await store.write(officer, async (db) => {
    const drawn = await draw(db, licence, command, by, day);
    const fate = Math.random();
    if (fate < 0.05) throw new Aborted();
    if (fate < 0.07) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(db);
    return drawn;
  });
  const { drawDown, version, status } = done.drawDown;
  const known = open.find((each) => each.drawDown === drawDown);
  if (known === undefined) open.push({ licence, drawDown, status, corrections: 0 });
  else known.status = status;
  // What is over goes, and everything else can still be given back: a licence that is full is never full for good.
  const isOver = status === 'released' || (command.command === 'correct' && command.lines[0]?.quantity === '0');
  if (isOver)
    open.splice(
      open.findIndex((each) => each.drawDown === drawDown),
      1,
    );
  return { licence, drawDown, command: command.command, version };
}

for (;;) {
  const [licence, command] = next();
  const day = today();
  // The same command, until somebody answers it.
  for (;;) {
    try {
      say(await once(licence, command, day));
      break;
    } catch (error) {
      if (error instanceof DrawDownRefused) {
        say({ refused: error.reason });
        // Over: released, run out, or drawn to the end.
        const at = open.findIndex((each) => each.drawDown === command.drawDown && each.status !== 'corrected');
        if (at >= 0 && /in-this-state|ran-out/.test(error.reason)) open.splice(at, 1);
        break;
      }
      if (!(error instanceof Aborted) && storeProblem(error) === undefined) throw error;
      await wait(Math.random() * 20);
    }
  }
}
