import { randomUUID } from 'node:crypto';
import { CASE_TRANSITIONS } from '@ytterby/core/licensing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';

/** What the database itself refuses, whoever asks it past the product's own rules. */

let service: TestService;
let company: string;
let authority: string;
let exporter: TestPerson;
let officer: TestPerson;
let senior: TestPerson;

beforeAll(async () => {
  service = await testService();
  company = await service.organisation('company');
  authority = await service.organisation('licensing-authority');
  exporter = await service.person([[company, ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer', 'senior-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
});
afterAll(() => service.close());

test('the table of transitions is that of core', async () => {
  const rows = await service.store.asProduct((db) => db.selectFrom('case_transition').selectAll().execute());
  const stored = rows.map(
    (row) => `${row.command} ${row.from_status} ${row.to_status} ${[...row.roles].sort().join()}`,
  );
  const wanted = CASE_TRANSITIONS.flatMap(({ command, from, to, roles }) =>
    from.map((status) => `${command} ${status} ${to} ${[...roles].sort().join()}`),
  );
  expect(stored.sort()).toEqual(wanted.sort());
});

interface Step {
  readonly command: string;
  readonly role: string;
  readonly person: string;
  readonly more?: Record<string, unknown>;
}

/** Puts an event in as somebody, without core. */
async function put(id: string, version: number, step: Step, acting = step.person): Promise<string> {
  const event = {
    command: step.command,
    by: { person: step.person, role: step.role, organisation: company },
    on: '2026-03-02',
    ...step.more,
  };
  const settings = sql`select set_config('ytterby.organisations', 'all', true), set_config('ytterby.account', ${acting}, true),
    set_config('ytterby.product', '', true)`;
  try {
    await service.store.asProduct(async (db) => {
      await settings.execute(db);
      await db
        .insertInto('case_event')
        .values({
          licensing_case: id,
          version,
          organisation: company,
          person: step.person,
          role: step.role,
          command: step.command,
          event: JSON.stringify(event),
        })
        .execute();
    });
    return 'stored';
  } catch (error) {
    return (error as Error).message;
  }
}

async function caseWith(steps: readonly Step[]): Promise<{ readonly id: string; readonly version: number }> {
  const id = randomUUID();
  await service.store.asProduct((db) =>
    db
      .insertInto('licensing_case')
      .values({ id, organisation: company, kind: 'individual-licence', state: '{}' })
      .execute(),
  );
  for (const [index, step] of steps.entries()) expect(await put(id, index + 1, step)).toBe('stored');
  return { id, version: steps.length };
}

const by =
  (person: () => TestPerson, role: string, command: string, more: Record<string, unknown> = {}) =>
  (): Step => ({
    command,
    role,
    person: person().account,
    more,
  });
const applicant = (command: string, more = {}) => by(() => exporter, 'exporter', command, more);
const officers = (command: string, more = {}) => by(() => officer, 'licensing-officer', command, more);
const REVIEW = [applicant('save'), applicant('submit'), officers('accept')];

describe('the store refuses', () => {
  type Refused = readonly [why: string, before: readonly (() => Step)[], step: () => Step, acting?: () => string];
  const refused: readonly Refused[] = [
    ['a skipped state', [applicant('save')], by(() => senior, 'senior-officer', 'grant', { conditions: [] })],
    ['a forged signer', REVIEW, officers('assess'), () => senior.account],
    ['not this role', REVIEW, by(() => senior, 'senior-officer', 'assess')],
    [
      'self-approval',
      [...REVIEW, officers('recommend-grant')],
      by(() => officer, 'senior-officer', 'grant', { conditions: [] }),
    ],
    [
      "one's own work countersigned",
      [...REVIEW, officers('judge-hit', { hit: 'h1' })],
      officers('countersign', { of: 'hit', id: 'h1' }),
    ],
    [
      "one's own work countersigned",
      [...REVIEW, officers('consolidate')],
      officers('countersign', { of: 'consolidation' }),
    ],
    [
      'a dropped condition',
      [...REVIEW, officers('set-condition', { condition: 'c1' }), officers('recommend-grant')],
      by(() => senior, 'senior-officer', 'grant', { conditions: [] }),
    ],
    [
      'a dropped condition',
      [
        ...REVIEW,
        officers('set-condition', { condition: 'c1' }),
        officers('drop-condition', { condition: 'c1' }),
        officers('recommend-grant'),
      ],
      by(() => senior, 'senior-officer', 'grant', { conditions: [] }),
    ],
    [
      'not the words of the library',
      REVIEW,
      officers('set-condition', { condition: 'c1', library: 'on-site-check', text: { zh: '另有约定', en: 'Other' } }),
    ],
    [
      'on both sides of the desk',
      [applicant('save'), applicant('submit')],
      by(() => exporter, 'licensing-officer', 'accept'),
    ],
  ];
  test.each(refused.map((each) => ({ why: each[0], each })))(
    '$why',
    async ({ why, each: [, before, step, acting] }) => {
      const { id, version } = await caseWith(before.map((each) => each()));
      expect(await put(id, version + 1, step(), acting?.())).toBe(why);
    },
  );

  test('an event that is not what its columns say, or not the next', async () => {
    const { id, version } = await caseWith(REVIEW.map((each) => each()));
    const step = officers('assess')();
    expect(await put(id, version + 1, { ...step, more: { command: 'grant' } })).toBe(
      'the event is not what its columns say',
    );
    expect(await put(id, version + 2, step)).toBe('the case was changed meanwhile');
  });

  test('any change of what happened', async () => {
    for (const statement of [
      sql`update case_event set role = 'x'`,
      sql`delete from case_event`,
      sql`delete from document`,
    ])
      await expect(service.store.asProduct((db) => statement.execute(db))).rejects.toMatchObject({ code: '42501' });
    const status = sql`update licensing_case set status = 'granted'`;
    await expect(service.store.asProduct((db) => status.execute(db))).rejects.toMatchObject({ code: '42501' });
  });
});

test('what is in order is stored, and moves the case', async () => {
  const { id, version } = await caseWith([
    ...REVIEW.map((each) => each()),
    officers('set-condition', { condition: 'c1' })(),
    officers('recommend-grant')(),
  ]);
  const grant = { command: 'grant', role: 'senior-officer', person: senior.account, more: { conditions: ['c1'] } };
  expect(await put(id, version + 1, grant)).toBe('stored');
  const row = await service.store.asProduct((db) =>
    db.selectFrom('licensing_case').select(['status', 'version']).where('id', '=', id).executeTakeFirstOrThrow(),
  );
  expect(row).toEqual({ status: 'granted', version: version + 1 });
});
