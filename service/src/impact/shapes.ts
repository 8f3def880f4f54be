import path from 'node:path';
import type { StoredRun, TablesReply } from '../contract/assessment.ts';
import { formatProblem, type IntakeError } from '../intake/problem.ts';
import type { CaseRead } from './case-file.ts';
import type { ImpactFileError } from './problems.ts';
import type { ReportedRun } from './report/index.ts';
import type { CaseRun, PreparedCase } from './run-case.ts';
import type { TableFound, TablesRead } from './tables/read-tables.ts';

/** Assessments, cases and tables as the API gives them and as the store keeps them. */

const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

export const sourceShapes = (sources: CaseRead['sources']) =>
  sources.map(({ id, text, url }) => ({ id, text: { ...text }, url: orNull(url) }));

const tableSources = (found: readonly TableFound[]) =>
  found.map(({ description: { file, year, unit, source, licence, url } }) => ({
    file,
    year,
    unit,
    source,
    licence,
    url: orNull(url),
  }));

/** Tables as JSON, exactly: a program that reads the numbers has the same ones. */
export function tablesShape({ tables: { economy, ...tables } }: PreparedCase, { found }: TablesRead): TablesReply {
  const n = economy.sectors.length;
  const flows: TablesReply['flows'] = { from: [], to: [], amount: [] };
  for (const [cell, amount] of economy.flows.entries())
    if (amount !== 0) {
      flows.from.push(Math.floor(cell / n));
      flows.to.push(cell % n);
      flows.amount.push(amount);
    }
  return {
    unit: tables.unit,
    sectors: [...economy.sectors],
    sectorNames: Object.fromEntries(tables.sectorNames),
    output: [...economy.output],
    valueAdded: [...economy.valueAdded],
    flows,
    trade: tables.trade.map(({ value, mass, ...row }) => ({ ...row, value: orNull(value), mass: orNull(mass) })),
    production: tables.production.map(({ amount, ...row }) => ({ ...row, amount: orNull(amount) })),
    prices: tables.prices.map(({ price, ...row }) => ({ ...row, price: orNull(price) })),
    sources: tableSources(found),
  };
}

/** What is kept of a run: all that a report and the screens say, without the tables themselves. */
export const storedRun = ({ given, sources, assessment, tablesRead }: CaseRun): StoredRun => ({
  case: given,
  sources: sourceShapes(sources),
  assessment,
  sectorNames: Object.fromEntries(tablesRead.sectorNames),
  tables: tableSources(tablesRead.found),
});

/** A run that was kept, for a report. */
export const reportedRun = ({ case: given, sources, assessment, sectorNames, tables }: StoredRun): ReportedRun => ({
  given,
  assessment,
  sources: sources.map(({ text, url }) => ({ text, url: url ?? undefined })),
  tablesRead: {
    sectorNames: new Map(Object.entries(sectorNames)),
    found: tables.map((description) => ({ description: { ...description, url: description.url ?? undefined } })),
  },
});

/** What is wrong with a case or its tables, with its place and remedy, and without the folders of this machine. */
export const problemTexts = ({ problems }: ImpactFileError | IntakeError) =>
  problems.map((problem) => {
    const found = { ...problem, file: path.basename(problem.file) };
    return { zh: formatProblem(found, 'zh'), en: formatProblem(found, 'en') };
  });
