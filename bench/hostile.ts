/**
 * `node bench/hostile.ts`: what the most awkward facts that the schema allows cost, on one core. Each must be answered, or refused, within a second of
 * processor time.
 */
import { determine, type ExportFacts } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { HOSTILE } from './hostile-facts.ts';

const LIMIT_MS = 1_000;
const book = loadLaw();
const warm: ExportFacts = { asOf: '2026-11-24', from: 'CN', to: 'JP', lines: [{ item: { form: 'magnet' } }] };
determine(warm, book);

let isSlow = false;
for (const [name, make] of Object.entries(HOSTILE)) {
  const facts = make(book);
  const before = process.cpuUsage();
  const { outcome, possible, lines } = determine(facts, book);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  isSlow ||= ms > LIMIT_MS;
  const asked = lines.reduce((sum, { questions }) => sum + questions.length, 0);
  console.log(
    `${name.padEnd(58)} ${ms.toFixed(0).padStart(7)} ms   ${outcome} (${possible.join(', ')}), ${lines.length} lines, ${asked} questions`,
  );
}
process.exitCode = isSlow ? 1 : 0;
