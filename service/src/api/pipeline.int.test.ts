import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClientProblem } from '../client/index.ts';
import type { ApiProblemCode } from '../contract/index.ts';
import { verifyAudit } from '../store/audit.ts';
import { type TestPerson, type TestService, testService } from './testing.ts';

let service: TestService;
let company: string;
let other: string;
let li: TestPerson;

beforeAll(async () => {
  service = await testService();
  company = await service.organisation('company', 'Example Magnets');
  other = await service.organisation('company', 'Other Magnets');
  li = await service.person([[company, ['organisation-administrator', 'exporter']]]);
});
afterAll(() => service.close());

const addSite = (headers: Record<string, string>, body: unknown = SITE, organisation = company) =>
  fetch(`${service.url}/v1/organisations/${organisation}/sites`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: li.cookie, origin: service.url, ...headers },
    body: JSON.stringify(body),
  });
const SITE = { name: 'Works 1', address: 'Baotou', country: 'CN' };

async function codeOf(response: Response): Promise<[number, ApiProblemCode]> {
  const { code } = (await response.json()) as { code: ApiProblemCode };
  return [response.status, code];
}

const events = () =>
  service.store.asProduct((db) => db.selectFrom('audit_event').selectAll().orderBy('sequence').execute());
const lastEvent = async () => (await events()).at(-1);

describe('a command', () => {
  test('is done once, however often it is sent with one key', async () => {
    const sent = [1, 2, 3].map(() => addSite({ 'idempotency-key': 'once' }));
    const replies = await Promise.all(sent.map(async (each) => (await (await each).json()) as { readonly id: string }));
    expect(new Set(replies.map(({ id }) => id)).size).toBe(1);
    expect((await li.client.call('site.list', { params: { organisation: company } })).body).toHaveLength(1);
  });

  test('is refused, with a trace, when its key was used for something else', async () => {
    expect(await codeOf(await addSite({ 'idempotency-key': 'once' }, { ...SITE, name: 'Works 2' }))).toEqual([
      409,
      'key-reused',
    ]);
    expect(await lastEvent()).toMatchObject({
      outcome: 'refused',
      account: li.account,
      detail: '{"reason":"key-reused"}',
    });
  });

  test('wants a key', async () => {
    expect(await codeOf(await addSite({}))).toEqual([428, 'key-wanted']);
  });

  test('leaves an event that names who, where and what', async () => {
    const { body } = await li.client.call('site.add', { params: { organisation: company }, body: SITE });
    expect(await lastEvent()).toMatchObject({
      action: 'organisation.change',
      outcome: 'done',
      account: li.account,
      organisation: company,
      subject_id: body.id,
    });
  });

  test('changes what was seen, or nothing', async () => {
    const { body, revision } = await li.client.call('organisation.get', { params: { organisation: company } });
    expect(revision).toBe(body.revision);
    const change = (seen: number) =>
      li.client.call(
        'organisation.change',
        { params: { organisation: company }, body: { country: 'HK' } },
        { revision: seen },
      );
    await change(body.revision);
    await expect(change(body.revision)).rejects.toMatchObject({ status: 412, code: 'changed-meanwhile' });
    await expect(
      li.client.call('organisation.change', { params: { organisation: company }, body: { country: 'CN' } }),
    ).rejects.toMatchObject({ status: 428 });
  });
});

describe('a request from elsewhere', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling of our site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
  ])('is refused, with a trace: %s', async (_, headers) => {
    expect(await codeOf(await addSite({ 'idempotency-key': crypto.randomUUID(), ...headers }))).toEqual([
      403,
      'foreign-origin',
    ]);
    expect(await lastEvent()).toMatchObject({ outcome: 'refused', detail: '{"reason":"foreign-origin"}' });
  });

  test('is refused under another host name', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve) => {
      const { port } = new URL(service.url);
      request({ host: '127.0.0.1', port, path: '/v1/session', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

describe('who acts', () => {
  test('a forged cookie is refused, with a trace', async () => {
    const response = await addSite({ 'idempotency-key': 'x', cookie: `ytterby_session=${'A'.repeat(43)}` });
    // Else a browser could not sign in again after the database was replaced.
    expect(response.headers.get('set-cookie')).toMatch(/^ytterby_session=; .*Max-Age=0/);
    expect(await codeOf(response)).toEqual([401, 'not-signed-in']);
    expect(await lastEvent()).toMatchObject({ outcome: 'refused', account: null });
  });

  test('a session that ended is nobody', async () => {
    const person = await service.person([[company, ['exporter']]]);
    await person.client.call('session.close');
    await expect(person.client.call('account.get')).rejects.toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  test('another organisation is not there', async () => {
    for (const organisation of [other, crypto.randomUUID()]) {
      await expect(li.client.call('organisation.get', { params: { organisation } })).rejects.toMatchObject({
        status: 404,
        code: 'not-found',
      });
      await expect(li.client.call('site.add', { params: { organisation }, body: SITE })).rejects.toMatchObject({
        status: 404,
      });
    }
    expect(await lastEvent()).toMatchObject({ outcome: 'refused', detail: '{"reason":"not-found"}' });
  });

  test('a visitor gets answers, and nothing of organisations', async () => {
    const facts = {
      asOf: '2025-04-04',
      from: 'CN',
      to: 'US',
      lines: [{ item: { form: 'oxide', elements: ['Dy', 'O'] } }],
    };
    const { body } = await service.visitor.call('determination.make', { body: { facts, with: ['timeline'] } });
    expect(body.determination.lines[0]?.questions.length).toBeGreaterThan(0);
    expect(body.timeline?.[0]?.length).toBeGreaterThan(1);
    await expect(service.visitor.call('organisation.list', { query: {} })).rejects.toBeInstanceOf(ClientProblem);
  });
});

describe('what arrives broken', () => {
  const post = (body: string, type = 'application/json') =>
    fetch(`${service.url}/v1/questions`, { method: 'POST', headers: { 'content-type': type }, body });

  test.each([
    ['no JSON', '{', 'application/json', 400, 'bad-request'],
    ['another media type', 'a=b', 'application/x-www-form-urlencoded', 415, 'media-type'],
    ['a NUL', '{"facts":{"asOf":"\\u0000"}}', 'application/json', 400, 'bad-request'],
    ['half a surrogate pair', '{"facts":{"asOf":"\\ud800"}}', 'application/json', 400, 'bad-request'],
    ['a prototype', '{"facts":{"__proto__":{}}}', 'application/json', 400, 'bad-request'],
    ['facts that are none', '{"facts":7}', 'application/json', 422, 'not-valid'],
  ])('%s', async (_, body, type, status, code) => {
    expect(await codeOf(await post(body, type))).toEqual([status, code]);
  });

  test('a method that is not served names those that are', async () => {
    const response = await fetch(`${service.url}/v1/questions`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

test('a disk that is full is told as that, by the readiness too; nothing is half stored, and the same key does it later', async () => {
  const owner = new pg.Client(service.config);
  await owner.connect();
  const sites = async () => (await li.client.call('site.list', { params: { organisation: company } })).body.length;
  const before = await sites();
  // Where the database says so: at the change itself, and at its event.
  for (const table of ['site', 'audit_event']) {
    await owner.query(`create function full_disk() returns trigger language plpgsql as
      'begin raise exception using errcode = ''disk_full''; end'`);
    await owner.query(`create trigger a_full_disk before insert on ${table} for each row execute function full_disk()`);
    const key = { 'idempotency-key': `full ${table}` };
    expect(await codeOf(await addSite(key))).toEqual([507, 'disk-full']);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
    expect(await sites()).toBe(before + (table === 'site' ? 0 : 1));
    await owner.query('drop function full_disk cascade');
    expect((await addSite(key)).status).toBe(201);
  }
  expect(await sites()).toBe(before + 2);
  await owner.end();
});

test('the audit trail of all this is whole', async () => {
  const { events: count, fault } = await service.store.asProduct((db) => verifyAudit(db));
  expect(fault).toBeNull();
  expect(count).toBeGreaterThan(10);
});
