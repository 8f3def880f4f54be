import type { ExportFacts } from '@ytterby/core';
import { type LawText, lawTexts } from '@ytterby/law';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordedInstrumentHandlers } from '../api/recorded-instrument.ts';
import { savedDeterminationHandlers } from '../api/saved-determination.ts';
import { RECORDED_INSTRUMENT_ROUTES } from '../contract/recorded-instrument.ts';
import { SAVED_DETERMINATION_ROUTES } from '../contract/saved-determination.ts';
import { type Caller, type TestCallers, testCallers } from '../libraries/testing/callers.ts';
import { type LawService, startLawService } from '../recorded-law/law-service.ts';
import { EXTENSION, extensionForm } from '../recorded-law/testing/extension.ts';
import type { Store } from '../store/store.ts';
import { saveDetermination } from './answers.ts';
import { reAsk } from './re-ask.ts';

const PACK: readonly LawText[] = lawTexts();
/** Sold on from Japan: unconfirmed while the end of the pause is unsettled. */
const MAGNETS = {
  asOf: '2026-11-24',
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { name: 'Kita Trading K.K. (invented)', country: 'JP' },
  parties: [{ role: 'end-user', name: 'Example Servo GmbH (invented)', country: 'DE', military: 'no', owners: 'none' }],
  endUse: { kind: 'civil' },
  lines: [
    {
      id: 'magnets',
      item: { description: 'magnets', form: 'magnet', elements: ['Sm', 'Co'] },
      madeIn: 'CN',
      origin: 'CN',
      technologyOrigin: 'CN',
    },
  ],
};
/** Nothing of the law in force reaches it. */
const COPPER = { ...MAGNETS, lines: [{ id: 'copper', item: { form: 'metal', elements: ['Cu'], code: 'none' } }] };

let tested: TestCallers;
let law: LawService;
let own: string;
let other: string;
let li: Caller;
let wang: Caller;
let wen: Caller;
let saved: { routes: typeof SAVED_DETERMINATION_ROUTES; handlers: ReturnType<typeof savedDeterminationHandlers> };
let recorded: { routes: typeof RECORDED_INSTRUMENT_ROUTES; handlers: ReturnType<typeof recordedInstrumentHandlers> };

beforeAll(async () => {
  tested = await testCallers('2026-11-24T02:00:00Z');
  law = await startLawService(tested.store, PACK);
  saved = { routes: SAVED_DETERMINATION_ROUTES, handlers: savedDeterminationHandlers(() => law.current()) };
  recorded = { routes: RECORDED_INSTRUMENT_ROUTES, handlers: recordedInstrumentHandlers(law) };
  own = await tested.organisation('company');
  other = await tested.organisation('company');
  li = await tested.person(own, ['exporter']);
  wang = await tested.person(other, ['exporter']);
  wen = await tested.person(await tested.organisation('installation'), ['administrator']);
});
afterAll(() => tested.close());

const save = async (name: string, facts: unknown = MAGNETS, asOfMode = 'today') =>
  (await li(saved, 'saved-determination.save', { params: { organisation: own }, body: { name, facts, asOfMode } }))
    .body;
const get = async (determination: string, by = li) =>
  (await by(saved, 'saved-determination.get', { params: { organisation: own, determination } })).body;
const answers = async (determination: string) =>
  (await li(saved, 'saved-determination.answers', { params: { organisation: own, determination } })).body.items;
const list = async (query = {}) =>
  (await li(saved, 'saved-determination.list', { params: { organisation: own }, query })).body.items;
const again = () => reAsk({ store: tested.store, law: law.current(), now: tested.clock.now });

describe('a saved determination', () => {
  test('is kept with its first answer, and read with the whole of it', async () => {
    const { id, outcome } = await save('Magnets to Germany');
    expect(outcome).toBe('unconfirmed');
    const { determination, explanation, difference } = await get(id);
    expect(determination.outcome).toBe('unconfirmed');
    expect(explanation.length).toBeGreaterThan(0);
    expect(difference).toEqual([]);
    expect(await answers(id)).toMatchObject([{ cause: 'saved', outcome: 'unconfirmed', difference: [] }]);
  });

  test('belongs to one organisation', async () => {
    const { id } = await save('Ours');
    await expect(get(id, wang)).rejects.toMatchObject({ code: 'not-found' });
    const params = { organisation: other, determination: id };
    await expect(wang(saved, 'saved-determination.get', { params })).rejects.toMatchObject({ code: 'not-found' });
    await expect(wang(saved, 'saved-determination.ask-again', { params })).rejects.toMatchObject({ code: 'not-found' });
    await expect(wang(saved, 'saved-determination.answers', { params })).rejects.toMatchObject({ code: 'not-found' });
    await expect(get(id, wen)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('is asked at once when its facts change, at the revision that was seen', async () => {
    const { id } = await save('To be changed');
    const params = { organisation: own, determination: id };
    const change = (name: string, facts: unknown, ifMatch: number) =>
      li(saved, 'saved-determination.change', { params, body: { name, facts, asOfMode: 'today' } }, { ifMatch });
    expect((await change('Renamed', MAGNETS, 1)).revision).toBe(2);
    expect(await answers(id)).toHaveLength(1);
    await expect(change('Late', MAGNETS, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const { body } = await change('Copper', COPPER, 2);
    expect(body).toMatchObject({ outcome: 'not-subject', changedSinceSeen: false, revision: 3 });
    expect((await answers(id)).map(({ cause }) => cause)).toEqual(['facts', 'saved']);
    await expect(change('No day', { ...MAGNETS, asOf: '2026-02-30' }, 3)).rejects.toMatchObject({
      code: 'not-valid',
      fields: [{ path: '/body/facts/asOf' }],
    });
  });

  test('is put away, not deleted: its answers stay', async () => {
    const { id } = await save('Old');
    const params = { organisation: own, determination: id };
    await expect(li(saved, 'saved-determination.archive', { params }, { ifMatch: 7 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await li(saved, 'saved-determination.archive', { params }, { ifMatch: 1 });
    expect((await list()).map((each) => each.id)).not.toContain(id);
    expect((await list({ archived: 'true' })).map((each) => each.id)).toContain(id);
    expect(await answers(id)).toHaveLength(1);
    await expect(li(saved, 'saved-determination.ask-again', { params })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('asking again', () => {
  test('asks nothing while nothing can differ, and where a day has come that can', async () => {
    const before = await save('Over the years');
    expect(await again()).toMatchObject({ asked: 0 });
    const then = tested.clock.now;
    tested.clock.now = Temporal.Instant.from('2026-11-27T16:05:00Z');
    // 28 November in Beijing: a day on which the law changes, but nothing for this export that counts.
    const ran = await again();
    expect(ran.asked).toBeGreaterThan(0);
    expect(await again()).toMatchObject({ asked: 0 });
    expect((await get(before.id)).saved.asOf).toBe('2026-11-28');
    tested.clock.now = then;
  });

  test('goes on after a crash where it came to, and asks nothing twice', async () => {
    const many = 30;
    const then = tested.clock.now;
    await tested.store.asProduct(async (db) => {
      const fields = { facts: MAGNETS as unknown as ExportFacts, mode: 'today' } as const;
      for (let each = 0; each < many; each += 1)
        await saveDetermination(db, other, { ...fields, name: `Magnets ${each}` }, law.current(), then);
    });
    tested.clock.now = Temporal.Instant.from('2026-11-28T16:05:00Z');
    let pages = 0;
    const crashing: Store = {
      ...tested.store,
      asProduct: (work) => {
        pages += 1;
        return pages > 4 ? Promise.reject(new Error('crash')) : tested.store.asProduct(work);
      },
    };
    const options = { law: law.current(), now: tested.clock.now, organisation: other, together: 10 };
    await expect(reAsk({ store: crashing, ...options })).rejects.toThrow('crash');
    const rest = await reAsk({ store: tested.store, ...options });
    expect(rest.asked).toBeGreaterThan(0);
    expect(rest.asked).toBeLessThan(many);
    expect(await reAsk({ store: tested.store, ...options })).toEqual({ looked: many, asked: 0, different: 0 });
    tested.clock.now = then;
  });
});

describe('a recorded extension', () => {
  test('is previewed, recorded, and every saved determination that it touches says so; withdrawn, they say so again', async () => {
    tested.clock.now = Temporal.Instant.from('2026-11-29T02:00:00Z');
    const magnets = await save('Magnets');
    const copper = await save('Copper', COPPER);

    const preview = (await wen(recorded, 'instrument.preview', { body: { form: extensionForm() } })).body;
    expect(preview.problems).toEqual([]);
    expect(preview.effect?.days.map(({ day }) => day)).toContain('2026-11-29');
    expect(preview.effect?.statements.broken).toEqual([]);
    expect(preview.effect?.determinations.different).toBeGreaterThan(0);
    // An administrator reads no records.
    expect(preview.effect?.determinations.shown).toEqual([]);

    await expect(li(recorded, 'instrument.record', { body: { form: extensionForm() } })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const { body: record } = await wen(recorded, 'instrument.record', { body: { text: preview.text } });
    // The law is in use before the reply is there.
    expect(law.current().recorded.map(({ instrument }) => instrument)).toEqual([EXTENSION]);
    expect(await wen(recorded, 'recorded-instrument.list')).toMatchObject({
      body: [{ instrument: EXTENSION, inPack: false }],
    });

    const controller = new AbortController();
    controller.abort();
    await expect(
      reAsk({ store: tested.store, law: law.current(), now: tested.clock.now, signal: controller.signal }),
    ).rejects.toThrow();
    // Two at a time share the work.
    const ran = await Promise.all([again(), again()]);
    const asked = ran.reduce((sum, each) => sum + each.asked, 0);
    const kept = await tested.store.asProduct((db) =>
      db.selectFrom('saved_determination').select('id').where('archived_at', 'is', null).execute(),
    );
    expect(asked).toBe(kept.length);
    expect(await again()).toMatchObject({ asked: 0 });

    const after = (await list({ changed: 'true' })).find(({ id }) => id === magnets.id);
    expect(after).toMatchObject({ outcome: 'no-licence-required', changedSinceSeen: true });
    expect(after?.news[0]).toEqual({
      zh: expect.stringContaining('无须许可（原为：法律状态未定）。依据：2026年第50号公告。'),
      en: expect.stringContaining('magnets: no licence required (before: unconfirmed). By: No. 50 of 2026.'),
    });
    expect((await answers(magnets.id)).map(({ cause }) => cause)).toEqual(['law', 'saved']);
    expect(await answers(copper.id)).toHaveLength(1);
    expect((await list({ changed: 'true' })).map(({ id }) => id)).not.toContain(copper.id);

    const params = { organisation: own, determination: magnets.id };
    await li(saved, 'saved-determination.mark-seen', { params, body: { changedAt: after?.changedAt } });
    expect((await get(magnets.id)).saved.changedSinceSeen).toBe(false);

    await expect(wen(recorded, 'instrument.record', { body: { form: extensionForm() } })).rejects.toMatchObject({
      code: 'not-valid',
      fields: [{ path: '/body/form/id' }, { path: '/body/form/provisions/0/paragraph' }],
    });

    tested.clock.now = Temporal.Instant.from('2026-11-29T03:00:00Z');
    await wen(recorded, 'instrument.withdraw', { params: { record: record.id } });
    expect(law.current().recorded).toEqual([]);
    const { body } = await li(saved, 'saved-determination.ask-again', { params });
    expect(body).toMatchObject({ saved: { outcome: 'unconfirmed', changedSinceSeen: true } });
    expect(body.difference[0]?.en).toContain('(before: no licence required)');
    await expect(wen(recorded, 'instrument.withdraw', { params: { record: record.id } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('that is not sound is refused where it is wrong, in both languages', async () => {
    const wrong = extensionForm({ on: ['cn/no-such-announcement'] });
    const { body } = await wen(recorded, 'instrument.preview', { body: { form: wrong } });
    expect(body).toMatchObject({
      effect: null,
      problems: [{ code: 'dangling-reference', zh: expect.stringContaining('cn/no-such-announcement') }],
    });
    await expect(wen(recorded, 'instrument.record', { body: { form: wrong } })).rejects.toMatchObject({
      code: 'not-valid',
      fields: [{ path: '/body/form/provisions/0/acts/0/on/0' }],
    });
    for (const text of [
      '- a list',
      'id: [',
      'id: cn/x\nkind: announcement\n',
      PACK.find(({ path }) => path.includes('2025-70'))?.text,
    ])
      await expect(wen(recorded, 'instrument.record', { body: { text } })).rejects.toMatchObject({ code: 'not-valid' });
    expect(law.current().recorded).toEqual([]);
  });
});
