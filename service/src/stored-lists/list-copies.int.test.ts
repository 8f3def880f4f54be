import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { importList, type ListImported, ListStore, type ListVersion, RECORDS_FILE } from '../feeds/lists/index.ts';
import { verifyAudit } from '../store/audit.ts';
import { type TestStore, testStore } from '../store/testing.ts';
import { importStored, keepListCopies, type ListCopies } from './list-copies.ts';

const root = mkdtempSync(path.join(tmpdir(), 'ytterby-copies-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const log = pino({ level: 'silent' });
let names = 0;
const newFolder = () => {
  names += 1;
  return path.join(root, String(names));
};
const textOf = (content: number) => `id,name,country\n${content},Company number ${content},US\nx,Everybody,FR\n`;
const LISTS = ['first', 'second'] as const;

/** A data folder, as one process of several has it. */
class Machine {
  readonly folder = newFolder();
  copies: ListCopies | undefined;
  readonly store: TestStore;

  constructor(store: TestStore) {
    mkdirSync(this.folder);
    this.store = store;
  }

  async start(): Promise<void> {
    this.copies ??= await keepListCopies({
      store: this.store.store,
      dataFolder: this.folder,
      now: () => Temporal.Now.instant(),
      log,
    });
  }

  async stop(): Promise<void> {
    await this.copies?.stop();
    this.copies = undefined;
  }

  #wanted(list: string, content: number) {
    const file = path.join(newFolder(), 'list.csv');
    mkdirSync(path.dirname(file));
    writeFileSync(file, textOf(content));
    const at = Temporal.Now.instant();
    return {
      list,
      files: [file],
      importedAt: new Date(at.epochMilliseconds),
      importedOn: at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString(),
    };
  }

  /** As a request does. */
  async request(list: string, content: number): Promise<ListImported> {
    const packed = newFolder();
    mkdirSync(packed);
    return this.store.store.asProduct((db) => importStored(db, this.#wanted(list, content), packed));
  }

  /** As `ytterby lists import` does. */
  async commandLine(list: string, content: number): Promise<ListImported> {
    return importList(new ListStore(this.folder), this.#wanted(list, content));
  }

  /** Every version with its first record. */
  async holds(): Promise<readonly string[]> {
    const store = new ListStore(this.folder);
    const found: string[] = [];
    for (const list of await store.lists())
      for (const version of await store.versions(list)) {
        const records: string[] = [];
        for await (const { id } of store.records(version)) records.push(id);
        found.push(`${list} ${version.version} ${version.importedAt} ${records.join()}`);
      }
    return found;
  }
}

const stored = (base: TestStore) =>
  base.store.asProduct(async (db) => {
    const rows = await db.selectFrom('list_version').select('about').orderBy('list').orderBy('version').execute();
    return rows.map(({ about }) => JSON.parse(about) as ListVersion);
  });

describe('two data folders on one database', () => {
  type Step =
    | { readonly do: 'request' | 'command line'; readonly at: 0 | 1; readonly list: string; readonly content: number }
    | { readonly do: 'lose' | 'damage' | 'sync' | 'stop' | 'start'; readonly at: 0 | 1; readonly list: string };
  const at = fc.constantFrom(0 as const, 1 as const);
  const list = fc.constantFrom(...LISTS);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      do: fc.constantFrom('request' as const, 'command line' as const),
      at,
      list,
      content: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ do: fc.constantFrom('lose' as const, 'damage' as const, 'sync' as const), at, list }),
    fc.record({ do: fc.constantFrom('stop' as const, 'start' as const), at, list }),
  );

  test('hold the same in the end, and nothing that was imported is lost, whatever happens in which order', {
    timeout: 120_000,
  }, async () => {
    const base = await testStore();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const machines = [new Machine(base), new Machine(base)] as const;
        try {
          const before = (await stored(base)).length;
          const wanted = new Set<string>();
          const newest = new Map<string, number>();
          for (const each of steps) {
            const machine = machines[each.at];
            const lists = path.join(machine.folder, 'lists', each.list);
            switch (each.do) {
              case 'request':
                await machine.request(each.list, each.content);
                newest.set(each.list, each.content);
                wanted.add(`${each.list} ${each.content}`);
                break;
              case 'command line':
                // What only lay in the folder may be lost with it: it counts once the service has seen it.
                if ((await machine.commandLine(each.list, each.content)).is === 'imported')
                  newest.set(each.list, each.content);
                await machine.start();
                await machine.copies?.sync();
                wanted.add(`${each.list} ${each.content}`);
                break;
              case 'lose':
                rmSync(lists, { recursive: true, force: true });
                break;
              case 'damage':
                for (const version of await new ListStore(machine.folder).versionNumbers(each.list))
                  truncateSync(path.join(lists, String(version), RECORDS_FILE), 20);
                break;
              case 'sync':
                await machine.copies?.sync();
                break;
              case 'stop':
                await machine.stop();
                break;
              case 'start':
                await machine.start();
            }
          }
          for (const machine of machines) await machine.stop();
          // A new start, as after a kill.
          for (const machine of machines) await machine.start();
          for (const machine of machines) await machine.copies?.sync();
          for (const machine of machines) machine.copies?.assure();
          const [one, other] = await Promise.all(machines.map((machine) => machine.holds()));
          expect(one).toEqual(other);
          const versions = await stored(base);
          expect(one?.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(
            versions.map(({ list: id, version, importedAt }) => `${id} ${version} ${importedAt}`),
          );
          const last = (id: string) =>
            one
              ?.filter((line) => line.startsWith(`${id} `))
              .at(-1)
              ?.split(' ')[3];
          for (const [id, content] of newest) expect([id, last(id)]).toEqual([id, `${content},x`]);
          const held = new Set(one?.map((line) => `${line.split(' ')[0]} ${line.split(' ')[3]?.split(',')[0]}`));
          expect([...wanted].filter((each) => !held.has(each))).toEqual([]);
          expect(versions.length).toBeGreaterThanOrEqual(before);
          // No half of anything stays.
          for (const machine of machines) {
            const left = readdirSync(machine.folder, { recursive: true }) as string[];
            expect(left.filter((name) => name.includes('.import-'))).toEqual([]);
          }
        } finally {
          for (const machine of machines) await machine.stop();
        }
      }),
      { numRuns: Number(process.env['YTTERBY_RUNS'] ?? 25) > 100 ? 100 : 25 },
    );
    expect((await base.store.asProduct((db) => verifyAudit(db))).fault).toBeNull();
    await base.close();
  });

  test('of two that import at the same time, each has its number', async () => {
    const base = await testStore();
    const machine = new Machine(base);
    await Promise.all([1, 2, 3, 4, 4, 5].map((content) => machine.request('first', content)));
    const versions = await stored(base);
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
    expect(new Set(versions.map(({ sha256 }) => sha256)).size).toBe(5);
    await base.close();
  });

  test('one hears of what the other imports, and does not screen with less than it knows of', async () => {
    const base = await testStore();
    const [one, other] = [new Machine(base), new Machine(base)];
    await one.start();
    await other.start();
    const before = other.copies?.generation ?? 0;
    await one.request('first', 1);
    // The file lies there a moment before screening is told of it.
    await expect.poll(() => other.copies?.generation, { timeout: 10_000 }).toBeGreaterThan(before);
    expect(await other.holds()).toHaveLength(1);
    other.copies?.assure();
    // A disk that is full: the version is known of, and cannot be fetched.
    rmSync(path.join(other.folder, 'lists'), { recursive: true });
    writeFileSync(path.join(other.folder, 'lists'), 'no folder');
    await one.request('first', 2);
    await expect(other.copies?.sync()).rejects.toThrow();
    expect(() => other.copies?.assure()).toThrow('a screening now could miss something');
    rmSync(path.join(other.folder, 'lists'));
    await other.copies?.sync();
    other.copies?.assure();
    expect((await other.holds()).length).toBe(2);
    await one.stop();
    await other.stop();
    await base.close();
  });

  test('a list whose records are damaged is not taken for one', async () => {
    const base = await testStore();
    const machine = new Machine(base);
    await machine.commandLine('first', 1);
    const file = path.join(machine.folder, 'lists', 'first', '1', RECORDS_FILE);
    const whole = readFileSync(file);
    truncateSync(file, 30);
    await machine.start();
    expect(await stored(base)).toEqual([]);
    // It stays where it is, and is taken once it is whole.
    writeFileSync(file, whole);
    await machine.copies?.sync();
    expect((await stored(base)).map(({ version }) => version)).toEqual([1]);
    await machine.stop();
    await base.close();
  });
});
