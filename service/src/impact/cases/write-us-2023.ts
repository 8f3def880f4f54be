/**
 * Makes `us-2023/sectors.csv` and `flows.csv` from a folder with the summary tables of the Bureau of Economic Analysis (see `us-2023/bea.yaml`):
 * `node service/src/impact/cases/write-us-2023.ts FOLDER`.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readTables } from '../tables/read-tables.ts';

const here = path.join(import.meta.dirname, 'us-2023');

/** The two files as text. */
export async function us2023(folder: string): Promise<{ readonly sectors: string; readonly flows: string }> {
  const { economy, sectorNames } = await readTables(folder, path.join(here, 'bea.yaml'));
  if (economy === undefined) throw new Error('bea.yaml describes an economy');
  const { sectors, flows, output, valueAdded } = economy;
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = sectors.map(
    (code, at) =>
      `${code},${quoted(sectorNames.get(code) ?? code)},${Math.round(output[at] as number)},${Math.round(valueAdded[at] as number)}`,
  );
  const delivered = sectors.flatMap((from, i) =>
    sectors.flatMap((to, j) => {
      const amount = Math.round(flows[i * sectors.length + j] as number);
      return amount === 0 ? [] : [`${from},${to},${amount}`];
    }),
  );
  return {
    sectors: `${['code,name,output,value_added', ...rows].join('\n')}\n`,
    flows: `${['from,to,amount', ...delivered].join('\n')}\n`,
  };
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Name the folder of the tables.');
  const made = await us2023(folder);
  writeFileSync(path.join(here, 'sectors.csv'), made.sectors);
  writeFileSync(path.join(here, 'flows.csv'), made.flows);
}
