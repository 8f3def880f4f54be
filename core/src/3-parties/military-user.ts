import { ask, type Ask, type Basis, said } from '../basis.ts';
import type { PartyFacts, RecipientFacts } from '../facts.ts';
import { joined, members, NONE, placesOf, type Readings, setValue, setValues, VOCABULARY } from '../law/index.ts';
import { forcesNamed } from './forces.ts';
import { askCountry, askOf, recipients } from './recipients.ts';

const PLACES_OF_USERS = ['china', ...VOCABULARY['military-user'].filter((place) => place !== 'none')];

/** Of which countries outside China may military users be among the recipients? Standing not stated: of any, and of none. */
export function militaryUserValues(facts: RecipientFacts, readings: Readings): readonly string[] {
  const each = recipients(facts).map((party) => militaryStanding(party, readings));
  const values = setValues(each).map((value) => setValue(members(value).filter((user) => user !== 'none')));
  return [...new Set(values.map((value) => (value === NONE ? 'none' : value)))];
}

/** What one recipient adds: `none`, or the place of the military user that it is or, by its name, may be. */
function militaryStanding({ name, country, military = 'unknown' }: PartyFacts, readings: Readings): readonly string[] {
  const forces = forcesNamed(name, country);
  if (military === 'no') return ['none', ...forces];
  const abroad = placesOf(country, readings, PLACES_OF_USERS).map((place) => (place === 'china' ? 'none' : place));
  return [...new Set(military === 'yes' ? [...abroad, ...forces] : ['none', ...abroad, ...forces])];
}

/** May any recipient be a military user? Not where each is said not to be one, and not by its name either. */
export function mayBeMilitary(facts: RecipientFacts): boolean {
  return recipients(facts).some(
    ({ name, country, military }) => military !== 'no' || forcesNamed(name, country).length > 0,
  );
}

export function militaryUserBasis(facts: RecipientFacts, readings: Readings): Basis {
  const open = recipients(facts).filter((party) => militaryStanding(party, readings).length > 1);
  return {
    values: militaryUserValues(facts, readings),
    used: joined(
      recipients(facts).map(({ name = '?', military }) => {
        const standing = said(military);
        return { zh: `${name}：${standing.zh}`, en: `${name}: ${standing.en}` };
      }),
      { zh: '；', en: '; ' },
    ),
    ...askOf(open, (name) =>
      open.some((party) => party.name === name && party.military !== 'yes')
        ? askMilitary(name)
        : open.some((party) => party.name === name && forcesNamed(name, party.country).length > 0)
          ? askForces(name)
          : askCountry(name),
    ),
  };
}

function askForces(name: string): Ask {
  return ask(
    `forces:${name}`,
    `parties[${name}].country`,
    `“${name}”属于哪国武装力量？`,
    `Of which country's armed forces is ${name}?`,
  );
}

function askMilitary(name: string): Ask {
  return ask(
    `military:${name}`,
    `parties[${name}].military`,
    `“${name}”是否为军事用户？`,
    `Is ${name} a military user?`,
  );
}
