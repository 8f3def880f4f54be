/** One row of a transition table: in which states, by whom, a command can be given, and where it leads. */
export interface Transition<Status extends string, Command extends string, Role extends string> {
  readonly command: Command;
  readonly from: readonly Status[];
  /** `stays`: the state remains the one it was. */
  readonly to: Status | 'stays';
  readonly roles: readonly Role[];
}

/**
 * The row for a command in a state. A table has one at most: `clashes` proves it.
 * @example transitionFor(CASE_TRANSITIONS, 'submitted', 'accept')?.to // 'in-review'
 */
export function transitionFor<Status extends string, Command extends string, Role extends string>(
  table: readonly Transition<Status, Command, Role>[],
  status: Status,
  command: Command,
): Transition<Status, Command, Role> | undefined {
  return table.find((row) => row.command === command && row.from.includes(status));
}

/** States in which two rows answer the same command. Always empty for a sound table. */
export function clashes<Status extends string, Command extends string, Role extends string>(
  table: readonly Transition<Status, Command, Role>[],
): readonly string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { command, from } of table) {
    for (const status of from) {
      const key = `${status} ${command}`;
      if (seen.has(key)) twice.push(key);
      seen.add(key);
    }
  }
  return twice;
}
