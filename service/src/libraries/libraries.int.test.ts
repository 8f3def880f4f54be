import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lawTexts } from '@ytterby/law';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billHandlers } from '../api/bill.ts';
import { hitDecisionHandlers } from '../api/hit-decision.ts';
import { partyHandlers } from '../api/party.ts';
import { productHandlers } from '../api/product.ts';
import { screeningHandlers } from '../api/screening.ts';
import { BILL_ROUTES } from '../contract/bill.ts';
import { HIT_DECISION_ROUTES } from '../contract/hit-decision.ts';
import { PARTY_ROUTES } from '../contract/party.ts';
import { PRODUCT_ROUTES } from '../contract/product.ts';
import { lawInUse } from '../recorded-law/law-in-use.ts';
import { SharedScreeners } from '../screening/shared-screeners.ts';
import { type Caller, fileOf, type TestCallers, testCallers } from './testing/callers.ts';

const PRODUCTS = { routes: PRODUCT_ROUTES, handlers: productHandlers() };
const PARTIES = { routes: PARTY_ROUTES, handlers: partyHandlers() };
const BILLS = { routes: BILL_ROUTES, handlers: billHandlers() };

let tested: TestCallers;
let own: string;
let other: string;
let li: Caller;
let wang: Caller;

beforeAll(async () => {
  tested = await testCallers('2026-11-24T02:00:00Z');
  own = await tested.organisation('company');
  other = await tested.organisation('company');
  li = await tested.person(own, ['exporter']);
  wang = await tested.person(other, ['exporter']);
});
afterAll(() => tested.close());

const MAGNET = { item: { form: 'magnet', elements: ['Sm', 'Co'] }, madeIn: 'CN', origin: 'CN' };
const product = (code: string, facts: unknown = MAGNET) =>
  li(PRODUCTS, 'product.create', { params: { organisation: own }, body: { code, name: `Magnet ${code}`, facts } });
const allOf = (organisation: string, query = {}) => ({ params: { organisation }, query });

describe('products', () => {
  test('are kept, read, changed and removed at the revision that was seen', async () => {
    const { body: made, revision } = await product('A-1');
    expect(made).toMatchObject({ code: 'A-1', facts: MAGNET, revision: 1 });
    const params = { organisation: own, product: made.id };
    const body = { code: 'A-1', name: 'Another name', facts: MAGNET };
    const changed = await li(PRODUCTS, 'product.change', { params, body }, { ifMatch: revision ?? 0 });
    expect(changed).toMatchObject({ body: { name: 'Another name' }, revision: 2 });
    await expect(li(PRODUCTS, 'product.change', { params, body }, { ifMatch: 1 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await expect(li(PRODUCTS, 'product.remove', { params }, { ifMatch: 1 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await li(PRODUCTS, 'product.remove', { params }, { ifMatch: 2 });
    await expect(li(PRODUCTS, 'product.get', { params })).rejects.toMatchObject({ code: 'not-found' });
    await expect(li(PRODUCTS, 'product.remove', { params }, { ifMatch: 2 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('come in pages by code, and by what is searched for', async () => {
    for (const code of ['P-1', 'P-2', 'P-3']) await product(code);
    const first = await li(PRODUCTS, 'product.list', allOf(own, { search: 'p-', limit: '2' }));
    expect(first.body.items.map(({ code }) => code)).toEqual(['P-1', 'P-2']);
    const next = await li(PRODUCTS, 'product.list', allOf(own, { search: 'p-', limit: '2', after: first.body.next }));
    expect(next.body).toMatchObject({ items: [{ code: 'P-3' }], next: null });
    for (const forged of [['P-1', 'no id'], ['P-1'], 'P-1']) {
      const after = Buffer.from(JSON.stringify(forged)).toString('base64url');
      await expect(li(PRODUCTS, 'product.list', allOf(own, { after }))).rejects.toMatchObject({ code: 'bad-request' });
    }
  });

  test('have a code of their own', async () => {
    await product('ONCE');
    await expect(product('ONCE')).rejects.toMatchObject({ code: 'conflict', fields: [{ path: '/body/code' }] });
  });

  test('are read as leniently as a file, and refused field by field', async () => {
    const { body } = await product('L-1', { ...MAGNET, madeIn: '中国' });
    expect(body.facts.madeIn).toBe('CN');
    await expect(product('L-2', { item: { form: 'cheese' } })).rejects.toMatchObject({
      code: 'not-valid',
      fields: [{ path: '/body/facts/item/form' }],
    });
    await expect(product('L-3', { ...MAGNET, id: 'no line' })).rejects.toMatchObject({ code: 'not-valid' });
  });

  test('belong to one organisation', async () => {
    const { body } = await product('OWN');
    await expect(wang(PRODUCTS, 'product.list', allOf(own))).rejects.toMatchObject({ code: 'not-found' });
    expect((await wang(PRODUCTS, 'product.list', allOf(other))).body.items).toEqual([]);
    const params = { organisation: other, product: body.id };
    await expect(wang(PRODUCTS, 'product.get', { params })).rejects.toMatchObject({ code: 'not-found' });
    await expect(wang(PRODUCTS, 'product.remove', { params }, { ifMatch: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(tested.visitor(PRODUCTS, 'product.list', allOf(own))).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});

describe('parties', () => {
  test('are kept under the name in their facts, which is needed', async () => {
    const params = { organisation: own };
    const facts = { role: 'end-user', name: 'Example Servo GmbH', country: 'Germany', military: 'no', owners: 'none' };
    const { body } = await li(PARTIES, 'party.create', { params, body: { facts } });
    expect(body).toMatchObject({ name: 'Example Servo GmbH', facts: { country: 'DE' } });
    await expect(li(PARTIES, 'party.create', { params, body: { facts: { role: 'end-user' } } })).rejects.toMatchObject({
      code: 'not-valid',
      fields: [{ path: '/body/facts/name' }],
    });
    const changed = await li(
      PARTIES,
      'party.change',
      { params: { ...params, party: body.id }, body: { facts: { ...facts, name: 'Example Servo SE' } } },
      { ifMatch: 1 },
    );
    expect(changed).toMatchObject({ body: { name: 'Example Servo SE' }, revision: 2 });
    expect((await li(PARTIES, 'party.list', allOf(own, { search: 'servo se' }))).body.items).toHaveLength(1);
  });
});

describe('bills of materials', () => {
  const CSV = 'part,parent,quantity,unit,form\nmotor,,1,piece,assembly\nmagnet,motor,2,kg,magnet\n';
  const read = (name: string, text: string) =>
    li(BILLS, 'bill.import', { params: { organisation: own }, query: { name }, body: fileOf(name, text) });

  test('are read from a file, looked at, and kept', async () => {
    const { facts, problems } = (await read('motor.csv', CSV)).body;
    expect(problems).toEqual([]);
    const { body } = await li(BILLS, 'bill.create', { params: { organisation: own }, body: { name: 'Motor', facts } });
    expect(body.parts).toBe(2);
    expect((await li(BILLS, 'bill.list', allOf(own))).body.items).toMatchObject([{ name: 'Motor', parts: 2 }]);
  });

  test('name the place of what cannot be read', async () => {
    const { body } = await read('motor.csv', CSV.replace(',2,kg', ',two or so,kg'));
    expect(body.facts).toBeNull();
    expect(body.problems[0]).toMatchObject({ place: expect.stringContaining('3'), text: { zh: expect.any(String) } });
    expect((await read('motor.pdf', '%PDF-1.7')).body).toMatchObject({ facts: null, problems: [{}] });
  });
});

describe('decisions on hits', () => {
  let decisions: { routes: typeof HIT_DECISION_ROUTES; handlers: ReturnType<typeof hitDecisionHandlers> };
  let screeners: SharedScreeners;
  beforeAll(async () => {
    const dataFolder = await mkdtemp(path.join(tmpdir(), 'ytterby-lists-'));
    const law = lawInUse(lawTexts(), []);
    screeners = new SharedScreeners(dataFolder);
    const screening = screeningHandlers(() => law, screeners);
    decisions = {
      routes: HIT_DECISION_ROUTES,
      handlers: hitDecisionHandlers({ law: () => law, dataFolder, screening }),
    };
  });
  afterAll(() => screeners.close());

  const PARTY = { name: 'TDK Corp' };
  const screen = async (by: Caller, organisation: string) => {
    const sent = { params: { organisation }, body: { parties: [PARTY] } };
    return (await by(decisions, 'hit-decision.screen', sent)).body.parties[0];
  };
  const decide = (hit: { list: string; entry: string; recordHash: string } | undefined, more = {}) =>
    li(decisions, 'hit-decision.record', {
      params: { organisation: own },
      body: {
        party: PARTY,
        list: hit?.list,
        entry: hit?.entry,
        recordHash: hit?.recordHash,
        decided: 'false-positive',
        reason: 'Another company: its registration number differs.',
        ...more,
      },
    });

  test('are laid over the next screening of that organisation alone, and a later one takes their place', async () => {
    const before = await screen(li, own);
    expect(before?.hits[0]).toMatchObject({ decision: null });
    for (const hit of before?.hits ?? []) await decide(hit);
    expect(await screen(li, own)).toMatchObject({
      verdict: 'clear-by-decision',
      bites: false,
      hits: [{ verdict: 'cleared', decision: { counts: true, by: 'Li Mei', decided: 'false-positive' } }],
    });
    expect((await screen(wang, other))?.verdict).toBe(before?.verdict);
    await decide(before?.hits[0], { decided: 'true-match' });
    expect((await screen(li, own))?.verdict).toBe('hit');
    const { body } = await li(decisions, 'hit-decision.list', allOf(own));
    expect(body.items.map(({ replaced }) => replaced)).toContain(true);
    expect(body.items[0]).toMatchObject({ decided: 'true-match', replaced: false });
  });

  test('want a reason, and the entry as it is', async () => {
    const [hit] = (await screen(li, own))?.hits ?? [];
    await expect(decide(hit, { reason: ' . ' })).rejects.toMatchObject({
      code: 'not-valid',
      fields: [{ path: '/body/reason' }],
    });
    await expect(decide(hit, { recordHash: 'old' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('cannot be changed or deleted, not even by the product', async () => {
    await expect(
      tested.store.asProduct((db) => db.updateTable('hit_decision').set({ reason: 'x' }).execute()),
    ).rejects.toThrow('permission denied');
    await expect(tested.store.asProduct((db) => db.deleteFrom('hit_decision').execute())).rejects.toThrow(
      'permission denied',
    );
  });
});
