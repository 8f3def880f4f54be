import type { HandlersOf } from '../../api/handler.ts';
import type { ACCOUNT_ROUTES } from '../../contract/account.ts';
import type { AGENT_ROUTES } from '../../contract/agent.ts';
import type { MEMBER_ROUTES } from '../../contract/member.ts';
import type { ORGANISATION_ROUTES } from '../../contract/organisation.ts';
import type { SESSION_ROUTES } from '../../contract/session.ts';
import type { Access } from '../access.ts';
import { accountHandlers } from './account.ts';
import { agentHandlers } from './agents.ts';
import { memberHandlers } from './members.ts';
import { organisationHandlers } from './organisations.ts';
import { sessionHandlers } from './session.ts';

type PeopleRoutes = typeof SESSION_ROUTES &
  typeof ACCOUNT_ROUTES &
  typeof MEMBER_ROUTES &
  typeof ORGANISATION_ROUTES &
  typeof AGENT_ROUTES;

/** Everything about people: signing in, accounts, organisations, members and agents. */
export function peopleHandlers(access: Access): HandlersOf<PeopleRoutes> {
  return {
    ...sessionHandlers(access),
    ...accountHandlers(access),
    ...memberHandlers(access),
    ...organisationHandlers(),
    ...agentHandlers(),
  };
}
