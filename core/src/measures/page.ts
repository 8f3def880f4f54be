import { stateDiagram, stepsTable } from '../licensing/diagram.ts';
import { GATES } from './gates.ts';
import { MEASURE_STATUSES, MEASURE_TRANSITIONS } from './measure-transitions.ts';

/** The page of the documentation that draws the life cycle of a measure, in Markdown. */
export function measuresPage(): string {
  return `# Measures

What can be done with a measure before it is law, by whom, and where it leads: drawn from the table that decides it, by \`node docs/make-measures.ts\`. The database keeps the same table, and the gates, in triggers of its own.

${stateDiagram(MEASURE_TRANSITIONS, MEASURE_STATUSES)}

${stepsTable(MEASURE_TRANSITIONS)}

\`all-told\` follows by itself. \`partner\` is whoever has the link of a notice.

## Gates of the announcement

${Object.values(GATES)
  .map(({ zh, en }) => `- ${en} · ${zh}`)
  .join('\n')}

A revision of the text takes the measure back to its draft: the assessment and the notices of the revision before count no more. A partner that stays silent holds nothing up: an officer records the receipt and says how it is known.

## After the announcement

Announcing makes law of the text: \`published\` becomes the day of the announcement, all else stays as it was assessed. Whether the measure is in force, paused or ended is then read from the law of the day, as for every instrument; a pause or an end is a measure of its own that names what it acts on.
`;
}
