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

/**
 * Whose armed forces does a name speak of? They stay what they are wherever they are stationed, so the country of the party does not tell.
 * Words are a sign, never a proof: what they say stays open. No name, or any other name: none.
 * @example forcesNamed('US Army Garrison Bavaria') // ['united-states']
 * @example forcesNamed('Salvation Army (USA)') // []
 */
export function forcesNamed(name: string | undefined): readonly ('united-states' | 'japan')[] {
  if (name === undefined) return [];
  const plain = name.normalize('NFKC').replace(/\s+/gu, ' ');
  return FORCES.flatMap(({ of, named }) => (named.test(plain) ? [of] : []));
}
