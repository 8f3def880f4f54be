import { execFile } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { loadLaw } from '@ytterby/law';
import { describe, expect, test } from 'vitest';
import { importList } from '../feeds/lists/index.ts';
import { on, scratch } from '../feeds/lists/testing/scratch.ts';
import { type Decision, DecisionError, DecisionStore, queryHash } from './decisions.ts';
import { openScreener } from './screen-parties.ts';

const book = loadLaw();
const party = { name: 'Quellhorst Trading', countries: ['DE'] };

/** A list with one entry that the party looks like, and a way to decide on it. */
async function listed() {
  const { store, put, folder } = scratch();
  const dataFolder = path.join(folder, 'data');
  const fetched = async (day: string, rows: string) => {
    const file = put(`${day}.csv`, `id,name,country,remarks\n${rows}`);
    await importList(store, { list: 'own', files: [file], ...on(day) });
  };
  await fetched('2026-10-01', '1,Quellhorst Trading AG,CH,\n');
  const asked = async (who = party, knownAt = '2026-11-24') => {
    const screener = await openScreener({ book, dataFolder, asOf: '2026-11-24', knownAt, lists: ['own'] });
    const found = await screener.screen(who);
    await screener.close();
    return found;
  };
  const decisions = new DecisionStore(dataFolder);
  const decide = async (decided: Decision['decided'], more: Partial<Decision> = {}) => {
    const [hit] = (await asked()).hits;
    return decisions.add({
      decided,
      by: '李工',
      reason: 'Another firm: seat and owners differ',
      on: '2026-11-20',
      list: 'own',
      entry: '1',
      record: hit?.recordHash ?? '',
      party,
      ...more,
    });
  };
  return { fetched, asked, decisions, decide, dataFolder };
}

describe('a decision', () => {
  test('clears a hit with name and reason, and only for this party', async () => {
    const { asked, decide } = await listed();
    expect((await asked()).verdict).toBe('hit');
    await decide('false-positive');
    const cleared = await asked();
    expect(cleared.verdict).toBe('clear-by-decision');
    expect(cleared.hits[0]?.decision).toMatchObject({
      counts: true,
      decision: { by: '李工', reason: 'Another firm: seat and owners differ', on: '2026-11-20' },
    });
    const other = await asked({ name: party.name, countries: ['CH'] });
    expect(other.verdict).toBe('hit');
    expect(other.hits[0]?.decision).toMatchObject({ counts: false, changed: 'party' });
    // A name made to look the same is another name.
    expect((await asked({ ...party, name: 'Quell\u200bhorst Trading' })).verdict).toBe('hit');
  });

  test('comes back when the entry changes, and not when the list is only fetched again', async () => {
    const { asked, decide, fetched } = await listed();
    await decide('false-positive');
    await fetched('2026-11-21', '2,Some Other Firm,FR,\n1,Quellhorst Trading AG,CH,\n');
    expect((await asked()).verdict).toBe('clear-by-decision');
    await fetched('2026-11-22', '1,Quellhorst Trading AG,DE,moved\n');
    const again = await asked();
    expect(again.verdict).toBe('hit');
    expect(again.hits[0]?.decision).toMatchObject({ counts: false, changed: 'entry' });
  });

  test('of a later day does not change the screening of an earlier one', async () => {
    const { asked, decide } = await listed();
    await decide('false-positive');
    expect((await asked(party, '2026-11-19')).verdict).toBe('hit');
    expect((await asked(party, '2026-11-20')).verdict).toBe('clear-by-decision');
  });

  test('is taken back by a later one', async () => {
    const { asked, decide } = await listed();
    await decide('false-positive');
    await decide('true-match', { reason: 'The register shows the same number' });
    expect((await asked()).verdict).toBe('hit');
  });

  test.each([
    ['no name', { by: '' }],
    ['a name of blanks', { by: ' \u200b\u3000' }],
    ['no reason', { reason: '' }],
    ['a reason without a letter', { reason: '---' }],
    ['a reason that is too long', { reason: 'x'.repeat(5000) }],
    ['a day that does not exist', { on: '2026-02-30' }],
    ['another word', { decided: 'ignore' as Decision['decided'] }],
  ])('with %s is refused', async (_, wrong) => {
    const { asked, decide } = await listed();
    await expect(decide('false-positive', wrong)).rejects.toThrow(DecisionError);
    expect((await asked()).verdict).toBe('hit');
  });

  test('in the file without name or reason, or cut short, clears nothing and is told', async () => {
    const { asked, decide, decisions } = await listed();
    const kept = await decide('false-positive');
    const { reason, ...without } = kept;
    expect(reason).not.toBe('');
    const text = readFileSync(decisions.file, 'utf8');
    appendFileSync(
      decisions.file,
      `${JSON.stringify({ ...kept, by: '' })}\n${JSON.stringify(without)}\n[1]\n${text.slice(0, 40)}`,
    );
    expect((await decisions.read()).unreadable).toEqual([2, 3, 4, 5]);
    // The next one starts on a line of its own.
    await decide('true-match', { reason: 'Same number' });
    expect((await decisions.read()).unreadable).toEqual([2, 3, 4, 5]);
    expect((await asked()).verdict).toBe('hit');
  });

  test('of hits that were cleared does not hide the others', async () => {
    const { asked, decide, fetched, decisions } = await listed();
    await decide('false-positive');
    await fetched('2026-11-21', '1,Quellhorst Trading AG,CH,\n2,Quellhorst Trading Ltd,GB,\n');
    const { verdict, hits } = await asked();
    expect(verdict).toBe('hit');
    expect(Object.fromEntries(hits.map(({ entry, verdict: each }) => [entry, each]))).toEqual({
      1: 'cleared',
      2: 'hit',
    });
    expect((await decisions.read()).clearedFor(queryHash(party))).toBe(1);
  });
});

test('two processes that decide at once lose nothing', async () => {
  const { dataFolder, decisions } = await listed();
  const writer = path.join(import.meta.dirname, 'testing', 'decide-often.ts');
  const run = promisify(execFile);
  await Promise.all(['a', 'b'].map((who) => run(process.execPath, [writer, dataFolder, who, '25'])));
  const lines = readFileSync(decisions.file, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(50);
  const entries = lines.map((line) => (JSON.parse(line) as Decision).entry);
  expect(new Set(entries).size).toBe(50);
  expect((await decisions.read()).unreadable).toEqual([]);
});

test('the hash of a party does not depend on the order of what is known', () => {
  expect(queryHash({ name: ' A  b ', countries: ['DE', 'FR'] })).toBe(
    queryHash({ name: 'A b', countries: ['FR', 'DE'] }),
  );
  expect(queryHash({ name: 'A b' })).not.toBe(queryHash({ name: 'A b', kind: 'person' }));
});
