import { type Action, RIGHTS, type Right } from './rights.ts';
import type { AgencyScope, MemberRole } from './roles.ts';

/** Who acts, as the session or the API token says; never as the request says. */
export interface Actor {
  /** null = not signed in. */
  readonly account: { readonly id: string; readonly name: string; readonly email: string } | null;
  /** The session's id, also while only the first factor was given (then `account` is null); null with a token. */
  readonly session: string | null;
  /** The API token's id, where a program acts. */
  readonly token: string | null;
  readonly memberships: readonly Membership[];
  /** Roles that do not count, because the session has no second factor yet. */
  readonly withheld: readonly Membership[];
  /** Organisations for which a membership's organisation is the appointed agent today. */
  readonly agencies: readonly Agency[];
  /** The invented organisations, which everybody may look at. */
  readonly demos: readonly string[];
}
export interface Membership {
  readonly organisation: string;
  readonly roles: readonly MemberRole[];
}
export interface Agency {
  readonly agent: string;
  readonly principal: string;
  readonly scopes: readonly AgencyScope[];
}

export const PUBLIC: Actor = {
  account: null,
  session: null,
  token: null,
  memberships: [],
  withheld: [],
  agencies: [],
  demos: [],
};

/**
 * `hidden`: no, and the answer must not even tell that the organisation exists (404). `refused`: no (403, or 401 while not
 * signed in). `second-factor-needed`: yes, once the session has a second factor.
 */
export type Permission = 'allowed' | 'second-factor-needed' | 'refused' | 'hidden';

/**
 * May this person do this, in this organisation?
 * @param organisation the one in the path; absent where an action concerns none
 * @example may(PUBLIC, 'library.read', 'b3…') // 'hidden'
 */
export function may(actor: Actor, action: Action, organisation?: string): Permission {
  const rights: readonly Right[] = RIGHTS[action];
  if (rights.some((right) => holds(actor, right, organisation))) return 'allowed';
  const complete = { ...actor, memberships: [...actor.memberships, ...actor.withheld] };
  if (rights.some((right) => holds(complete, right, organisation))) return 'second-factor-needed';
  return organisation !== undefined && !sees(actor, organisation) ? 'hidden' : 'refused';
}

function holds(actor: Actor, { role, when, scope }: Right, organisation: string | undefined): boolean {
  if (when === 'demo') return organisation === undefined ? actor.demos.length > 0 : actor.demos.includes(organisation);
  if (role === 'public') return true;
  if (role === 'account') return actor.account !== null && actor.session !== null;
  const inWhich = actor.memberships.filter(({ roles }) => roles.includes(role)).map((each) => each.organisation);
  if (when === 'by-token') return actor.token !== null && inWhich.length > 0;
  if (when === 'everywhere' || organisation === undefined) return inWhich.length > 0;
  if (inWhich.includes(organisation)) return true;
  return (
    when === 'acts-for' &&
    actor.agencies.some(
      ({ agent, principal, scopes }) =>
        principal === organisation && inWhich.includes(agent) && (scope === undefined || scopes.includes(scope)),
    )
  );
}

/** May the person know that the organisation exists? */
function sees(actor: Actor, organisation: string): boolean {
  const visible = visibleOrganisations(actor);
  return visible === 'all' || visible.includes(organisation);
}

/** The organisations whose rows the store shows to this person; row-level security holds them to it. */
export function visibleOrganisations(actor: Actor): readonly string[] | 'all' {
  const rights: readonly Right[] = RIGHTS['organisation.read'];
  const everywhere = rights.filter(({ when }) => when === 'everywhere').map(({ role }) => role);
  if (actor.memberships.some(({ roles }) => roles.some((role) => everywhere.includes(role)))) return 'all';
  const own = actor.memberships.map(({ organisation }) => organisation);
  const principals = actor.agencies.filter(({ agent }) => own.includes(agent)).map(({ principal }) => principal);
  return [...new Set([...own, ...principals, ...actor.demos])];
}
