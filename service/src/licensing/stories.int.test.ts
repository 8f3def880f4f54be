import { type Application, type CaseEvent, replay } from '@ytterby/core/licensing';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import { qrTexts } from '../licence-document/qr-text.ts';
import { verifyLicence } from '../licence-document/verify.ts';

/** Whole cases over HTTP, with the typed client, as the applicant, the authority and the departments play them. */

/** The example of GB 32100-2015. */
const USCC = '91350100M000100Y43';
const LAW_13 = 'cn/npcsc-2020-export-control-law/13';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [LAW_13] };
const REFUSAL = { reasons: '最终用户不能说明用途', provisions: [LAW_13], noPath: [LAW_13] };

let service: TestService;
let company: string;
let departments: readonly [string, string];
let exporter: TestPerson;
let stranger: TestPerson;
let officer: TestPerson;
let second: TestPerson;
let senior: TestPerson;
let otherSenior: TestPerson;
let advisers: readonly (readonly [TestPerson, TestPerson])[];

beforeAll(async () => {
  service = await testService();
  await at('2026-03-02');
  company = await service.organisation('company');
  const authority = await service.organisation('licensing-authority');
  departments = [await service.organisation('authority-unit'), await service.organisation('authority-unit')];
  exporter = await service.person([[company, ['exporter']]]);
  stranger = await service.person([[await service.organisation('company'), ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer']]]);
  second = await service.person([[authority, ['licensing-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
  otherSenior = await service.person([[authority, ['senior-officer']]]);
  const adviser = (department: string) => service.person([[department, ['adviser']]]);
  advisers = [
    [await adviser(departments[0]), await adviser(departments[0])],
    [await adviser(departments[1]), await adviser(departments[1])],
  ];
});
afterAll(() => service.close());

/** Moves the clock to nine in the morning in Beijing; the sessions are kept open by hand, for they would end. */
async function at(day: string): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

type Fields = Readonly<Record<string, unknown>>;
type Case = { readonly id: string; readonly organisation: string };

/** The applicant, or the agent in its name, does something with a case. */
async function apply(by: TestPerson, { id, organisation }: Case, command: string, fields: Fields = {}) {
  const params = { organisation, case: id };
  const { revision = 0 } = await by.client.call('application.get', { params });
  const { body } = await by.client.call('application.act', { params, body: { command, ...fields } }, { revision });
  return body;
}

async function work(by: TestPerson, { id }: Case, command: string, fields: Fields = {}) {
  const { revision = 0 } = await by.client.call('case.get', { params: { case: id } });
  const given = { params: { case: id }, body: { command, ...fields } };
  const { body } = await by.client.call('case.act', given, { revision });
  return body;
}

async function advise(by: TestPerson, department: string, { id }: Case, command: string, fields: Fields) {
  const asked = await by.client.call('advice.list', { params: { organisation: department } });
  const revision = asked.body.find((each) => each.id === id)?.version ?? 0;
  const given = { params: { organisation: department, case: id }, body: { command, ...fields } };
  const { body } = await by.client.call('advice.act', given, { revision });
  return body;
}

async function begin(by: TestPerson, organisation: string, application: Application, facts?: Fields) {
  const body = facts === undefined ? { application } : { application, facts };
  return (await by.client.call('application.begin', { params: { organisation }, body: body as never })).body;
}

async function problem(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ClientProblem) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'done';
}

/** The last thing in the audit trail that this person was refused. */
async function lastRefusal(person: TestPerson) {
  return service.store.asProduct((db) =>
    db
      .selectFrom('audit_event')
      .select(['action', 'outcome', 'detail'])
      .where('account', '=', person.account)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
}

/** Do the stored events, played from the first on, make the stored state? */
async function replayed({ id }: Case): Promise<void> {
  const [row, events] = await service.store.asProduct(async (db) => [
    await db.selectFrom('licensing_case').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    await db.selectFrom('case_event').select('event').where('licensing_case', '=', id).orderBy('version').execute(),
  ]);
  const again = replay(events.map(({ event }) => event as unknown as CaseEvent));
  if (!again.ok) throw new Error(`${again.at}: ${again.code}`);
  expect(JSON.parse(JSON.stringify(again.state))).toEqual(row.state);
  expect({ status: row.status, version: row.version }).toEqual({
    status: again.state.status,
    version: again.state.version,
  });
}

const END_USER = 'Beispiel Motoren GmbH';
const factsOf = (endUser: string, country: string) => ({
  asOf: '2026-03-02',
  from: 'CN',
  to: country,
  exporter: { name: '示例磁材有限公司', country: 'CN' },
  endUse: { kind: 'civil', dangerKnown: 'no' },
  parties: [{ role: 'end-user', name: endUser, country, military: 'no', owners: 'none' }],
  lines: [
    {
      id: 'a',
      item: {
        description: '含镝钕铁硼磁体 sintered NdFeB magnet containing dysprosium',
        form: 'magnet',
        elements: ['Nd', 'Fe', 'B', 'Dy'],
      },
      origin: 'CN',
      madeIn: 'CN',
    },
  ],
});

const papersOf = (...ids: readonly string[]) => ids.map((id) => ({ id, paper: id, language: 'zh' as const }));
const ART_16 = ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'];

function magnets(endUser = END_USER, country = 'DE'): Application {
  return {
    kind: 'individual-licence',
    applicant: {
      name: '示例磁材有限公司',
      country: 'CN',
      address: '示例市示例路1号',
      uscc: USCC,
      contact: { name: '王示例' },
    },
    destination: country,
    endUsers: [{ name: endUser, country, address: 'Musterstrasse 1' }],
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
        code: '1C905.a.4',
        quantity: '500',
        unit: 'kg',
        value: '46250',
        currency: 'EUR',
      },
    ],
    validity: { from: '2026-06-01', lastDay: '2027-05-31' },
    proof: {
      'end-user': endUser,
      'exact-use': '电动汽车驱动电机转子',
      'undertakes-end-use': 'yes',
      'undertakes-no-transfer': 'yes',
    },
    papers: papersOf(...ART_16),
  };
}

/** What is granted where nothing is cut, and no condition was set. */
const GRANT = {
  from: '2026-06-01',
  lastDay: '2027-05-31',
  lines: [{ line: 'a', quantity: '500', value: '46250' }],
  conditions: [],
  ...REASONS,
};

async function accepted(application: Application = magnets()): Promise<Case> {
  const begun = await begin(exporter, company, application);
  await apply(exporter, begun, 'submit');
  await work(officer, begun, 'accept');
  return begun;
}

async function recommended(command: 'recommend-grant' | 'recommend-refusal', fields: Fields): Promise<Case> {
  const one = await accepted();
  await work(officer, one, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
  await work(officer, one, command, fields);
  return one;
}

describe('an individual licence', () => {
  let one: Case;

  test('a draft is made from facts, linted, mended and submitted; nobody else sees it before', async () => {
    await at('2026-03-02');
    const { proof: _, ...without } = magnets();
    const draft = await begin(exporter, company, without, factsOf(END_USER, 'DE'));
    one = draft;
    expect(draft.determination?.outcome).toBe('licence-required');
    expect(draft.state.application?.determination).toMatchObject({ asOf: '2026-03-02', outcome: 'licence-required' });
    expect(draft.number).toBeNull();

    expect(await problem(apply(exporter, one, 'submit'))).toMatch(/^not-valid: The application has errors/);
    const lint = await exporter.client.call('application.lint', { body: { application: without } });
    expect(lint.body.findings.filter(({ severity }) => severity === 'error').map(({ field }) => field)).toContain(
      'proof.end-user',
    );

    const drafts = await officer.client.call('case.list', { query: { status: 'draft' } });
    expect(drafts.body.items).toEqual([]);
    expect(await problem(officer.client.call('case.get', { params: { case: one.id } }))).toMatch(/^not-found/);
    const blind = { params: { case: one.id }, body: { command: 'accept' } };
    expect(await problem(officer.client.call('case.act', blind, { revision: draft.version }))).toMatch(/^not-found/);

    // A forged answer does not take the place of the frozen one.
    const forged = { ...magnets(), determination: { ...draft.state.application?.determination, outcome: 'free' } };
    const saved = await apply(exporter, one, 'save', { application: forged });
    expect(saved.state.application?.determination?.outcome).toBe('licence-required');
    const submitted = await apply(exporter, one, 'submit');
    expect(submitted).toMatchObject({ status: 'submitted', waitsFor: ['officer'], clock: { is: 'not-started' } });
    expect(submitted.number).toMatch(/^2026-\d{6}$/);
  });

  test('its documents, and the whole of it in Chinese, as a pack', async () => {
    const params = { organisation: company, case: one.id };
    const bytes = Buffer.from('%PDF-1.7 contract');
    const added = await exporter.client.call('document.add', {
      params,
      query: { name: 'C:\\合同.pdf' },
      body: new Blob([bytes]),
    });
    expect(added.body).toMatchObject({ name: '合同.pdf', mediaType: 'application/pdf', size: bytes.length });
    const { body, name } = await exporter.client.call('application.pack', { params });
    expect(name).toMatch(/^2026-\d{6}-申请材料\.zip$/);
    const files = unzipSync(new Uint8Array(await body.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['申请书.pdf', '材料/01-合同.pdf', '清单.json']);
    expect(Buffer.from(files['材料/01-合同.pdf'] ?? [])).toEqual(bytes);
    expect(await problem(stranger.client.call('application.pack', { params }))).toMatch(/^not-found/);
    expect(await problem(officer.client.call('application.pack', { params }))).toMatch(/^not-/);
  });

  test('of other organisations nobody finds it', async () => {
    const { id } = one;
    const [mine] = (await stranger.client.call('session.get')).body.organisations;
    const asOwn = { organisation: mine?.id ?? '', case: id };
    expect(await problem(stranger.client.call('application.get', { params: asOwn }))).toMatch(/^not-found/);
    const asTheirs = { organisation: company, case: id };
    expect(await problem(stranger.client.call('application.get', { params: asTheirs }))).toMatch(/^not-found/);
    expect(await lastRefusal(stranger)).toMatchObject({ action: 'application.read', outcome: 'refused' });
    expect(await problem(stranger.client.call('case.get', { params: { case: id } }))).toMatch(/^not-allowed/);
  });

  test('returned, mended, accepted; a question with the clock stopped, and its answer lands in the field', async () => {
    const findings = [{ field: 'endUse.place', text: { zh: '请写明使用地点' } }];
    await work(officer, one, 'return', { findings });
    const { state } = await apply(exporter, one, 'submit');
    expect(state.returned).toBeNull();
    await work(officer, one, 'accept');

    await at('2026-03-03');
    const questions = [{ id: 'q1', type: 'text', field: 'endUse.place', text: { zh: '在哪里使用？' } }];
    await work(officer, one, 'ask-information', { request: 'r1', questions });
    const stopped = await work(officer, one, 'stop-clock', { ground: 'on-site-check', reason: '核查最终用户' });
    expect(stopped.clock).toMatchObject({ is: 'stopped', due: null });

    await at('2026-03-10');
    const seen = await apply(exporter, one, 'answer', {
      request: 'r1',
      answers: [{ question: 'q1', value: '斯图加特' }],
    });
    expect(seen.state.application?.endUse?.place).toBe('斯图加特');
    await work(officer, one, 'resume-clock', { ground: 'on-site-check' });
    await at('2026-03-11');
    const { body } = await officer.client.call('case.get', { params: { case: one.id } });
    expect(body.clock).toMatchObject({ is: 'running', remaining: 44, used: 1 });
    // Nothing speaks against it, and nobody has worked on it since the day before.
    const { body: queue } = await officer.client.call('case.list', { query: {} });
    expect(queue.items.find(({ id }) => id === one.id)).toMatchObject({ standsStill: 1, waitsFor: ['officer'] });
    expect(
      (await exporter.client.call('application.get', { params: { organisation: company, case: one.id } })).body
        .standsStill,
    ).toBeNull();
  });

  test('advice of two departments, each countersigned; an adviser sees no case on which its department was not asked', async () => {
    await at('2026-03-12');
    const [[first, firstColleague], [other, otherColleague]] = advisers as [
      [TestPerson, TestPerson],
      [TestPerson, TestPerson],
    ];
    const ask = (advice: string, department: string) =>
      work(officer, one, 'ask-advice', { advice, department, question: '有无异议？', workingDays: 10 });
    await ask('a1', departments[0]);
    expect((await other.client.call('advice.list', { params: { organisation: departments[1] } })).body).toEqual([]);
    const early = {
      params: { organisation: departments[1], case: one.id },
      body: { command: 'give-advice', advice: 'a1', opinion: 'no-objection', reason: 'x' },
    };
    expect(await problem(other.client.call('advice.act', early, { revision: 1 }))).toMatch(/^not-found/);
    expect(await problem(first.client.call('case.get', { params: { case: one.id } }))).toMatch(/^not-allowed/);

    const [document] = (await officer.client.call('case.get', { params: { case: one.id } })).body.documents;
    const fetch = (by: TestPerson, organisation: string) =>
      by.client.call('advice.document', { params: { organisation, case: one.id, document: document?.id ?? '' } });
    expect(await (await fetch(first, departments[0])).body.text()).toBe('%PDF-1.7 contract');
    expect(await problem(fetch(other, departments[1]))).toMatch(/^not-found/);
    expect(await problem(fetch(other, departments[0]))).toMatch(/^not-found/);

    await ask('a2', departments[1]);
    const [listed] = (await other.client.call('advice.list', { params: { organisation: departments[1] } })).body;
    expect(listed?.advice.map(({ id }) => id)).toEqual(['a2']);

    const opinion = { opinion: 'no-objection', reason: '无异议' };
    expect(await problem(advise(other, departments[1], one, 'give-advice', { advice: 'a1', ...opinion }))).toMatch(
      /^conflict: Another department was asked/,
    );
    for (const [index, [giver, colleague]] of [
      [first, firstColleague],
      [other, otherColleague],
    ].entries()) {
      const department = departments[index] ?? '';
      const advice = `a${index + 1}`;
      await advise(giver as TestPerson, department, one, 'give-advice', { advice, ...opinion });
      const sign = { of: 'advice', id: advice };
      expect(await problem(advise(giver as TestPerson, department, one, 'countersign', sign))).toMatch(
        /^conflict: Nobody countersigns their own work/,
      );
      expect(await lastRefusal(giver as TestPerson)).toMatchObject({ action: 'advice.give', outcome: 'refused' });
      const done = await advise(colleague as TestPerson, department, one, 'countersign', sign);
      expect(done.advice).toMatchObject([{ id: advice, countersigned: { on: '2026-03-12' } }]);
    }

    await work(officer, one, 'consolidate', { opinion: 'no-objection', text: '两部门均无异议' });
    expect(await problem(work(officer, one, 'countersign', { of: 'consolidation' }))).toMatch(
      /^conflict: Nobody countersigns their own work/,
    );
    await work(second, one, 'countersign', { of: 'consolidation' });
  });

  test('recommended, and granted by another person with every condition', async () => {
    await work(officer, one, 'assess', { assessment: 't1', text: '民用磁体，含镝3%', precedents: [] });
    await work(officer, one, 'set-condition', { condition: 'c1', text: { zh: '到货后30日内报告' } });
    expect(await problem(work(senior, one, 'grant', { ...GRANT, conditions: ['c1'] }))).toMatch(
      /^conflict: The case is not in a state/,
    );
    await work(officer, one, 'recommend-grant', REASONS);
    expect(await problem(work(senior, one, 'grant', GRANT))).toMatch(/^conflict: A condition that stands is left out/);
    expect(await lastRefusal(senior)).toMatchObject({ action: 'case.work', outcome: 'refused' });
    expect(
      await problem(work(senior, one, 'grant', { ...GRANT, conditions: ['c1'], by: { person: officer.account } })),
    ).toMatch(/^not-valid: The command lacks something or says too much/);
    expect(await problem(work(officer, one, 'grant', { ...GRANT, conditions: ['c1'] }))).toMatch(
      /^conflict: This role may not do this/,
    );

    const granted = await work(senior, one, 'grant', { ...GRANT, conditions: ['c1'] });
    expect(granted).toMatchObject({ status: 'granted', clock: { is: 'over', inTime: true } });
    expect(granted.events.map(({ command }) => command)).toContain('grant');
    await replayed(one);
  });

  test('its licence is signed, opened as a PDF and verified; once suspended, verifying says so', async () => {
    const params = { organisation: company, case: one.id };
    await at('2026-06-01');
    const { body: mine } = await exporter.client.call('application.get', { params });
    const licence = mine.licence ?? '';
    const held = { organisation: company, licence };
    const { body } = await exporter.client.call('licence.get', { params: held });
    expect(body).toMatchObject({ case: one.id, firstDay: '2026-06-01', lastDay: '2027-05-31', edition: 1 });
    expect(body.content.lines).toMatchObject([{ controlCode: '1C905.a.4', quantity: { amount: '500' } }]);
    const pdf = await exporter.client.call('licence.pdf', { params: held });
    expect(await pdf.body.slice(0, 5).text()).toBe('%PDF-');
    expect((await service.visitor.call('licence.verify', { body: pdf.body })).body).toMatchObject({ genuine: 'yes' });
    // With the network off: what was fetched before, and the file or its QR codes.
    const { body: keys } = await service.visitor.call('licence.keys');
    const offline = async (input: string | Uint8Array) => {
      const statusList = await (await service.visitor.call('licence.status')).body.text();
      return verifyLicence(input, { keys, statusList, at: service.clock.now.toString() });
    };
    const file = new Uint8Array(await pdf.body.arrayBuffer());
    expect(await offline(file)).toMatchObject({ genuine: 'yes', status: { is: 'valid' } });
    const codes = (await qrTexts(body.jws)).join('\n');
    expect(await offline(codes)).toMatchObject({ genuine: 'yes', status: { is: 'valid' } });
    expect(await problem(stranger.client.call('licence.get', { params: held }))).toMatch(/^not-found/);

    const seen = await senior.client.call('register.get', { params: { licence } });
    const suspend = { command: 'suspend' as const, ground: 'use-in-doubt', reason: '待核查', provisions: [LAW_13] };
    const given = { params: { licence }, body: suspend };
    const done = await senior.client.call('licence.act', given, { revision: seen.revision ?? 0 });
    expect(done.body.status).toBe('suspended');
    service.clock.now = service.clock.now.add({ minutes: 2 });
    expect(await offline(file)).toMatchObject({ genuine: 'yes', status: { is: 'suspended' } });
    expect(await offline(codes)).toMatchObject({ genuine: 'yes', status: { is: 'suspended' } });
  });

  test('of the work of the authority the applicant sees nothing', async () => {
    const params = { organisation: company, case: one.id };
    const { body } = await exporter.client.call('application.get', { params });
    for (const { account } of [officer, second, senior]) expect(JSON.stringify(body)).not.toContain(account);
    expect(Object.keys(body.state).sort()).toEqual(
      [
        'status',
        'application',
        'submittedOn',
        'returned',
        'accepted',
        'noLimit',
        'stops',
        'requests',
        'decision',
        'conditions',
        'reconsiderations',
        'withdrawn',
      ].sort(),
    );
    for (const key of ['events', 'facts', 'precedents', 'departments']) expect(body).not.toHaveProperty(key);
    for (const secret of ['两部门均无异议', '民用磁体，含镝3%', '有无异议', departments[0]])
      expect(JSON.stringify(body)).not.toContain(secret);
  });

  test('the next case of the same item has it as a precedent', async () => {
    const next = await accepted();
    const { body } = await officer.client.call('case.get', { params: { case: next.id } });
    expect(body.precedents.map(({ id }) => id)).toContain(one.id);
  });
});

describe('the duties of two persons', () => {
  test('who recommended does not decide, in whatever role', async () => {
    const [authority] = (await officer.client.call('session.get')).body.organisations;
    const both = await service.person([[authority?.id ?? '', ['licensing-officer', 'senior-officer']]]);
    const one = await accepted();
    await work(officer, one, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
    await work(both, one, 'recommend-grant', REASONS);
    expect(await problem(work(both, one, 'grant', GRANT))).toMatch(/^conflict: Who assessed/);
    expect(await lastRefusal(both)).toMatchObject({ action: 'case.work', outcome: 'refused' });
    await replayed(one);
  });

  test('nobody stands on both sides of the desk', async () => {
    const [authority] = (await officer.client.call('session.get')).body.organisations;
    const both = await service.person([
      [company, ['exporter']],
      [authority?.id ?? '', ['licensing-officer']],
    ]);
    const one = await begin(both, company, magnets());
    await apply(both, one, 'submit');
    expect(await problem(work(both, one, 'accept'))).toMatch(/^conflict: You acted for the applicant/);
    expect(await lastRefusal(both)).toMatchObject({ action: 'case.work', outcome: 'refused' });
  });

  test('an applicant does not work on cases, nor an officer on applications', async () => {
    const one = await accepted();
    const grant = { params: { case: one.id }, body: { command: 'grant', ...GRANT } };
    expect(await problem(exporter.client.call('case.act', grant, { revision: 3 }))).toMatch(/^not-allowed/);
    expect(await lastRefusal(exporter)).toMatchObject({ action: 'case.work', outcome: 'refused' });
    const params = { organisation: company, case: one.id };
    const withdraw = { params, body: { command: 'withdraw', reason: 'x' } };
    expect(await problem(officer.client.call('application.act', withdraw, { revision: 3 }))).toMatch(
      /^(not-found|not-allowed)/,
    );
    expect(await lastRefusal(officer)).toMatchObject({ action: 'application.change', outcome: 'refused' });
  });

  test('a case that was changed meanwhile is not changed unseen', async () => {
    const one = await accepted();
    const late = { params: { case: one.id }, body: { command: 'assess', assessment: 't', text: 'x', precedents: [] } };
    expect(await problem(officer.client.call('case.act', late, { revision: 2 }))).toMatch(/^changed-meanwhile/);
  });

  test('a command that does not exist, or has a field too many', async () => {
    const one = await accepted();
    expect(await problem(work(officer, one, 'constructor'))).toMatch(/^bad-request/);
    expect(await problem(work(officer, one, 'toString'))).toMatch(/^bad-request/);
    expect(
      await problem(work(officer, one, 'assess', { assessment: 't', text: 'x', precedents: [], on: '2020-01-01' })),
    ).toMatch(/^not-valid/);
  });
});

describe('a refusal', () => {
  test('names the provision that leaves no path; upheld by another person, it is final', async () => {
    const one = await accepted();
    await work(officer, one, 'assess', { assessment: 't1', text: '用途不明', precedents: [] });
    expect(
      await problem(
        work(officer, one, 'recommend-refusal', { ...REFUSAL, noPath: ['cn/state-council-2024-792/17(1)'] }),
      ),
    ).toMatch(/^conflict: No provision cited leaves the case without a path/);
    await work(officer, one, 'recommend-refusal', REFUSAL);
    await work(senior, one, 'refuse', REFUSAL);
    const { state } = await apply(exporter, one, 'reconsider', { grounds: '已补充说明' });
    expect(state.decision).toMatchObject({ outcome: 'refused', noPath: [LAW_13] });
    expect(await problem(work(senior, one, 'uphold', REASONS))).toMatch(/^conflict: Who took part in the decision/);
    const upheld = await work(otherSenior, one, 'uphold', REASONS);
    expect(upheld.status).toBe('upheld');
    expect(await problem(apply(exporter, one, 'reconsider', { grounds: '再次申请' }))).toMatch(/^conflict/);
    await replayed(one);
  });

  test('set aside, it is reviewed anew, and can be granted', async () => {
    const one = await recommended('recommend-refusal', REFUSAL);
    await work(senior, one, 'refuse', REFUSAL);
    await apply(exporter, one, 'reconsider', { grounds: '最终用户已说明用途' });
    const open = await work(otherSenior, one, 'set-aside', REASONS);
    expect(open).toMatchObject({ status: 'in-review', clock: { is: 'no-limit' } });
    await work(officer, one, 'recommend-grant', REASONS);
    expect((await work(senior, one, 'grant', GRANT)).status).toBe('granted');
    await replayed(one);
  });
});

test('a general licence: its papers, several end users, three years at most', async () => {
  await at('2026-04-01');
  const base = magnets();
  const application: Application = {
    ...base,
    kind: 'general-licence',
    endUsers: [...(base.endUsers ?? []), { name: 'Zweite Motoren AG', country: 'DE', address: 'Musterstrasse 2' }],
  };
  const one = await begin(exporter, company, application);
  const missing = one.findings.filter(({ severity }) => severity === 'error').map(({ field }) => field);
  expect(missing).toEqual([
    'standing.complianceSystem',
    'standing.exportRecord',
    'standing.fixedChannels',
    'papers.compliance-system',
    'papers.licences-used',
    'papers.channels-and-users',
  ]);
  const whole: Application = {
    ...application,
    standing: { complianceSystem: 'yes', exportRecord: 'yes', fixedChannels: 'yes' },
    papers: papersOf(...ART_16, 'compliance-system', 'licences-used', 'channels-and-users'),
    validity: { from: '2026-06-01', lastDay: '2029-06-01' },
  };
  const { findings } = await apply(exporter, one, 'save', { application: whole });
  expect(findings.find(({ code }) => code === 'validity-too-long')).toMatchObject({ severity: 'error' });
  await apply(exporter, one, 'save', {
    application: { ...whole, validity: { from: '2026-06-01', lastDay: '2029-05-31' } },
  });
  await apply(exporter, one, 'submit');
  await work(officer, one, 'accept');
  await work(officer, one, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
  await work(officer, one, 'recommend-grant', REASONS);
  const granted = await work(senior, one, 'grant', { ...GRANT, lastDay: '2029-05-31' });
  expect(granted.state.decision).toMatchObject({ outcome: 'granted', lastDay: '2029-05-31' });
  await replayed(one);
});

describe('an end user on the Watch List', () => {
  test('no clock; a risk report and an undertaking are asked for; no general licence', async () => {
    await at('2026-04-02');
    const name = 'SUBARU Corporation';
    const one = await begin(exporter, company, magnets(name, 'JP'), { ...factsOf(name, 'JP'), asOf: '2026-04-02' });
    expect(one.state.application?.determination?.listed).toMatchObject([{ party: name, kind: 'watch-list' }]);
    expect(one.findings.filter(({ severity }) => severity === 'error').map(({ field }) => field)).toEqual([
      'papers.risk-assessment-report',
      'papers.written-undertaking',
    ]);
    expect(await problem(apply(exporter, one, 'submit'))).toMatch(/^not-valid/);

    const papers = papersOf(...ART_16, 'risk-assessment-report', 'written-undertaking');
    const general = { ...magnets(name, 'JP'), kind: 'general-licence' as const, papers };
    const closed = (await apply(exporter, one, 'save', { application: general })).findings;
    expect(closed.find(({ code }) => code === 'form-closed')).toMatchObject({
      severity: 'error',
      because: { provision: 'cn/state-council-2024-792/26' },
    });
    await apply(exporter, one, 'save', { application: { ...magnets(name, 'JP'), papers } });
    await apply(exporter, one, 'submit');
    const { clock } = await work(officer, one, 'accept');
    expect(clock).toMatchObject({ is: 'no-limit', because: [{ ground: 'watch-listed-party' }] });
    await replayed(one);
  });

  test('a name like a listed one is judged by two persons; once confirmed, the clock goes and the papers are asked for', async () => {
    const one = await accepted();
    const hit = { hit: 'h1', party: END_USER, list: 'cn/mofcom-2026-12/list', kind: 'watch-list', entry: 'x' };
    const reported = await work(officer, one, 'report-hits', { hits: [hit] });
    expect(reported.waitsFor).toContain('hit');
    await work(officer, one, 'judge-hit', { hit: 'h1', match: 'true-match', reason: '同一地址' });
    expect(await problem(work(officer, one, 'countersign', { of: 'hit', id: 'h1' }))).toMatch(/^conflict: Nobody/);
    // The applicant is not told that somebody is being looked at.
    const params = { organisation: company, case: one.id };
    const { body: seen } = await exporter.client.call('application.get', { params });
    expect(seen.waitsFor).toEqual(['officer']);
    expect(JSON.stringify(seen)).not.toContain('同一地址');

    const { clock, findings } = await work(second, one, 'countersign', { of: 'hit', id: 'h1' });
    expect(clock.is).toBe('no-limit');
    expect(findings.map(({ field }) => field)).toContain('papers.risk-assessment-report');
    await work(officer, one, 'assess', { assessment: 't1', text: 'x', precedents: [] });
    expect(await problem(work(officer, one, 'recommend-grant', REASONS))).toMatch(/^not-valid/);
    await replayed(one);
  });
});

describe('the rules of October 2025', () => {
  const technology: Application = {
    kind: 'technology',
    applicant: { ...magnets().applicant },
    destination: 'DE',
    endUsers: [{ name: END_USER, country: 'DE', address: 'Musterstrasse 1' }],
    endUse: { kind: 'civil', description: '磁材制造培训' },
    lines: [{ id: 'a', nameZh: '磁材制造技术', code: '1E902.a' }],
    technology: { name: '晶界扩散', recipient: END_USER, way: '技术许可', providedInChina: 'no' },
    proof: magnets().proof ?? {},
    papers: papersOf(...ART_16, 'technology-statement'),
  };
  const operatorsPapers = papersOf(...ART_16, 'power-of-attorney');

  test('while they sleep, their kinds are closed', async () => {
    await at('2026-06-01');
    const one = await begin(exporter, company, technology);
    expect(one.findings.map(({ code }) => code)).toContain('kind-not-open');
    expect(await problem(apply(exporter, one, 'submit'))).toMatch(/^not-valid/);
  });

  test('technology under No. 62: the statement of Annex 1, and of Annex 2 where it is provided inside China', async () => {
    await at('2026-11-16');
    const one = await begin(exporter, company, technology);
    const inChina: Application = { ...technology, technology: { ...technology.technology, providedInChina: 'yes' } };
    const { findings } = await apply(exporter, one, 'save', { application: inChina });
    expect(findings.filter(({ severity }) => severity === 'error').map(({ field }) => field)).toEqual([
      'papers.technology-in-china-statement',
    ]);
    const papers = [...(technology.papers ?? []), ...papersOf('technology-in-china-statement')];
    await apply(exporter, one, 'save', { application: { ...inChina, papers } });
    await apply(exporter, one, 'submit');
    const { clock } = await work(officer, one, 'accept');
    expect(clock).toMatchObject({ is: 'running', limit: 45 });
    await work(officer, one, 'assess', { assessment: 't1', text: '民用', precedents: [] });
    await work(officer, one, 'recommend-grant', REASONS);
    const grant = { ...GRANT, from: '2027-01-01', lastDay: '2027-12-31', lines: [{ line: 'a' }] };
    expect((await work(senior, one, 'grant', grant)).status).toBe('granted');
    await replayed(one);
  });

  test('an operator under No. 61, through its agent in China', async () => {
    await at('2026-11-16');
    const operator = await service.organisation('operator');
    await service.store.asProduct((db) =>
      sql`update organisation set country = 'JP' where id = ${operator}`.execute(db),
    );
    await service.store.asProduct((db) =>
      sql`update organisation set uscc = ${USCC} where id = ${company}`.execute(db),
    );
    const owner = await service.person([[operator, ['organisation-administrator']]]);
    const application: Application = {
      ...magnets(),
      kind: 'overseas-operator',
      applicant: { name: 'Rei Magnet KK', country: 'JP', address: 'Osaka', contact: { name: 'Sato' } },
      agent: { name: '示例磁材有限公司', country: 'CN', uscc: USCC },
      papers: operatorsPapers,
    };
    const given = { params: { organisation: operator }, body: { application } };
    expect(await problem(exporter.client.call('application.begin', given))).toMatch(/^not-found/);
    const appoint = (scopes: ('applications' | 'records')[]) =>
      owner.client.call('agent.appoint', {
        params: { organisation: operator },
        body: { uscc: USCC, scopes, document: 'PoA 7', from: '2026-11-01', lastDay: null },
      });
    await appoint(['records']);
    expect(await problem(exporter.client.call('application.begin', given))).toMatch(/^not-/);
    await appoint(['applications']);

    const one = await begin(exporter, operator, application);
    expect(one.organisation).toBe(operator);
    const foreign = operatorsPapers.map((paper) => ({ ...paper, language: 'other' as const }));
    const { findings } = await apply(exporter, one, 'save', { application: { ...application, papers: foreign } });
    expect(findings.filter(({ code }) => code === 'not-in-chinese')).toHaveLength(foreign.length);
    await apply(exporter, one, 'save', { application });
    await apply(exporter, one, 'submit');
    expect(
      (await owner.client.call('application.list', { params: { organisation: operator }, query: {} })).body.items,
    ).toHaveLength(1);
    const done = await work(officer, one, 'accept');
    expect(done.clock).toMatchObject({ is: 'running', limit: 45 });
    expect(done.events[0]?.event).toMatchObject({ by: { person: exporter.account, organisation: operator } });
    await replayed(one);
  });
});

describe('a change of a licence', () => {
  let change: { licence: string; reason: string };
  beforeAll(async () => {
    const { items } = (await officer.client.call('register.list', { query: {} })).body;
    const held = items.find((each) => each.organisation === company && each.firstDay === GRANT.from);
    if (held === undefined) throw new Error('no licence was granted to the company');
    change = { licence: held.number, reason: '收货人更名' };
  });

  test('of other elements: twenty working days', async () => {
    await at('2026-12-01');
    const { applicant } = magnets();
    const application: Application = {
      kind: 'minor-change',
      ...(applicant && { applicant }),
      change: { ...change, elements: [{ element: 'end-user', to: 'Andere GmbH' }] },
      papers: papersOf('change-statement'),
    };
    const one = await begin(exporter, company, application);
    expect(one.findings.map(({ code }) => code)).toContain('key-element');
    expect(await problem(apply(exporter, one, 'submit'))).toMatch(/^not-valid/);
    await apply(exporter, one, 'save', {
      application: { ...application, change: { ...change, elements: [{ element: 'consignee', to: '新名称' }] } },
    });
    await apply(exporter, one, 'submit');
    expect((await work(officer, one, 'accept')).clock).toMatchObject({ is: 'running', limit: 20, remaining: 20 });
    await work(officer, one, 'assess', { assessment: 't1', text: '仅更名', precedents: [] });
    await work(officer, one, 'recommend-grant', REASONS);
    expect((await work(senior, one, 'grant', { ...GRANT, lines: [] })).status).toBe('granted');
    await replayed(one);
  });

  test('of key elements: a new application, with the old licence returned, and 45 working days', async () => {
    const application: Application = {
      ...magnets('Andere Motoren GmbH'),
      kind: 'major-change',
      change: { ...change, elements: [{ element: 'end-user', from: END_USER, to: 'Andere Motoren GmbH' }] },
    };
    const one = await begin(exporter, company, application);
    expect(one.findings.filter(({ severity }) => severity === 'error').map(({ field }) => field)).toEqual([
      'papers.old-licence',
    ]);
    await apply(exporter, one, 'save', { application: { ...application, papers: papersOf(...ART_16, 'old-licence') } });
    await apply(exporter, one, 'submit');
    expect((await work(officer, one, 'accept')).clock).toMatchObject({ is: 'running', limit: 45 });
    await replayed(one);
  });
});
