import type { Determination, ExportFacts } from '@ytterby/core';
import { type Claim, HUMANITARIAN_USES } from '@ytterby/core/humanitarian';

/** What a claim can begin with: only what the facts say. */
export type Begun = Partial<Omit<Claim, 'endUse'>> & { readonly endUse: Partial<Claim['endUse']> };

/**
 * A claim as far as the facts of a determination tell it. An amount that is a range, or unknown, is left open.
 * @example begunFrom({ …, lines: [{ id: 'a', item: { description: 'magnets' }, quantity: '12.5', unit: 'kg' }] }).items
 *   // [{ line: 'a', description: 'magnets', quantity: '12.5', unit: 'kg' }]
 */
export function begunFrom(facts: ExportFacts): Begun {
  const { endUse, parties = [], lines } = facts;
  const to = facts.finalDestination ?? facts.to;
  const kind = HUMANITARIAN_USES.find((use) => use === endUse?.kind);
  return {
    endUse: { ...(kind && { kind }), ...(endUse?.description && { description: endUse.description }) },
    ...(to !== undefined && to !== 'unknown' && { destination: to }),
    parties: parties.length > 0 ? parties : [{ role: 'end-user' }],
    items: lines.map(({ id, item, quantity, unit }, index) => {
      const amount = typeof quantity === 'number' ? String(quantity) : quantity;
      const isDefinite = typeof amount === 'string' && /^[0-9]+(\.[0-9]+)?$/.test(amount.trim());
      return {
        line: id ?? String(index + 1),
        description: (item.description ?? '').slice(0, 500),
        ...(item.code !== undefined && item.code !== 'none' && { code: item.code }),
        ...(isDefinite && { quantity: amount.trim() }),
        ...(unit !== undefined && { unit }),
      };
    }),
    evidence: [],
  };
}

/** Can it be shipped as relief? Only what is relief, and where some branch of the law lets it go. */
export function mayBeRelief(facts: ExportFacts, { branches }: Determination): boolean {
  const goes = ['exempt', 'no-licence-required'];
  const kind = facts.endUse?.kind;
  return (
    HUMANITARIAN_USES.some((use) => use === kind) &&
    branches.some(({ possible }) => possible.some((outcome) => goes.includes(outcome)))
  );
}

/** Without fields that were left empty: what is not stated is not said. */
export function stated(claim: Claim): Claim {
  return tidy(claim) as Claim;
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const kept = tidy(each);
      return kept === undefined || kept === null || kept === '' ? [] : [[key, kept]];
    }),
  );
}
