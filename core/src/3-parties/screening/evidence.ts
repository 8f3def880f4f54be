import { wordsOf } from '../names/words.ts';
import { type Identifier, compareIdentifiers } from './identifiers.ts';
import type { PartyFeatures } from './party.ts';
import type { EvidenceWeights } from './v1/weights.ts';

/** Something besides the name that speaks for or against. */
export interface Evidence {
  readonly about: 'identifier' | 'country' | 'birth' | 'address';
  readonly speaks: 'for' | 'against';
  readonly ours: string;
  readonly theirs: string;
  /** What it adds to the score; identifiers decide and add nothing. */
  readonly change: number;
}

/** All of it. */
export interface EvidenceFound {
  readonly evidence: readonly Evidence[];
  readonly change: number;
  /** Identifiers that decide, whatever the names say. */
  readonly decided?: 'same' | 'different';
}

/**
 * What do identifiers, countries, dates of birth and addresses say about two parties being one? What one side does not
 * state says nothing.
 * @example compareFeatures({ countries: ['US'] }, { countries: ['CN'] }, V1.evidence).change // -0.05
 */
export function compareFeatures(ours: PartyFeatures, theirs: PartyFeatures, weights: EvidenceWeights): EvidenceFound {
  const evidence: Evidence[] = [];
  const say = (about: Evidence['about'], speaks: Evidence['speaks'], one: string, two: string, change: number): void =>
    void evidence.push({ about, speaks, ours: one, theirs: two, change });
  const identifiers = compareIdentifiers(ours.identifiers ?? [], theirs.identifiers ?? []);
  for (const met of identifiers.met) say('identifier', 'for', spell(met), spell(met), 0);
  for (const [one, two] of identifiers.contradicted) say('identifier', 'against', spell(one), spell(two), 0);
  const ourCountries = ours.countries ?? [];
  const theirCountries = theirs.countries ?? [];
  if (ourCountries.length > 0 && theirCountries.length > 0) {
    const same = ourCountries.some((country) => theirCountries.includes(country));
    const change = same ? weights.sameCountry : weights.otherCountry;
    say('country', same ? 'for' : 'against', ourCountries.join(', '), theirCountries.join(', '), change);
  }
  const birth = births(ours.births ?? [], theirs.births ?? [], weights);
  if (birth !== 0)
    say(
      'birth',
      birth > 0 ? 'for' : 'against',
      (ours.births ?? []).join(', '),
      (theirs.births ?? []).join(', '),
      birth,
    );
  const address = sameAddress(ours.addresses ?? [], theirs.addresses ?? []);
  if (address) say('address', 'for', address[0], address[1], weights.sameAddress);
  const decided =
    identifiers.met.length > 0 && identifiers.contradicted.length === 0
      ? 'same'
      : identifiers.contradicted.length > 0 && identifiers.met.length === 0
        ? 'different'
        : undefined;
  return {
    evidence,
    change: evidence.reduce((sum, { change }) => sum + change, 0),
    ...(decided === undefined ? {} : { decided }),
  };
}

const spell = ({ kind, value, country }: Identifier) =>
  `${kind} ${value}${country === undefined ? '' : ` (${country})`}`;

/** Equal days count most; a year that differs by more than one speaks against. Day and month may be swapped. */
function births(ours: readonly string[], theirs: readonly string[], weights: EvidenceWeights): number {
  let best: number | undefined;
  for (const one of ours) {
    for (const two of theirs) {
      const value = oneBirth(one, two, weights);
      if (best === undefined || value > best) best = value;
    }
  }
  return best ?? 0;
}

function oneBirth(one: string, two: string, weights: EvidenceWeights): number {
  const [year1, month1, day1] = one.split('-');
  const [year2, month2, day2] = two.split('-');
  const apart = Math.abs(Number(year1) - Number(year2));
  if (Number.isNaN(apart)) return 0;
  const isDay = day1 !== undefined && day2 !== undefined;
  if (isDay && year1 === year2 && month1 === month2 && day1 === day2) return weights.sameBirthDay;
  if (isDay && year1 === year2 && month1 === day2 && day1 === month2) return weights.sameBirthYear;
  if (apart > 1) return weights.otherBirth;
  if (apart === 1) return 0;
  if (isDay && month1 !== month2 && day1 !== day2) return weights.otherBirthDay;
  return weights.sameBirthYear;
}

/** Two addresses meet when half of the words of the shorter are in the longer, and a number is among them. */
function sameAddress(ours: readonly string[], theirs: readonly string[]): readonly [string, string] | undefined {
  for (const one of ours) {
    const words1 = new Set(wordsOf(one.slice(0, 300)));
    for (const two of theirs) {
      const words2 = new Set(wordsOf(two.slice(0, 300)));
      const common = [...words1].filter((word) => words2.has(word));
      const shorter = Math.min(words1.size, words2.size);
      if (common.length >= 2 && common.length >= shorter / 2 && common.some((word) => /\d/.test(word)))
        return [one, two];
    }
  }
  return undefined;
}
