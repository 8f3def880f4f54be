import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instanceKey } from '../access/instance-key.ts';
import { type AuditAnchor, appendAudit, verifyAudit } from '../store/audit.ts';
import { seenBy, type TestStore, testStore } from '../store/testing.ts';
import { acceptTrail } from './accept.ts';
import { type AuditHead, HEADS_FILE, headSigner, readHeads, signHead, standing } from './audit-head.ts';
import type { HeadDestination } from './head-destinations.ts';
import { keepHeads } from './head-keeper.ts';

const key = instanceKey(randomBytes(32));
const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-heads-'));
afterAll(() => rmSync(folder, { recursive: true }));

let base: TestStore;
let owner: pg.Client;
beforeAll(async () => {
  base = await testStore();
  owner = new pg.Client(base.config);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await base.close();
});

async function add(times: number, into: TestStore = base): Promise<void> {
  for (let each = 0; each < times; each += 1)
    await into.store.asProduct((db) =>
      appendAudit(db, {
        account: crypto.randomUUID(),
        token: null,
        organisation: null,
        action: 'organisation.change',
        subject: { kind: 'site', id: String(each) },
        outcome: 'done',
        requestId: crypto.randomUUID(),
        detail: { figure: each },
      }),
    );
}

/** Chains every event anew from `first` on, and the head, as an owner of the database can who has read how it is done. */
const chainAnew = (first: number): string => `
  alter table audit_event disable trigger audit_chain;
  do $$
  declare each record; before bytea;
  begin
    select coalesce((select hash from audit_event where sequence = ${first - 1}), sha256('ytterby audit')) into before;
    for each in select * from audit_event where sequence >= ${first} order by sequence loop
      before := sha256(before || convert_to(concat_ws(E'\\x1f',
        each.sequence, (extract(epoch from each.at) * 1000)::bigint, coalesce(each.account::text, ''),
        coalesce(each.api_token::text, ''), coalesce(each.organisation::text, ''), each.action,
        coalesce(each.subject_kind, ''), coalesce(each.subject_id, ''), each.outcome, each.request_id, each.detail), 'UTF8'));
      update audit_event set hash = before where sequence = each.sequence;
    end loop;
    update audit_head set sequence = coalesce((select max(sequence) from audit_event), 0), hash = before;
  end $$;
  alter table audit_event enable trigger audit_chain;`;
const forget = (from: number): string => `delete from audit_event where sequence >= ${from};`;
const goOn = (events: number): string => `
  insert into audit_event (action, outcome, request_id, detail)
  select 'organisation.change', 'done', gen_random_uuid()::text, '{}' from generate_series(1, ${events});`;

const hashAt = async (sequence: number): Promise<string> =>
  (
    await owner.query<{ hash: Buffer }>('select hash from audit_event where sequence = $1', [sequence])
  ).rows[0]?.hash.toString('hex') ?? '';

describe('what the owner of the database can do to the trail shows against signed heads alone', () => {
  const EVENTS = 60;
  beforeAll(() => add(EVENTS));

  /** What is done at event `at`; `isSeenAlone`: a verification without heads finds it, too. */
  const rewrites = {
    edit: {
      by: (at: number) => `update audit_event set detail = '{"figure":-1}' where sequence = ${at};`,
      isSeenAlone: true,
    },
    cut: { by: (at: number) => forget(at), isSeenAlone: true },
    'cut and reset': {
      by: (at: number) => `${forget(at)} update audit_head set sequence = ${at - 1},
        hash = coalesce((select hash from audit_event where sequence = ${at - 1}), sha256('ytterby audit'));`,
      isSeenAlone: false,
    },
    're-chain': {
      by: (at: number) => `update audit_event set detail = '{"figure":-1}' where sequence = ${at}; ${chainAnew(at)}`,
      isSeenAlone: false,
    },
    're-chain with one left out': {
      by: (at: number) => `${forget(at).replace('>=', '=')}
        alter table audit_event disable trigger audit_chain;
        update audit_event set sequence = -sequence where sequence > ${at};
        update audit_event set sequence = -sequence - 1 where sequence < 0; ${chainAnew(at)}`,
      isSeenAlone: false,
    },
    fork: {
      by: (at: number) => `${forget(at)} ${chainAnew(at)} ${goOn(EVENTS - at + 1)}`,
      isSeenAlone: false,
    },
    'fork that grows longer': {
      by: (at: number) => `${forget(at)} ${chainAnew(at)} ${goOn(2 * EVENTS)}`,
      isSeenAlone: false,
    },
  } as const;

  test.each(Object.entries(rewrites))('%s', async (_, { by, isSeenAlone }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: EVENTS }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (signedAt, where, isOtherOrder) => {
          const last = Math.max(...signedAt);
          // Anywhere up to the last signed head.
          const at = 1 + Math.floor(where * (last - 1));
          const anchors: AuditAnchor[] = [];
          for (const sequence of signedAt) anchors.push({ sequence, hash: await hashAt(sequence) });
          if (isOtherOrder) anchors.reverse();
          await owner.query('begin');
          try {
            const db = seenBy(owner);
            expect((await verifyAudit(db, { anchors })).fault).toBeNull();
            await owner.query(by(at));
            expect((await verifyAudit(db)).fault === null).toBe(!isSeenAlone);
            const { fault } = await verifyAudit(db, { anchors });
            expect(fault).not.toBeNull();
            // Where it is said to be is not before what was done, and not after the head that covers it.
            expect(fault?.sequence).toBeGreaterThanOrEqual(at);
            expect(fault?.sequence).toBeLessThanOrEqual(Math.min(...signedAt.filter((each) => each >= at)));
            // Going on from the last head finds it, too, unless it was an edit that leaves the hashes: the daily whole reading finds that.
            const from = anchors.find(({ sequence }) => sequence === last);
            if (from !== undefined && by !== rewrites.edit.by)
              expect((await verifyAudit(db, { from })).fault).not.toBeNull();
          } finally {
            await owner.query('rollback');
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test('two chains that were both signed are a fork, wherever they part', async () => {
    const early = { sequence: 20, hash: await hashAt(20) };
    const late = { sequence: 40, hash: await hashAt(40) };
    await owner.query('begin');
    await owner.query(`${forget(30)} ${chainAnew(30)} ${goOn(40)}`);
    const other = { sequence: 40, hash: await hashAt(40) };
    const further = { sequence: 50, hash: await hashAt(50) };
    const db = seenBy(owner);
    expect((await verifyAudit(db, { anchors: [early, other, further] })).fault).toBeNull();
    expect((await verifyAudit(db, { anchors: [early, late] })).fault).toEqual({ sequence: 40, fault: 'replaced' });
    expect((await verifyAudit(db, { anchors: [early, late, other] })).fault).toEqual({ sequence: 40, fault: 'forked' });
    expect((await verifyAudit(db, { anchors: [further, late, early] })).fault).toEqual({
      sequence: 40,
      fault: 'forked',
    });
    await owner.query('rollback');
  });
});

describe('a file of heads', () => {
  const head = (sequence: number, at: string, accepts: string | null = null): AuditHead => ({
    sequence,
    hash: sequence.toString(16).padStart(64, '0'),
    at: `2026-12-01T00:00:${at}.000Z`,
    accepts,
  });

  test('gives what the key signed, and says what it did not', async () => {
    const signer = await headSigner(key);
    const stranger = await headSigner(instanceKey(randomBytes(32)));
    const good = await signHead(head(3, '01'), signer);
    const [first = '', payload = '', signature = ''] = good.split('.');
    const changed = Buffer.from(payload, 'base64url').toString().replace('"sequence":3', '"sequence":2');
    const lines = [
      good,
      await signHead(head(9, '02'), stranger),
      `${first}.${Buffer.from(changed).toString('base64url')}.${signature}`,
      good.slice(0, 50),
      '',
      'no head',
      // Of another type: a text that the same key signed must not pass for a head.
      await signer.sign('ytterby-pdf-seal', new TextEncoder().encode(JSON.stringify(head(7, '03')))),
      await signHead({ ...head(4, '04'), hash: 'x' }, signer),
      await signHead(head(5, '05'), signer),
    ];
    const file = path.join(folder, 'mixed.jws');
    writeFileSync(file, lines.join('\n'));
    const read = await readHeads([file, path.join(folder, 'not-there.jws')], { keys: [signer.key] });
    expect(read.signed.map(({ head: { sequence } }) => sequence)).toEqual([3, 5]);
    expect(read.unknownKey).toBe(1);
    expect(read.broken).toEqual([3, 4, 6, 7, 8].map((line) => `${file}:${line}`));
    // Without the key nothing is believed.
    const blind = await readHeads([file], { keys: [] });
    expect([blind.signed.length, blind.unknownKey]).toEqual([0, 5]);
  });

  test('the key is the same for the same instance key, and another for another', async () => {
    const secret = randomBytes(32);
    expect((await headSigner(instanceKey(secret))).key).toEqual((await headSigner(instanceKey(secret))).key);
    expect((await headSigner(key)).kid).not.toBe((await headSigner(instanceKey(secret))).kid);
  });

  test('an acceptance lets earlier heads go, and itself stands', () => {
    const line = (each: AuditHead) => ({ head: each, line: '' });
    const signed = [head(10, '01'), head(20, '02'), head(12, '03', 'restored'), head(15, '04')].map(line);
    expect(standing({ signed }).map(({ sequence }) => sequence)).toEqual([12, 15]);
    expect(standing({ signed: signed.slice(0, 2) }).map(({ sequence }) => sequence)).toEqual([10, 20]);
  });
});

describe('the keeper', () => {
  const log = pino({ level: 'silent' });
  const now = () => Temporal.Now.instant();
  const keeping = async (
    name: string,
    work: (kept: {
      readonly fresh: TestStore;
      readonly home: string;
      readonly lines: () => readonly string[];
      readonly keep: (destinations?: readonly HeadDestination[]) => ReturnType<typeof keepHeads>;
      readonly asOwner: (statement: string) => Promise<void>;
    }) => Promise<void>,
  ) => {
    const fresh = await testStore();
    const home = path.join(folder, name);
    const file = path.join(home, HEADS_FILE);
    const client = new pg.Client(fresh.config);
    await client.connect();
    try {
      await work({
        fresh,
        home,
        lines: () => readFileSync(file, 'utf8').trim().split('\n'),
        keep: (destinations = []) =>
          keepHeads({ store: fresh.store, key, folder: home, destinations, now, log, everyMs: 3_600_000 }),
        asOwner: async (statement) => void (await client.query(statement)),
      });
    } finally {
      await client.end();
      await fresh.close();
    }
  };

  test('signs what was added, once, and at the stop what came last', async () => {
    await keeping('signs', async ({ fresh, lines, keep }) => {
      await add(5, fresh);
      const heads = keep();
      await heads.look();
      await heads.look();
      expect(lines()).toHaveLength(1);
      expect((await heads.state()).latest?.head).toMatchObject({ sequence: 5, accepts: null });
      await add(2, fresh);
      await heads.stop();
      expect(lines()).toHaveLength(2);
      // The next start goes on from there, and a line that a crash has cut is no hindrance.
      appendFileSync(path.join(folder, 'signs', HEADS_FILE), 'eyJhbGciOi');
      await add(1, fresh);
      const next = keep();
      await next.look();
      await next.stop();
      const read = await readHeads([path.join(folder, 'signs', HEADS_FILE)], { keys: [(await headSigner(key)).key] });
      expect(read.signed.map(({ head: { sequence } }) => sequence)).toEqual([5, 7, 8]);
      expect(read.broken).toHaveLength(1);
    });
  });

  test('sends to a file and to an address, and catches up with one that was away', async () => {
    const got: string[] = [];
    let isAway = true;
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (!isAway) got.push(`${request.headers['content-type']} ${body}`);
        response.writeHead(isAway ? 503 : 204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    await keeping('sends', async ({ fresh, lines, keep }) => {
      const other = path.join(folder, 'elsewhere.jws');
      await add(3, fresh);
      const heads = keep([
        { file: other },
        { url: `http://127.0.0.1:${port}/heads?token=secret` },
        { file: path.join(folder, 'no-such-folder', 'heads.jws') },
      ]);
      await heads.look();
      expect(readFileSync(other, 'utf8').trim().split('\n')).toEqual(lines());
      const { destinations } = await heads.state();
      expect(destinations.map(({ sequence }) => sequence)).toEqual([3, 3, null, null]);
      expect(destinations[2]).toMatchObject({ to: `127.0.0.1:${port}`, problem: 'HTTP 503' });
      expect(destinations[3]?.problem).toContain('ENOENT');
      isAway = false;
      await heads.look();
      expect(got).toEqual([`application/jose ${lines()[0]}`]);
      expect((await heads.state()).destinations[2]).toMatchObject({ sequence: 3, problem: null });
      await heads.stop();
    });
    receiver.close();
  });

  test('signs nothing after a rewrite, until a person says why; what is accepted stays told', async () => {
    await keeping('refuses', async ({ fresh, home, lines, keep, asOwner }) => {
      await add(9, fresh);
      const first = keep();
      await first.look();
      await asOwner(`${forget(6)} ${chainAnew(6)} ${goOn(2)}`);
      await first.look();
      expect((await first.state()).fault).toEqual({ sequence: 8, fault: 'cut' });
      await add(5, fresh);
      await first.look();
      await first.stop();
      expect(lines()).toHaveLength(1);
      // A new start knows it from the file.
      const next = keep();
      await next.look();
      expect((await next.state()).fault).toEqual({ sequence: 9, fault: 'replaced' });
      expect((await next.verify(seenBy(owner), [])).heads.signed).toHaveLength(1);
      const accepting = { store: fresh.store, key, folder: home, destinations: [], now, reason: 'restored' };
      expect(await acceptTrail(accepting)).toMatchObject({
        is: 'accepted',
        fault: { sequence: 9, fault: 'replaced' },
        head: { sequence: 13, accepts: 'restored' },
      });
      expect(await acceptTrail(accepting)).toEqual({ is: 'not-needed' });
      // The one that runs hears of it from the file.
      await add(1, fresh);
      await next.look();
      expect((await next.state()).fault).toBeNull();
      expect((await next.state()).latest?.head.sequence).toBe(14);
      // What lies before the acceptance cannot be changed under its name.
      await asOwner(`update audit_event set detail = '{"figure":-1}' where sequence = 2; ${chainAnew(2)}`);
      await next.stop();
      const after = keep();
      await after.look();
      expect((await after.state()).fault).toEqual({ sequence: 13, fault: 'replaced' });
      await after.stop();
      // A chain that is broken in itself is accepted by nobody.
      await asOwner(`update audit_event set detail = '{"figure":-2}' where sequence = 2`);
      expect(await acceptTrail(accepting)).toEqual({ is: 'refused', fault: { sequence: 2, fault: 'changed' } });
    });
  });
});
