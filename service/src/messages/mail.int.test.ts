import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instanceKey } from '../access/instance-key.ts';
import { startJobs } from '../jobs/jobs.ts';
import { startLawService } from '../recorded-law/law-service.ts';
import type { Store } from '../store/store.ts';
import { type TestStore, testStore } from '../store/testing.ts';
import type { MailWish } from './mail-wishes.ts';
import { type Mailer, makeMailer } from './mailer.ts';
import { type MailSent, sendMail } from './send-mail.ts';
import { tell } from './tell.ts';
import { type MailServer, startMailServer } from './testing/mail-server.ts';

/** Messages by mail, through a real mail server on loopback. */

const ORIGIN = 'https://ytterby.example';
const FROM = 'Ytterby <no-reply@ytterby.example>';
/** In Beijing. */
const MORNING = '2026-03-02T09:00';

let tested: TestStore;
let server: MailServer;
let mailer: Mailer;
let people = 0;

beforeAll(async () => {
  tested = await testStore();
});
afterAll(() => tested.close());
beforeEach(async () => {
  server = await startMailServer();
  mailer = makeMailer({ url: `smtp://127.0.0.1:${server.port}`, from: FROM });
});
afterEach(async () => {
  mailer.close();
  await server.close();
  await tested.store.asProduct((db) => db.updateTable('message_recipient').set({ mail: 'left' }).execute());
});

const instant = (text: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant();

async function person(mail: MailWish, language: 'zh' | 'en' = 'en'): Promise<{ id: string; email: string }> {
  const id = randomUUIDv7();
  people += 1;
  const email = `person${people}@example.com`;
  await tested.store.asProduct((db) =>
    db.insertInto('account').values({ id, email, name: '王示例', language, mail, created_at: new Date() }).execute(),
  );
  return { id, email };
}

async function told(accounts: readonly string[], at = MORNING, title = { zh: '已逾期：报告', en: 'Late: report' }) {
  const key = `notice/${randomUUIDv7()}`;
  await tested.store.asProduct((db) =>
    tell(
      db,
      {
        to: { accounts },
        kind: 'notice',
        subject: { kind: 'licence', id: 'L1' },
        title,
        text: { zh: '最后一日：2026-03-01。<b>', en: 'Last day: 2026-03-01. <b>' },
        path: '/licences/L1',
        key,
      },
      instant(at),
    ),
  );
}

const sent = (at: string, store: Store = tested.store): Promise<MailSent> =>
  sendMail({ store, mailer, origin: ORIGIN, now: instant(at), signal: new AbortController().signal });

async function outbox(account: string) {
  return tested.store.asProduct((db) =>
    db.selectFrom('message_recipient').select(['mail', 'mail_refusal']).where('account', '=', account).execute(),
  );
}

describe('mail', () => {
  test('says it in the language of the person first, then in the other, and where to stop it', async () => {
    const { id, email } = await person('at-once', 'zh');
    await told([id]);
    expect(await sent('2026-03-02T09:01')).toEqual({ sent: 1, refused: 0, left: 0 });
    const [mail] = server.taken;
    expect(mail?.to).toEqual([email]);
    expect(mail?.headers.get('from')).toBe(FROM);
    expect(mail?.headers.get('message-id')).toMatch(/^<[0-9a-f-]{36}\.[0-9a-f-]{36}@ytterby\.example>$/);
    expect(mail?.headers.get('list-unsubscribe')).toContain(`<${ORIGIN}/account#mail>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    const text = mail?.parts.get('text/plain') ?? '';
    expect(text.indexOf('已逾期：报告')).toBeLessThan(text.indexOf('Late: report'));
    expect(text).toContain(`${ORIGIN}/licences/L1`);
    const html = mail?.parts.get('text/html') ?? '';
    expect(html).toContain('最后一日：2026-03-01。&lt;b&gt;');
    expect(html).toContain(`href="${ORIGIN}/licences/L1"`);
    // Once.
    expect(await sent('2026-03-02T10:00')).toEqual({ sent: 0, refused: 0, left: 0 });
  });

  test('goes as each person wants it: at once, once a day at eight, or not', async () => {
    const [one, two, none] = [await person('at-once'), await person('daily'), await person('none')];
    await told([one.id, two.id, none.id]);
    await told([one.id, two.id, none.id], '2026-03-02T17:00');
    expect(await sent('2026-03-02T18:00')).toEqual({ sent: 2, refused: 0, left: 2 });
    expect(server.taken.flatMap(({ to }) => to)).toEqual([one.email, one.email]);
    expect(await sent('2026-03-03T07:59')).toEqual({ sent: 0, refused: 0, left: 0 });
    await told([two.id], '2026-03-03T08:00');
    expect(await sent('2026-03-03T08:01')).toEqual({ sent: 2, refused: 0, left: 0 });
    const daily = server.taken.at(-1);
    expect(daily?.to).toEqual([two.email]);
    expect(daily?.headers.get('subject')).toBe('Ytterby: 2 messages');
    expect(await sent('2026-03-04T08:00')).toMatchObject({ sent: 1 });
  });

  test('leaves out of the daily mail what was read by then', async () => {
    const { id } = await person('daily');
    await told([id]);
    await tested.store.asProduct((db) => db.updateTable('message_recipient').set({ read_at: new Date() }).execute());
    expect(await sent('2026-03-03T08:00')).toEqual({ sent: 0, refused: 0, left: 1 });
  });

  test('a subject cannot bring headers of its own', async () => {
    const { id, email } = await person('at-once');
    await told([id], MORNING, { zh: 'x', en: 'Late\r\nBcc: other@example.com\r\n\r\nBody' });
    await sent('2026-03-02T09:01');
    expect(server.taken.map(({ to }) => to)).toEqual([[email]]);
    expect(server.taken[0]?.headers.has('bcc')).toBe(false);
  });
});

describe('a mail server that does not take a mail', () => {
  test('for now: it waits, and goes later under the same Message-ID', async () => {
    const [one, two] = [await person('at-once'), await person('at-once')];
    await told([one.id, two.id]);
    server.refuse = (address) => (address === one.email ? { code: 451, text: 'Greylisted' } : undefined);
    await expect(sent('2026-03-02T09:01')).rejects.toThrow(/^waiting: 1, sent: 1, refused: 0\. .*451 .*Greylisted/);
    expect(server.taken.map(({ to }) => to)).toEqual([[two.email]]);
    expect(await outbox(one.id)).toEqual([{ mail: 'waiting', mail_refusal: null }]);
    server.refuse = () => undefined;
    expect(await sent('2026-03-02T09:06')).toEqual({ sent: 1, refused: 0, left: 0 });
    expect(server.taken.at(-1)?.to).toEqual([one.email]);
  });

  test('for good: it is not tried again, and what the server said is kept', async () => {
    const { id } = await person('at-once');
    await told([id]);
    server.refuse = () => ({ code: 550, text: 'No such mailbox' });
    expect(await sent('2026-03-02T09:01')).toEqual({ sent: 0, refused: 1, left: 0 });
    expect(await outbox(id)).toEqual([{ mail: 'refused', mail_refusal: expect.stringContaining('No such mailbox') }]);
    expect(await sent('2026-03-02T09:06')).toEqual({ sent: 0, refused: 0, left: 0 });
  });

  test('because it is not there: everything waits, for three days', async () => {
    const { id } = await person('at-once');
    await told([id]);
    await server.close();
    await expect(sent('2026-03-02T09:01')).rejects.toThrow('waiting: 1');
    expect(await outbox(id)).toMatchObject([{ mail: 'waiting' }]);
    expect(await sent('2026-03-05T09:01')).toEqual({ sent: 0, refused: 0, left: 1 });
    server = await startMailServer();
  });

  test('after a crash the same mail goes again, and can be told from another', async () => {
    const { id } = await person('at-once');
    await told([id]);
    let calls = 0;
    const broken: Store = {
      ...tested.store,
      asProduct: (work) => {
        calls += 1;
        if (calls > 1) throw new Error('crashed');
        return tested.store.asProduct(work);
      },
    };
    await expect(sent('2026-03-02T09:01', broken)).rejects.toThrow('crashed');
    expect(await sent('2026-03-02T09:02')).toEqual({ sent: 1, refused: 0, left: 0 });
    const ids = server.taken.map(({ headers }) => headers.get('message-id'));
    expect(ids.length).toBe(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('TLS and a password', () => {
  const secured = () =>
    startMailServer({
      authOptional: false,
      disabledCommands: [],
      onAuth: ({ username, password }, session, done) =>
        session.secure && username === 'ytterby' && password === 'a/b@c'
          ? done(null, { user: username })
          : done(new Error('Wrong')),
    });

  test('are used as the address says; a certificate that nobody vouches for is not believed', async () => {
    const { id, email } = await person('at-once');
    await told([id]);
    const locked = await secured();
    const at = `smtp://ytterby:a%2Fb%40c@127.0.0.1:${locked.port}`;
    try {
      mailer = makeMailer({ url: at, from: FROM });
      await expect(sent('2026-03-02T09:01')).rejects.toThrow(/certificate/);
      expect(locked.taken).toEqual([]);
      mailer.close();
      mailer = makeMailer({ url: `${at}?tls.rejectUnauthorized=false`, from: FROM });
      expect(await sent('2026-03-02T09:02')).toMatchObject({ sent: 1 });
      expect(locked.taken.map(({ to }) => to)).toEqual([[email]]);
      mailer.close();
      await told([id]);
      mailer = makeMailer({ url: `${at.replace('a%2Fb%40c', 'other')}?tls.rejectUnauthorized=false`, from: FROM });
      // A wrong password is not the fault of the mail: it waits.
      await expect(sent('2026-03-02T09:03')).rejects.toThrow('waiting: 1');
      expect(await outbox(id)).toContainEqual({ mail: 'waiting', mail_refusal: null });
    } finally {
      await locked.close();
    }
  });
});

describe('the job', () => {
  test('sends when something is told, tries again what was put off, and tells what was refused', async () => {
    const [one, two] = [await person('at-once'), await person('at-once')];
    const law = await startLawService(tested.store);
    const warnings: string[] = [];
    const jobs = await startJobs({
      config: tested.config,
      store: tested.store,
      law,
      now: () => instant('2026-03-02T09:01'),
      mail: { mailer, origin: ORIGIN, key: instanceKey(randomBytes(32)) },
      log: { warn: (_, message) => void warnings.push(message) },
    });
    try {
      let tries = 0;
      server.refuse = (address) => {
        if (address === two.email) return { code: 550, text: 'No such mailbox' };
        tries += 1;
        return tries === 1 ? { code: 421, text: 'Come back later' } : undefined;
      };
      await told([one.id, two.id]);
      await eventually(async () => server.taken.length === 1);
      expect(server.taken[0]?.to).toEqual([one.email]);
      expect(tries).toBe(2);
      const seen = await eventually(async () => {
        const all = await jobs.list({ name: 'send-mail' });
        return all.find(({ retries, state }) => retries > 0 && state === 'completed');
      });
      expect(seen.result).toEqual({ sent: 1, refused: 0, left: 0, notices: 0, noticesRefused: 0 });
      expect(await outbox(two.id)).toMatchObject([{ mail: 'refused' }]);
      expect(warnings).toEqual([]);
    } finally {
      await jobs.stop();
    }
  });
});

async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await wait(100);
  }
  throw new Error('It did not come to that.');
}
