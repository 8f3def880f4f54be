import type { InputOutputTable } from '@ytterby/core/impact';
import type { Ground } from './thread-messages.ts';

/** The economy of tables as they came, as core counts with it. */
export function economyOf({ sectors, flows, output, valueAdded }: Ground['tables']): InputOutputTable {
  const all = new Float64Array(sectors.length ** 2);
  for (const [at, amount] of flows.amount.entries())
    all[(flows.from[at] as number) * sectors.length + (flows.to[at] as number)] = amount;
  return { sectors, flows: all, output: Float64Array.from(output), valueAdded: Float64Array.from(valueAdded) };
}
