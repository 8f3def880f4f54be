/** Armed forces that a name speaks of, by the country that a ban names; other countries' forces are told apart by no ban. */
const FORCES: readonly { readonly of: 'united-states' | 'japan'; readonly named: RegExp }[] = [
  {
    of: 'united-states',
    named:
      /(?<![a-z])(?:u\.? ?s\.?(?: ?a\.?)?|united states|american) (?:[a-z]+ ){0,3}?(?:army|air forces?|navy|naval|marines?|marine corps|space force|coast guard|national guard|military|armed forces|forces|department of (?:defen[cs]e|war)|war department)(?![a-z])|(?<![a-z])(?:usaf|usafe|usareur|usmc|ussf|ussocom|usindopacom|usfj|usfk|darpa|us dod)(?![a-z])|美军|美軍|米軍|(?:美国|美國|米国|アメリカ)(?:合众国|合衆國|合衆国)?(?:陆军|陸軍|海军|海軍|空军|空軍|太空军|国防|國防|海军陆战队|軍)/iu,
  },
  {
    of: 'japan',
    named:
      /self[- ]defen[cs]e (?:force|fleet|army|navy)|(?<![a-z])(?:jsdf|jgsdf|jmsdf|jasdf)(?![a-z])|(?:japan(?:ese)?|日本) (?:ministry of defen[cs]e|defen[cs]e ministry)|ministry of defen[cs]e,? (?:of )?japan|自卫队|自衛隊|防衛省|防卫省|防衛装備庁|防卫装备厅/iu,
  },
];

/** Of a party in the United States these words alone speak of its forces; elsewhere they may be another country's. */
const AT_HOME =
  /(?<!salvation )(?<![a-z])army(?![a-z])|(?<![a-z])air force(?![a-z])|(?<!old )(?<![a-z])navy(?![a-z])|(?<![a-z])(?:naval (?!architect)|marine corps|space force|arsenal(?![a-z])|defen[cs]e (?:advanced|logistics|threat|contract|intelligence|innovation)|department of (?:defen[cs]e|war)(?![a-z])|(?:afrl|nswc|nuwc|navsea|navair|dtra|afmc)(?![a-z]))/iu;

/**
 * Whose armed forces does a name speak of? They stay what they are wherever they are stationed, so the country of the party does not tell.
 * Words are a sign, never a proof: what they say stays open. No name, or any other name: none.
 * @example forcesNamed('US Army Garrison Bavaria') // ['united-states']
 * @param country where it is; in the United States words of forces need not say whose
 * @example forcesNamed('Salvation Army (USA)') // []
 * @example forcesNamed('Watervliet Arsenal', 'US') // ['united-states']
 */
export function forcesNamed(name: string | undefined, country?: string): readonly ('united-states' | 'japan')[] {
  if (name === undefined) return [];
  const plain = name.normalize('NFKC').replace(/\s+/gu, ' ');
  const isAtHome = country === 'US' && AT_HOME.test(plain);
  return FORCES.flatMap(({ of, named }) => (named.test(plain) || (isAtHome && of === 'united-states') ? [of] : []));
}
