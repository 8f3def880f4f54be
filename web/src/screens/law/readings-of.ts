import type { Condition, ReadingId, Test } from '@ytterby/core';
import type { Reply } from '../../api.ts';

type Provision = Pick<Reply<'provision.get'>['provision'], 'readings' | 'when' | 'acts'>;

/** Readings that change how core finds a fact; the pack itself names only those that bring a provision in. */
const BY_FACT: Readonly<Partial<Record<Test['fact'], readonly ReadingId[]>>> = {
  content: ['value-basis', 'cumulation', 'level-of-test', 'look-through', 'origin-theory'],
  origin: ['origin-theory'],
  held: ['owners-chain', 'owners-sum'],
  from: ['region'],
  to: ['region'],
  'made-in': ['region'],
  'helps-rare-earth-activity': ['knowledge-62'],
};

interface Circumstances {
  /** It is or was paused up to a named day. */
  readonly isPaused: boolean;
  /** Lists with an entry that finished products may fall under. */
  readonly withFinishedProducts: ReadonlySet<string>;
}

/**
 * Which readings bear on a provision: those it names, those that count in the facts of its condition, and those on the
 * length of pauses.
 * @example readingsOf({ readings: [], when: { fact: 'to', is: ['japan'] }, acts: [] }, circumstances) // ['region']
 */
export function readingsOf(
  { readings, when, acts }: Provision,
  { isPaused, withFinishedProducts }: Circumstances,
): string[] {
  const conditions = [...(when === null ? [] : [when as Condition]), ...acts.flatMap((act) => act.when ?? [])];
  const tests = conditions.flatMap(testsIn);
  const lists = tests.flatMap((test) =>
    test.fact === 'content' ? [test.of, test.in] : test.fact === 'item' && 'on' in test ? test.on : [],
  );
  const pauses = isPaused || acts.some(({ do: what, lastDay }) => what === 'suspend' && lastDay !== undefined);
  const bearing: readonly ReadingId[] = [
    ...tests.flatMap(({ fact }) => BY_FACT[fact] ?? []),
    ...(lists.some((list) => withFinishedProducts.has(list)) ? (['finished-product'] as const) : []),
    ...(pauses ? (['end-day', 'revival'] as const) : []),
  ];
  return [...new Set([...readings, ...bearing])];
}

function testsIn(condition: Condition): readonly Test[] {
  if ('all' in condition) return condition.all.flatMap(testsIn);
  if ('any' in condition) return condition.any.flatMap(testsIn);
  if ('not' in condition) return testsIn(condition.not);
  return [condition];
}
