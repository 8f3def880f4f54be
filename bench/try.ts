import { determine } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { generatedBom } from './bom.ts';
const n = Number(process.argv[2]);
const chinese = process.argv[3] !== 'open';
const bom = generatedBom({ parts: n, chinese });
const lines = bom.parts.reduce((s, p) => s + (p.inputs?.length ?? 0), 0);
console.log(
  n,
  'lines',
  lines,
  'value',
  JSON.stringify(bom.parts[0]!.value),
  Object.entries(Object.groupBy(bom.parts, (p) => p.item?.form ?? '-'))
    .map(([k, v]) => [k, v!.length])
    .join(' '),
);
const facts = {
  asOf: '2025-12-15',
  knownAt: '2025-10-20',
  act: 'export',
  from: 'DE',
  to: 'US',
  exporter: { country: 'DE', chinesePerson: 'no' },
  endUse: { kind: 'civil' },
  parties: [{ role: 'end-user', name: 'Example Inc.', country: 'US', military: 'no', owners: 'none' }],
  lines: [{ id: 'P0', part: 'P0', item: { form: 'assembly' }, madeIn: 'DE', origin: 'DE', technologyOrigin: 'DE' }],
  bom,
} as const;
for (let i = 0; i < Number(process.argv[4] ?? 2); i++) {
  const book = loadLaw();
  const t = performance.now();
  const a = determine(facts as never, book);
  console.log(
    ((performance.now() - t) / 1000).toFixed(3),
    's',
    a.outcome,
    a.lines[0]!.content?.verdict,
    a.lines[0]!.content?.products.length,
    'q',
    a.lines[0]!.questions.length,
    a.lines[0]!.questions.slice(0, 3).map((q) => q.text.en),
  );
}
