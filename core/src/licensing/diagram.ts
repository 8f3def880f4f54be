import { CASE_STATUSES, CASE_TRANSITIONS } from './case-transitions.ts';
import { LICENCE_STATUSES, LICENCE_TRANSITIONS } from './licence-transitions.ts';
import type { Transition } from './transitions.ts';

type Rows = readonly Transition<string, string, string>[];
/** What a drawing needs of a row. */
type Steps = readonly Omit<Transition<string, string, string>, 'roles'>[];
type Names = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** A state that nothing leads to yet. */
const START = 'new';
const idOf = (status: string) => (status === START ? '[*]' : status.replaceAll('-', '_'));

/**
 * A transition table as a Mermaid state diagram: an arrow for each way from one state to another, with the commands
 * that take it. Commands that leave a state as it is stand in the table below it, not in the drawing.
 */
export function stateDiagram(rows: Steps, names: Names): string {
  const arrows = new Map<string, string[]>();
  for (const { command, from, to } of rows) {
    if (to === 'stays') continue;
    for (const status of from) {
      const arrow = `${idOf(status)} --> ${idOf(to)}`;
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), command]);
    }
  }
  const states = Object.entries(names)
    .filter(([status]) => status !== START)
    .map(([status, { zh, en }]) => `  state "${en} · ${zh}" as ${idOf(status)}`);
  const drawn = [...arrows].map(([arrow, commands]) => `  ${arrow}: ${commands.join(', ')}`);
  const ends = Object.keys(names).filter(
    (status) => status !== START && !rows.some(({ from, to }) => to !== 'stays' && from.includes(status)),
  );
  const last = ends.map((status) => `  ${idOf(status)} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', ...states, ...drawn, ...last, '```'].join('\n');
}

/** A transition table as a table of Markdown: a row for each step. */
export function stepsTable(rows: Rows): string {
  const lines = rows.map(
    ({ command, from, to, roles }) => `| \`${command}\` | ${from.join(', ')} | ${to} | ${roles.join(', ')} |`,
  );
  return ['| command | from | to | who |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** The page of the documentation that draws both transition tables, in Markdown. */
export function transitionsPage(): string {
  return `# Cases and licences

What can be done with a case and with a licence, by whom, and where it leads: drawn from the tables that decide it, by \`node docs/make-licensing.ts\`. A command that is not in the table is refused; one that is may still be refused for what was done before or for what the law says on the day.

## Case

${stateDiagram(CASE_TRANSITIONS, CASE_STATUSES)}

${stepsTable(CASE_TRANSITIONS)}

## Licence

Expiry and exhaustion are no steps: they follow from the last day and from what customs has drawn.

${stateDiagram(LICENCE_TRANSITIONS, LICENCE_STATUSES)}

${stepsTable(LICENCE_TRANSITIONS)}
`;
}
