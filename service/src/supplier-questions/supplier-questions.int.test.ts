import { createHash } from 'node:crypto';
import type { BomFacts } from '@ytterby/core';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import { mineralsTemplate } from './testing/minerals-template.ts';
import { remindOfSuppliers } from './tell-askers.ts';

/** Questions to suppliers over HTTP: from an open bill to a settled one. */

const BILL: BomFacts = {
  unstated: 'none',
  parts: [
    {
      id: 'magnet',
      item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
      origin: 'JP',
      value: { amount: '10', currency: 'EUR' },
      inputs: [{ part: 'dy-metal', quantity: '1' }],
    },
    {
      id: 'dy-metal',
      item: { form: 'metal', elements: ['Dy'] },
      rareEarths: 'listed-below',
      supplier: 'Acme Metals',
      value: { amount: '0.30', currency: 'EUR' },
    },
  ],
};

let service: TestService;
let company: string;
let exporter: TestPerson;
let bill: { organisation: string; bill: string };

beforeAll(async () => {
  service = await testService();
  await at('2026-11-20');
  company = await service.organisation('company', 'Magnets Ltd');
  exporter = await service.person([[company, ['exporter']]]);
});
afterAll(() => service.close());
beforeEach(async () => {
  await at('2026-11-20');
  const { body } = await exporter.client.call('bill.create', {
    params: { organisation: company },
    body: { name: 'Magnet', facts: BILL },
  });
  bill = { organisation: company, bill: body.id };
});

async function at(day: string): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

const list = async () => (await exporter.client.call('supplier-question.list', { params: bill })).body;
const send = async (due = '2026-12-10') => {
  const { questions } = await list();
  const { body } = await exporter.client.call('supplier-question.send', {
    params: bill,
    body: { supplier: 'Acme Metals', due, questions: questions.map(({ question }) => question.id) },
  });
  return { ...body, code: body.link.split('#')[1] ?? '', params: { ...bill, request: body.request.id } };
};
const ORIGIN = 'origin/dy-metal';
const origin = (country: string) => ({ question: ORIGIN, reply: { is: 'origin' as const, origin: country } });
const submit = (
  code: string,
  replies: readonly { question: string; reply: { is: 'origin'; origin: string } | { is: 'unknown' } }[],
) =>
  service.visitor.call('supplier-form.save', {
    body: { code, person: 'Sato Yuki', replies: [...replies], submit: true },
  });
const changes = async () => (await exporter.client.call('supplier-question.changes', { params: bill })).body;
async function problemOf(work: Promise<unknown>): Promise<ClientProblem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ClientProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
async function filledIn(sent: unknown, fill: (sheet: ExcelJS.Worksheet) => void) {
  const book = new ExcelJS.Workbook();
  // The client gives a file as a blob.
  await book.xlsx.load(await (sent as Blob).arrayBuffer());
  const sheet = book.worksheets[1];
  if (sheet === undefined) throw new Error('no sheet');
  fill(sheet);
  return { name: 'answers.xlsx', content: Buffer.from(await book.xlsx.writeBuffer()).toString('base64') };
}

describe('a supplier', () => {
  test('is asked what is open, answers behind the link, and the bill is settled with its source', async () => {
    const open = await list();
    expect(open).toMatchObject({
      asOf: '2026-11-20',
      verdict: 'unknown',
      questions: [
        {
          question: { id: ORIGIN, part: 'dy-metal' },
          supplier: 'Acme Metals',
          best: { verdict: 'not-met' },
          worst: { verdict: 'met' },
        },
      ],
    });
    const { code, link, letter, request } = await send();
    expect(request).toMatchObject({ supplier: 'Acme Metals', due: '2026-12-10', state: 'sent', isLate: false });
    expect(letter.zh).toContain(link);
    expect(letter.en).toContain('2026-12-10');

    const { body: form } = await service.visitor.call('supplier-form.look', { body: { code } });
    expect(form).toMatchObject({
      asker: { en: 'Magnets Ltd' },
      supplier: 'Acme Metals',
      replies: [],
      submittedAt: null,
    });
    // What would help is not the supplier's to know.
    expect(JSON.stringify(form)).not.toContain('verdict');

    // Saved half-way, and gone on with.
    await service.visitor.call('supplier-form.save', {
      body: { code, person: '', replies: [origin('JP')], submit: false },
    });
    expect((await service.visitor.call('supplier-form.look', { body: { code } })).body.replies).toEqual([origin('JP')]);
    expect((await list()).requests[0]?.state).toBe('begun');
    expect((await changes()).changes).toEqual([]);

    await submit(code, [origin('JP')]);
    expect((await list()).requests[0]).toMatchObject({
      state: 'answered',
      answers: [{ person: 'Sato Yuki', answered: 1, byLink: true }],
    });
    const inbox = await exporter.client.call('message.list', { query: {} });
    expect(inbox.body.items[0]).toMatchObject({ kind: 'supplier', title: { en: 'Acme Metals has answered' } });

    const { verdict, verdictAfter, changes: found } = await changes();
    expect([verdict, verdictAfter]).toEqual(['unknown', 'not-met']);
    expect(found).toMatchObject([
      {
        part: 'dy-metal',
        field: 'origin',
        before: null,
        after: 'JP',
        standing: 'new',
        isTaken: false,
        source: { person: 'Sato Yuki', day: '2026-11-20' },
      },
    ]);

    const accepted = await exporter.client.call(
      'supplier-question.accept',
      {
        params: bill,
        body: { changes: found.map(({ id }) => id) },
      },
      { revision: 1 },
    );
    expect(accepted.body).toEqual({ revision: 2, verdict: 'not-met' });
    const { body: kept } = await exporter.client.call('bill.get', { params: bill });
    expect(kept.facts.parts[1]).toMatchObject({
      origin: 'JP',
      sources: [{ field: 'origin', said: '"JP"', supplier: 'Acme Metals', person: 'Sato Yuki', day: '2026-11-20' }],
    });
    expect((await changes()).changes).toMatchObject([{ standing: 'confirms', isTaken: true }]);
    expect((await list()).questions).toEqual([]);
  });

  test('answers in the workbook: read first, then kept with its hash', async () => {
    const { code, params } = await send();
    const { body } = await service.visitor.call('supplier-form.workbook', { body: { code } });
    const file = await filledIn(body, (sheet) => (sheet.getCell('D2').value = '越南'));
    const { body: read } = await service.visitor.call('supplier-form.read-file', { body: { code, file } });
    expect(read).toMatchObject({ replies: [origin('VN')], problems: [], isMineralsTemplate: false });
    await exporter.client.call('supplier-question.take', {
      params,
      body: { person: 'Sato', replies: read.replies, file },
    });
    expect((await changes()).changes).toMatchObject([{ after: 'VN', source: { document: 'answers.xlsx' } }]);
    const { rows } = await service.store.asProduct((db) =>
      sql<{
        hash: Buffer;
      }>`select document_hash as hash from supplier_answer where request = ${params.request}`.execute(db),
    );
    expect(rows[0]?.hash.toString('hex')).toBe(
      createHash('sha256').update(Buffer.from(file.content, 'base64')).digest('hex'),
    );
  });

  test('with a bad cell: told which, and nothing is kept', async () => {
    const { code, params } = await send();
    const { body } = await service.visitor.call('supplier-form.workbook', { body: { code } });
    const file = await filledIn(body, (sheet) => (sheet.getCell('D2').value = 'Atlantis'));
    const { body: read } = await service.visitor.call('supplier-form.read-file', { body: { code, file } });
    expect(read.replies).toEqual([]);
    expect(read.problems).toMatchObject([{ code: 'intake/unknown-country', place: "'问题 Questions'!D2" }]);
    const problem = await problemOf(
      exporter.client.call('supplier-question.take', {
        params,
        body: { person: 'Sato', replies: [origin('JP')], file },
      }),
    );
    expect(problem.code).toBe('not-valid');
    expect((await list()).requests[0]?.answers).toEqual([]);
  });

  test('sends a minerals reporting template: evidence that is shown, and changes nothing', async () => {
    const { code, params } = await send();
    const file = { name: 'AMRT_1.3.xlsx', content: Buffer.from(await mineralsTemplate()).toString('base64') };
    const { body: read } = await service.visitor.call('supplier-form.read-file', { body: { code, file } });
    expect(read).toMatchObject({ isMineralsTemplate: true, smelters: 3, replies: [], problems: [] });
    await exporter.client.call('supplier-question.take', { params, body: { person: 'Sato', replies: [], file } });
    const { changes: found, evidence, verdictAfter, notDeclared } = await changes();
    expect([found, verdictAfter]).toEqual([[], 'unknown']);
    expect(evidence).toMatchObject([
      {
        part: 'dy-metal',
        mineral: 'rare-earths',
        countries: ['CN', 'JP'],
        mineCountries: ['AU'],
        unplaced: 1,
        isForPart: true,
        origin: 'open',
        document: 'AMRT_1.3.xlsx',
        day: '2026-10-20',
      },
    ]);
    expect(notDeclared).toHaveLength(3);
  });

  test('says "unknown": the bill stays open and cannot take it in', async () => {
    const { code } = await send();
    await submit(code, [{ question: ORIGIN, reply: { is: 'unknown' } }]);
    const { verdictAfter, changes: found } = await changes();
    expect(verdictAfter).toBe('unknown');
    expect(found).toMatchObject([{ standing: 'unknown', after: null }]);
    const problem = await problemOf(
      exporter.client.call(
        'supplier-question.accept',
        { params: bill, body: { changes: [found[0]?.id ?? ''] } },
        { revision: 1 },
      ),
    );
    expect(problem.code).toBe('not-valid');
  });

  test('contradicts another: both are shown, neither is taken in unless chosen, never both', async () => {
    const [first, second] = [await send(), await send()];
    await submit(first.code, [origin('JP')]);
    await submit(second.code, [origin('CN')]);
    const { verdictAfter, changes: found } = await changes();
    expect(found.map(({ standing }) => standing)).toEqual(['contradicts-answer', 'contradicts-answer']);
    expect(verdictAfter).toBe('unknown');
    const accept = (ids: string[]) =>
      exporter.client.call('supplier-question.accept', { params: bill, body: { changes: ids } }, { revision: 1 });
    expect((await problemOf(accept(found.map(({ id }) => id)))).code).toBe('not-valid');
    const chinese = found.find(({ after }) => after === 'CN');
    const { body: preview } = await exporter.client.call('supplier-question.preview', {
      params: bill,
      body: { changes: [chinese?.id ?? ''] },
    });
    expect(preview).toEqual({ verdict: 'unknown', verdictAfter: 'met' });
    expect((await accept([chinese?.id ?? ''])).body.verdict).toBe('met');
  });

  test('changes an answer: the latest counts, and what was accepted before of an older one is refused', async () => {
    const { code } = await send();
    await submit(code, [origin('JP')]);
    const before = (await changes()).changes[0]?.id ?? '';
    await at('2026-11-21');
    await submit(code, [origin('VN')]);
    expect((await changes()).changes).toMatchObject([{ after: 'VN', source: { day: '2026-11-21' } }]);
    const problem = await problemOf(
      exporter.client.call('supplier-question.accept', { params: bill, body: { changes: [before] } }, { revision: 1 }),
    );
    expect(problem.code).toBe('not-valid');
  });
});

describe('a secret link', () => {
  const look = (code: string) => service.visitor.call('supplier-form.look', { body: { code } });

  test('is stored as its digest alone', async () => {
    const { code, params } = await send();
    const { rows } = await service.store.asProduct((db) =>
      sql<{
        row: string;
      }>`select row_to_json(r)::text as row from supplier_request r where id = ${params.request}`.execute(db),
    );
    expect(rows[0]?.row).not.toContain(code);
  });

  test.each([
    ['forged', async () => 'x'.repeat(43)],
    ['malformed', async () => 'x'],
    [
      'withdrawn',
      async () => {
        const { code, params } = await send();
        await exporter.client.call('supplier-question.withdraw', { params });
        return code;
      },
    ],
    [
      'replaced by a newer one',
      async () => {
        const { code, params } = await send();
        await exporter.client.call('supplier-question.link', { params });
        return code;
      },
    ],
    [
      'over: 30 days after the last day',
      async () => {
        const { code } = await send('2026-11-30');
        await at('2026-12-30');
        await look(code).catch((error: unknown) => {
          // The day before it ends it still works, but for the hours after midnight.
          expect(error).toBeInstanceOf(ClientProblem);
        });
        await at('2026-12-31');
        return code;
      },
    ],
  ])('%s is refused, and saving by it leaves a trace', async (_, make) => {
    const code = await make();
    expect((await problemOf(look(code))).code).toBe('not-found');
    expect((await problemOf(submit(code, [origin('JP')]))).code).toBe('not-found');
    const { rows } = await service.store.asProduct((db) =>
      sql<{
        outcome: string;
      }>`select outcome from audit_event where action = 'link.use' and subject_id = 'supplier-form.save'
        order by sequence desc limit 1`.execute(db),
    );
    expect(rows).toEqual([{ outcome: 'refused' }]);
  });

  test('works on the day before it ends, and not after', async () => {
    const { code } = await send('2026-11-30');
    await at('2026-12-29');
    expect((await look(code)).body.supplier).toBe('Acme Metals');
    await at('2026-12-30');
    expect((await problemOf(look(code))).code).toBe('not-found');
  });
});

describe('bad input', () => {
  test('a last day that is over', async () => {
    expect((await problemOf(send('2026-11-19'))).fields[0]?.path).toBe('/body/due');
    expect((await send('2026-11-20')).request.due).toBe('2026-11-20');
  });

  test('a question that is none', async () => {
    const problem = await problemOf(
      exporter.client.call('supplier-question.send', {
        params: bill,
        body: { supplier: 'A', due: '2026-12-10', questions: ['origin/gone'] },
      }),
    );
    expect(problem.fields[0]?.path).toBe('/body/questions');
  });

  test.each([
    ['no name', { person: ' ', replies: [origin('JP')] }, '/body/person'],
    ['no answer', { person: 'Sato', replies: [] }, '/body/replies'],
    [
      'a question that was not asked',
      { person: 'Sato', replies: [{ ...origin('JP'), question: 'x' }] },
      '/body/replies/0',
    ],
    ['twice', { person: 'Sato', replies: [origin('JP'), origin('CN')] }, '/body/replies/1'],
    [
      'an answer of another kind',
      { person: 'Sato', replies: [{ question: ORIGIN, reply: { is: 'content' as const, holds: 'no' as const } }] },
      '/body/replies/0',
    ],
  ])('%s', async (_, given, path) => {
    const { code } = await send();
    const problem = await problemOf(
      service.visitor.call('supplier-form.save', { body: { code, ...given, submit: true } }),
    );
    expect(problem.fields[0]?.path).toBe(path);
  });

  test('another organisation finds neither request nor answers', async () => {
    const { params } = await send();
    const other = await service.organisation('company');
    const stranger = await service.person([[other, ['exporter']]]);
    expect((await problemOf(stranger.client.call('supplier-question.list', { params: bill }))).status).toBe(404);
    const theirs = { ...params, organisation: other };
    expect((await problemOf(stranger.client.call('supplier-question.withdraw', { params: theirs }))).status).toBe(404);
  });
});

describe('reminders', () => {
  test('three days before, and once it is over; each once, and none to who was answered', async () => {
    const { code } = await send('2026-12-10');
    const remind = async (day: string) => {
      await at(day);
      return (await remindOfSuppliers(service.store, service.clock.now)).suppliers;
    };
    await service.store.asProduct((db) =>
      sql`update supplier_request set withdrawn_at = now() where due <> '2026-12-10'
      or bill <> ${bill.bill}`.execute(db),
    );
    expect(await remind('2026-12-06')).toBe(0);
    expect(await remind('2026-12-07')).toBe(1);
    expect(await remind('2026-12-10')).toBe(0);
    expect(await remind('2026-12-11')).toBe(1);
    expect(await remind('2026-12-12')).toBe(0);
    const { code: answered } = await send('2026-12-14');
    await submit(answered, [origin('JP')]);
    expect(await remind('2026-12-15')).toBe(0);
    expect(code).not.toBe(answered);
  });
});
