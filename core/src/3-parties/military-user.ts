import { ask, type Ask, type Basis } from '../basis.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';
import { joined, NONE, placesOf, type Readings, setValue, VOCABULARY } from '../law/index.ts';
import { ASK_END_USER, recipients } from './recipients.ts';

const PLACES_OF_USERS = ['china', ...VOCABULARY['military-user'].filter((place) => place !== 'none')];

/** Of which countries outside China may military users be among the recipients? Standing not stated: of any, and of none. */
export function militaryUserValues(facts: Pick<ExportFacts, 'parties'>, readings: Readings): readonly string[] {
  const each = recipients(facts).map((party) => militaryStanding(party, readings));
  return combinations(each)
    .map((users) => setValue(users.filter((user) => user !== 'none')))
    .map((value) => (value === NONE ? 'none' : value));
}

/** What one recipient adds: `none`, or the place of the military user that it is. */
function militaryStanding({ country, military = 'unknown' }: PartyFacts, readings: Readings): readonly string[] {
  if (military === 'no') return ['none'];
  const abroad = placesOf(country, readings, PLACES_OF_USERS).map((place) => (place === 'china' ? 'none' : place));
  return [...new Set(military === 'yes' ? abroad : ['none', ...abroad])];
}

/** Every way to take one value from each, without repeats. */
function combinations(each: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let sets: readonly (readonly string[])[] = [[]];
  for (const values of each) {
    const seen = new Map<string, readonly string[]>();
    for (const set of sets)
      for (const value of values) {
        const next = [...new Set([...set, value])].sort();
        seen.set(next.join('+'), next);
      }
    sets = [...seen.values()];
  }
  return sets;
}

export function militaryUserBasis(facts: Pick<ExportFacts, 'parties'>, readings: Readings): Basis {
  return {
    values: militaryUserValues(facts, readings),
    used: joined(
      recipients(facts).map(({ name = '?', military }) => ({
        zh: `${name}：${military ?? '未说明'}`,
        en: `${name}: ${military ?? 'not stated'}`,
      })),
      { zh: '；', en: '; ' },
    ),
    ask: askMilitary(recipients(facts)),
  };
}

function askMilitary(parties: readonly PartyFacts[]): Ask {
  const name = parties.find(({ military }) => military === undefined || military === 'unknown')?.name ?? '';
  return name === ''
    ? ASK_END_USER
    : ask(`military:${name}`, `parties[${name}].military`, `“${name}”是否为军事用户？`, `Is ${name} a military user?`);
}
