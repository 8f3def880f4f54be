import type { EndUseFacts } from '../facts.ts';
import { type Verdict, anyOf } from '../finding.ts';
import { setValue, subsets, USES } from '../law/index.ts';
import { amountOf } from '../quantity/amount.ts';
import { ANYTHING, type Interval, atLeast } from '../quantity/interval.ts';
import { compare, type Rational, rational } from '../quantity/rational.ts';

const HUMANITARIAN = /^humanitarian-/;

function valueOf(kind: string): string {
  if (HUMANITARIAN.test(kind)) return 'humanitarian';
  return kind === 'chip-equipment-or-materials' ? 'chips' : kind;
}

/**
 * Which end uses are possible, as the law tells them apart? What the goods may also be used for is kept apart as
 * `possibly-…`: texts that say "or possibly for" (可能, No. 61 para. 3) look at it, and to all others it may come true or
 * not. Unknown or absent: every use.
 * @example endUseValues({ kind: 'civil', mayAlsoBe: ['military'] }) // ['civil+possibly-military', 'civil+military+possibly-military']
 */
export function endUseValues(facts: EndUseFacts | undefined): readonly string[] {
  const also = [...new Set((facts?.mayAlsoBe ?? []).map(valueOf))];
  const possibly = also.map((use) => `possibly-${use}`);
  const kinds = facts?.kind === undefined || facts.kind === 'unknown' ? USES : [valueOf(facts.kind)];
  return [...new Set(kinds.flatMap((kind) => subsets(also).map((come) => setValue([kind, ...come, ...possibly]))))];
}

/**
 * Are the chips at or beyond these processes? Logic: node in nanometres at most; memory: layers at least (No. 61 para. 4:
 * 14 nm, 256 layers; both ends in). One figure known to be within is enough. A use that states only the other kind of
 * chip is not within; neither stated: unknown.
 * @example chipProcess({ kind: 'chips', logicNodeNm: '16' }, '14', '256') // 'not-met'
 */
export function chipProcess(
  facts: EndUseFacts | undefined,
  logicNodeNmAtMost: string,
  memoryLayersAtLeast: string,
): Verdict {
  const { logicNodeNm, memoryLayers } = facts ?? {};
  if (logicNodeNm === undefined && memoryLayers === undefined) return 'unknown';
  return anyOf([
    logicNodeNm === undefined ? 'not-met' : atMost(amountOf(logicNodeNm) ?? ANYTHING, rational(logicNodeNmAtMost)),
    memoryLayers === undefined ? 'not-met' : atLeast(amountOf(memoryLayers) ?? ANYTHING, rational(memoryLayersAtLeast)),
  ]);
}

function atMost(amount: Interval, limit: Rational): Verdict {
  if (amount.hi !== null && compare(amount.hi, limit) <= 0) return 'met';
  return compare(amount.lo, limit) > 0 ? 'not-met' : 'unknown';
}
