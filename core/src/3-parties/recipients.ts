import { type Ask, ask } from '../basis.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';

const UNNAMED_END_USER: PartyFacts = { role: 'end-user' };

/** The recipients, with an unnamed end user added where none is stated: somebody will use the goods. */
export function recipients(facts: Pick<ExportFacts, 'parties'>): readonly PartyFacts[] {
  const stated = facts.parties ?? [];
  return stated.some(({ role }) => role === 'end-user') ? stated : [...stated, UNNAMED_END_USER];
}

export const ASK_END_USER = ask('end-user', 'parties', '最终用户是谁？', 'Who is the end user?');

/** @example askCountry('Example Corp.').about // 'parties[Example Corp.].country' */
export function askCountry(name: string): Ask {
  return ask(
    `country:${name}`,
    `parties[${name}].country`,
    `“${name}”在哪个国家（地区）？`,
    `In which country or region is ${name}?`,
  );
}

/** The questions about these parties: of each by name; of an unnamed one, who it is. */
export function askOf(
  parties: readonly PartyFacts[],
  question: (name: string) => Ask,
): Readonly<{ ask: Ask; others: readonly Ask[] }> {
  const asks = new Map(
    parties.map(({ name }) => (name === undefined ? ASK_END_USER : question(name))).map((each) => [each.id, each]),
  );
  const [first = ASK_END_USER, ...others] = asks.values();
  return { ask: first, others };
}
