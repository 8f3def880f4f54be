import { type Application, lastDayWithin } from '@ytterby/core/licensing';
import ICAL from 'ical.js';
import { sql } from 'kysely';
import pg from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import { tell } from '../messages/tell.ts';
import { remind } from './remind.ts';

/** From cases and licences to what is due: over HTTP, in reminders, and in a calendar. */

const PROVISION = 'cn/npcsc-2020-export-control-law/13';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [PROVISION] };
const LAST_DAY = lastDayWithin('2026-03-10', 1);

let service: TestService;
let company: string;
let department: string;
let exporter: TestPerson;
let stranger: TestPerson;
let officer: TestPerson;
let other: TestPerson;
let senior: TestPerson;
let adviser: TestPerson;
let customs: TestPerson;
let owner: pg.Client;

beforeAll(async () => {
  service = await testService();
  owner = new pg.Client(service.config);
  await owner.connect();
  // The service reminds of its own accord when it starts; what this test counts comes after.
  await eventually(async () => {
    const { rowCount } = await owner.query(`select from pgboss.job where name = 'remind' and state = 'completed'`);
    return rowCount === 1;
  });
  await at('2026-03-02');
  company = await service.organisation('company', 'Example Magnets');
  department = await service.organisation('authority-unit');
  const authority = await service.organisation('licensing-authority');
  exporter = await service.person([[company, ['exporter']]]);
  stranger = await service.person([[await service.organisation('company'), ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer']]]);
  other = await service.person([[authority, ['licensing-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
  adviser = await service.person([[department, ['adviser']]]);
  customs = await service.person([[await service.organisation('customs'), ['customs-officer']]]);
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

async function eventually(look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await look()) return;
    await wait(100);
  }
  throw new Error('It did not come to that.');
}

/** Moves the clock to nine in the morning in Beijing; the sessions are kept open by hand, for they would end. */
async function at(day: string): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

function magnets(): Application {
  return {
    kind: 'individual-licence',
    applicant: {
      name: '示例磁材有限公司',
      country: 'CN',
      address: '示例市示例路1号',
      uscc: '91350100M000100Y43',
      contact: { name: '王示例' },
    },
    destination: 'DE',
    endUsers: [{ name: 'Beispiel Motoren GmbH', country: 'DE', address: 'Musterstrasse 1' }],
    endUse: { kind: 'civil', description: '电动汽车驱动电机' },
    contract: {
      number: 'YT-2026-001',
      currency: 'EUR',
      lines: [{ id: '1', description: 'magnets', quantity: '500', unit: 'kg', unitPrice: '92.5', value: '46250' }],
    },
    lines: [
      {
        id: 'a',
        contractLine: '1',
        nameZh: '含镝钕铁硼磁体',
        description: 'NdFeB magnets with Dy',
        code: '1C905.a.4',
        quantity: '500',
        unit: 'kg',
        value: '46250',
        currency: 'EUR',
      },
    ],
    validity: { from: '2026-03-10', lastDay: LAST_DAY },
    proof: {
      'end-user': 'Beispiel Motoren GmbH',
      'exact-use': '电动汽车驱动电机转子',
      'undertakes-end-use': 'yes',
      'undertakes-no-transfer': 'yes',
    },
    papers: ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'].map(
      (id) => ({
        id,
        paper: id,
        language: 'zh' as const,
      }),
    ),
  };
}

type Fields = Readonly<Record<string, unknown>>;

async function work(id: string, command: string, fields: Fields = {}, by = officer) {
  const { revision = 0 } = await by.client.call('case.get', { params: { case: id } });
  return (await by.client.call('case.act', { params: { case: id }, body: { command, ...fields } }, { revision })).body;
}

/** A case that was accepted today. */
async function accepted(): Promise<string> {
  const params = { organisation: company };
  const { id, version } = (
    await exporter.client.call('application.begin', { params, body: { application: magnets() } })
  ).body;
  const submit = { params: { organisation: company, case: id }, body: { command: 'submit' } };
  await exporter.client.call('application.act', submit, { revision: version });
  await work(id, 'accept');
  return id;
}

const dutiesOf = async (person: TestPerson, organisation: string, query: Fields = {}) =>
  (await person.client.call('duty.list', { params: { organisation }, query })).body.items;
const registered = async (person: TestPerson, query: Fields = {}) =>
  (await person.client.call('duty.register', { query })).body.items;
const inbox = async (person: TestPerson) => (await person.client.call('message.list', { query: {} })).body.items;
const remindNow = async () => {
  const { book } = service.law.current();
  return (await remind({ store: service.store, book, now: service.clock.now })).reminded;
};
const refusal = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
    return 'done';
  } catch (error) {
    if (error instanceof ClientProblem) return error.code;
    throw error;
  }
};

let first: string;

describe('what is due in a case', () => {
  test('is seen by those who owe it, by the applicant the decision alone, and by nobody else', async () => {
    first = await accepted();
    await work(first, 'ask-information', {
      request: 'r1',
      questions: [{ id: 'q', text: { zh: '用途？' }, type: 'text', field: 'remarks' }],
      lastDay: '2026-03-13',
    });
    await work(first, 'ask-advice', { advice: 'a1', department, question: '？', workingDays: 10 });

    const own = await dutiesOf(exporter, company);
    expect(own.map(({ kind, last, owedBy, status, remaining }) => [kind, last, owedBy?.id, status, remaining])).toEqual(
      [
        ['information', '2026-03-13', company, 'upcoming', 9],
        ['decision', '2026-05-08', undefined, 'upcoming', 45],
      ],
    );
    expect(own[1]?.because?.cite.en).toBe('Order No. 792 art. 17(1)');
    expect((await dutiesOf(adviser, department)).map(({ kind, last }) => [kind, last])).toEqual([
      ['advice', '2026-03-16'],
    ]);
    expect((await registered(officer)).map(({ kind }) => kind)).toEqual(['information', 'advice', 'decision']);
    expect((await registered(officer, { kind: 'advice' })).map(({ owedBy }) => owedBy?.id)).toEqual([department]);
    expect((await registered(officer, { from: '2026-03-14', to: '2026-03-31' })).map(({ kind }) => kind)).toEqual([
      'advice',
    ]);

    expect(await refusal(dutiesOf(stranger, company))).toBe('not-found');
    expect(await refusal(registered(stranger))).toBe('not-allowed');
    expect(await refusal(registered(adviser))).toBe('not-allowed');
    expect(await refusal(dutiesOf(officer, company))).toBe('not-allowed');
  });

  test('comes in pages, late first', async () => {
    const page = await officer.client.call('duty.register', { query: { limit: 2 } });
    const rest = await officer.client.call('duty.register', { query: { limit: 2, after: page.body.next ?? '' } });
    expect([...page.body.items, ...rest.body.items].map(({ kind }) => kind)).toEqual([
      'information',
      'advice',
      'decision',
    ]);
    await at('2026-03-16');
    const items = await registered(officer);
    expect(items.map(({ kind, status, remaining }) => [kind, status, remaining])).toEqual([
      ['information', 'late', -1],
      ['advice', 'due-today', 0],
      ['decision', 'upcoming', 35],
    ]);
    expect((await registered(officer, { status: 'late' })).map(({ kind }) => kind)).toEqual(['information']);
  });
});

describe('reminders', () => {
  test('come once for each point, to those who owe it', async () => {
    await at('2026-03-05');
    expect(await remindNow()).toBe(0);
    await at('2026-03-06');
    expect(await remindNow()).toBe(1);
    expect(await remindNow()).toBe(0);
    const [message] = await inbox(exporter);
    expect(message).toMatchObject({
      kind: 'reminder',
      title: { en: expect.stringMatching(/^5 working days left: Answer the request for information \(2026-\d{6}\)$/) },
      path: `/workspace/${company}/applications/${first}`,
      readAt: null,
    });
    await at('2026-03-09');
    // The five working days of the department begin.
    expect(await remindNow()).toBe(1);
    expect((await inbox(adviser)).map(({ path }) => path)).toEqual(['/advice']);
    expect(await inbox(stranger)).toEqual([]);
    expect(await inbox(other)).toEqual([]);
  });

  test('after days without a service tell the most pressing point alone', async () => {
    const before = (await inbox(exporter)).length;
    await at('2026-03-16');
    // Of the answer that it is late, not that it was due on Friday; of the advice that it is due today.
    expect(await remindNow()).toBe(2);
    const news = (await inbox(exporter)).slice(0, -before);
    expect(news.map(({ title }) => title.en)).toEqual([expect.stringMatching(/^Late: /)]);
    expect((await inbox(adviser))[0]?.title.zh).toMatch(/^今日到期：/);
    await at('2026-03-17');
    expect(await remindNow()).toBe(1);
    expect(await remindNow()).toBe(0);
  });

  test('of a decision go to the officer who deals with the case', async () => {
    await at('2026-05-07');
    expect(await remindNow()).toBe(1);
    expect((await inbox(officer)).map(({ title }) => title.en)).toEqual([
      expect.stringMatching(/^1 working day left: Decide on the application/),
    ]);
    expect(await inbox(other)).toEqual([]);
    // A clock that was stopped has no day, and when it runs again another one: then there is something new to say.
    await work(first, 'stop-clock', { ground: 'expert-opinion', reason: 'x' });
    await at('2026-05-08');
    expect(await remindNow()).toBe(0);
    await work(first, 'resume-clock', { ground: 'expert-opinion' });
    expect((await registered(officer, { kind: 'decision' }))[0]?.last).toBe('2026-05-11');
    expect(await remindNow()).toBe(1);
  });

  test('are marked as read one by one, or all', async () => {
    const count = async () => (await exporter.client.call('message.count')).body.unread;
    const all = await inbox(exporter);
    expect(await count()).toBe(all.length);
    expect(all.length).toBeGreaterThan(1);
    await exporter.client.call('message.read', { body: { messages: [all[0]?.id ?? ''] } });
    expect(await count()).toBe(all.length - 1);
    // Of another's messages nobody marks any.
    await stranger.client.call('message.read', { body: { messages: all.map(({ id }) => id) } });
    expect(await count()).toBe(all.length - 1);
    await exporter.client.call('message.read', { body: { messages: 'all' } });
    expect(await count()).toBe(0);
    expect((await exporter.client.call('message.list', { query: { unread: true } })).body.items).toEqual([]);
  });
});

describe('a message', () => {
  const about = (key: string) => ({
    kind: 'notice' as const,
    subject: { kind: 'case', id: first },
    title: { zh: '告知', en: 'Notice' },
    text: { zh: '内容', en: 'Text' },
    path: `/cases/${first}`,
    key,
  });

  test('is told once, by whoever need not see whom it goes to', async () => {
    const { now } = service.clock;
    const actor = {
      account: { id: exporter.account, name: '', email: '' },
      session: null,
      token: null,
      memberships: [{ organisation: company, roles: ['exporter' as const] }],
      withheld: [],
      agencies: [],
      demos: [],
    };
    const told = (key: string) =>
      service.store.write(actor, (db) => tell(db, { to: { roles: ['licensing-officer'] }, ...about(key) }, now));
    expect(await told('notice/1')).toBe(2);
    expect(await told('notice/1')).toBeNull();
    expect((await inbox(other)).map(({ title }) => title.en)).toEqual(['Notice']);
    const nobody = service.store.asProduct((db) => tell(db, { to: {} as never, ...about('notice/2') }, now));
    await expect(nobody).rejects.toThrow('a message to nobody');
    const away = { ...about('notice/3'), path: '//elsewhere.example', to: { accounts: [other.account] } };
    await expect(service.store.asProduct((db) => tell(db, away, now))).rejects.toThrow('violates check constraint');
  });

  test('of an organisation is gone for whoever has left it', async () => {
    const leaver = await service.person([[company, ['exporter']]]);
    const to = { organisation: company, roles: ['exporter' as const] };
    await service.store.asProduct((db) => tell(db, { to, ...about('notice/4') }, service.clock.now));
    expect((await inbox(leaver)).length).toBe(1);
    await owner.query('delete from membership where account = $1', [leaver.account]);
    expect(await inbox(leaver)).toEqual([]);
    expect((await leaver.client.call('message.count')).body.unread).toBe(0);
  });

  test('reaches the agent of an operator outside China, while the power of attorney holds', async () => {
    const operator = await service.organisation('operator');
    const appoint = (from: string, last: string | null) =>
      owner.query(
        `insert into agency (id, agent, principal, scopes, document, from_day, last_day, made_at)
         values ($1, $2, $3, '{applications}', 'x', $4, $5, now())`,
        [crypto.randomUUID(), company, operator, from, last],
      );
    const to = { organisation: operator };
    const told = (key: string) => service.store.asProduct((db) => tell(db, { to, ...about(key) }, service.clock.now));
    await appoint('2026-01-01', '2026-05-07');
    expect(await told('notice/5')).toBe(0);
    await appoint('2026-05-08', null);
    expect(await told('notice/6')).toBe(1);
  });
});

describe('usage reports', () => {
  let licence: string;
  let number: string;
  const report = (more: Fields = {}) => ({
    params: { organisation: company, licence },
    body: {
      declaration: '370120260000001',
      stage: 'arrival' as const,
      happenedOn: '2026-04-15',
      text: '已到货，数量无误。',
      papers: ['提单 BL-1'],
      ...more,
    },
  });
  const ofUse = async () =>
    (await dutiesOf(exporter, company, { kind: 'usage-report' })).map(({ title, last, open, status }) => [
      title.en,
      last,
      open,
      status,
    ]);

  beforeAll(async () => {
    await at('2026-05-08');
    const id = await accepted();
    await work(id, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
    // Whatever is sent beside the id, the library says what the condition asks for.
    const sent = { condition: 'c1', library: 'report-of-use', text: { zh: 'x' } };
    await work(id, 'set-condition', sent);
    await work(id, 'recommend-grant', REASONS);
    const grant = {
      from: '2026-03-10',
      lastDay: LAST_DAY,
      lines: [{ line: 'a', quantity: '500', value: '46250' }],
      conditions: ['c1'],
      ...REASONS,
    };
    const granted = await work(id, 'grant', grant, senior);
    licence = granted.licence ?? '';
    number = (await officer.client.call('register.get', { params: { licence } })).body.number;
  });

  test('are asked for by a condition of the library, for every export that customs confirms', async () => {
    expect(await ofUse()).toEqual([]);
    const drawn = { line: '1', quantity: '100', unit: 'KGM', value: '9250', currency: 'EUR' };
    await customs.client.call('draw-down.reserve', {
      params: { number },
      body: { drawDown: 'D1', declaration: '370120260000001', lines: [drawn], lastDay: '2026-05-20' },
    });
    expect(await ofUse()).toEqual([]);
    await customs.client.call('draw-down.confirm', { params: { number, drawDown: 'D1' }, body: {} });
    const stages = ['arrival', 'use'].map((stage) => `Report on ${stage} (declaration 370120260000001)`);
    expect(await ofUse()).toEqual(stages.map((stage) => [stage, null, 'arrival-not-reported', 'no-day']));
    const { body } = await exporter.client.call('usage-report.list', { params: { organisation: company, licence } });
    expect(body).toEqual({ exports: [{ declaration: '370120260000001', on: '2026-05-08' }], reports: [] });
  });

  test('stay with a condition through a new wording, unless it says otherwise', async () => {
    const report = { stages: ['use' as const], days: 10, count: 'working-days' as const, after: 'export' as const };
    const add = async (more: object) =>
      (await senior.client.call('condition.add', { body: { text: { zh: '报告', en: 'Report' }, ...more } })).body;
    const made = await add({ report });
    expect(made.report).toEqual(report);
    expect((await add({ condition: made.id })).report).toEqual(report);
    expect((await add({ condition: made.id, report: null })).report).toBeNull();
    const wrong = { ...report, days: 0 };
    expect(await refusal(add({ report: wrong }))).toBe('bad-request');
  });

  test('are made by the holder, and let the terms run', async () => {
    await at('2026-05-20');
    const made = (await exporter.client.call('usage-report.make', report({ happenedOn: '2026-05-18' }))).body;
    expect(made).toMatchObject({ stage: 'arrival', happenedOn: '2026-05-18', papers: ['提单 BL-1'] });
    // Sixty days after 2026-05-18: 13 days of May, 30 of June, 17 of July.
    expect(await ofUse()).toEqual([['Report on use (declaration 370120260000001)', '2026-07-17', null, 'upcoming']]);
    expect((await dutiesOf(exporter, company, { status: 'done' })).map(({ doneOn }) => doneOn)).toEqual(['2026-05-20']);
    const { body } = await officer.client.call('register.usage-reports', { params: { licence } });
    expect(body.reports).toMatchObject([{ id: made.id, text: '已到货，数量无误。' }]);
  });

  test('of days that cannot be, or of the licence of another, are refused', async () => {
    expect(await refusal(exporter.client.call('usage-report.make', report({ happenedOn: '2026-05-21' })))).toBe(
      'not-valid',
    );
    expect(await refusal(exporter.client.call('usage-report.make', report({ happenedOn: '2026-03-09' })))).toBe(
      'not-valid',
    );
    expect(await refusal(exporter.client.call('usage-report.make', report({ happenedOn: '2026-02-30' })))).toBe(
      'bad-request',
    );
    expect(await refusal(stranger.client.call('usage-report.make', report()))).toBe('not-found');
    expect(await refusal(officer.client.call('usage-report.make', report()))).toBe('not-allowed');
    const theirs = await service.store
      .write(
        {
          account: { id: stranger.account, name: '', email: '' },
          session: null,
          token: null,
          memberships: [{ organisation: company, roles: ['exporter'] }],
          withheld: [],
          agencies: [],
          demos: [],
        },
        (db) =>
          db
            .insertInto('usage_report')
            .values({
              id: crypto.randomUUID(),
              organisation: company,
              licence: crypto.randomUUID(),
              declaration: 'D',
              stage: 'use',
              happened_on: '2026-05-01',
              text: 'x',
              papers: [],
              made_at: new Date(),
              made_by: stranger.account,
            })
            .execute(),
      )
      .catch((error: { code?: string }) => error.code);
    expect(theirs).toBe('42501');
  });

  test('what was corrected to nothing has not left, and asks for no report', async () => {
    const drawn = { line: '1', quantity: '0', unit: 'KGM', value: '0', currency: 'EUR' };
    await customs.client.call('draw-down.correct', {
      params: { number, drawDown: 'D1' },
      body: { correction: 'K1', lines: [drawn], reason: '退关' },
    });
    expect(await ofUse()).toEqual([]);
  });

  test('a licence expires, and the holder keeps its records', async () => {
    const own = await dutiesOf(exporter, company);
    expect(own.filter(({ subject }) => subject.id === licence).map(({ kind, last }) => [kind, last])).toEqual([
      ['licence-expiry', LAST_DAY],
      ['record-keeping', lastDayWithin('2027-03-10', 5)],
    ]);
    expect((await registered(officer, { kind: 'record-keeping' })).length).toBe(0);
  });
});

describe('a calendar', () => {
  const fetched = async (url: string) => {
    const response = await fetch(`${service.url}${new URL(url).pathname}`);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const made = async (person: TestPerson) => (await person.client.call('calendar-link.make')).body.url;
  const eventsIn = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));

  test('shows the duties of the person, as calendar programs read them', async () => {
    const url = await made(exporter);
    const { status, type, text } = await fetched(url);
    expect([status, type]).toEqual([200, expect.stringContaining('text/calendar')]);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const events = eventsIn(text);
    const duties = (await dutiesOf(exporter, company)).filter(({ last }) => last !== null);
    expect(events.map(({ startDate }) => startDate.toString()).sort()).toEqual(
      duties.map(({ last }) => last ?? '').sort(),
    );
    const decision = events.find(({ summary }) => summary.includes('Decide on the application'));
    expect(decision?.startDate.isDate).toBe(true);
    expect(decision?.endDate.subtractDate(decision.startDate).toSeconds()).toBe(86_400);
    expect(decision?.description).toContain('Source: Order No. 792 art. 17(1)');
    const [alarm] = decision?.component.getAllSubcomponents('valarm') ?? [];
    expect(alarm?.getFirstPropertyValue('action')).toBe('DISPLAY');
    // The same duties have the same names each time.
    const uids = (all: ReturnType<typeof eventsIn>) => all.map(({ uid }) => uid).sort();
    expect(uids(eventsIn((await fetched(url)).text))).toEqual(uids(events));
    expect(new Set(uids(events)).size).toBe(events.length);
  });

  test('in Chinese for whoever reads Chinese, with what the authority owes for officers', async () => {
    await owner.query(`update account set language = 'zh' where id = $1`, [officer.account]);
    const events = eventsIn((await fetched(await made(officer))).text);
    expect(events.map(({ summary }) => summary)).toEqual(
      events.map((): unknown => expect.stringContaining('作出许可决定')),
    );
    expect(events.length).toBeGreaterThan(0);
  });

  test('opens with its code alone, the last that was made, and until it is revoked', async () => {
    const one = await made(exporter);
    const two = await made(exporter);
    expect((await fetched(one)).status).toBe(404);
    expect((await fetched(two)).status).toBe(200);
    const code = two.split('/').at(-1) ?? '';
    const { rows } = await owner.query(`select * from calendar_link where account = $1`, [exporter.account]);
    expect(JSON.stringify(rows)).not.toContain(code);
    const { rows: trail } = await owner.query(`select detail, subject_id from audit_event`);
    expect(JSON.stringify(trail)).not.toContain(code);
    expect((await fetched(two.slice(0, -1) + (two.endsWith('A') ? 'B' : 'A'))).status).toBe(404);
    expect((await exporter.client.call('calendar-link.get')).body.madeAt).not.toBeNull();
    await exporter.client.call('calendar-link.revoke');
    expect((await fetched(two)).status).toBe(404);
    expect((await exporter.client.call('calendar-link.get')).body.madeAt).toBeNull();
  });

  test('shows nothing more once the person may see nothing more', async () => {
    const member = await service.person([[company, ['exporter']]]);
    const url = await made(member);
    expect(eventsIn((await fetched(url)).text).length).toBeGreaterThan(0);
    await owner.query('delete from membership where account = $1', [member.account]);
    expect(eventsIn((await fetched(url)).text)).toEqual([]);
    await owner.query('update account set disabled_at = now() where id = $1', [member.account]);
    expect((await fetched(url)).status).toBe(404);
  });
});
