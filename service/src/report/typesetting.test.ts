import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

/** In a process of its own: the tests run in threads, where nobody needs another. */
const SET = `
  import { typesetter } from './typesetting.ts';
  const set = typesetter(${JSON.stringify(path.join(import.meta.dirname, 'testing'))});
  let turns = 0;
  let isOver = false;
  const count = () => { turns += 1; if (!isOver) setImmediate(count); };
  count();
  const at = Temporal.Instant.from('2026-11-24T07:00:00Z');
  const one = await set('plain.typ', { title: 'one' }, at);
  const begun = turns;
  const two = await set('plain.typ', { title: 'two' }, at);
  // On a busy machine a page may be set before the thread that asked has its next turn.
  for (let more = 0; turns - begun <= 5 && more < 50; more += 1) await set('plain.typ', { title: 'more' }, at);
  const failed = await set('missing.typ', {}, at).catch((error) => error.message);
  isOver = true;
  console.log(JSON.stringify({ pdf: String.fromCharCode(...one.slice(0, 5)), differ: one.length > 0 && !Buffer.from(one).equals(Buffer.from(two)), turns: turns - begun, failed }));
`;

it('sets PDFs while the thread that asked goes on with other work, says what is wrong, and lets the process end', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', SET], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    timeout: 50_000,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const told = JSON.parse(stdout) as { turns: number; failed: string };
  expect(told).toMatchObject({ pdf: '%PDF-', differ: true });
  expect(told.turns).toBeGreaterThan(5);
  expect(told.failed).toContain('missing.typ cannot be set');
});
