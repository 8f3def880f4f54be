import { procedureOn } from '@ytterby/core';
import type { Application, ReviewRule } from '@ytterby/core/licensing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';

/** The library of conditions, rules for flags and routing, and one command on many cases, over HTTP. */

const LAW_13 = 'cn/npcsc-2020-export-control-law/13';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [LAW_13] };

let service: TestService;
let company: string;
let newcomer: string;
let department: string;
let exporter: TestPerson;
let newExporter: TestPerson;
let officer: TestPerson;
let senior: TestPerson;

beforeAll(async () => {
  service = await testService();
  service.clock.now = Temporal.Instant.from('2026-03-02T01:00:00Z');
  company = await service.organisation('company');
  newcomer = await service.organisation('company');
  department = await service.organisation('authority-unit');
  const authority = await service.organisation('licensing-authority');
  exporter = await service.person([[company, ['exporter']]]);
  newExporter = await service.person([[newcomer, ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
});
afterAll(() => service.close());

type Fields = Readonly<Record<string, unknown>>;

async function problem(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ClientProblem) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'done';
}

function magnets(contract: string, value = '46250'): Application {
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
      number: contract,
      currency: 'EUR',
      lines: [{ id: '1', description: 'magnets', quantity: '500', unit: 'kg', value }],
    },
    lines: [
      {
        id: 'a',
        contractLine: '1',
        nameZh: '含镝钕铁硼磁体',
        code: '1C905.a.4',
        quantity: '500',
        unit: 'kg',
        value,
        currency: 'EUR',
      },
    ],
    validity: { from: '2026-06-01', lastDay: '2027-05-31' },
    proof: {
      'end-user': 'Beispiel Motoren GmbH',
      'exact-use': '电动汽车驱动电机转子',
      'undertakes-end-use': 'yes',
      'undertakes-no-transfer': 'yes',
    },
    papers: ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'].map(
      (id) => ({ id, paper: id, language: 'zh' as const }),
    ),
  };
}

/** A submitted case; every contract number is another. */
let contracts = 0;
async function submitted(by = exporter, organisation = company, value?: string): Promise<string> {
  contracts += 1;
  const body = { application: magnets(`YT-${contracts}`, value) };
  const { body: begun } = await by.client.call('application.begin', { params: { organisation }, body });
  const params = { organisation, case: begun.id };
  await by.client.call('application.act', { params, body: { command: 'submit' } }, { revision: begun.version });
  return begun.id;
}

const get = async (id: string) => (await officer.client.call('case.get', { params: { case: id } })).body;

async function work(by: TestPerson, id: string, command: string, fields: Fields = {}) {
  const { version } = await get(id);
  const given = { params: { case: id }, body: { command, ...fields } };
  return (await by.client.call('case.act', given, { revision: version })).body;
}

async function recommended(): Promise<string> {
  const id = await submitted();
  await work(officer, id, 'accept');
  await work(officer, id, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
  await work(officer, id, 'recommend-grant', REASONS);
  return id;
}

describe('the library of conditions', () => {
  const text = { zh: '到货后30日内报告', en: 'Arrival is reported within 30 days.' };

  test('begins with what licences often carry; the provisions that it cites are in force', async () => {
    const { body } = await officer.client.call('condition.list');
    expect(body.map(({ id }) => id)).toContain('no-transfer-without-consent');
    const { inForce } = procedureOn(service.law.current().book, '2026-03-02');
    const cites = body.flatMap(({ cite }) => (cite === null ? [] : [cite]));
    expect(cites).not.toEqual([]);
    expect(cites.filter((cite) => !inForce.has(cite))).toEqual([]);
  });

  test('is changed by senior officers alone, in versions', async () => {
    expect(await problem(officer.client.call('condition.add', { body: { text } }))).toMatch(/^not-allowed/);
    expect(await problem(exporter.client.call('condition.list'))).toMatch(/^not-allowed/);
    const unknown = { text, cite: 'cn/mofcom-2099-1/1' };
    expect(await problem(senior.client.call('condition.add', { body: unknown }))).toMatch(/^not-valid/);

    const { body: first } = await senior.client.call('condition.add', { body: { text, cite: LAW_13 } });
    expect(first).toMatchObject({ version: 1, text, cite: LAW_13, retiredAt: null });
    const reworded = { zh: '到货后60日内报告', en: 'Arrival is reported within 60 days.' };
    const { body: next } = await senior.client.call('condition.add', { body: { condition: first.id, text: reworded } });
    expect(next).toMatchObject({ id: first.id, version: 2, text: reworded, cite: null });
    const listed = (await officer.client.call('condition.list')).body.filter(({ id }) => id === first.id);
    expect(listed).toEqual([next]);
    const stored = service.store.asProduct((db) => sql`update condition_text set zh = 'x'`.execute(db));
    await expect(stored).rejects.toMatchObject({ code: '42501' });
    const skipped = service.store.asProduct((db) =>
      db.insertInto('condition_text').values({ id: first.id, version: 9, zh: 'x', en: 'x' }).execute(),
    );
    await expect(skipped).rejects.toThrow('not the next version');
  });

  test('gives its words to a case, whatever is sent; a retired condition is not set any more', async () => {
    const { body: made } = await senior.client.call('condition.add', { body: { text } });
    const id = await submitted();
    await work(officer, id, 'accept');
    const set = { library: made.id, text: { zh: '不用报告' } };
    const { state } = await work(officer, id, 'set-condition', { condition: 'c1', ...set });
    expect(state.conditions).toMatchObject([{ id: 'c1', library: made.id, text }]);
    const none = work(officer, id, 'set-condition', { condition: 'c2', library: 'nothing', text });
    expect(await problem(none)).toMatch(/^not-valid/);

    await senior.client.call('condition.retire', { params: { condition: made.id } });
    const retired = work(officer, id, 'set-condition', { condition: 'c2', library: made.id, text });
    expect(await problem(retired)).toMatch(/^not-valid/);
    expect((await get(id)).state.conditions).toHaveLength(1);
    const again = senior.client.call('condition.retire', { params: { condition: made.id } });
    expect(await problem(again)).toMatch(/^not-found/);
  });
});

describe('a rule for flags and routing', () => {
  const rule = (over: string, more: Partial<ReviewRule['suggests']> = {}): ReviewRule => ({
    name: { zh: '大额', en: 'Large' },
    when: [
      { fact: 'destination', in: ['DE'] },
      { fact: 'value', currency: 'EUR', over },
    ],
    suggests: {
      flags: [{ zh: '金额大', en: 'A large amount' }],
      departments: [department],
      conditions: ['report-of-use'],
      ...more,
    },
  });
  let large: string;
  let small: string;

  test('is tried on past cases before it counts', async () => {
    small = await submitted(exporter, company, '100000');
    large = await submitted(exporter, company, '100000.01');
    expect(await problem(officer.client.call('rule.try', { body: { rule: rule('1') } }))).toMatch(/^not-allowed/);
    const { body } = await senior.client.call('rule.try', { body: { rule: rule('100000') } });
    expect(body.tried).toMatchObject({ version: 1, status: 'tried', flagged: 1 });
    expect(body.tried.triedOn).toBeGreaterThan(1);
    expect(body).toMatchObject({ flaggedNow: 0, newly: 1, noLonger: 0, shownNoLonger: [] });
    expect(body.shown).toMatchObject([{ id: large, status: 'submitted' }]);
    expect((await get(large)).flags).toEqual([]);

    const { id } = body.tried;
    const activate = (version: number) =>
      senior.client.call('rule.activate', { params: { rule: id }, body: { version } });
    expect(await problem(activate(2))).toMatch(/^conflict/);
    expect((await activate(1)).body).toMatchObject({ status: 'active', activeFrom: '2026-03-02T01:00:00.000Z' });
    expect(await problem(activate(1))).toMatch(/^conflict/);
    expect((await get(large)).flags).toEqual([
      {
        rule: id,
        version: 1,
        name: { zh: '大额', en: 'Large' },
        flags: [{ zh: '金额大', en: 'A large amount' }],
        departments: [department],
        conditions: [{ id: 'report-of-use', text: expect.objectContaining({ zh: expect.stringContaining('六十日') }) }],
      },
    ]);
    expect((await get(small)).flags).toEqual([]);
    const seen = await exporter.client.call('application.get', { params: { organisation: company, case: large } });
    expect(JSON.stringify(seen.body)).not.toContain('A large amount');
  });

  test('is replaced by a version that was tried, and retired', async () => {
    const { body: listed } = await officer.client.call('rule.list');
    const id = listed[0]?.id ?? '';
    const { body } = await senior.client.call('rule.try', { body: { id, rule: rule('99999') } });
    expect(body).toMatchObject({ tried: { id, version: 2, flagged: 2 }, flaggedNow: 1, newly: 1, noLonger: 0 });
    expect(body.shown.map((each) => [each.id, each.isNew])).toEqual([
      [large, false],
      [small, true],
    ]);
    const { body: higher } = await senior.client.call('rule.try', { body: { id, rule: rule('200000') } });
    expect(higher).toMatchObject({ flaggedNow: 1, newly: 0, noLonger: 1, shown: [], shownNoLonger: [{ id: large }] });
    await senior.client.call('rule.try', { body: { id, rule: rule('99999') } });
    expect((await get(small)).flags).toEqual([]);
    await senior.client.call('rule.activate', { params: { rule: id }, body: { version: 4 } });
    expect((await get(small)).flags).toMatchObject([{ rule: id, version: 4 }]);
    const { body: versions } = await officer.client.call('rule.list');
    expect(versions.map(({ version, status, replacedBy }) => [version, status, replacedBy])).toEqual([
      [4, 'active', null],
      [3, 'tried', null],
      [2, 'tried', null],
      [1, 'replaced', 4],
    ]);
    await senior.client.call('rule.retire', { params: { rule: id } });
    expect((await get(small)).flags).toEqual([]);
    expect(await problem(senior.client.call('rule.retire', { params: { rule: id } }))).toMatch(/^not-found/);
    const back = sql`update review_rule set retired_at = null where id = ${id}`;
    await expect(service.store.asProduct((db) => back.execute(db))).rejects.toThrow('a rule changed afterwards');
    const other = sql`update review_rule set rule = '{}' where id = ${id}`;
    await expect(service.store.asProduct((db) => other.execute(db))).rejects.toMatchObject({ code: '42501' });
  });

  test('knows a first application', async () => {
    const first: ReviewRule = { ...rule('0'), when: [{ fact: 'first-application', is: true }] };
    const one = await submitted(newExporter, newcomer);
    const two = await submitted(newExporter, newcomer);
    const { body } = await senior.client.call('rule.try', { body: { rule: first } });
    const shown = body.shown.map(({ id }) => id);
    expect([shown.includes(one), shown.includes(two)]).toEqual([true, false]);
    const { id, version } = body.tried;
    await senior.client.call('rule.activate', { params: { rule: id }, body: { version } });
    expect([(await get(one)).flags.length, (await get(two)).flags.length]).toEqual([1, 0]);
  });

  test('suggests no department and no condition that is not there', async () => {
    const wrong = rule('1', { departments: [company], conditions: ['nothing'] });
    try {
      await senior.client.call('rule.try', { body: { rule: wrong } });
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      expect(error.fields.map(({ path }) => path)).toEqual([
        '/body/rule/suggests/departments/0',
        '/body/rule/suggests/conditions/0',
      ]);
    }
    const { body } = await officer.client.call('department.list');
    expect(body.map(({ id }) => id)).toEqual([department]);
  });
});

describe('one command on many cases', () => {
  const GRANT = {
    command: 'grant',
    from: '2026-06-01',
    lastDay: '2027-05-31',
    lines: [{ line: 'a', quantity: '500', value: '46250' }],
    conditions: [],
    ...REASONS,
  };
  const preview = async (cases: readonly string[], command: Fields & { readonly command: string }, by = senior) =>
    (await by.client.call('case.bulk-preview', { body: { cases: [...cases], command } })).body.groups;
  const actOnAll = async (cases: readonly string[], command: Fields & { readonly command: string }, by = senior) => {
    const seen = await Promise.all(cases.map(get));
    const body = { cases: seen.map(({ id, version }) => ({ id, version })), command };
    return (await by.client.call('case.bulk-act', { body })).body;
  };
  const auditOf = (person: TestPerson) =>
    service.store.asProduct((db) =>
      db
        .selectFrom('audit_event')
        .select(['subject_kind', 'subject_id', 'outcome', 'organisation', 'detail'])
        .where('account', '=', person.account)
        .where('action', '=', 'case.work')
        .orderBy('sequence')
        .execute(),
    );

  test('is previewed: which are alike, and which would refuse it', async () => {
    const [one, two] = [await recommended(), await recommended()];
    const open = await submitted();
    const other = await submitted(exporter, company, '1');
    const groups = await preview([one, two, open, other], GRANT);
    const told = groups.map(({ cases }) => cases.map(({ id, becomes, refusal }) => [id, becomes?.en ?? refusal?.code]));
    expect(told).toEqual([
      [
        [one, 'granted'],
        [two, 'granted'],
        [open, 'not-in-this-state'],
      ],
      [[other, 'not-in-this-state']],
    ]);
    expect((await preview([one], GRANT, officer))[0]?.cases[0]?.refusal?.code).toBe('not-this-role');
    expect((await get(one)).status).toBe('recommended');
    expect(await problem(preview([one, crypto.randomUUID()], GRANT))).toMatch(/^not-found/);
  });

  test('says in what cases differ that are not alike, before any command is named', async () => {
    const [one, two] = [await submitted(), await submitted()];
    const other = await submitted(exporter, company, '1');
    const foreign = await submitted(newExporter, newcomer);
    const { groups } = (await officer.client.call('case.bulk-preview', { body: { cases: [one, two, other, foreign] } }))
      .body;
    expect(groups.map(({ cases }) => cases.map(({ id, becomes, refusal }) => [id, becomes, refusal]))).toEqual([
      [
        [one, null, null],
        [two, null, null],
      ],
      [[other, null, null]],
      [[foreign, null, null]],
    ]);
    expect(groups.map(({ differsIn }) => differsIn)).toEqual([
      [],
      [
        { in: 'application', path: ['contract', 'lines', 0, 'value'], first: '46250', here: '1' },
        { in: 'application', path: ['lines', 0, 'value'], first: '46250', here: '1' },
      ],
      [{ in: 'organisation', path: [] }],
    ]);
  });

  test('is done on all: each with its event, its licence and its entry in the audit trail', async () => {
    const ids = [await recommended(), await recommended(), await recommended()];
    const before = (await auditOf(senior)).length;
    const done = await actOnAll(ids, GRANT);
    expect(done.map(({ id, status }) => [id, status])).toEqual(ids.map((id) => [id, 'granted']));
    const cases = await Promise.all(ids.map(get));
    expect(new Set(cases.map(({ licence }) => licence)).size).toBe(3);
    expect(cases.every(({ events }) => events.at(-1)?.command === 'grant')).toBe(true);
    const trail = (await auditOf(senior)).slice(before);
    expect(trail.map(({ subject_id, outcome }) => [subject_id, outcome])).toEqual([
      ...ids.map((id) => [id, 'done']),
      [null, 'done'],
    ]);
    expect(trail[0]).toMatchObject({ subject_kind: 'case', organisation: company });
  });

  test('is done on none where one refuses it, and the refusal is in the audit trail', async () => {
    const ids = [await recommended(), await recommended(), await submitted()];
    const number = (await get(ids[2] ?? '')).number ?? '';
    const said = await problem(actOnAll(ids, GRANT));
    expect(said).toBe(`conflict: ${number}: The case is not in a state in which this can be done`);
    expect((await Promise.all(ids.map(get))).map(({ status }) => status)).toEqual([
      'recommended',
      'recommended',
      'submitted',
    ]);
    expect((await auditOf(senior)).at(-1)).toMatchObject({ outcome: 'refused' });
    // Approving what one recommended oneself does not become possible by being many.
    expect(await problem(actOnAll(ids.slice(0, 2), GRANT, officer))).toMatch(/^conflict: .*This role may not do this/);
  });

  test('wants cases that are alike, and as they were seen', async () => {
    const one = await submitted();
    const other = await submitted(exporter, company, '1');
    expect(await problem(actOnAll([one, other], { command: 'accept' }, officer))).toMatch(/^conflict: The facts/);
    const stale = { cases: [{ id: one, version: 1 }], command: { command: 'accept' } };
    expect(await problem(officer.client.call('case.bulk-act', { body: stale }))).toMatch(/^changed-meanwhile/);
    const many = Array.from({ length: 101 }, () => ({ id: crypto.randomUUID(), version: 1 }));
    const tooMany = { cases: many, command: { command: 'accept' } };
    expect(await problem(officer.client.call('case.bulk-act', { body: tooMany }))).toMatch(/^bad-request/);
    expect(await problem(exporter.client.call('case.bulk-act', { body: stale }))).toMatch(/^not-allowed/);
  });
});
