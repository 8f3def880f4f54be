import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import type { Reply } from '../contract/index.ts';
import { shippedCaseText } from '../impact/shipped-cases.ts';
import { keySetOf } from '../licence-document/signing.ts';
import { checkSeal } from '../licence-document/pdf-seal.ts';
import { keysIn } from '../licensing/signing-keys.ts';
import { type Mailer, makeMailer } from '../messages/mailer.ts';
import { type MailServer, startMailServer } from '../messages/testing/mail-server.ts';
import type { Store } from '../store/store.ts';
import { editions } from '../statistics/edition.ts';
import { type PastCase, storePastCases } from '../statistics/testing.ts';
import { monitorMeasures } from './monitor-measures.ts';
import { sendNotices } from './notices/send-notices.ts';

/** One measure told to three partners, over HTTP and through a real mail server on loopback; then talked about, announced and watched. */

const ORIGIN = 'https://ytterby.example';
const TODAY = '2026-11-02';
const ID = 'cn/mofcom-gac-2026-950';
const SECRET = 'Licences for heavy rare earths again';

let service: TestService;
let officer: TestPerson;
let director: TestPerson;
let authority: string;
let auditor: TestPerson;
let exporter: TestPerson;
let server: MailServer;
let mailer: Mailer;
let measure: string;
const params = () => ({ measure });

const textOf = (id: string, en = SECRET) => `id: ${id}
kind: announcement
title: { zh: 公告（虚构）, en: Announcement (invented) }
issuer: { zh: 商务部、海关总署, en: "MOFCOM, GAC" }
published: 2026-11-04
from: 2026-11-05
verified: no
source: [invented for a test]
summary: { zh: 对重稀土物项恢复许可, en: ${en} }
provisions:
  - id: ${id}/1
    cite: { zh: 第一条（虚构）, en: para. 1 (invented) }
    text: { zh: 出口第57号公告所列物项须经许可。, en: Items of No. 57 need a licence. }
    when:
      all:
        - { fact: act, is: [export] }
        - { fact: from, is: [china] }
        - { fact: item, on: [cn/mofcom-gac-2025-57/items] }
    effect: { kind: licence-required }
`;
const CONTACT = { name: 'Policy desk', email: 'desk@example.com', telephone: null };
const PARTNERS = [
  { partner: 'JP', contact: 'Trade ministry', email: 'jp@example.org', language: 'en' as const },
  { partner: 'US', contact: '出口管制处', email: 'us@example.org', language: 'zh' as const, embargo: '2026-11-04' },
  { partner: 'VN', contact: 'Embassy', language: 'en' as const },
];

beforeAll(async () => {
  service = await testService({ sendsMail: true });
  service.clock.now = Temporal.Instant.from(`${TODAY}T02:00:00Z`);
  authority = await service.organisation('licensing-authority');
  officer = await service.person([[authority, ['policy-officer']]]);
  const analyst = await service.person([[authority, ['policy-officer']]]);
  director = await service.person([[authority, ['policy-director']]]);
  auditor = await service.person([[await service.organisation('audit-office'), ['auditor']]]);
  exporter = await service.person([[await service.organisation('company'), ['exporter']]]);
  server = await startMailServer();
  mailer = makeMailer({ url: `smtp://127.0.0.1:${server.port}`, from: 'Ytterby <no-reply@ytterby.example>' });
  measure = (await officer.client.call('measure.draft', { body: { text: textOf(ID) } })).body.id;
  assessment = await assessedBy(analyst);
}, 120_000);
afterAll(async () => {
  mailer.close();
  await server.close();
  await service.close();
});

let assessment: string;
async function assessedBy(analyst: TestPerson): Promise<string> {
  // As if the package of October 2025 began on the day of effect.
  const text = (await shippedCaseText('october-2025'))?.replace("from: '2025-12-01'", "from: '2026-11-05'") ?? '';
  const asked = await analyst.client.call('assessment.ask', { body: { measure, case: { text }, samples: 8 } });
  const { id } = asked.body;
  for (let tries = 0; tries < 600; tries += 1) {
    const { state, problems } = (await analyst.client.call('assessment.get', { params: { assessment: id } })).body;
    if (state === 'done') return id;
    if (state === 'failed') throw new Error(JSON.stringify(problems));
    await wait(100);
  }
  throw new Error('the assessment did not end');
}

/** The finished run, for the first revision of another measure: the same case on the same tables comes out the same. */
const sameAssessment = (of_: string, by: TestPerson): Promise<string> =>
  service.store.asProduct(async (db) => {
    await sql`select set_config('ytterby.account', ${by.account}, true)`.execute(db);
    const { result, ...run } = await db
      .selectFrom('assessment')
      .select(['case_text', 'tables', 'tables_fingerprint', 'seed', 'samples', 'asked_at', 'result'])
      .where('id', '=', assessment)
      .executeTakeFirstOrThrow();
    const id = randomUUID();
    await db
      .insertInto('assessment')
      .values({ ...run, id, measure: of_, revision: 1, ran_by: by.account })
      .execute();
    await db
      .updateTable('assessment')
      .set({ state: 'done', result: JSON.stringify(result), finished_at: new Date() })
      .where('id', '=', id)
      .execute();
    return id;
  });

const notices = async (by = officer) => (await by.client.call('partner-notice.list', { params: params() })).body;
const of = (all: Reply<'partner-notice.list'>, partner: string) => {
  const found = all.notices.find((each) => each.partner === partner);
  if (found === undefined) throw new Error(partner);
  return found;
};
const version = async () => ({ revision: (await notices()).version });
const problemOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ClientProblem)) throw new Error(`no problem: ${String(error)}`);
  return error;
};
const send = (partner: string, how: 'mail' | 'handed-over') =>
  officer.client.call('partner-notice.send', { params: { measure, partner }, body: { how } });
const mailed = (store: Store = service.store) =>
  sendNotices({
    store,
    mailer,
    key: service.access.key,
    origin: ORIGIN,
    now: service.clock.now,
    signal: new AbortController().signal,
  });
const codeIn = (text: string | undefined) => /\/partner-notice#([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
const codeTo = (address: string) =>
  codeIn(server.taken.findLast(({ to }) => to[0] === address)?.parts.get('text/plain'));
const bytesOf = async (file: unknown) => new Uint8Array(await (file as Blob).arrayBuffer());
const document = async (partner: string) =>
  (await officer.client.call('partner-notice.document', { params: { measure, partner } })).body;
const download = async (code: string) =>
  (await service.visitor.call('partner-notice.download', { body: { code } })).body;
const keys = () => service.store.asProduct((db) => keySetOf(keysIn(db)));

describe('before anybody is told', () => {
  test('nobody but who reads measures learns that there is one', async () => {
    for (const person of [exporter, service.visitor]) {
      const client = 'client' in person ? person.client : person;
      const { code } = await problemOf(client.call('partner-notice.list', { params: params() }));
      expect(['not-found', 'not-signed-in', 'not-allowed']).toContain(code);
    }
    expect((await notices(auditor)).notices).toEqual([]);
    expect(
      (
        await problemOf(
          auditor.client.call('partner-notice.send', { params: { measure, partner: 'JP' }, body: { how: 'mail' } }),
        )
      ).code,
    ).toBe('not-allowed');
  });

  test('a notice cannot be sent before the assessment is signed off, and it is said why', async () => {
    const chosen = await officer.client.call(
      'partner-notice.choose',
      { params: params(), body: { partners: PARTNERS, contactPoint: CONTACT } },
      await version(),
    );
    expect(chosen.body.contactPoint).toEqual(CONTACT);
    expect(chosen.body.missing.map(({ en }) => en)).toEqual(['No assessment of this revision is signed off']);
    expect(await problemOf(send('JP', 'mail'))).toMatchObject({ code: 'conflict' });
    await director.client.call('measure.sign-off', { params: params(), body: { assessment } }, await version());
    expect((await notices()).missing).toEqual([]);
  });
});

describe('a drafted notice', () => {
  test('says to each partner what the law and the assessment say, and no more', async () => {
    const all = await notices();
    const said = (partner: string, id: string) =>
      of(all, partner)
        .draft?.parts.find((part) => part.id === id)
        ?.lines.map(({ en }) => en)
        .join(' ') ?? '';
    expect(said('JP', 'what')).toContain(SECRET);
    expect(said('JP', 'when')).toContain('From 2026-11-05: para. 1 (invented)');
    expect(of(all, 'JP').draft?.items.codes).toContain('1C909.a.1');
    expect(said('US', 'exposure')).toContain('83\u00a0% of your imports come from China (2025)');
    expect(said('US', 'effect')).toContain('Value added lost in your economy');
    expect(said('JP', 'effect')).toContain('no input-output table of your economy was used');
    expect(said('JP', 'humanitarian')).toContain('hold no humanitarian exemption from this measure');
    expect(said('JP', 'general-licence')).toContain('for 3 years at most');
    expect(of(all, 'US').draft?.embargo.en).toContain('up to and including 2026-11-04');
    expect(of(all, 'JP').draft?.embargo.en).toContain('until the announcement, planned for 2026-11-04');
    const { result } = (await officer.client.call('assessment.get', { params: { assessment } })).body;
    const queue = result?.assessment.queue;
    expect(of(all, 'JP').draft?.months.rows.map(({ month, low }) => [month, low])).toEqual(
      queue?.months.map(({ month, band }) => [month, Math.round(band.low)]),
    );
    const bytes = await bytesOf(await document('JP'));
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-');
    expect(await checkSeal(bytes, { keys: [] })).toEqual({ ok: false, fault: 'form' });
  });
});

describe('sent', () => {
  test('a notice is stored and sealed before its mail goes, and the mail tells nothing of it', async () => {
    expect((await send('JP', 'mail')).body.notices.find(({ partner }) => partner === 'JP')?.sent).toMatchObject({
      how: 'mail',
      mail: { state: 'waiting', answer: null },
    });
    await send('US', 'mail');
    expect(await problemOf(send('VN', 'mail'))).toMatchObject({ code: 'not-valid' });
    await send('VN', 'handed-over');
    expect((await officer.client.call('measure.get', { params: params() })).body.status).toBe('partners-told');
    expect(server.taken).toEqual([]);

    // The server takes one, and the process dies before that is noted: it goes out again under the same Message-ID.
    let calls = 0;
    const broken: Store = {
      ...service.store,
      asProduct: (work) => {
        calls += 1;
        if (calls === 2) throw new Error('crashed');
        return service.store.asProduct(work);
      },
    };
    await expect(mailed(broken)).rejects.toThrow('crashed');
    expect(await mailed()).toEqual({ notices: 2, noticesRefused: 0 });
    expect(await mailed()).toEqual({ notices: 0, noticesRefused: 0 });
    expect(server.taken.map(({ to }) => to[0])).toEqual(['jp@example.org', 'jp@example.org', 'us@example.org']);
    expect(new Set(server.taken.map(({ headers }) => headers.get('message-id'))).size).toBe(2);

    for (const { parts, headers, raw } of server.taken) {
      const mail = `${headers.get('subject')} ${parts.get('text/plain')} ${parts.get('text/html')} ${raw}`;
      for (const secret of [SECRET, '虚构', '稀土', ID, measure, '1C909', 'Announcement', 'MOFCOM', '2026-11-05'])
        expect(mail).not.toContain(secret);
      expect(headers.has('list-unsubscribe')).toBe(false);
    }
    const [first, , chinese] = server.taken.map(({ parts }) => parts.get('text/plain') ?? '');
    expect(first?.startsWith('A notice of the licensing authority awaits you.')).toBe(true);
    expect(chinese?.startsWith('主管部门有一份通报待您签收。')).toBe(true);
    const sent = of(await notices(), 'JP').sent;
    expect(sent?.mail).toMatchObject({ state: 'sent', answer: expect.stringContaining('250') });
    // Nobody can show the code again.
    const links = await service.store.asProduct((db) =>
      db.selectFrom('partner_notice_link').select(['sealed', 'code_hash']).execute(),
    );
    expect(links.map(({ sealed }) => sealed)).toEqual([null, null]);
    expect(links.map(({ code_hash }) => code_hash.toString('hex'))).toContain(
      createHash('sha256').update(codeTo('jp@example.org')).digest('hex'),
    );
  });

  test('what the mail server refuses for good is kept with its words', async () => {
    server.refuse = () => ({ code: 550, text: 'No such mailbox' });
    await send('US', 'mail');
    expect(await mailed()).toEqual({ notices: 0, noticesRefused: 1 });
    expect(of(await notices(), 'US').sent?.mail).toMatchObject({
      state: 'refused',
      answer: expect.stringContaining('No such mailbox'),
    });
    server.refuse = () => ({ code: 451, text: 'Greylisted' });
    const replaced = codeTo('us@example.org');
    await send('US', 'mail');
    await expect(mailed()).rejects.toThrow(/waiting: 1.*Greylisted/);
    server.refuse = () => undefined;
    expect(await mailed()).toEqual({ notices: 1, noticesRefused: 0 });
    // The link before opens no more.
    expect(await problemOf(open(replaced))).toMatchObject({ code: 'not-found' });
  });
});

const open = (code: string, name = 'Tanaka Hanako') =>
  service.visitor.call('partner-notice.open', { body: { code, name } });

describe('the link', () => {
  test('gives no document before it was opened, and the first opening is the receipt', async () => {
    const code = codeTo('jp@example.org');
    expect(await problemOf(download(code))).toMatchObject({ code: 'not-found' });
    const { body } = await open(code);
    expect(body.content.partner.code).toBe('JP');
    expect(body).toMatchObject({ isReplaced: false, isAnnounced: false });
    const again = (await open(code, 'Somebody else')).body;
    expect(again.receivedAt).toBe(body.receivedAt);
    const shown = of(await notices(), 'JP');
    expect(shown.receipt).toMatchObject({ on: TODAY, how: 'opened', name: 'Tanaka Hanako' });
    expect(shown.sent?.openings.map(({ name }) => name)).toEqual(['Tanaka Hanako', 'Somebody else']);
  });

  test('brings the very file that was sealed; a byte that was changed breaks the seal', async () => {
    const bytes = await bytesOf(await download(codeTo('jp@example.org')));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(of(await notices(), 'JP').sent?.sha256);
    expect(await bytesOf(await document('JP'))).toEqual(bytes);
    expect(await checkSeal(bytes, await keys())).toEqual({ ok: true });
    for (const at of [20, Math.floor(bytes.length / 2), bytes.length - 20]) {
      const tampered = new Uint8Array(bytes);
      tampered[at] = (tampered[at] ?? 0) ^ 1;
      expect(await checkSeal(tampered, await keys())).toMatchObject({ ok: false });
    }
    // One page.
    expect(new TextDecoder('latin1').decode(bytes).match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBe(1);
  });

  test('takes a reply, of which policy staff are told without what it says', async () => {
    const { body } = await service.visitor.call('partner-notice.reply', {
      body: { code: codeTo('jp@example.org'), name: 'Tanaka Hanako', text: 'What of magnets for hospitals?' },
    });
    expect(body.on).toBe(TODAY);
    const inbox = (await officer.client.call('message.list', { query: {} })).body.items;
    const told = inbox.filter(({ kind }) => kind === 'measure');
    expect(told.map(({ title }) => title.en)).toEqual([
      'A partner has replied to its notice',
      'A partner has received its notice',
    ]);
    expect(JSON.stringify(told)).not.toMatch(/magnets|JP|Japan|invented/);
  });

  test('that is forged is not found, and guessing has to wait', async () => {
    const forged = 'A'.repeat(43);
    for (const code of [forged, 'short', `${codeTo('jp@example.org').slice(0, 42)}_`])
      expect(await problemOf(open(code))).toMatchObject({ code: 'not-found' });
    const codes = new Set<string>();
    for (let tries = 0; tries < 40; tries += 1) codes.add((await problemOf(download(forged))).code);
    expect([...codes]).toEqual(['not-found', 'too-many-requests']);
    service.clock.now = service.clock.now.add({ minutes: 5 });
    expect((await open(codeTo('jp@example.org'))).body.content.partner.code).toBe('JP');
  });
});

describe('a partner that was handed its notice', () => {
  test('has a receipt once an officer says how that is known', async () => {
    const receipt = (body: { note: string; name?: string }) =>
      officer.client.call('partner-notice.record-receipt', { params: { measure, partner: 'VN' }, body });
    expect(
      (await receipt({ note: 'Handed over by note No. 12 of 2026', name: 'Embassy' })).body.notices.find(
        ({ partner }) => partner === 'VN',
      )?.receipt,
    ).toMatchObject({
      how: 'recorded',
      note: 'Handed over by note No. 12 of 2026',
    });
  });

  test('and its reply is recorded with its papers', async () => {
    const reply = (receivedOn: string) =>
      officer.client.call('partner-notice.record-reply', {
        params: { measure, partner: 'VN' },
        body: { text: 'We ask for a talk.', how: 'note', receivedOn },
      });
    expect(await problemOf(reply('2026-11-03'))).toMatchObject({ code: 'not-valid' });
    const { body } = await reply('2026-11-01');
    const [recorded] = of(body, 'VN').replies;
    expect(recorded).toMatchObject({ on: '2026-11-01', how: 'note', isOpen: true, files: [] });
    const sequence = String(recorded?.sequence);
    const added = await officer.client.call('partner-notice.add-reply-file', {
      params: { measure, sequence },
      query: { name: 'note.txt' },
      body: new Blob(['Note verbale']),
    });
    const [file] = of(added.body, 'VN').replies[0]?.files ?? [];
    expect(file).toMatchObject({ name: 'note.txt', size: 12 });
    const fetched = await officer.client.call('partner-notice.reply-file', {
      params: { measure, file: file?.id ?? '' },
    });
    expect(new TextDecoder().decode(await bytesOf(fetched.body))).toBe('Note verbale');
  });
});

describe('a round of dialogue', () => {
  const agendaWith = async (partners: string) =>
    (await officer.client.call('dialogue.draft-agenda', { params: params(), query: { partners } })).body.en;

  test('has an agenda of what is open with those at the table, and minutes in versions', async () => {
    expect(await agendaWith('JP')).toBe(
      [
        '1. Announcement (invented): publication planned for 2026-11-04',
        `2. Reply of Japan of ${TODAY}: “What of magnets for hospitals?”`,
        '3. Expected effect and facilitation: humanitarian exports, general licences',
        '4. Next steps and the next round',
      ].join('\n'),
    );
    expect(await agendaWith('US')).toContain(`Notice to United States of ${TODAY}: receipt to be confirmed`);
    expect(await problemOf(agendaWith('KR'))).toMatchObject({ code: 'not-valid' });
    const round = (
      await officer.client.call('dialogue.plan', {
        params: params(),
        body: { partners: ['JP'], heldOn: '2026-11-02', place: 'Tokyo' },
      })
    ).body;
    expect(round.agenda.en).toBe(
      '1. Announcement (invented): publication planned for 2026-11-04\n2. Reply of Japan of 2026-11-02: “What of magnets for hospitals?”\n3. Expected effect and facilitation: humanitarian exports, general licences\n4. Next steps and the next round',
    );
    const [reply] = of(await notices(), 'JP').replies;
    const minutes = (of_: number, settles: readonly number[]) =>
      officer.client.call('dialogue.write-minutes', {
        params: { measure, round: round.id },
        body: { version: of_, attendees: 'Tanaka, Li', text: `Version ${of_}`, settles: [...settles] },
      });
    expect(await problemOf(minutes(1, [1]))).toMatchObject({ code: 'not-valid' });
    await minutes(1, []);
    expect(await problemOf(minutes(1, []))).toMatchObject({ code: 'conflict' });
    const second = (await minutes(2, [reply?.sequence ?? 0])).body;
    expect(second.minutes.map(({ text }) => text)).toEqual(['Version 1', 'Version 2']);
    expect(of(await notices(), 'JP').replies[0]?.isOpen).toBe(false);
    const next = await agendaWith('JP');
    expect(next).toContain('1. What became of the last round (2026-11-02)');
    expect(next).not.toContain('magnets');
    expect((await officer.client.call('dialogue.list', { params: params() })).body.map(({ id }) => id)).toEqual([
      round.id,
    ]);
  });
});

describe('announced and watched', () => {
  const flows = (all: readonly { month: string; amount: string; unit?: string }[]) =>
    officer.client.call('measure-flow.record', {
      params: params(),
      body: { flows: all.map(({ unit = 't', ...flow }) => ({ ...flow, unit, source: 'GACC' })) },
    });
  const monitoring = async () => (await officer.client.call('measure.monitoring', { params: params() })).body;
  const alarms = async () =>
    (await officer.client.call('message.list', { query: {} })).body.items.filter(({ title }) =>
      /forecast/.test(title.en),
    );

  test('there is nothing to watch before the announcement', async () => {
    expect(await problemOf(monitoring())).toMatchObject({ code: 'conflict' });
    expect(await problemOf(flows([{ month: '2026-10', amount: '1' }]))).toMatchObject({ code: 'conflict' });
  });

  test('a flow outside of the band is told once for its month and side', async () => {
    await open(codeTo('us@example.org'), 'Smith');
    await director.client.call('measure.announce', { params: params() }, await version());
    expect((await open(codeTo('us@example.org'))).body.isAnnounced).toBe(true);
    service.clock.now = Temporal.Instant.from('2027-01-12T02:00:00Z');
    officer = await service.person([[authority, ['policy-officer']]]);
    director = await service.person([[authority, ['policy-director']]]);
    const before = await monitoring();
    expect(before).toMatchObject({ unit: 't', inEffectFrom: '2026-11-05', startsOff: 0, alarms: [] });
    expect(before.months.map(({ is, why }) => [is, why])).toEqual(before.months.map(() => ['unknown', 'no-figure']));
    expect(before.licensing).toMatchObject({ limit: 45, periods: [], median: null });
    const [, second] = before.months;
    const high = second?.forecast?.high ?? 0;
    const month = second?.month ?? '';
    expect(month).toBe('2026-12');

    expect(await problemOf(flows([{ month: '2027-02', amount: '1' }]))).toMatchObject({ code: 'not-valid' });
    expect((await flows([{ month, amount: String(Math.ceil(high) + 1) }])).body.alarms).toBe(1);
    expect((await flows([{ month, amount: String(Math.ceil(high) + 2) }])).body.alarms).toBe(0);
    expect((await alarms()).map(({ title }) => title.en)).toEqual([
      `${month}: actual flow above the forecast. Announcement (invented)`,
    ]);
    // Corrected to the other side, in kilograms: another alarm; then inside: none.
    expect((await flows([{ month, amount: '1', unit: 'kg' }])).body.alarms).toBe(1);
    const corrected = await flows([{ month, amount: String(Math.floor(high)) }]);
    expect(corrected.body.alarms).toBe(0);
    expect(corrected.body.flows.map(({ counts }) => counts)).toEqual([false, false, false, true]);
    expect((await monitoring()).months.find((each) => each.month === month)?.is).toBe('inside');
    expect((await alarms()).length).toBe(2);
    expect(
      (await director.client.call('message.list', { query: {} })).body.items.some(({ title }) =>
        /forecast/.test(title.en),
      ),
    ).toBe(true);
  });

  test('a table of flows is taken whole or not at all, with each wrong row named', async () => {
    const file = (text: string) =>
      officer.client.call('measure-flow.import', {
        params: params(),
        query: { name: 'flows.csv' },
        body: new Blob([text]),
      });
    const wrong = await problemOf(file('month,amount,unit,source\n2026-13,5,t,GACC\n2026-01,x,,GACC\n'));
    expect(wrong.code).toBe('not-valid');
    expect(wrong.fields.map(({ en }) => en)).toEqual([
      'Row 2: a month is written as 2026-01.',
      'Row 3: an amount is written as 5774 or 5774.5.',
      'Row 3: it needs a unit.',
    ]);
    expect((await problemOf(file('month,amount\n2026-01,5\n'))).fields[0]?.en).toContain('unit, source');
    const before = (await officer.client.call('measure-flow.list', { params: params() })).body.flows.length;
    const { body } = await file('source;unit;amount;month\nGACC;吨;400.5;2027-01\n');
    expect(body.flows.length).toBe(before + 1);
    expect(body.flows.at(-1)).toMatchObject({ month: '2027-01', amount: '400.5', unit: '吨', source: 'GACC' });
    expect((await monitoring()).months.find(({ month }) => month === '2027-01')?.actual).toBe('400.5');
  });
});

describe('decisions of an announced measure', () => {
  const decisionsOf = async () => {
    const { alarms, licensing } = (await officer.client.call('measure.monitoring', { params: params() })).body;
    return { licensing, alarms: alarms.filter(({ of: what }) => what !== 'flow') };
  };
  const monitored = () =>
    monitorMeasures({
      store: service.store,
      editionOn: editions(() => service.law.current()),
      now: service.clock.now,
    });
  const told = async (by: TestPerson) =>
    (await by.client.call('message.list', { query: {} })).body.items.filter(({ title }) => /2026-Q4/.test(title.en));

  test('outside of the forecast raise alarms, told once by the daily job; the quarter before it took effect does not count', async () => {
    expect((await decisionsOf()).alarms).toEqual([]);
    const decided = (count: number, accepted: string, is: 'granted' | 'refused', on: string): PastCase[] =>
      Array.from({ length: count }, () => ({ submitted: accepted, accepted, end: { is, on } }));
    await storePastCases(service, [
      // All granted, more than was forecast, but before the quarter of 2026-11-05.
      ...decided(10, '2026-07-02', 'granted', '2026-08-03'),
      // From 1 September to 20 November are more than 45 working days, from 9 November to 2 December are 17.
      ...decided(6, '2026-09-01', 'granted', '2026-11-20'),
      ...decided(5, '2026-11-09', 'granted', '2026-12-01'),
      ...decided(9, '2026-11-09', 'refused', '2026-12-02'),
    ]);
    // An edition is kept for an hour, and so long no session lasts.
    service.clock.now = service.clock.now.add({ hours: 2 });
    officer = await service.person([[authority, ['policy-officer']]]);
    director = await service.person([[authority, ['policy-director']]]);
    exporter = await service.person([[await service.organisation('company'), ['exporter']]]);
    const { alarms, licensing } = await decisionsOf();
    expect(licensing.late.map(({ quarter }) => quarter)).toEqual(['2026-Q4', '2027-Q1']);
    const [late] = licensing.late;
    // Within 39 working days nothing can have waited for more than 45.
    expect(late).toMatchObject({ low: 0, high: 0 });
    expect(licensing.periods).toEqual([
      {
        from: '2026-Q4',
        to: '2026-Q4',
        granted: 11,
        refused: 9,
        approvals: { share: '11/20', forecast: { low: 0.6, high: 0.95 }, is: 'below' },
        lateness: { share: '6/20', forecast: { low: 0, high: 0 }, is: 'above' },
      },
    ]);
    const period = { from: '2026-Q4', to: '2026-Q4', since: '2026-Q4' };
    expect(alarms).toEqual([
      { of: 'approvals', ...period, direction: 'below', actual: '11/20', low: 0.6, high: 0.95 },
      { of: 'lateness', ...period, direction: 'above', actual: '6/20', low: 0, high: 0 },
    ]);

    expect(await monitored()).toEqual({ alarms: 2 });
    expect(await monitored()).toEqual({ alarms: 0 });
    for (const person of [officer, director])
      expect((await told(person)).map(({ title }) => title.en).sort()).toEqual([
        '2026-Q4: share of approvals below the forecast. Announcement (invented)',
        '2026-Q4: share of late decisions above the forecast. Announcement (invented)',
      ]);
    expect((await told(officer)).map(({ text }) => text.en).sort()).toEqual([
      'The share of approvals was 11/20 in the published statistics, below the forecast of 60–95 %.',
      'The share of late decisions was 6/20 in the published statistics, above the forecast of 0 %.',
    ]);
    expect(await told(exporter)).toEqual([]);
  });
});

describe('a draft that is revised after partners were told', () => {
  test('is mailed to nobody any more, and who opens the notice before learns that it is replaced', async () => {
    const other = 'cn/mofcom-gac-2026-951';
    const made = await officer.client.call('measure.draft', { body: { text: textOf(other) } });
    const of_ = { measure: made.body.id };
    const read = async () => (await officer.client.call('partner-notice.list', { params: of_ })).body;
    const analyst = await service.person([[authority, ['policy-officer']]]);
    const run = await sameAssessment(of_.measure, analyst);
    const signed = { params: of_, body: { assessment: run } };
    await director.client.call('measure.sign-off', signed, { revision: (await read()).version });
    await officer.client.call(
      'partner-notice.choose',
      { params: of_, body: { partners: PARTNERS, contactPoint: CONTACT } },
      { revision: (await read()).version },
    );
    const tell = (partner: string) =>
      officer.client.call('partner-notice.send', { params: { ...of_, partner }, body: { how: 'mail' } });
    await tell('JP');
    expect((await mailed()).notices).toBe(1);
    const code = codeTo('jp@example.org');
    await tell('US');
    await officer.client.call(
      'measure.revise',
      { params: of_, body: { text: textOf(other, 'Another text') } },
      { revision: (await read()).version },
    );
    expect((await mailed()).notices).toBe(0);
    expect((await open(code)).body).toMatchObject({ isReplaced: true, isAnnounced: false });
    const { notices: all, revision } = await read();
    expect(revision).toBe(2);
    expect(all.map(({ sent, receipt }) => [sent, receipt])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    const late = service.visitor.call('partner-notice.reply', { body: { code, name: 'Tanaka', text: 'Late' } });
    expect(await problemOf(late)).toMatchObject({ code: 'conflict' });
  });
});
