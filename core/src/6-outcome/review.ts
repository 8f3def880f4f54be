import { allOf } from '../finding.ts';
import { type Cell, type ProvisionOn, verdictOf } from '../law/index.ts';
import { type Cited, REVIEWS, type Review } from './determination.ts';
import { bites, cited, withEffect } from './findings.ts';

/** How would an application be decided? The strictest policy that is met; several when a fact is open. */
export interface ReviewAnswer {
  readonly possible: readonly Review[];
  readonly because: readonly Cited[];
}

/**
 * Which review policy applies, once a licence is needed? A policy applies only to the licence duties that it names
 * (No. 61 paras. 2-4 to para. 1; the Watch List to any). "In principle" leaves a discretion: it is a policy, not a ban.
 * Unknown facts keep the stricter and the milder policy possible.
 */
export function reviewOf(provisions: readonly ProvisionOn[], cell: Cell): ReviewAnswer {
  const found = withEffect(provisions, 'review').flatMap((on) => {
    const { effect } = on.provision;
    if (effect?.kind !== 'review') return [];
    const verdict = allOf([verdictOf(on.condition, cell), bites(effect.on, provisions, cell)]);
    return verdict === 'not-met' ? [] : [{ on, policy: effect.policy, verdict }];
  });
  const rank = (policy: Review) => REVIEWS.indexOf(policy);
  const certain = found.filter(({ verdict }) => verdict === 'met').sort((a, b) => rank(b.policy) - rank(a.policy))[0];
  const floor: Review = certain?.policy ?? 'ordinary';
  const higher = found.filter(({ verdict, policy }) => verdict === 'unknown' && rank(policy) > rank(floor));
  const possible = REVIEWS.filter((policy) => policy === floor || higher.some((each) => each.policy === policy));
  const because = found.filter(({ policy, verdict }) =>
    verdict === 'met' ? policy === floor : possible.includes(policy) && policy !== floor,
  );
  return { possible, because: because.map(({ on }) => cited(on)) };
}
