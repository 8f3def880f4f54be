import { type Application, CASE_REFUSALS, LICENCE_REFUSALS, lastDayWithin } from '@ytterby/core/licensing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import { openApiDocument } from '../contract/open-api.ts';
import { type FakeClamd, fakeClamd } from '../documents/testing/fake-clamd.ts';

/** Granted changes of a licence, why something is refused, what each side sees of the other, and documents that are scanned. */

const PROVISION = 'cn/npcsc-2020-export-control-law/13';
const CHANGE_RULE = 'cn/state-council-2024-792/18';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [PROVISION] };
const FIRST_DAY = '2026-06-01';
const LAST_DAY = '2026-11-30';

let clamd: FakeClamd;
let service: TestService;
let company: string;
let other: string;
let authority: string;
let department: string;
let exporter: TestPerson;
let stranger: TestPerson;
let officer: TestPerson;
let senior: TestPerson;
let adviser: TestPerson;

beforeAll(async () => {
  clamd = await fakeClamd();
  service = await testService({ clamd: clamd.address });
  await at('2026-06-02');
  company = await service.organisation('company');
  other = await service.organisation('company');
  authority = await service.organisation('licensing-authority', 'Ministry of Examples');
  department = await service.organisation('authority-unit');
  exporter = await service.person([[company, ['exporter']]]);
  stranger = await service.person([[other, ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
  adviser = await service.person([[department, ['adviser']]]);
});
afterAll(async () => {
  await service.close();
  await clamd.close();
});

async function at(day: string): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

const papers = (...more: readonly string[]) =>
  ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof', ...more].map((id) => ({
    id,
    paper: id,
    language: 'zh' as const,
  }));

const MAGNETS: Application = {
  kind: 'individual-licence',
  applicant: {
    name: '示例磁材有限公司',
    country: 'CN',
    address: '示例路1号',
    uscc: '91350100M000100Y43',
    contact: { name: '王示例' },
  },
  destination: 'DE',
  endUsers: [{ name: 'Beispiel Motoren GmbH', country: 'DE', address: 'Musterstrasse 1' }],
  endUse: { kind: 'civil', description: '电动汽车驱动电机' },
  contract: {
    number: 'YT-1',
    currency: 'EUR',
    lines: [{ id: '1', description: 'magnets', quantity: '500', unit: 'kg', value: '46250' }],
  },
  lines: [
    {
      id: 'a',
      contractLine: '1',
      nameZh: '含镝钕铁硼磁体',
      description: 'NdFeB magnets',
      code: '1C905.a.4',
      quantity: '500',
      unit: 'kg',
      value: '46250',
      currency: 'EUR',
    },
  ],
  validity: { from: FIRST_DAY, lastDay: LAST_DAY },
  proof: {
    'end-user': 'Beispiel Motoren GmbH',
    'exact-use': '转子',
    'undertakes-end-use': 'yes',
    'undertakes-no-transfer': 'yes',
  },
  papers: papers(),
};
const GRANT = {
  from: FIRST_DAY,
  lastDay: LAST_DAY,
  lines: [{ line: 'a', quantity: '500', value: '46250' }],
  conditions: ['c1'],
  ...REASONS,
};

type Fields = Readonly<Record<string, unknown>>;

async function work(by: TestPerson, id: string, command: string, fields: Fields = {}) {
  const { revision = 0 } = await by.client.call('case.get', { params: { case: id } });
  return (await by.client.call('case.act', { params: { case: id }, body: { command, ...fields } }, { revision })).body;
}

async function begun(application: Application, by = exporter, organisation = company) {
  return (await by.client.call('application.begin', { params: { organisation }, body: { application } })).body;
}

async function submit(application: Application, by = exporter, organisation = company): Promise<string> {
  const { id, version } = await begun(application, by, organisation);
  const given = { params: { organisation, case: id }, body: { command: 'submit' } };
  await by.client.call('application.act', given, { revision: version });
  return id;
}

async function recommended(application: Application, by = exporter, organisation = company): Promise<string> {
  const id = await submit(application, by, organisation);
  await work(officer, id, 'accept');
  await work(officer, id, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
  await work(officer, id, 'set-condition', { condition: 'c1', text: { zh: '到货后30日内报告' } });
  await work(officer, id, 'recommend-grant', REASONS);
  return id;
}

async function licensed(by = exporter, organisation = company): Promise<string> {
  const { licence } = await work(senior, await recommended(MAGNETS, by, organisation), 'grant', GRANT);
  if (licence === null) throw new Error('no licence');
  return licence;
}

const read = async (licence: string) => (await officer.client.call('register.get', { params: { licence } })).body;
const statusOf = async (jws: string) => {
  const { body } = await service.visitor.call('licence.verify', { body: new Blob([jws]) });
  return body.genuine === 'yes' ? body.status.is : body.fault;
};

async function refusal(promise: Promise<unknown>): Promise<ClientProblem> {
  const problem = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (problem instanceof ClientProblem) return problem;
  throw problem ?? new Error('it was done');
}

const minorChange = (licence: string, elements: NonNullable<Application['change']>['elements']): Application => ({
  kind: 'minor-change',
  ...(MAGNETS.applicant && { applicant: MAGNETS.applicant }),
  change: { licence, reason: '合同变更', ...(elements && { elements }) },
  papers: [{ id: 'p1', paper: 'change-statement', language: 'zh' }],
});
const majorChange = (licence: string): Application => ({
  ...MAGNETS,
  kind: 'major-change',
  endUsers: [{ name: 'Andere Motoren GmbH', country: 'DE', address: 'Musterstrasse 2' }],
  proof: { ...MAGNETS.proof, 'end-user': 'Andere Motoren GmbH' },
  change: { licence, reason: '最终用户变更', elements: [{ element: 'end-user', to: 'Andere Motoren GmbH' }] },
  papers: papers('old-licence'),
});

describe('a granted change of other elements', () => {
  test('amends the licence with the grant: a new edition, the one before is replaced', async () => {
    const licence = await licensed();
    const before = await read(licence);
    const change = await recommended(
      minorChange(before.number, [{ element: 'quantity', from: '500', to: '400' }, { element: 'validity' }]),
    );
    const seen = (await officer.client.call('case.get', { params: { case: change } })).body;
    expect(seen.changes).toMatchObject({ licence, content: { number: before.number } });
    const grant = { ...GRANT, lines: [{ line: '1', quantity: '400' }] };
    const longest = lastDayWithin(FIRST_DAY, 1);
    const tooLong = await refusal(work(senior, change, 'grant', { ...grant, lastDay: '2027-06-01' }));
    expect(tooLong).toMatchObject({ code: 'conflict', reason: 'validity-too-long' });
    expect(tooLong.en).toMatch(/Order No\. 792 art\. 15/);
    expect((await refusal(work(senior, change, 'grant', { ...grant, from: '2026-06-02' }))).en).toMatch(/2026-06-01/);
    expect((await read(licence)).version).toBe(1);
    expect((await work(senior, change, 'grant', { ...grant, lastDay: longest })).licence).toBeNull();
    const after = await read(licence);
    expect(after).toMatchObject({ edition: 2, version: 2, lastDay: longest, status: 'issued' });
    expect(after.content).toMatchObject({
      edition: 2,
      case: change,
      lines: [{ quantity: { amount: '400' }, value: { amount: '46250' } }],
      conditions: [{ id: 'c1' }, { id: 'c1-2' }],
    });
    expect(after.state.amendments).toMatchObject([
      { case: change, elements: [{ element: 'quantity', to: '400' }, {}] },
    ]);
    expect(await statusOf(after.jws)).toBe('valid');
    expect(await statusOf(before.jws)).toBe('replaced');
  });

  test('is not granted where the licence has ended', async () => {
    const licence = await licensed();
    const change = await recommended(
      minorChange((await read(licence)).number, [{ element: 'consignee', to: '新收货人' }]),
    );
    const params = { organisation: company, licence };
    await exporter.client.call('licence.surrender', { params, body: { reason: '合同取消' } }, { revision: 1 });
    const problem = await refusal(work(senior, change, 'grant', { ...GRANT, lines: [] }));
    expect(problem).toMatchObject({ code: 'conflict', reason: 'not-in-this-state' });
    expect((await officer.client.call('case.get', { params: { case: change } })).body.status).toBe('recommended');
    expect((await read(licence)).version).toBe(2);
  });

  test('is nothing that an officer does by hand', async () => {
    const licence = await licensed();
    for (const command of ['amend', 'replace', 'issue', 'surrender']) {
      const body = { command, case: 'x', reason: 'x' } as never;
      const given = { params: { licence }, body };
      expect(await refusal(senior.client.call('licence.act', given, { revision: 1 }))).toMatchObject({
        code: 'bad-request',
      });
    }
  });

  test('is of a licence that its applicant holds', async () => {
    const { number } = await read(await licensed(stranger, other));
    const problem = await refusal(submit(minorChange(number, [{ element: 'consignee', to: '新收货人' }])));
    expect(problem).toMatchObject({ code: 'conflict', reason: 'no-such-licence' });
    expect(await refusal(submit(majorChange('YB-1999-1')))).toMatchObject({ reason: 'no-such-licence' });
  });
});

describe('a granted change of key elements', () => {
  test('issues a licence and ends the old one, which stays as it was signed', async () => {
    const old = await licensed();
    const before = await read(old);
    const change = await recommended(majorChange(before.number));
    const { licence } = await work(senior, change, 'grant', GRANT);
    if (licence === null) throw new Error('no licence');
    const ended = await read(old);
    expect(ended).toMatchObject({ status: 'surrendered', standing: 'surrendered', edition: 1, jws: before.jws });
    expect(ended.state.ended).toMatchObject({ replacedBy: licence, provisions: [CHANGE_RULE] });
    expect(ended.events.at(-1)).toMatchObject({ command: 'replace', event: { case: change, newLicence: licence } });
    expect(ended.content).toEqual(before.content);
    expect(await statusOf(before.jws)).toBe('surrendered');
    expect(await statusOf((await read(licence)).jws)).toBe('valid');
  });

  test('leaves a licence alone that was given back before', async () => {
    const old = await licensed();
    const { number } = await read(old);
    const params = { organisation: company, licence: old };
    await exporter.client.call('licence.surrender', { params, body: { reason: '变更' } }, { revision: 1 });
    const { licence } = await work(senior, await recommended(majorChange(number)), 'grant', GRANT);
    expect(licence).not.toBeNull();
    expect((await read(old)).version).toBe(2);
  });

  test('or does neither', async () => {
    const old = await licensed();
    const change = await recommended(majorChange((await read(old)).number));
    const registered = () =>
      service.store.asProduct((db) => db.selectFrom('licence').select('id').orderBy('id').execute());
    const before = await registered();
    // The old licence cannot end on a day before its last event; the new one is made before that shows.
    await at('2026-06-03');
    const suspend = { command: 'suspend' as const, ground: 'other', reason: 'x', provisions: [PROVISION] };
    await officer.client.call('licence.act', { params: { licence: old }, body: suspend }, { revision: 1 });
    await at('2026-06-02');
    expect(await refusal(work(senior, change, 'grant', GRANT))).toMatchObject({ reason: 'before-last-event' });
    expect(await registered()).toEqual(before);
    expect((await read(old)).status).toBe('suspended');
    const { body } = await officer.client.call('case.get', { params: { case: change } });
    expect(body).toMatchObject({ status: 'recommended', licence: null });
  });
});

describe('the database refuses', () => {
  /** Puts an event down as the senior officer, past the product's own rules. */
  async function put(licence: string, holder: string, command: string, more: Fields): Promise<string> {
    const { version } = await read(licence);
    const by = { person: senior.account, role: 'senior-officer', organisation: authority };
    const event = JSON.stringify({ command, by, on: FIRST_DAY, ...more });
    try {
      await service.store.asProduct(async (db) => {
        await sql`select set_config('ytterby.organisations', 'all', true),
          set_config('ytterby.account', ${senior.account}, true), set_config('ytterby.product', '', true)`.execute(db);
        await sql`insert into licence_event (licence, version, organisation, person, role, command, event) values
          (${licence}, ${version + 1}, ${holder}, ${senior.account}, 'senior-officer', ${command}, ${event})`.execute(
          db,
        );
      });
      return 'stored';
    } catch (error) {
      return (error as Error).message;
    }
  }

  test('an old licence that another holds, a change that was not granted, or is carried out twice', async () => {
    const mine = await licensed();
    const theirs = await licensed(stranger, other);
    const { number } = await read(mine);
    const change = await recommended(majorChange(number));
    const replace = { case: change, newLicence: theirs, reason: 'x', provisions: [CHANGE_RULE] };
    const notGranted = 'a change of this licence that was not granted';
    expect(await put(mine, company, 'replace', replace)).toBe(notGranted);
    const { licence } = await work(senior, change, 'grant', GRANT);
    expect(await put(theirs, other, 'replace', { ...replace, newLicence: licence })).toBe(notGranted);
    const again = await licensed();
    expect(await put(again, company, 'replace', { ...replace, newLicence: licence })).toBe(notGranted);

    const held = await licensed();
    const minor = await recommended(minorChange((await read(held)).number, [{ element: 'consignee', to: '新收货人' }]));
    const amend = { case: minor, reason: 'x', elements: [{ element: 'consignee' }] };
    expect(await put(held, company, 'amend', amend)).toBe(notGranted);
    await work(senior, minor, 'grant', { ...GRANT, lines: [] });
    expect(await put(held, company, 'amend', amend)).toBe('a change carried out twice');
    expect(await put(theirs, other, 'amend', amend)).toBe(notGranted);
  });

  test('a new licence of another holder, and a reinstatement without a provision', async () => {
    const mine = await licensed();
    const change = await recommended(majorChange((await read(mine)).number));
    const theirs = await licensed(stranger, other);
    // The grant alone, without what it gives.
    await service.store.asProduct(async (db) => {
      await sql`select set_config('ytterby.organisations', 'all', true),
        set_config('ytterby.account', ${senior.account}, true), set_config('ytterby.product', '', true)`.execute(db);
      const by = { person: senior.account, role: 'senior-officer', organisation: authority };
      const { version } = await db
        .selectFrom('licensing_case')
        .select('version')
        .where('id', '=', change)
        .executeTakeFirstOrThrow();
      const event = JSON.stringify({ command: 'grant', by, on: FIRST_DAY, ...GRANT });
      await sql`insert into case_event (licensing_case, version, organisation, person, role, command, event) values
        (${change}, ${version + 1}, ${company}, ${senior.account}, 'senior-officer', 'grant', ${event})`.execute(db);
    });
    const replace = { case: change, newLicence: theirs, reason: 'x', provisions: [CHANGE_RULE] };
    expect(await put(mine, company, 'replace', replace)).toBe('replaced by no licence of this holder');
    expect(await put(mine, company, 'replace', { ...replace, newLicence: mine })).toBe(
      'replaced by no licence of this holder',
    );
    expect(await put(mine, company, 'suspend', { ground: 'other', reason: 'x', provisions: [PROVISION] })).toBe(
      'stored',
    );
    expect(await put(mine, company, 'reinstate', { reason: 'x' })).toBe('reinstated without a provision');
    expect(await put(mine, company, 'reinstate', { reason: 'x', provisions: [] })).toBe(
      'reinstated without a provision',
    );
  });
});

describe('why something is refused', () => {
  test('every code of core is a reason of the contract', () => {
    const { components } = openApiDocument() as {
      components: {
        schemas: { Problem: { properties: { reason: { oneOf: { const: string; description: string }[] } } } };
      };
    };
    const documented = components.schemas.Problem.properties.reason.oneOf;
    const named = documented.map((each) => each.const);
    expect(new Set(named).size).toBe(named.length);
    for (const code of [...Object.keys(CASE_REFUSALS), ...Object.keys(LICENCE_REFUSALS), 'infected'])
      expect(named).toContain(code);
    expect(documented.filter(({ description }) => description === '')).toEqual([]);
  });

  test('the client has the reason; the audit trail has that of what somebody may not', async () => {
    const id = await submit(MAGNETS);
    expect(await refusal(work(officer, id, 'assess', { assessment: 't1', text: 'x', precedents: [] }))).toMatchObject({
      code: 'conflict',
      reason: 'not-in-this-state',
    });
    const last = await service.store.asProduct((db) =>
      db
        .selectFrom('audit_event')
        .select(['outcome', 'detail'])
        .where('account', '=', officer.account)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    expect(last).toEqual({ outcome: 'refused', detail: '{"reason":"not-in-this-state"}' });
    await work(officer, id, 'accept');
    expect(await refusal(work(officer, id, 'recommend-grant', REASONS))).toMatchObject({ reason: 'not-assessed' });
    const { id: draft, version } = await begun({ kind: 'individual-licence' });
    const given = { params: { organisation: company, case: draft }, body: { command: 'submit' } };
    expect(await refusal(exporter.client.call('application.act', given, { revision: version }))).toMatchObject({
      code: 'not-valid',
      reason: 'lint-errors',
    });
    expect(await refusal(exporter.client.call('audit.list', { query: {} }))).toMatchObject({ reason: undefined });
  });
});

describe('what each side sees', () => {
  test('the officer sees the clock as the law of the day has it', async () => {
    const id = await submit(MAGNETS);
    const { clockRules } = await work(officer, id, 'accept');
    expect(clockRules.limit).toMatchObject({
      workingDays: 45,
      because: { provision: 'cn/state-council-2024-792/17(1)' },
    });
    expect(clockRules.notCounted.map((each) => each.id)).toEqual(['identification', 'expert-opinion', 'on-site-check']);
    expect(clockRules.liftable.map((each) => each.id)).toEqual(['state-council-approval']);
    expect(clockRules.notCounted[0]?.because.cite.en).toBe('Order No. 792 art. 17(2)');
    const byItself = work(officer, id, 'lift-limit', { ground: 'after-reconsideration', reason: 'x' });
    expect(await refusal(byItself)).toMatchObject({ reason: 'no-such-ground' });
  });

  test.each([
    ['2026-06-02', 3, '2026-06-05'],
    ['2026-06-05', 0, '2026-06-05'],
    ['2026-06-08', -1, '2026-06-05'],
  ])('on %s a department has %i of three working days', async (day, remaining, due) => {
    await at('2026-06-02');
    const id = await submit(MAGNETS);
    await work(officer, id, 'accept');
    const asked = { advice: 'a1', department, question: '有无异议？', workingDays: 3 };
    await work(officer, id, 'ask-advice', asked);
    await at(day);
    const expected = { id: 'a1', is: 'waiting', remaining, due: { date: due } };
    expect((await officer.client.call('case.get', { params: { case: id } })).body.adviceClocks).toMatchObject([
      expected,
    ]);
    const { body } = await adviser.client.call('advice.list', { params: { organisation: department } });
    expect(body.find((each) => each.id === id)?.adviceClocks).toMatchObject([expected]);
    await at('2026-06-02');
  });

  test('the applicant sees which authority and which role, and no person', async () => {
    const licence = await licensed();
    const { case: id } = await read(licence);
    const { body } = await exporter.client.call('application.get', { params: { organisation: company, case: id } });
    expect(body.state.decision?.by).toEqual({ person: '', role: 'senior-officer', organisation: authority });
    expect(body.authorities).toMatchObject([{ id: authority, name: { en: 'Ministry of Examples' } }]);
    const suspend = { command: 'suspend' as const, ground: 'other', reason: 'x', provisions: [PROVISION] };
    await officer.client.call('licence.act', { params: { licence }, body: suspend }, { revision: 1 });
    const held = await exporter.client.call('licence.get', { params: { organisation: company, licence } });
    expect(held.body.state.suspension?.by).toEqual({ person: '', role: 'licensing-officer', organisation: authority });
    expect(held.body.authorities).toMatchObject([{ id: authority }]);
    for (const person of [officer, senior]) expect(JSON.stringify([body, held.body])).not.toContain(person.account);
    expect(JSON.stringify(body)).toContain(exporter.account);
  });

  test('the officer reads how many licences the applicant of a general licence has had here', async () => {
    const standing = {
      complianceSystem: 'yes',
      exportRecord: 'yes',
      fixedChannels: 'yes',
      barredByPenalty: 'no',
    } as const;
    const general: Application = {
      ...MAGNETS,
      kind: 'general-licence',
      standing,
      papers: papers('compliance-system', 'licences-used', 'channels-and-users'),
    };
    const id = await submit(general);
    const { findings } = await work(officer, id, 'accept');
    const found = findings.find(({ code }) => code === 'few-licences');
    expect(found).toMatchObject({ severity: 'warning', because: { provision: 'cn/mofcom-order-2009-8/5' } });
    expect(found?.text.en).toContain('2024: 0');
    const seen = await exporter.client.call('application.get', { params: { organisation: company, case: id } });
    expect(seen.body.findings.map(({ code }) => code)).not.toContain('few-licences');
  });
});

/** The string that every scanner takes for a virus and that harms nothing; written so that no scanner finds it here. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const add = (id: string, text: string) =>
  exporter.client.call('document.add', {
    params: { organisation: company, case: id },
    query: { name: '证明.pdf' },
    body: new Blob([text]),
  });
const stored = async (id: string) =>
  (await exporter.client.call('application.get', { params: { organisation: company, case: id } })).body.documents;

describe('documents are scanned', () => {
  test('a clean one is stored, an infected one is refused, and that stays in the audit trail', async () => {
    const { id } = await begun(MAGNETS);
    await add(id, '%PDF-1.7 a contract');
    expect(await stored(id)).toHaveLength(1);
    expect(clamd.seen.at(-1)?.toString()).toBe('%PDF-1.7 a contract');
    const problem = await refusal(add(id, EICAR));
    expect(problem).toMatchObject({ code: 'not-valid', status: 422, reason: 'infected' });
    expect(await stored(id)).toHaveLength(1);
    const last = await service.store.asProduct((db) =>
      db
        .selectFrom('audit_event')
        .select(['action', 'outcome', 'detail', 'organisation'])
        .where('account', '=', exporter.account)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    expect(last).toMatchObject({ action: 'application.change', outcome: 'refused', organisation: company });
    expect(JSON.parse(last.detail)).toMatchObject({
      reason: 'infected',
      case: id,
      signature: 'Eicar-Test-Signature',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('documents have names, kinds and room', () => {
  const added = (id: string, name: string, content: string | Uint8Array<ArrayBuffer>, key?: string) =>
    exporter.client.call(
      'document.add',
      { params: { organisation: company, case: id }, query: { name }, body: new Blob([content]) },
      key === undefined ? {} : { idempotencyKey: key },
    );

  test('what is handed out is an attachment by its clean name and of its kind', async () => {
    const { id } = await begun(MAGNETS);
    const { body } = await added(id, '..\\合同\u202Efdp.exe', 'plain words');
    expect(body).toMatchObject({ name: '合同fdp.exe.txt', mediaType: 'text/plain; charset=utf-8' });
    const reply = await fetch(`${service.url}/v1/organisations/${company}/cases/${id}/documents/${body.id}`, {
      headers: { cookie: exporter.cookie },
    });
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('合同fdp.exe.txt')}`,
    );
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await reply.text()).toBe('plain words');
  });

  test('a page is not taken, whatever it is called', async () => {
    const { id } = await begun(MAGNETS);
    expect(await refusal(added(id, 'contract.pdf', '<script>alert(1)</script>'))).toMatchObject({
      code: 'media-type',
      status: 415,
    });
    expect(await stored(id)).toEqual([]);
  });

  test('the same key gives the same document once; with other bytes under the same name it is refused', async () => {
    const { id } = await begun(MAGNETS);
    const first = await added(id, 'a.txt', 'one', 'upload-key-1');
    expect((await added(id, 'a.txt', 'one', 'upload-key-1')).body.id).toBe(first.body.id);
    expect(await refusal(added(id, 'a.txt', 'two', 'upload-key-1'))).toMatchObject({ code: 'key-reused' });
    expect(await stored(id)).toHaveLength(1);
  });

  test('eleven at once with room for ten: one is refused, and told the figures', async () => {
    const { id } = await begun(MAGNETS);
    await service.store.asProduct(async (db) => {
      await sql`insert into document (id, organisation, licensing_case, name, media_type, sha256, size, bytes, added_by)
        select gen_random_uuid(), ${company}, ${id}, 'n.txt', 'text/plain', 'x', 1, 'a', ${exporter.account}
        from generate_series(1, 190)`.execute(db);
    });
    const all = await Promise.allSettled(Array.from({ length: 11 }, (_, n) => added(id, `${n}.txt`, `text ${n}`)));
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ code: 'too-large', status: 413, reason: 'documents-full' });
    expect(await stored(id)).toHaveLength(200);
  });

  test('what an organisation has with all its cases and shipments counts together', async () => {
    const { id } = await begun(MAGNETS);
    await service.store.asProduct(async (db) => {
      await sql`insert into document (id, organisation, licensing_case, name, media_type, sha256, size, bytes, added_by)
        select gen_random_uuid(), organisation, id, 'n.txt', 'text/plain', 'x', 1024 * 1024 * 1024, 'a', ${exporter.account}
        from licensing_case where organisation = ${company} and id <> ${id} limit 1`.execute(db);
    });
    expect(await refusal(added(id, 'a.txt', 'one more'))).toMatchObject({
      code: 'too-large',
      reason: 'organisation-full',
      en: expect.stringContaining('of 1.00 GB'),
    });
  });
});

describe('documents cannot be scanned', () => {
  test('while the scanner cannot be reached none is taken', async () => {
    const { id } = await begun(MAGNETS);
    await clamd.close();
    expect(await refusal(add(id, '%PDF-1.7'))).toMatchObject({
      code: 'not-ready',
      status: 503,
      reason: 'cannot-be-scanned',
    });
    expect(await stored(id)).toEqual([]);
  });
});
