import { ask } from '../basis.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';

const UNNAMED_END_USER: PartyFacts = { role: 'end-user' };

/** The recipients, with an unnamed end user added where none is stated: somebody will use the goods. */
export function recipients(facts: Pick<ExportFacts, 'parties'>): readonly PartyFacts[] {
  const stated = facts.parties ?? [];
  return stated.some(({ role }) => role === 'end-user') ? stated : [...stated, UNNAMED_END_USER];
}

export const ASK_END_USER = ask('end-user', 'parties', '最终用户是谁？', 'Who is the end user?');
