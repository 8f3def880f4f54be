import path from 'node:path';
import type { BomFacts, ExportFacts } from '@ytterby/core';
import { readBom, readExports } from '../intake/index.ts';

/** The examples of this repository, as the demo organisations keep them. */
export interface Examples {
  /** Lines of a list that a maker in China keeps, those that can be read. */
  readonly fromChina: readonly ExportFacts[];
  /** Exports of an operator outside China, each with its bill of materials if it has one. */
  readonly abroad: readonly NamedExport[];
}
export interface NamedExport {
  readonly name: string;
  readonly facts: ExportFacts;
  readonly bill?: BomFacts | undefined;
}

/** Where the examples are in a checkout. */
export const EXAMPLES = path.join(import.meta.dirname, '../../../examples');

const ABROAD = [
  { name: '15兆瓦风电机舱 · Nacelle of a 15 MW turbine', file: 'turbine/export.yaml', bill: 'turbine/bom.csv' },
  { name: '电动汽车电机 · Traction motor', file: 'ev-motor/export.yaml' },
  { name: '嵌磁转子 · Rotor with embedded magnets', file: 'rotor.yaml' },
  { name: '转售钐钴磁体 · SmCo magnets sold on from Japan', file: 'third-country-magnet.yaml' },
];

/** Raises `IntakeError` where a file is missing or cannot be read. */
export async function readExamples(folder = EXAMPLES): Promise<Examples> {
  const at = (file: string) => path.join(folder, file);
  const fromChina = (await factsIn(at('exports.csv'))).filter(({ from }) => from === 'CN');
  const abroad: NamedExport[] = [];
  for (const { name, file, bill: billFile } of ABROAD) {
    const bom = billFile === undefined ? undefined : (await readBom(at(billFile))).facts;
    for (const facts of await factsIn(at(file)))
      abroad.push({ name, facts: bom === undefined ? facts : { ...facts, bom }, bill: bom ?? facts.bom });
  }
  return { fromChina, abroad };
}

/** One line of the list is faulty on purpose. */
async function factsIn(file: string): Promise<readonly ExportFacts[]> {
  const found: ExportFacts[] = [];
  for await (const { facts } of readExports(file)) if (facts !== undefined) found.push(facts);
  return found;
}
