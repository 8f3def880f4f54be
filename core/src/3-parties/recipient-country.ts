import { ask, type Ask, type Basis, said } from '../basis.ts';
import type { PartyFacts, RecipientFacts } from '../facts.ts';
import { anyOf, type Verdict } from '../finding.ts';
import { yesNoOf } from '../basis.ts';
import { joined, placesOf, type Readings, setValues, VOCABULARY } from '../law/index.ts';
import { askCountry, askOf, recipients } from './recipients.ts';

/** From where those are who receive the goods, and whether they are foreign. */

const isOpen = (country: string | undefined): boolean => country === undefined || country === 'unknown';

/** The sets of countries that all recipients may be of. A country that is not stated may be any. */
export function recipientCountries(facts: RecipientFacts, readings: Readings): readonly string[] {
  return setValues(recipients(facts).map(({ country }) => placesOf(country, readings, VOCABULARY.recipient)));
}

export function recipientBasis(facts: RecipientFacts, readings: Readings): Basis {
  return {
    values: recipientCountries(facts, readings),
    used: countriesUsed(facts),
    ...askOf(
      recipients(facts).filter(({ country }) => isOpen(country)),
      askCountry,
    ),
  };
}

/**
 * Is any recipient a foreign organisation or person (Export Control Law art. 2)? By what is stated of each; without a
 * statement a party is what its country is: in China Chinese, abroad foreign, and unknown where that is not known.
 */
export function hasForeignRecipient(facts: RecipientFacts, readings: Readings): Verdict {
  return anyOf(recipients(facts).map((party) => isForeign(party, readings)));
}

function isForeign({ country, chinesePerson }: PartyFacts, readings: Readings): Verdict {
  if (chinesePerson !== undefined)
    return chinesePerson === 'unknown' ? 'unknown' : chinesePerson === 'yes' ? 'not-met' : 'met';
  if (isOpen(country)) return 'unknown';
  return placesOf(country, readings, ['china', 'abroad']).includes('china') ? 'not-met' : 'met';
}

export function foreignRecipientBasis(facts: RecipientFacts, readings: Readings): Basis {
  return {
    values: yesNoOf(hasForeignRecipient(facts, readings)),
    used: countriesUsed(facts),
    ...askOf(
      recipients(facts).filter((party) => isForeign(party, readings) === 'unknown'),
      askPerson,
    ),
  };
}

function askPerson(name: string): Ask {
  return ask(
    `person:${name}`,
    `parties[${name}].chinesePerson`,
    `“${name}”是否为中国公民、法人或者非法人组织？`,
    `Is ${name} a Chinese citizen, legal person or body?`,
  );
}

function countriesUsed(facts: RecipientFacts): Basis['used'] {
  const stated = recipients(facts).map(({ name = '?', country }) => {
    const place = said(country);
    return { zh: `${name}：${place.zh}`, en: `${name}: ${place.en}` };
  });
  return joined(stated, { zh: '；', en: '; ' });
}
