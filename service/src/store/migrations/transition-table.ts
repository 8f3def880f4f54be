/** One step of a table of transitions: the states it starts from and the roles that may take it, parted by commas. */
export type Step = readonly [command: string, from: string, to: string, roles: string];

/**
 * A table of transitions, for a trigger to look steps up in; `to_status` is `stays` where nothing moves.
 * @example transitionTable('case_transition', [['save', 'draft,returned', 'stays', 'exporter']]) // a table with two rows
 */
export const transitionTable = (name: string, steps: readonly Step[]): string => `
create table ${name} (
  command text not null,
  from_status text not null,
  to_status text not null,
  roles text[] not null,
  primary key (command, from_status)
);
${steps
  .map(
    ([command, from, to, roles]) =>
      `insert into ${name} select '${command}', status, '${to}', string_to_array('${roles}', ',')
       from unnest(string_to_array('${from}', ',')) status;`,
  )
  .join('\n')}
`;
