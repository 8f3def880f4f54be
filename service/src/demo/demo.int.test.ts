import { lawTexts } from '@ytterby/law';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisationHandlers } from '../access/handlers/organisations.ts';
import { billHandlers } from '../api/bill.ts';
import { demoHandlers } from '../api/demo.ts';
import { partyHandlers } from '../api/party.ts';
import { productHandlers } from '../api/product.ts';
import { savedDeterminationHandlers } from '../api/saved-determination.ts';
import { BILL_ROUTES } from '../contract/bill.ts';
import { DEMO_ROUTES } from '../contract/demo.ts';
import { ORGANISATION_ROUTES } from '../contract/organisation.ts';
import { PARTY_ROUTES } from '../contract/party.ts';
import { PRODUCT_ROUTES } from '../contract/product.ts';
import { SAVED_DETERMINATION_ROUTES } from '../contract/saved-determination.ts';
import { type TestCallers, testCallers } from '../libraries/testing/callers.ts';
import { lawInUse } from '../recorded-law/law-in-use.ts';
import { putInDemo } from './put-in-demo.ts';

const law = lawInUse(lawTexts(), []);
const ORGANISATIONS = { routes: ORGANISATION_ROUTES, handlers: organisationHandlers() };
const PRODUCTS = { routes: PRODUCT_ROUTES, handlers: productHandlers() };
const PARTIES = { routes: PARTY_ROUTES, handlers: partyHandlers() };
const BILLS = { routes: BILL_ROUTES, handlers: billHandlers() };
const SAVED = { routes: SAVED_DETERMINATION_ROUTES, handlers: savedDeterminationHandlers(() => law) };
const DEMO = { routes: DEMO_ROUTES, handlers: demoHandlers() };

let tested: TestCallers;
beforeAll(async () => {
  tested = await testCallers('2026-11-24T02:00:00Z');
});
afterAll(() => tested.close());

const putIn = () => putInDemo({ store: tested.store, law, now: tested.clock.now });

test('is put in once, read by everybody, changed by nobody, removed by an administrator, and stays away', async () => {
  const own = await tested.organisation('company');
  const { visitor } = tested;
  await expect(visitor(ORGANISATIONS, 'organisation.list')).rejects.toMatchObject({ code: 'not-signed-in' });
  expect(await Promise.all([putIn(), putIn()])).toContain(true);
  expect(await putIn()).toBe(false);

  const organisations = (await visitor(ORGANISATIONS, 'organisation.list')).body.items;
  expect(organisations).toHaveLength(3);
  for (const { name, demo } of organisations) {
    expect(name.zh).toContain('虚构');
    expect(name.en).toContain('(invented)');
    expect(demo).toBe(true);
  }
  const kindOf = (kind: string) => organisations.find((each) => each.kind === kind)?.id ?? '';
  const operator = { params: { organisation: kindOf('operator') } };
  expect((await visitor(PRODUCTS, 'product.list', operator)).body.items.length).toBeGreaterThan(3);
  expect((await visitor(PARTIES, 'party.list', operator)).body.items.length).toBeGreaterThan(2);
  expect((await visitor(BILLS, 'bill.list', operator)).body.items.length).toBeGreaterThan(2);
  const saved = (await visitor(SAVED, 'saved-determination.list', operator)).body.items;
  expect(saved.map(({ changedSinceSeen }) => changedSinceSeen)).toContain(true);
  const histories = await Promise.all(
    saved.map(async ({ id }) => {
      const params = { ...operator.params, determination: id };
      return (await visitor(SAVED, 'saved-determination.answers', { params })).body.items;
    }),
  );
  expect(Math.max(...histories.map(({ length }) => length))).toBeGreaterThan(2);

  // A look is all that a visitor gets, and of other organisations not even that.
  const body = { code: 'X', name: 'X', facts: { item: {} } };
  await expect(visitor(PRODUCTS, 'product.create', { ...operator, body })).rejects.toMatchObject({
    code: 'not-signed-in',
  });
  await expect(visitor(PRODUCTS, 'product.list', { params: { organisation: own } })).rejects.toMatchObject({
    code: 'not-signed-in',
  });
  const li = await tested.person(own, ['exporter', 'organisation-administrator']);
  expect((await li(ORGANISATIONS, 'organisation.list')).body.items).toHaveLength(4);
  await expect(li(PRODUCTS, 'product.create', { ...operator, body })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(li(DEMO, 'demo.remove')).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(visitor(DEMO, 'demo.remove')).rejects.toMatchObject({ code: 'not-signed-in' });

  // Nobody's records become removable by being called invented later.
  await expect(
    tested.store.asProduct((db) => db.updateTable('organisation').set({ demo: true }).where('id', '=', own).execute()),
  ).rejects.toThrow('invented from the beginning');

  const wen = await tested.person(await tested.organisation('installation'), ['administrator']);
  expect((await wen(DEMO, 'demo.remove')).body).toEqual({ organisations: 3 });
  const left = await tested.store.asProduct((db) => db.selectFrom('determination_answer').select('id').execute());
  expect(left).toEqual([]);
  expect((await li(ORGANISATIONS, 'organisation.list')).body.items).toHaveLength(1);
  await expect(visitor(PRODUCTS, 'product.list', operator)).rejects.toMatchObject({ code: 'not-signed-in' });
  expect(await putIn()).toBe(false);
});
