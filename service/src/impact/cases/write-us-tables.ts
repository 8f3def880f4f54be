/**
 * Makes the tables that come with the cases from a folder with those of the Bureau of Economic Analysis: `us-2023` from the summary accounts,
 * `us-2017-detail` from the benchmark of some 400 industries (each has a `bea.yaml` that says which files): `node
 * service/src/impact/cases/write-us-tables.ts FOLDER`. Deliveries are rounded to a million.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readTables } from '../tables/read-tables.ts';

interface Delivery {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

/** The sectors as a CSV file, and what they deliver to each other. */
export async function usTables(name: 'us-2023' | 'us-2017-detail', folder: string) {
  const { economy, sectorNames } = await readTables(folder, path.join(import.meta.dirname, name, 'bea.yaml'));
  if (economy === undefined) throw new Error('bea.yaml describes an economy');
  const { sectors, flows, output, valueAdded } = economy;
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = sectors.map(
    (code, at) =>
      `${code},${quoted(sectorNames.get(code) ?? code)},${Math.round(output[at] as number)},${Math.round(valueAdded[at] as number)}`,
  );
  const deliveries = sectors.flatMap((from, i) =>
    sectors.flatMap((to, j): Delivery[] => {
      const amount = Math.round(flows[i * sectors.length + j] as number);
      return amount === 0 ? [] : [{ from, to, amount }];
    }),
  );
  return { sectors: `${['code,name,output,value_added', ...rows].join('\n')}\n`, deliveries };
}

export const csvOf = (deliveries: readonly Delivery[]): string =>
  `${['from,to,amount', ...deliveries.map(({ from, to, amount }) => `${from},${to},${amount}`)].join('\n')}\n`;

/** An eighth of the size of the CSV. */
export const parquetOf = (deliveries: readonly Delivery[]): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'from', type: 'STRING', data: deliveries.map(({ from }) => from) },
        { name: 'to', type: 'STRING', data: deliveries.map(({ to }) => to) },
        { name: 'amount', type: 'INT32', data: deliveries.map(({ amount }) => amount) },
      ],
    }),
  );

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Name the folder of the tables.');
  for (const name of ['us-2023', 'us-2017-detail'] as const) {
    const { sectors, deliveries } = await usTables(name, folder);
    const at = (file: string) => path.join(import.meta.dirname, name, file);
    writeFileSync(at('sectors.csv'), sectors);
    if (name === 'us-2023') writeFileSync(at('flows.csv'), csvOf(deliveries));
    else writeFileSync(at('flows.parquet'), parquetOf(deliveries));
  }
}
