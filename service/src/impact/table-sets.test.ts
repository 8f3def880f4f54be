import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImpactFileError } from './problems.ts';
import { tableSets } from './table-sets.ts';

const SHIPPED = path.join(import.meta.dirname, 'cases', 'us-2023');
let data: string;
let own: string;
beforeAll(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'ytterby-sets-'));
  own = path.join(data, 'impact-tables', 'half');
  cpSync(SHIPPED, own, { recursive: true });
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('sets of tables', () => {
  test('are those that come with Ytterby and those of the data folder', () => {
    expect(tableSets().names()).toContain('us-2023');
    expect(tableSets().names()).not.toContain('half');
    expect(tableSets(data).names()).toEqual([...tableSets().names(), 'half'].sort());
  });

  test('equal files have one fingerprint, and a change has another', async () => {
    const sets = tableSets(data);
    const [shipped, copied] = [await sets.read('us-2023'), await sets.read('half')];
    expect(copied.fingerprint).toBe(shipped.fingerprint);
    writeFileSync(path.join(own, 'trade.csv'), 'period,partner,value\n2025,CHN,1\n');
    const changed = await sets.read('half');
    expect(changed.fingerprint).not.toBe(shipped.fingerprint);
    expect(changed.tablesRead.trade.filter(({ reporter }) => reporter === 'USA')).toHaveLength(1);
  });

  test('a folder of the data folder goes before what comes with Ytterby, and may leave the description to it', async () => {
    const mine = path.join(data, 'impact-tables', 'us-2023');
    mkdirSync(mine);
    for (const file of ['sectors.csv', 'flows.csv', 'magnets-from-china.csv'])
      cpSync(path.join(SHIPPED, file), path.join(mine, file));
    writeFileSync(path.join(mine, 'trade.csv'), 'period,partner,value\n2025,JPN,1\n');
    const { tablesRead } = await tableSets(data).read('us-2023');
    expect(tablesRead.trade.filter(({ reporter }) => reporter === 'USA')).toMatchObject([{ partner: 'JPN', value: 1 }]);
    rmSync(mine, { recursive: true });
  });

  test.each(['nowhere', '../us-2023', '', 'US-2023'])('%j is none', async (name) => {
    const error: unknown = await tableSets(data)
      .read(name)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ImpactFileError);
    expect((error as ImpactFileError).problems[0]?.code).toBe('impact/no-tables');
  });
});
