import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobHandlers } from '../api/job.ts';
import { recordedInstrumentHandlers } from '../api/recorded-instrument.ts';
import { JOB_ROUTES } from '../contract/job.ts';
import { RECORDED_INSTRUMENT_ROUTES } from '../contract/recorded-instrument.ts';
import { type Caller, type TestCallers, testCallers } from '../libraries/testing/callers.ts';
import { type LawService, startLawService } from '../recorded-law/law-service.ts';
import { extensionForm } from '../recorded-law/testing/extension.ts';
import { saveDetermination } from '../saved-determinations/answers.ts';
import { type Jobs, startJobs } from './jobs.ts';

let tested: TestCallers;
let law: LawService;
let jobs: Jobs;
let wen: Caller;
let own: string;
const warnings: string[] = [];
const log = { warn: (_: object, message: string) => void warnings.push(message) };

beforeAll(async () => {
  tested = await testCallers('2026-11-24T02:00:00Z');
  const { store, config, clock } = tested;
  law = await startLawService(store);
  jobs = await startJobs({ config, store, law, now: () => clock.now, log });
  own = await tested.organisation('company');
  wen = await tested.person(await tested.organisation('installation'), ['administrator']);
});
afterAll(async () => {
  await jobs.stop();
  await tested.close();
});

async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await wait(100);
  }
  throw new Error('It did not come to that.');
}

describe('jobs', () => {
  test('ask saved determinations again when law was recorded, here or by another process', async () => {
    const facts = {
      asOf: '2026-11-24',
      act: 'export',
      from: 'JP',
      to: 'DE',
      exporter: { country: 'JP' },
      parties: [{ role: 'end-user', name: 'Example Servo GmbH', country: 'DE', military: 'no', owners: 'none' }],
      endUse: { kind: 'civil' },
      lines: [{ item: { form: 'magnet', elements: ['Sm', 'Co'] }, madeIn: 'CN', origin: 'CN', technologyOrigin: 'CN' }],
    } as const;
    const id = await tested.store.asProduct((db) =>
      saveDetermination(
        db,
        own,
        { name: 'Magnets', facts: structuredClone(facts) as never, mode: 'today' },
        law.current(),
        tested.clock.now,
      ),
    );
    // Another process on the same database: ours hears of it through LISTEN.
    const elsewhere = await startLawService(tested.store);
    const recorded = { routes: RECORDED_INSTRUMENT_ROUTES, handlers: recordedInstrumentHandlers(elsewhere) };
    await wen(recorded, 'instrument.record', { body: { form: extensionForm() } });
    const outcome = await eventually(async () => {
      const row = await tested.store.asProduct((db) =>
        db.selectFrom('saved_determination').select(['outcome', 'changed_at']).where('id', '=', id).executeTakeFirst(),
      );
      return row?.changed_at !== null && row?.outcome;
    });
    expect(outcome).toBe('no-licence-required');
  });

  test('can be listed and, when one failed, tried again', async () => {
    const handlers = jobHandlers(jobs);
    const part = { routes: JOB_ROUTES, handlers };
    const { body } = await eventually(async () => {
      const listed = await wen(part, 'job.list', { query: { name: 'watch' } });
      return listed.body.some(({ state }) => state === 'completed') && listed;
    });
    expect(body[0]).toMatchObject({ name: 'watch', title: { en: expect.any(String) } });
    const [done] = body.filter(({ state }) => state === 'completed');
    expect(done?.result).toHaveProperty('asked');
    const params = { name: 'watch', job: done?.id };
    await expect(wen(part, 'job.retry', { params })).rejects.toMatchObject({ code: 'conflict' });
    const owner = new pg.Client(tested.config);
    await owner.connect();
    await owner.query(`update pgboss.job set state = 'failed', output = '{"message":"no more disk"}' where id = $1`, [
      done?.id,
    ]);
    const failed = await wen(part, 'job.list', { query: { state: 'failed' } });
    expect(failed.body).toMatchObject([{ id: done?.id, failure: 'no more disk' }]);
    await wen(part, 'job.retry', { params });
    await eventually(async () => {
      const { body: completed } = await wen(part, 'job.list', { query: { name: 'watch', state: 'completed' } });
      return completed.some(({ id }) => id === done?.id);
    });
    await owner.end();
    const exporter = await tested.person(own, ['exporter']);
    await expect(exporter(part, 'job.list')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('forget what has ended', async () => {
    const failed = new Date(tested.clock.now.epochMilliseconds - 48 * 3_600_000);
    await tested.store.asProduct((db) => db.insertInto('sign_in_failure').values({ key: 'old', at: failed }).execute());
    await jobs.send('tidy');
    await eventually(async () => {
      const left = await tested.store.asProduct((db) => db.selectFrom('sign_in_failure').select('key').execute());
      return left.length === 0;
    });
  });

  test('are out of reach of the role as which requests run', async () => {
    const client = new pg.Client({ ...tested.config, options: '-c role=ytterby_app' });
    await client.connect();
    await expect(client.query('select * from pgboss.job')).rejects.toThrow('permission denied');
    await client.end();
    expect(warnings).toEqual([]);
  });
});
