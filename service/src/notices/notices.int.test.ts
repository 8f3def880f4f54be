import type { ExportFacts } from '@ytterby/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';

/** A chain over HTTP with the typed client: two tiers that are registered here, and two that act by links. */

let service: TestService;
let exporter: TestPerson;
let importer: TestPerson;
let stranger: TestPerson;
let officer: TestPerson;
let senior: TestPerson;
let administrator: TestPerson;
let exporters: string;
let importers: string;
let strangers: string;

beforeAll(async () => {
  service = await testService();
  await at('2025-10-20');
  exporters = await service.organisation('company', '示例氧化物有限公司');
  importers = await service.organisation('operator', 'Example Import KK');
  strangers = await service.organisation('company', 'Stranger');
  const authority = await service.organisation('licensing-authority');
  exporter = await service.person([[exporters, ['exporter']]]);
  importer = await service.person([[importers, ['exporter']]]);
  stranger = await service.person([[strangers, ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
  administrator = await service.person([[await service.organisation('installation'), ['administrator']]]);
});
afterAll(() => service.close());

/** Moves the clock; the sessions are kept open by hand, for they would end. */
async function at(day: string): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

const kg = (quantity: string | null) => ({ quantity, unit: 'KGM' });
const SAID = {
  limbs: { origin: 'met' as const },
  share: { value: 'unknown', source: null },
  filled: { contract: 'HT-2025-17' },
};
const oxide = (quantity: string) => ({
  number: 'DY-2025-10-001',
  item: 'Dysprosium oxide',
  controlCode: '1C904.a',
  amount: kg(quantity),
  madeFrom: [],
});
const codeOf = (link: string): string => new URL(link).hash.slice(1);

async function refusal(call: Promise<unknown>): Promise<{ code: string; fields: readonly string[]; detail: string }> {
  const error = await call.then(
    () => undefined,
    (problem: unknown) => problem,
  );
  if (!(error instanceof ClientProblem)) throw new Error('it was not refused');
  return { code: error.code, fields: error.fields.map(({ path }) => path), detail: error.message };
}

/** Exporter → importer → component maker (by link) → assembler (by link). */
async function fourTiers() {
  const { client } = exporter;
  const first = (
    await client.call('notice.issue', {
      params: { organisation: exporters },
      body: { ...SAID, lot: oxide('100'), recipient: { organisation: importers }, amount: kg('60') },
    })
  ).body;
  const other = (
    await client.call('notice.issue', {
      params: { organisation: exporters },
      body: {
        ...SAID,
        lot: { id: first.notice.lot.id },
        recipient: { name: 'Second Import Ltd', country: 'GB' },
        amount: kg('40'),
      },
    })
  ).body;
  const second = (
    await importer.client.call('notice.issue', {
      params: { organisation: importers },
      body: {
        ...SAID,
        lot: {
          number: 'KK-7',
          item: 'Dysprosium oxide',
          controlCode: null,
          amount: kg('60'),
          madeFrom: [{ notice: first.notice.id, amount: kg('60') }],
        },
        recipient: { name: 'Teile GmbH', country: 'DE' },
        amount: kg('50'),
        share: { value: '0.4 %', source: 'own calculation' },
      },
    })
  ).body;
  const maker = codeOf(second.link?.link ?? '');
  const third = (
    await service.visitor.call('notice-link.pass-on', {
      body: {
        ...SAID,
        code: maker,
        lot: {
          number: 'M-1',
          item: 'Magnets',
          controlCode: null,
          amount: { quantity: '4000', unit: 'H87' },
          used: kg('50'),
        },
        recipient: { name: 'Assembler Inc', country: 'US' },
        amount: { quantity: '3000', unit: 'H87' },
      },
    })
  ).body;
  return {
    first: first.notice,
    other,
    second: second.notice,
    maker,
    third: third.notice,
    assembler: codeOf(third.link.link),
  };
}

describe('down four tiers', () => {
  let chain: Awaited<ReturnType<typeof fourTiers>>;
  beforeAll(async () => {
    chain = await fourTiers();
  });

  test('each acknowledges its own: here by name, by a link by name too; never twice, and on no day before the notice', async () => {
    const params = { organisation: importers, notice: chain.first.id };
    const signed = { name: '田中', position: '部長', on: '2025-10-20' };
    expect(
      await refusal(importer.client.call('notice.acknowledge', { params, body: { ...signed, on: '2025-10-19' } })),
    ).toMatchObject({ code: 'not-valid', fields: ['/body/on'] });
    const { body } = await importer.client.call('notice.acknowledge', { params, body: signed });
    expect(body).toMatchObject({ state: 'acknowledged', on: '2025-10-20', side: 'received' });
    expect((await refusal(importer.client.call('notice.acknowledge', { params, body: signed }))).code).toBe('conflict');

    await service.visitor.call('notice-link.open', { body: { code: chain.maker } });
    await at('2025-10-22');
    const made = { code: chain.maker, name: 'Jana Muster', position: 'Head of purchasing', on: '2025-10-21' };
    await service.visitor.call('notice-link.acknowledge', { body: made });
    await service.visitor.call('notice-link.open', { body: { code: chain.assembler } });
    await at('2025-10-20');
  });

  test('the issuer and the recipient are told', async () => {
    const told = (await importer.client.call('message.list', { query: {} })).body.items;
    expect(told.map(({ kind, path, title }) => [kind, path, title.en])).toEqual([
      [
        'notice',
        `/workspace/${importers}/notices/${chain.second.id}`,
        `Compliance notice ${chain.second.number} acknowledged`,
      ],
      [
        'notice',
        `/workspace/${importers}/notices/${chain.first.id}`,
        `Compliance notice ${chain.first.number} received`,
      ],
    ]);
    const signed = (await exporter.client.call('message.list', { query: {} })).body.items;
    expect(signed[0]?.title.en).toContain(chain.first.number);
  });

  test('the authority sees the whole chain, with quantities and who signed', async () => {
    const { body } = await officer.client.call('notice-register.chain', { params: { lot: chain.first.lot.id } });
    expect(body.notices.map(({ tier, recipient, state }) => [tier, recipient.name.en, state])).toEqual([
      [1, 'Example Import KK', 'acknowledged'],
      [1, 'Second Import Ltd', 'not-opened'],
      [2, 'Teile GmbH', 'acknowledged'],
      [3, 'Assembler Inc', 'opened'],
    ]);
    expect(body.notAcknowledged).toEqual([chain.other.notice.id, chain.third.id]);
    expect(body.lots.map(({ item, balance }) => [item, balance.left])).toEqual([
      ['Dysprosium oxide', '0'],
      ['Dysprosium oxide', '10'],
      ['Magnets', '1000'],
    ]);
    expect(body.notices[2]?.receipts.at(-1)).toMatchObject({
      name: 'Jana Muster',
      position: 'Head of purchasing',
      on: '2025-10-21',
    });
    // From the last lot back to the beginning, without the other branch.
    const last = body.lots.find(({ item }) => item === 'Magnets')?.id ?? '';
    const up = (await officer.client.call('notice-register.chain', { params: { lot: last } })).body;
    expect(up.notices.map(({ id }) => id)).toEqual([chain.first.id, chain.second.id, chain.third.id]);
  });

  test('the exporter sees who was told and who has signed, and nothing of what others trade', async () => {
    const { body } = await exporter.client.call('notice-lot.chain', {
      params: { organisation: exporters, lot: chain.first.lot.id },
    });
    expect(body.notices.map(({ recipient, state }) => [recipient.name.en, state])).toEqual([
      ['Example Import KK', 'acknowledged'],
      ['Second Import Ltd', 'not-opened'],
      ['Teile GmbH', 'acknowledged'],
      ['Assembler Inc', 'opened'],
    ]);
    const hidden = { shown: false, number: null, amount: null };
    expect(body.notices.slice(2)).toMatchObject([
      { ...hidden, share: null, limbs: null },
      { ...hidden, share: null, limbs: null },
    ]);
    expect(body.notices[2]?.receipts.at(-1)).toMatchObject({ name: null, position: null, on: '2025-10-21' });
    expect(body.lots.slice(1)).toMatchObject([
      { ...hidden, item: null, controlCode: null },
      { ...hidden, item: null, controlCode: null },
    ]);
    const whole = JSON.stringify(body);
    for (const secret of ['Magnets', 'KK-7', 'M-1', '4000', '3000', 'Jana Muster', 'own calculation'])
      expect(whole).not.toContain(secret);
  });

  test('the importer sees its own chain and not its sister branch; the exporter’s lot is nobody else’s', async () => {
    const { items } = (
      await importer.client.call('notice-lot.list', { params: { organisation: importers }, query: {} })
    ).body;
    expect(items).toMatchObject([
      { number: 'KK-7', given: 1, notAcknowledged: 0, begins: false, balance: { left: '10' } },
    ]);
    const own = (
      await importer.client.call('notice-lot.chain', { params: { organisation: importers, lot: items[0]?.id ?? '' } })
    ).body;
    expect(own.notices.map(({ recipient }) => recipient.name.en)).toEqual(['Teile GmbH', 'Assembler Inc']);
    expect(JSON.stringify(own)).not.toContain('Second Import');
    for (const [person, organisation] of [
      [importer, importers],
      [stranger, strangers],
    ] as const)
      expect(
        (await refusal(person.client.call('notice-lot.chain', { params: { organisation, lot: chain.first.lot.id } })))
          .code,
      ).toBe('not-found');
  });

  test('whoever has received it does not see how much the issuer has beside; a stranger sees nothing', async () => {
    const get = (person: TestPerson, organisation: string) =>
      person.client.call('notice.get', { params: { organisation, notice: chain.first.id } });
    expect((await get(importer, importers)).body).toMatchObject({
      side: 'received',
      lot: { amount: kg('60') },
      left: '0',
      duty: null,
    });
    expect((await get(exporter, exporters)).body).toMatchObject({ side: 'issued', lot: { amount: kg('100') } });
    expect((await refusal(get(stranger, strangers))).code).toBe('not-found');
    expect((await refusal(get(exporter, importers))).code).toBe('not-found');
    const list = (direction: 'issued' | 'received') =>
      importer.client.call('notice.list', { params: { organisation: importers }, query: { direction } });
    expect((await list('received')).body.items.map(({ id }) => id)).toEqual([chain.first.id]);
    expect((await list('issued')).body.items.map(({ id }) => id)).toEqual([chain.second.id]);
  });

  test('by the link: its own notice and its own recipients alone', async () => {
    const { body } = await service.visitor.call('notice-link.open', { body: { code: chain.maker } });
    expect(body.notice).toMatchObject({ id: chain.second.id, side: 'received', left: '0', lot: { amount: kg('50') } });
    expect(body.passedOn.map(({ id, state }) => [id, state])).toEqual([[chain.third.id, 'opened']]);
    const pdf = await service.visitor.call('notice-link.pdf', { body: { code: chain.maker } });
    expect(await pdf.body.slice(0, 5).text()).toBe('%PDF-');
  });

  test('goods found without a notice: the chain says who broke it, and quantities that do not add up are kept', async () => {
    const params = { organisation: importers, notice: chain.second.id };
    const body = { holder: { name: 'Trader Ltd', country: 'AE' }, amount: kg('5'), howKnown: 'Seen at a trade fair' };
    // Only who gave the notice may say so.
    expect(
      (
        await refusal(
          exporter.client.call('notice.report-found', { params: { ...params, organisation: exporters }, body }),
        )
      ).code,
    ).toBe('not-found');
    await importer.client.call('notice.report-found', { params, body });
    const seen = (await officer.client.call('notice-register.chain', { params: { lot: chain.first.lot.id } })).body;
    expect(seen.brokenBy.map(({ name }) => name.en)).toEqual(['Teile GmbH']);
    expect(seen.notices.find(({ id }) => id === chain.second.id)?.balance).toEqual({ verdict: 'not-met', left: '-5' });
    const above = (
      await exporter.client.call('notice-lot.chain', { params: { organisation: exporters, lot: chain.first.lot.id } })
    ).body;
    expect(above.brokenBy.map(({ name }) => name.en)).toEqual(['Teile GmbH']);
    expect(JSON.stringify(above)).not.toContain('trade fair');
    // What the maker says of its own goods is not changed by it.
    expect((await service.visitor.call('notice-link.open', { body: { code: chain.maker } })).body.notice.left).toBe(
      '0',
    );
  });
});

describe('links', () => {
  const issue = async () =>
    (
      await exporter.client.call('notice.issue', {
        params: { organisation: exporters },
        body: { ...SAID, lot: oxide('1'), recipient: { name: 'Far Away Ltd', country: 'IN' }, amount: kg('1') },
      })
    ).body;
  const open = (code: string) => service.visitor.call('notice-link.open', { body: { code } });
  const traces = () =>
    service.store.asProduct((db) =>
      db
        .selectFrom('audit_event')
        .select('detail')
        .where('action', '=', 'notice.open')
        .where('outcome', '=', 'refused')
        .orderBy('sequence')
        .execute(),
    );

  test('forged, expired and revoked are refused with the same words, and the audit trail tells them apart', async () => {
    const { notice, link } = await issue();
    const code = codeOf(link?.link ?? '');
    const params = { organisation: exporters, notice: notice.id };
    expect((await open(code)).body.notice.id).toBe(notice.id);
    const before = (await traces()).length;

    const forged = await refusal(open('A'.repeat(43)));
    await exporter.client.call('notice.revoke-link', { params });
    const revoked = await refusal(open(code));
    const renewed = codeOf((await exporter.client.call('notice.renew-link', { params })).body.link);
    expect((await open(renewed)).body.notice.id).toBe(notice.id);
    await at('2026-10-21');
    const expired = await refusal(open(renewed));
    const pdf = await refusal(service.visitor.call('notice-link.pdf', { body: { code: renewed } }));
    const signed = { code: renewed, name: 'X', position: 'Y', on: '2026-10-20' };
    const late = await refusal(service.visitor.call('notice-link.acknowledge', { body: signed }));
    await at('2025-10-20');
    for (const each of [forged, revoked, expired, pdf, late]) expect(each).toEqual(forged);
    expect(forged.code).toBe('not-found');
    const left = (await traces()).slice(before).map(({ detail }) => (JSON.parse(detail) as { link?: string }).link);
    expect(left).toEqual(['forged', 'revoked', 'expired', 'expired', 'expired']);
  });

  test('a code that is no code, and one for an organisation here', async () => {
    expect((await refusal(open('not a code'))).code).toBe('not-found');
    const { body } = await exporter.client.call('notice.issue', {
      params: { organisation: exporters },
      body: { ...SAID, lot: oxide('1'), recipient: { organisation: importers }, amount: kg('1') },
    });
    expect(body.link).toBeNull();
    const params = { organisation: exporters, notice: body.notice.id };
    expect((await refusal(exporter.client.call('notice.renew-link', { params }))).code).toBe('not-valid');
    expect(
      (await refusal(stranger.client.call('notice.renew-link', { params: { ...params, organisation: strangers } })))
        .code,
    ).toBe('not-found');
  });

  test('only the digest is stored', async () => {
    const { link } = await issue();
    const code = codeOf(link?.link ?? '');
    const rows = await service.store.asProduct((db) => db.selectFrom('notice_link').selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('what is refused', () => {
  const issue = (body: Partial<Parameters<typeof exporter.client.call<'notice.issue'>>[1]['body']>) =>
    exporter.client.call('notice.issue', {
      params: { organisation: exporters },
      body: { ...SAID, lot: oxide('1'), recipient: { name: 'Far Away Ltd', country: 'IN' }, amount: kg('1'), ...body },
    });

  test('fields that the form has not, a share that is none, a limb that is none', async () => {
    expect((await refusal(issue({ filled: { price: '9' } }))).fields).toEqual(['/body/filled/price']);
    expect((await refusal(issue({ share: { value: '140 %', source: null } }))).fields).toEqual(['/body/share/value']);
    expect((await refusal(issue({ limbs: { fourth: 'met' } }))).fields).toEqual(['/body/limbs/fourth']);
  });

  test('goods of a notice that somebody else received; a lot of somebody else; oneself as the recipient', async () => {
    const { body } = await issue({});
    const lot = { ...oxide('1'), madeFrom: [{ notice: body.notice.id, amount: kg('1') }] };
    expect((await refusal(issue({ lot }))).fields).toEqual(['/body/lot/madeFrom/0/notice']);
    const foreign = { organisation: strangers };
    expect(
      (
        await refusal(
          stranger.client.call('notice.issue', {
            params: foreign,
            body: {
              ...SAID,
              lot: { id: body.notice.lot.id },
              recipient: { name: 'X', country: 'IN' },
              amount: kg('1'),
            },
          }),
        )
      ).fields,
    ).toEqual(['/body/lot/id']);
    expect((await refusal(issue({ recipient: { organisation: exporters } }))).fields).toEqual([
      '/body/recipient/organisation',
    ]);
  });

  test('whoever writes past the product: a notice of goods that somebody else holds', async () => {
    const { body } = await issue({});
    await expect(
      service.store.asProduct((db) =>
        sql`insert into compliance_notice (id, number, lot, organisation, issuer, recipient, unit, limbs, share, filled,
            template_version, template, issued_on, issued_at)
          values (gen_random_uuid(), 'forged', ${body.notice.lot.id}, ${strangers}, '{}', '{}', 'KGM', '[]', '{}', '{}', 1, '{}',
            '2025-10-20', now())`.execute(db),
      ),
    ).rejects.toThrow(/goods that its issuer does not hold/);
  });

  test('recipients are found by exact name, code or id, and not by a part of it', async () => {
    const given = async (organisation: string) =>
      (await issue({ recipient: { organisation } })).body.notice.recipient.name.en;
    expect(await given('example import kk')).toBe('Example Import KK');
    expect(await given(importers)).toBe('Example Import KK');
    for (const called of ['Example', 'Nobody', '示例氧化物有限公司'])
      expect((await refusal(issue({ recipient: { organisation: called } }))).fields).toEqual([
        '/body/recipient/organisation',
      ]);
    await service.organisation('company', 'Twin');
    await service.organisation('company', 'Twin');
    expect((await refusal(issue({ recipient: { organisation: 'Twin' } }))).fields).toEqual([
      '/body/recipient/organisation',
    ]);
  });
});

describe('from a saved determination', () => {
  const facts: ExportFacts = {
    asOf: '2025-10-20',
    act: 'export',
    from: 'JP',
    to: 'DE',
    exporter: { country: 'JP' },
    parties: [{ role: 'end-user', name: 'Example Servo GmbH', country: 'DE', military: 'no', owners: 'none' }],
    endUse: { kind: 'civil', description: 'servo motors' },
    lines: [
      {
        item: { description: 'sintered SmCo magnet', form: 'magnet', elements: ['Sm', 'Co', 'Fe', 'Cu', 'Zr'] },
        madeIn: 'CN',
        origin: 'CN',
        technologyOrigin: 'CN',
        quantity: '500',
        unit: 'H87',
      },
    ],
  };

  test('the draft is filled in, and the notice keeps whether it was owed', async () => {
    const params = { organisation: importers };
    const saved = (
      await importer.client.call('saved-determination.save', {
        params,
        body: { name: 'Magnets', facts, asOfMode: 'fixed' },
      })
    ).body;
    const draft = (await importer.client.call('notice.prefill', { params, query: { determination: saved.id } })).body;
    expect(draft).toMatchObject({
      item: 'sintered SmCo magnet',
      amount: { quantity: '500', unit: 'H87' },
      recipient: { name: 'Example Servo GmbH', country: 'DE' },
      limbs: { origin: 'met' },
      duty: [{ verdict: 'met' }],
    });
    const { body } = await importer.client.call('notice.issue', {
      params,
      body: {
        ...SAID,
        lot: {
          number: 'SM-1',
          item: draft.item ?? '',
          controlCode: null,
          amount: draft.amount ?? kg(null),
          madeFrom: [],
        },
        recipient: { name: 'Example Servo GmbH', country: 'DE' },
        amount: draft.amount ?? kg(null),
        determination: saved.id,
      },
    });
    expect(body.notice.duty).toMatchObject([{ verdict: 'met', because: [{ provision: 'cn/mofcom-2025-61/7' }] }]);
  });

  test('goods that go on as they came bring their share along, with its source', async () => {
    const { body } = await exporter.client.call('notice.issue', {
      params: { organisation: exporters },
      body: {
        ...SAID,
        lot: oxide('10'),
        recipient: { organisation: importers },
        amount: kg('10'),
        share: { value: '12.5 %', source: 'supplier' },
      },
    });
    const query = { notice: body.notice.id };
    const draft = (await importer.client.call('notice.prefill', { params: { organisation: importers }, query })).body;
    expect(draft).toMatchObject({
      item: 'Dysprosium oxide',
      controlCode: '1C904.a',
      amount: kg('10'),
      share: { value: '12.5 %', source: body.notice.number },
    });
    expect(
      (await refusal(stranger.client.call('notice.prefill', { params: { organisation: strangers }, query }))).code,
    ).toBe('not-found');
  });
});

describe('the form', () => {
  test('is changed by the authority without code; notices keep the version they were made with', async () => {
    const { template } = (await service.visitor.call('notice-template.get', {})).body;
    expect(template).toMatchObject({ version: 1, madeAt: null });
    const { body: before } = await exporter.client.call('notice.issue', {
      params: { organisation: exporters },
      body: { ...SAID, lot: oxide('1'), recipient: { name: 'Far Away Ltd', country: 'IN' }, amount: kg('1') },
    });
    const invoice = {
      id: 'invoice',
      label: { zh: '发票日期', en: 'Day of the invoice' },
      type: 'day' as const,
      required: 'yes' as const,
      verified: 'no' as const,
    };
    const body = { title: template.title, fields: [...template.fields, invoice], basedOn: 1 };
    expect((await refusal(officer.client.call('notice-template.change', { body }))).code).toBe('not-allowed');
    const lacking = { ...body, fields: body.fields.filter(({ type }) => type !== 'lot') };
    expect((await refusal(senior.client.call('notice-template.change', { body: lacking }))).fields).toEqual([
      '/body/fields',
    ]);
    expect((await senior.client.call('notice-template.change', { body })).body).toMatchObject({ version: 2 });
    expect((await refusal(administrator.client.call('notice-template.change', { body }))).code).toBe(
      'changed-meanwhile',
    );
    await administrator.client.call('notice-template.change', { body: { ...body, basedOn: 2 } });
    expect((await service.visitor.call('notice-template.list', {})).body.map(({ version }) => version)).toEqual([
      3, 2, 1,
    ]);

    const params = { organisation: exporters };
    const next = { ...SAID, lot: oxide('1'), recipient: { name: 'Far Away Ltd', country: 'IN' }, amount: kg('1') };
    expect((await refusal(exporter.client.call('notice.issue', { params, body: next }))).fields).toEqual([
      '/body/filled/invoice',
    ]);
    const filled = { ...SAID.filled, invoice: '2025-10-18' };
    const { body: after } = await exporter.client.call('notice.issue', { params, body: { ...next, filled } });
    expect(after.notice.template.version).toBe(3);
    const kept = (await exporter.client.call('notice.get', { params: { ...params, notice: before.notice.id } })).body;
    expect(kept.template.version).toBe(1);
    expect(kept.template.fields.some(({ id }) => id === 'invoice')).toBe(false);
  });
});
