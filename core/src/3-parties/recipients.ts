import { type Ask, ask } from '../basis.ts';
import type { PartyFacts, RecipientFacts } from '../facts.ts';

const UNNAMED_END_USER: PartyFacts = { role: 'end-user' };

/**
 * The recipients, with an unnamed end user added where none is stated, for somebody will use the goods; and one at the final destination
 * that is stated, as a country or as unknown, unless a party is known to be there: somebody will get them there.
 * @example recipients({ finalDestination: 'US', parties: [{ role: 'end-user', name: 'A', country: 'VN' }] })[1] // { role: 'end-user', country: 'US' }
 */
export function recipients({ parties = [], from, finalDestination: last }: RecipientFacts): readonly PartyFacts[] {
  const users = parties.some(({ role }) => role === 'end-user') ? parties : [...parties, UNNAMED_END_USER];
  if (last === undefined) return users;
  if (last === 'unknown') return users.includes(UNNAMED_END_USER) ? users : [...users, UNNAMED_END_USER];
  // What stays where it is may be handed to a foreigner there.
  return last === from || users.some(({ country }) => country === last)
    ? users
    : [...users, { ...UNNAMED_END_USER, country: last }];
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
