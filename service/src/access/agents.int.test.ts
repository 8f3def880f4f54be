import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, problemOf, testPeople, type TestPeople } from './testing/people.ts';

/** The example of GB 32100-2015. */
const USCC = '91350100M000100Y43';
/** Right too, but nobody's here. */
const UNKNOWN_USCC = '91110000MA00000B23';

let people: TestPeople;
let administrator: Browser;
let agent: string;
let operator: string;
let operatorsOwner: Browser;
let exporter: Browser;

const appointment = {
  uscc: USCC,
  scopes: ['records' as const],
  document: 'PoA 7',
  from: '2026-06-01',
  lastDay: '2026-06-10',
};
const appoint = (by: Browser, organisation: string, more: Partial<typeof appointment> = {}) =>
  by.call('agent.appoint', { params: { organisation }, body: { ...appointment, ...more } });
const actionsFor = async (browser: Browser, organisation: string) => {
  const { organisations } = await browser.call('session.get', {});
  return organisations.find(({ id }) => id === organisation)?.actions ?? [];
};
/** Moves the clock to an hour of a day in Beijing; the sessions are kept open by hand, for they would end. */
async function at(moment: string): Promise<void> {
  people.clock.now = Temporal.PlainDateTime.from(moment).toZonedDateTime('Asia/Shanghai').toInstant();
  await people.store.asProduct(async (db) => {
    const now = new Date(people.clock.now.epochMilliseconds);
    const later = new Date(now.getTime() + 3_600_000);
    await db.updateTable('session').set({ last_seen_at: now, ends_at: later }).execute();
  });
}

beforeAll(async () => {
  people = await testPeople();
  ({ browser: administrator } = await people.administrator());
  agent = await people.organisation(administrator, 'company', { uscc: USCC });
  operator = await people.organisation(administrator, 'operator', { country: 'DE' });
  ({ browser: operatorsOwner } = await people.member(administrator, operator, 'owner@example.de', [
    'organisation-administrator',
  ]));
  ({ browser: exporter } = await people.member(administrator, agent, 'exporter@example.com', ['exporter']));
});
afterAll(() => people.close());

describe('an agent', () => {
  it('is a company in China, appointed by an operator outside it', async () => {
    expect(await problemOf(appoint(administrator, agent))).toBe('not-valid');
    expect(await problemOf(appoint(operatorsOwner, operator, { uscc: '91350100M000100Y44' }))).toBe('not-valid');
    expect(await problemOf(appoint(operatorsOwner, operator, { uscc: UNKNOWN_USCC }))).toBe('not-valid');
    expect(await problemOf(appoint(operatorsOwner, operator, { from: '2026-02-30' }))).toBe('bad-request');
    expect(await problemOf(appoint(operatorsOwner, operator, { lastDay: '2026-05-31' }))).toBe('not-valid');
    expect(await problemOf(appoint(exporter, operator))).toBe('not-found');
  });

  it('may do what the power of attorney covers, on its days in Beijing, and nothing else', async () => {
    expect(await actionsFor(exporter, operator)).toEqual([]);
    const made = await appoint(operatorsOwner, operator, { uscc: '9135 0100 M000 100Y 43' });
    expect(made).toMatchObject({ agent: { id: agent }, principal: { id: operator }, standing: 'valid' });

    const actions = await actionsFor(exporter, operator);
    expect(actions).toContain('library.change');
    expect(actions).toContain('organisation.read');
    for (const other of ['organisation.change', 'member.read', 'member.change', 'agent.appoint', 'agent.read'] as const)
      expect(actions).not.toContain(other);
    const { organisations } = await exporter.call('session.get', {});
    expect(organisations.find(({ id }) => id === operator)).toMatchObject({ roles: [], agent });
    // Both sides read it, with both names.
    for (const [by, organisation] of [
      [operatorsOwner, operator],
      [exporter, agent],
    ] as const)
      expect(await by.call('agent.list', { params: { organisation } })).toMatchObject([
        { id: made.id, document: 'PoA 7' },
      ]);

    await at('2026-06-10T23:59');
    expect(await actionsFor(exporter, operator)).toContain('library.change');
    await at('2026-06-11T00:00');
    expect(await actionsFor(exporter, operator)).toEqual([]);
    await at('2026-05-31T23:59');
    expect(await actionsFor(exporter, operator)).toEqual([]);
    await at('2026-06-01T00:00');
    expect(await actionsFor(exporter, operator)).toContain('library.change');
    await operatorsOwner.call('agent.revoke', { params: { organisation: operator, agency: made.id } });
  });

  it('with another scope does not get at the records', async () => {
    const made = await operatorsOwner.call('agent.appoint', {
      params: { organisation: operator },
      body: { ...appointment, scopes: ['reports'], lastDay: null },
    });
    const actions = await actionsFor(exporter, operator);
    expect(actions).toContain('organisation.read');
    expect(actions).not.toContain('library.read');
    await operatorsOwner.call('agent.revoke', { params: { organisation: operator, agency: made.id } });
  });

  it('loses it at once when it is revoked, by the principal alone, and once', async () => {
    const { id } = await appoint(operatorsOwner, operator);
    expect(await actionsFor(exporter, operator)).toContain('library.change');
    const params = { organisation: operator, agency: id };
    const asAgent = administrator.call('agent.revoke', { params: { organisation: agent, agency: id } });
    expect(await problemOf(asAgent)).toBe('not-found');
    expect((await operatorsOwner.call('agent.revoke', { params })).standing).toBe('revoked');
    expect(await actionsFor(exporter, operator)).toEqual([]);
    expect(await problemOf(operatorsOwner.call('agent.revoke', { params }))).toBe('conflict');
  });
});

describe('an organisation', () => {
  it('is told apart by identifiers whose check digits are right', async () => {
    const create = (more: { uscc?: string; lei?: string; name?: { zh: string; en: string } }) =>
      administrator.call('organisation.create', {
        body: { kind: 'company', name: { zh: '', en: 'X' }, country: 'CN', ...more },
      });
    expect(await problemOf(create({ uscc: '91350100M000100Y44' }))).toBe('not-valid');
    expect(await problemOf(create({ lei: '5493001KJTIIGC8Y1R13' }))).toBe('not-valid');
    expect(await problemOf(create({ uscc: USCC }))).toBe('conflict');
    expect(await problemOf(create({ name: { zh: ' ', en: '' } }))).toBe('not-valid');
    expect((await create({ lei: '5493 001K JTII GC8Y 1R12' })).lei).toBe('5493001KJTIIGC8Y1R12');
    const found = await administrator.call('organisation.list', { query: { search: '5493001kjtiigc8y1r12' } });
    expect(found.items).toHaveLength(1);
  });

  it('is changed by who has seen the newest, and takes no identifier of another', async () => {
    const seen = await operatorsOwner.call('organisation.get', { params: { organisation: operator } });
    const set = (ifMatch: number, body: { lei?: string; name?: { zh: string; en: string } }) =>
      operatorsOwner.call('organisation.change', { params: { organisation: operator }, body }, { ifMatch });
    const changed = await set(seen.revision, { name: { zh: '', en: 'Weber GmbH' } });
    expect(changed).toMatchObject({ name: { en: 'Weber GmbH' }, country: 'DE', revision: seen.revision + 1 });
    expect(await problemOf(set(seen.revision, { name: { zh: '', en: 'Y' } }))).toBe('changed-meanwhile');
    expect(await problemOf(set(changed.revision, { lei: '5493001KJTIIGC8Y1R12' }))).toBe('conflict');
  });

  it('is removed only when nothing hangs on it', async () => {
    const remove = (organisation: string) =>
      administrator.call('organisation.remove', { params: { organisation } }, { ifMatch: 1 });
    expect(await problemOf(remove(agent))).toBe('conflict');
    const empty = await people.organisation(administrator, 'customs');
    await remove(empty);
    expect(await problemOf(administrator.call('organisation.get', { params: { organisation: empty } }))).toBe(
      'not-found',
    );
    const one = { kind: 'installation' as const, name: { zh: '', en: 'Second' }, country: 'CN' };
    expect(await problemOf(administrator.call('organisation.create', { body: one }))).toBe('conflict');
  });

  it('has sites, each of its own', async () => {
    const site = { name: 'Plant', address: 'Werkstr. 1', country: 'DE', unlocode: 'DEHAM' };
    const params = { organisation: operator };
    const { id } = await operatorsOwner.call('site.add', { params, body: site });
    const moved = { params: { ...params, site: id }, body: { ...site, address: 'Werkstr. 2', unlocode: null } };
    expect(await operatorsOwner.call('site.change', moved, { ifMatch: 1 })).toMatchObject({
      revision: 2,
      unlocode: null,
    });
    expect(await problemOf(operatorsOwner.call('site.change', moved, { ifMatch: 1 }))).toBe('changed-meanwhile');
    expect(await operatorsOwner.call('site.list', { params })).toHaveLength(1);
    await operatorsOwner.call('site.remove', { params: { ...params, site: id } });
    expect(await problemOf(operatorsOwner.call('site.change', moved, { ifMatch: 2 }))).toBe('not-found');
  });
});
