import { randomUUID } from 'node:crypto';
import type { ExportFacts } from '@ytterby/core';
import { MEASURE_TRANSITIONS, type MeasureActor, type MeasureCommand } from '@ytterby/core/measures';
import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemberRole } from '../access/roles.ts';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import type { Reply } from '../contract/index.ts';
import { magnets } from '../licensing/testing/issued-licence.ts';
import type { Database } from '../store/schema.ts';
import { actOnMeasure } from './measures.ts';

/** Measures from the draft to the law, over HTTP; and what the database itself refuses, whoever asks it past the API. */

let service: TestService;
let officer: TestPerson;
let analyst: TestPerson;
let director: TestPerson;
/** Wrote drafts of their own, too. */
let secondDirector: TestPerson;
let auditor: TestPerson;
let administrator: TestPerson;
let senior: TestPerson;
let exporter: TestPerson;
let company: string;
let authority: string;

const TODAY = '2026-11-02';
const FIRST_DAY = '2026-11-05';

beforeAll(async () => {
  service = await testService();
  service.clock.now = Temporal.Instant.from('2026-11-02T02:00:00Z');
  authority = await service.organisation('licensing-authority');
  company = await service.organisation('company');
  officer = await service.person([[authority, ['policy-officer']]]);
  analyst = await service.person([[authority, ['policy-officer', 'policy-director']]]);
  director = await service.person([[authority, ['policy-director']]]);
  secondDirector = await service.person([[authority, ['policy-director']]]);
  senior = await service.person([[authority, ['senior-officer', 'licensing-officer']]]);
  auditor = await service.person([[await service.organisation('audit-office'), ['auditor']]]);
  administrator = await service.person([[await service.organisation('installation'), ['administrator']]]);
  exporter = await service.person([[company, ['exporter']]]);
});
afterAll(() => service.close());

let drafts = 0;
const nextInstrument = () => `cn/mofcom-gac-2026-9${String((drafts += 1)).padStart(2, '0')}`;

/** An invented announcement that asks a licence for the items of No. 57 of 2025, whose own is paused to 10 November 2026. */
const lawFile = (id: string, { from = FIRST_DAY, text = 'Items of No. 57 need a licence.' } = {}) => `id: ${id}
kind: announcement
title: { zh: 公告（虚构）, en: Announcement (invented) }
issuer: { zh: 商务部、海关总署, en: "MOFCOM, GAC" }
published: 2026-11-04 # as planned
from: ${from}
verified: no
source: [invented for a test]
summary: { zh: 对重稀土物项恢复许可, en: Licences for heavy rare earths again }
provisions:
  - id: ${id}/1
    cite: { zh: 第一条（虚构）, en: para. 1 (invented) }
    text: { zh: 出口第57号公告所列物项须经许可。, en: ${text} }
    when:
      all:
        - { fact: act, is: [export] }
        - { fact: from, is: [china] }
        - { fact: item, on: [cn/mofcom-gac-2025-57/items] }
    effect: { kind: licence-required }
`;

const holmium = (asOf: string): ExportFacts => ({
  asOf,
  act: 'export',
  from: 'CN',
  to: 'DE',
  exporter: { country: 'CN' },
  parties: [{ role: 'end-user', name: 'Beispiel GmbH', country: 'DE', military: 'no', owners: 'none' }],
  endUse: { kind: 'civil', dangerKnown: 'no' },
  lines: [{ item: { code: '1C909.a.1', form: 'metal', elements: ['Ho'] } }],
});
const outcomeOn = async (asOf: string) =>
  (await service.visitor.call('determination.make', { body: { facts: holmium(asOf) } })).body.determination.outcome;

type Measure = Reply<'measure.get'>;

const as = <T>(person: TestPerson, work: (db: Transaction<Database>) => Promise<T>) =>
  service.store.asProduct(async (db) => {
    await sql`select set_config('ytterby.account', ${person.account}, true), set_config('ytterby.measures', 'on', true),
      set_config('ytterby.organisations', '', true), set_config('ytterby.product', '', true)`.execute(db);
    return work(db);
  });

/** A finished run, as the job leaves it. */
async function assessed(
  measure: string,
  by: TestPerson,
  { revision = 1, state = 'done' }: { readonly revision?: number; readonly state?: 'done' | 'running' } = {},
): Promise<string> {
  const id = randomUUID();
  await as(by, async (db) => {
    await db
      .insertInto('assessment')
      .values({
        id,
        measure,
        revision,
        case_text: 'case',
        tables: 'us-2023',
        tables_fingerprint: 'x',
        seed: 1,
        samples: 100,
        ran_by: by.account,
        asked_at: new Date(),
      })
      .execute();
    await db
      .updateTable('assessment')
      .set(state === 'done' ? { state, result: '{}', finished_at: new Date() } : { state })
      .where('id', '=', id)
      .execute();
  });
  return id;
}

const read = async (measure: string, by = officer) =>
  (await by.client.call('measure.get', { params: { measure } })).body;
const revisionOf = (measure: string) =>
  as(officer, async (db) => {
    const row = await db.selectFrom('measure').select('version').where('id', '=', measure).executeTakeFirstOrThrow();
    return { revision: row.version };
  });
/** At another moment, with somebody who has signed in then. */
async function at<T>(moment: string, role: MemberRole, work: (person: TestPerson) => Promise<T>): Promise<T> {
  const before = service.clock.now;
  service.clock.now = Temporal.Instant.from(moment);
  try {
    return await work(await service.person([[authority, [role]]]));
  } finally {
    service.clock.now = before;
  }
}
const draft = async (by: TestPerson, instrument = nextInstrument(), more: Parameters<typeof lawFile>[1] = {}) =>
  (await by.client.call('measure.draft', { body: { text: lawFile(instrument, more) } })).body;
const signOff = async (by: TestPerson, measure: string, assessment: string) =>
  (await by.client.call('measure.sign-off', { params: { measure }, body: { assessment } }, await revisionOf(measure)))
    .body;
const announce = async (by: TestPerson, measure: string) =>
  (await by.client.call('measure.announce', { params: { measure } }, await revisionOf(measure))).body;

const act = (
  person: TestPerson,
  measure: string,
  command: MeasureCommand,
  role: MeasureActor['role'] = 'policy-officer',
) =>
  as(person, (db) =>
    actOnMeasure(db, { measure, command, actor: { person: person.account, role }, now: service.clock.now }),
  );
const opened = (measure: string, partner: string, revision = 1) =>
  service.store.asProduct((db) =>
    actOnMeasure(db, {
      measure,
      command: { command: 'record-receipt', partner, revision, how: 'opened', name: 'Desk officer' },
      actor: { person: null, role: 'partner' },
      now: service.clock.now,
    }),
  );
const notice = (partner: string, revision = 1): MeasureCommand => ({
  command: 'send-notice',
  partner,
  revision,
  text: { zh: '通报', en: 'Notice' },
  how: 'mail',
});
const PARTNERS: MeasureCommand = {
  command: 'choose-partners',
  partners: ['JP', 'DE'].map((partner) => ({ partner, contact: 'Ministry', email: 'a@example.org', language: 'en' })),
};

type Stage = 'draft' | 'assessed' | 'partners-told' | 'received';
/** A measure that the officer drafted and the analyst ran the assessment of. */
async function measureAt(
  stage: Stage,
  from = FIRST_DAY,
): Promise<{ readonly id: string; readonly instrument: string }> {
  const { id, instrument } = await draft(officer, nextInstrument(), { from });
  if (stage === 'draft') return { id, instrument };
  await signOff(director, id, await assessed(id, analyst));
  if (stage === 'assessed') return { id, instrument };
  for (const command of [PARTNERS, notice('JP'), notice('DE')]) await act(officer, id, command);
  if (stage === 'partners-told') return { id, instrument };
  await opened(id, 'JP');
  await act(officer, id, {
    command: 'record-receipt',
    partner: 'DE',
    revision: 1,
    how: 'recorded',
    note: 'handed over by note No. 12',
  });
  return { id, instrument };
}

/** The problem's reason, or its code where it gives none. */
async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof ClientProblem) return error.reason ?? error.code;
    throw error;
  }
}
const auditOf = (measure: string) =>
  service.store.asProduct(async (db) => {
    const rows = await db
      .selectFrom('audit_event')
      .select(['account', 'outcome', 'detail'])
      .where('detail', 'like', `%${measure}%`)
      .orderBy('sequence')
      .execute();
    return rows.map(({ account, outcome, detail }) => ({
      account,
      outcome,
      reason: (JSON.parse(detail) as { reason?: string }).reason,
    }));
  });

describe('a measure', () => {
  test('goes from draft to the law, and answers change on its first day', async () => {
    const drafted = await draft(officer);
    expect(drafted).toMatchObject({ status: 'draft', standing: 'draft', revision: 1, firstDay: FIRST_DAY });
    expect(drafted.gates.filter(({ isMet }) => isMet).map(({ id }) => id)).toEqual(['days-to-come']);
    expect(drafted.commands).toEqual(['revise', 'choose-partners', 'withdraw']);
    const { id, instrument } = drafted;
    expect(await signOff(director, id, await assessed(id, analyst))).toMatchObject({ status: 'assessed' });
    await act(officer, id, PARTNERS);
    await act(officer, id, notice('JP'));
    expect((await read(id)).status).toBe('assessed');
    await act(officer, id, notice('DE'));
    expect((await read(id)).status).toBe('partners-told');
    await opened(id, 'JP');
    await opened(id, 'DE');
    // Nothing of a draft is law.
    expect(await outcomeOn(FIRST_DAY)).toBe('no-licence-required');

    const announced = await announce(director, id);
    expect(announced).toMatchObject({ status: 'announced', standing: 'announced', announcedOn: TODAY });
    expect((await read(id)).gates.every(({ isMet }) => isMet)).toBe(true);
    expect(announced.events.map(({ kind }) => kind)).toEqual([
      'draft',
      'sign-off',
      'choose-partners',
      'send-notice',
      'send-notice',
      'all-told',
      'record-receipt',
      'record-receipt',
      'announce',
    ]);
    expect(announced.partners.map(({ partner, receipt }) => [partner.partner, receipt?.name])).toEqual([
      ['JP', 'Desk officer'],
      ['DE', 'Desk officer'],
    ]);
    expect(await outcomeOn('2026-11-04')).toBe('no-licence-required');
    expect(await outcomeOn(FIRST_DAY)).toBe('licence-required');

    const recorded = (await service.visitor.call('recorded-instrument.list')).body.find(
      (each) => each.instrument === instrument,
    );
    // Its text is what was assessed, but for the day of publication.
    expect(recorded?.text).toBe(lawFile(instrument).replace(/^published:.*$/m, `published: ${TODAY}`));
    expect(await (await officer.client.call('measure.text', { params: { measure: id }, query: {} })).body.text()).toBe(
      recorded?.text,
    );

    // What follows is read from the law of the day.
    const inForce: Measure = await at(`${FIRST_DAY}T02:00:00Z`, 'policy-officer', (person) => read(id, person));
    expect([inForce.status, inForce.standing]).toEqual(['announced', 'in-force']);
    expect(inForce.provisions.map(({ status }) => status.is)).toEqual(['in-force']);
    expect((await auditOf(id)).filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  });

  test('is seen by nobody else before it is announced', async () => {
    const { id, instrument } = await measureAt('draft');
    const get = (person: TestPerson) => refusalOf(person.client.call('measure.get', { params: { measure: id } }));
    expect(await get(auditor)).toBe('done');
    for (const person of [senior, exporter, administrator]) expect(await get(person)).toBe('not-allowed');
    for (const [person, rows] of [
      [senior, 0],
      [exporter, 0],
      [officer, 1],
    ] as const)
      expect(
        await service.store.asProduct(async (db) => {
          await sql`select set_config('ytterby.account', ${person.account}, true), set_config('ytterby.product', '', true),
            set_config('ytterby.organisations', 'all', true),
            set_config('ytterby.measures', ${person === officer ? 'on' : ''}, true)`.execute(db);
          return (await db.selectFrom('measure').select('id').where('id', '=', id).execute()).length;
        }),
      ).toBe(rows);
    const known = (await service.visitor.call('recorded-instrument.list')).body.map((each) => each.instrument);
    expect(known).not.toContain(instrument);
    const { body } = await auditor.client.call('measure.get', { params: { measure: id } });
    expect(body.commands).toEqual([]);
  });

  test('says by line and by field what a draft has wrong', async () => {
    const instrument = nextInstrument();
    const text = lawFile(instrument).replace('fact: act', 'fact: deed');
    const preview = (await officer.client.call('measure.preview', { body: { text } })).body;
    expect(preview.effect).toBeNull();
    expect(preview.problems.length).toBeGreaterThan(0);
    expect(await refusalOf(officer.client.call('measure.draft', { body: { text } }))).toBe('not-valid');
    const inline = {
      text: lawFile(instrument).replace('published: 2026-11-04 # as planned\n', '"published": 2026-11-04\n'),
    };
    const problems = (await officer.client.call('measure.preview', { body: inline })).body.problems;
    expect(problems.map(({ line, field }) => [line, field])).toEqual([[5, 'published']]);
    const taken = await measureAt('draft');
    expect(await refusalOf(draft(officer, taken.instrument))).toBe('conflict');
    const windows = { body: { text: lawFile(instrument).replaceAll('\n', '\r\n') } };
    expect((await officer.client.call('measure.draft', windows)).body.text).toBe(lawFile(instrument));
  });

  test('shows in a preview what it would do, as figures', async () => {
    const saved = {
      params: { organisation: company },
      body: { name: 'Ho', facts: holmium(TODAY), asOfMode: 'today' as const },
    };
    await exporter.client.call('saved-determination.save', saved);
    const application = magnets(TODAY, '2027-11-01');
    const begin = { params: { organisation: company }, body: { application, facts: holmium(TODAY) } };
    await exporter.client.call('application.begin', begin);
    const { effect, problems } = (
      await officer.client.call('measure.preview', {
        body: { text: lawFile(nextInstrument(), { from: '2026-11-07' }) },
      })
    ).body;
    expect(problems).toEqual([]);
    if (effect === null) throw new Error('no effect');
    expect(effect.days.map(({ day }) => day)).toContain('2026-11-07');
    expect(effect.determinations).toEqual({ looked: 1, asked: 1, different: 1 });
    expect(effect.partners).toEqual([{ country: 'DE', records: 2 }]);
    expect(effect.statements.broken).toEqual([]);
    expect(effect.cases).toEqual({ looked: 1, asked: 1, different: 1 });
    for (const figures of [effect.licences, effect.shipments])
      expect(figures).toEqual({ looked: 0, asked: 0, different: 0 });
    // Announced above for 5 November, so these items are controlled without the draft already.
    expect(effect.items.codes).toEqual([]);
    const other = lawFile(nextInstrument(), { from: '2026-11-07' }).replace('gac-2025-57', 'gac-2025-56');
    const { body } = await officer.client.call('measure.preview', { body: { text: other } });
    const codes = body.effect?.items.codes ?? [];
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes.map(({ list, from }) => `${list} ${from}`))).toEqual(
      new Set(['cn/mofcom-gac-2025-56/items 2026-11-07']),
    );
  });

  test('goes back to its draft when it is revised after the sign-off', async () => {
    const { id, instrument } = await measureAt('received');
    const text = lawFile(instrument, { text: 'Other words.' });
    const revise = async (by: TestPerson) =>
      (await by.client.call('measure.revise', { params: { measure: id }, body: { text } }, await revisionOf(id))).body;
    const revised = await revise(analyst);
    expect(revised).toMatchObject({ status: 'draft', revision: 2, assessment: null });
    expect(revised.partners.map(({ notice: sent, receipt }) => [sent, receipt])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await refusalOf(revise(analyst))).toBe('nothing-changed');
    expect(await refusalOf(announce(director, id))).toBe('not-in-this-state');
    const old = await as(officer, (db) =>
      db.selectFrom('assessment').select('id').where('measure', '=', id).executeTakeFirstOrThrow(),
    );
    expect(await refusalOf(signOff(director, id, old.id))).toBe('other-revision');
    const first = await officer.client.call('measure.text', { params: { measure: id }, query: { revision: 1 } });
    expect(await first.body.text()).toBe(lawFile(instrument));
    const stale = officer.client.call('measure.revise', { params: { measure: id }, body: { text } }, { revision: 1 });
    expect(await refusalOf(stale)).toBe('changed-meanwhile');
  });

  test('can be given up, and another may then draft the instrument', async () => {
    const { id, instrument } = await measureAt('assessed');
    const withdraw = { params: { measure: id }, body: { reason: '不再需要' } };
    const { body } = await officer.client.call('measure.withdraw', withdraw, await revisionOf(id));
    expect([body.standing, body.withdrawn?.reason]).toEqual(['withdrawn', '不再需要']);
    expect((await draft(officer, instrument)).status).toBe('draft');
  });
});

describe('a gate', () => {
  test('is held against each wrong person, and the audit trail has each refusal', async () => {
    const { id } = await measureAt('draft');
    const ownRun = await assessed(id, director);
    const running = await assessed(id, analyst, { state: 'running' });
    const sound = await assessed(id, analyst);
    expect(await refusalOf(signOff(officer, id, sound))).toBe('not-allowed');
    expect(await refusalOf(signOff(director, id, ownRun))).toBe('own-assessment');
    expect(await refusalOf(signOff(director, id, running))).toBe('not-finished');
    expect(await refusalOf(signOff(director, id, randomUUID()))).toBe('no-such-assessment');
    expect(await refusalOf(signOff(analyst, id, sound))).toBe('own-assessment');
    expect(await refusalOf(announce(director, id))).toBe('not-in-this-state');
    expect(await refusalOf(signOff(secondDirector, id, sound))).toBe('done');
    expect((await auditOf(id)).filter(({ outcome }) => outcome === 'refused')).toEqual(
      ['own-assessment', 'not-finished', 'no-such-assessment', 'own-assessment', 'not-in-this-state'].map(
        (reason, at) => ({ account: at === 3 ? analyst.account : director.account, outcome: 'refused', reason }),
      ),
    );

    const own = await draft(secondDirector);
    expect(await refusalOf(signOff(secondDirector, own.id, await assessed(own.id, analyst)))).toBe('own-revision');
    const told = await measureAt('partners-told');
    expect(await refusalOf(announce(director, told.id))).toBe('gate-not-met');
    await opened(told.id, 'JP');
    const silent = announce(director, told.id);
    await expect(silent).rejects.toMatchObject({
      reason: 'gate-not-met',
      en: expect.stringMatching(/No receipt yet: DE/),
    });
    for (const person of [officer, senior, administrator, exporter, auditor])
      expect(
        await refusalOf(person.client.call('measure.announce', { params: { measure: told.id } }, { revision: 1 })),
      ).toBe('not-allowed');
  });

  test('closes once a day of effect has passed', async () => {
    const { id } = await measureAt('received', TODAY);
    const tried = (moment: string) => at(moment, 'policy-director', (person) => refusalOf(announce(person, id)));
    // Midnight in Beijing, and the minute before.
    expect(await tried('2026-11-02T16:00:00Z')).toBe('gate-not-met');
    expect(await tried('2026-11-02T15:59:00Z')).toBe('done');
  });

  test('cannot be passed by recording the instrument, nor another text after the announcement', async () => {
    const { id, instrument } = await measureAt('received');
    const record = (text: string) => refusalOf(administrator.client.call('instrument.record', { body: { text } }));
    expect(await record(lawFile(instrument))).toBe('not-recorded-here');
    const last = await service.store.asProduct((db) =>
      db
        .selectFrom('audit_event')
        .select(['account', 'outcome', 'detail'])
        .where('action', '=', 'law.record')
        .orderBy('sequence', 'desc')
        .executeTakeFirstOrThrow(),
    );
    expect(last).toMatchObject({ account: administrator.account, outcome: 'refused' });
    expect(last.detail).toContain('not-recorded-here');
    const past = (text: string, isWithdrawn = false) =>
      as(administrator, (db) =>
        db
          .insertInto('recorded_instrument')
          .values({
            id: randomUUID(),
            instrument,
            path: 'x',
            text,
            published: TODAY,
            recorded_at: new Date(),
            recorded_by: administrator.account,
            withdrawn_at: isWithdrawn ? new Date() : null,
          })
          .execute(),
      );
    await expect(past(lawFile(instrument))).rejects.toThrow('an instrument that a measure has');
    // Nor by way of a record that was withdrawn.
    await past(lawFile(instrument), true);
    const again = (db: Transaction<Database>) =>
      sql`update recorded_instrument set withdrawn_at = null where instrument = ${instrument}`.execute(db);
    await expect(as(administrator, again)).rejects.toThrow('an instrument that a measure has');
    await announce(director, id);
    const rows = (await service.visitor.call('recorded-instrument.list')).body;
    const recorded = rows.find((each) => each.instrument === instrument && each.withdrawnAt === null);
    await administrator.client.call('instrument.withdraw', { params: { record: recorded?.id ?? '' } });
    expect((await read(id)).standing).toBe('not-in-law');
    expect(await record(lawFile(instrument, { text: 'Other words.' }))).toBe('not-recorded-here');
    expect(await record(recorded?.text ?? '')).toBe('done');
    expect((await read(id)).standing).toBe('announced');
  });
});

describe('the database', () => {
  test('has the table of transitions that core has', async () => {
    const rows = await service.store.asProduct((db) => db.selectFrom('measure_transition').selectAll().execute());
    const stored = rows.map(
      (row) => `${row.command} ${row.from_status} ${row.to_status} ${[...row.roles].sort().join()}`,
    );
    const wanted = MEASURE_TRANSITIONS.flatMap(({ command, from, to, roles }) =>
      from.map((status) => `${command} ${status} ${to} ${[...roles].sort().join()}`),
    );
    expect(stored.sort()).toEqual(wanted.sort());
  });

  /** Puts an event in without core. */
  async function put(
    measure: string,
    person: TestPerson,
    command: { readonly command: string; readonly [field: string]: unknown },
    {
      role = 'policy-director',
      acting = person,
      revision,
    }: { role?: string; acting?: TestPerson; revision?: number } = {},
  ): Promise<string> {
    const row = await as(officer, (db) =>
      db.selectFrom('measure').selectAll().where('id', '=', measure).executeTakeFirstOrThrow(),
    );
    const content = { ...command, by: { person: person.account, role }, on: TODAY };
    try {
      await as(acting, (db) =>
        db
          .insertInto('measure_event')
          .values({
            measure,
            sequence: row.version + 1,
            revision: revision ?? row.revision,
            kind: command.command,
            at: new Date(),
            on_day: TODAY,
            account: person.account,
            role,
            content: JSON.stringify(content),
          })
          .execute(),
      );
      return 'stored';
    } catch (error) {
      return (error as Error).message;
    }
  }
  const ANNOUNCE = { command: 'announce' };

  test('refuses each gate passed over, whoever asks', async () => {
    const drafted = await measureAt('draft');
    const [sound, ownRun] = [await assessed(drafted.id, analyst), await assessed(drafted.id, director)];
    const running = await assessed(drafted.id, analyst, { state: 'running' });
    const sign = (assessment: string, ranBy: TestPerson) => ({ command: 'sign-off', assessment, ranBy: ranBy.account });
    expect(await put(drafted.id, director, ANNOUNCE)).toBe('a skipped state');
    expect(await put(drafted.id, director, sign(ownRun, director))).toBe("one's own assessment signed");
    expect(await put(drafted.id, director, sign(ownRun, analyst))).toBe("one's own assessment signed");
    expect(await put(drafted.id, director, sign(running, analyst))).toBe('an assessment that is not finished');
    expect(await put(drafted.id, director, sign(sound, officer))).toBe('the event is not what its columns say');
    expect(await put(drafted.id, officer, sign(sound, analyst), { role: 'policy-officer' })).toBe('not this role');
    // An officer who says to be a director; and somebody who signs in another's name.
    expect(await put(drafted.id, officer, sign(sound, analyst))).toBe('a forged signer');
    expect(await put(drafted.id, director, sign(sound, analyst), { acting: officer })).toBe('a forged signer');
    expect(await put(drafted.id, senior, sign(sound, analyst))).toBe('a forged signer');
    const elsewhere = await measureAt('draft');
    expect(await put(elsewhere.id, director, sign(sound, analyst))).toBe('an assessment of something else');
    const own = await draft(secondDirector);
    expect(await put(own.id, secondDirector, sign(await assessed(own.id, analyst), analyst))).toBe(
      "one's own revision signed",
    );

    const signed = await measureAt('assessed');
    expect(await put(signed.id, director, { command: 'all-told' })).toBe('no partner');
    await act(officer, signed.id, PARTNERS);
    await act(officer, signed.id, notice('JP'));
    expect(await put(signed.id, director, { command: 'all-told' })).toBe('a partner that was not told');
    const receipt = { command: 'record-receipt', partner: 'DE', revision: 1, how: 'recorded', note: 'x' };
    expect(await put(signed.id, director, receipt)).toBe('a partner that was not told');
    expect(await put(signed.id, director, { ...receipt, partner: 'US' })).toBe('not a partner');
    expect(await put(signed.id, director, { ...receipt, partner: 'JP', revision: 2 })).toBe('not this revision');
    const { note: _, ...unexplained } = { ...receipt, partner: 'JP' };
    expect(await put(signed.id, director, unexplained)).toMatch('a receipt of which nobody says');
    expect(await put(signed.id, director, { command: 'choose-partners', partners: [] })).toBe(
      'a partner dropped that was told',
    );

    const told = await measureAt('partners-told');
    expect(await put(told.id, director, ANNOUNCE)).toBe('a notice without a receipt');
    const openedBy = { ...receipt, how: 'opened' };
    expect(await put(told.id, officer, openedBy, { role: 'partner' })).toBe('a forged signer');
    expect(await put(told.id, director, openedBy)).toMatch('a receipt of which nobody says');
    const received = await measureAt('received');
    const late = await measureAt('received', TODAY);
    expect(await put(received.id, director, ANNOUNCE, { revision: 2 })).toBe('not this revision');
    expect(await put(received.id, director, ANNOUNCE)).toBe('stored');
    expect(await put(received.id, director, ANNOUNCE)).toBe('a skipped state');
    expect(await put(late.id, officer, { command: 'withdraw', reason: 'x' }, { role: 'policy-officer' })).toBe(
      'stored',
    );
  });

  test('changes no event, no measure, and no assessment that has ended', async () => {
    const { id } = await measureAt('assessed');
    const forced = (statement: ReturnType<typeof sql>) => as(director, (db) => statement.execute(db));
    await expect(forced(sql`update measure set status = 'announced' where id = ${id}`)).rejects.toThrow('permission');
    await expect(forced(sql`delete from measure_event where measure = ${id}`)).rejects.toThrow('permission');
    const stop = sql`update assessment set state = 'stopped', result = null where measure = ${id}`;
    await expect(forced(stop)).rejects.toThrow('an assessment that has ended');
    await expect(forced(sql`update assessment set ran_by = ${director.account}`)).rejects.toThrow('permission');
    const begun = sql`insert into measure (id, instrument, title_zh, title_en, status, created_at, created_by)
      values (${randomUUID()}, 'cn/x', 'x', 'x', 'announced', now(), ${director.account})`;
    await expect(forced(begun)).rejects.toThrow('a measure begins new');
    const forAnother = sql`insert into assessment (id, measure, revision, case_text, tables, tables_fingerprint, seed, samples, ran_by, asked_at)
      values (${randomUUID()}, ${id}, 1, 'x', 'x', 'x', 1, 1, ${analyst.account}, now())`;
    await expect(forced(forAnother)).rejects.toThrow('a forged signer');
  });
});
