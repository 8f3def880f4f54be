/** Kinds of identifier. The first four have a form that can be checked; a party has one LEI, one USCC, one IMO number. */
export type IdentifierKind = 'lei' | 'uscc' | 'imo' | 'registration' | 'passport' | 'national-id' | 'tax' | 'other';

/** A number or code that someone gave to a party. */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** Who gave it: ISO 3166-1 alpha-2. Numbers of different countries neither meet nor contradict. */
  readonly country?: string;
}

/** A party has one of these at most, so that two different ones are two parties. */
export const isUnique = (kind: IdentifierKind): boolean => kind === 'lei' || kind === 'uscc' || kind === 'imo';

/**
 * The bare value: capitals and digits, no spaces or dashes, "IMO" dropped.
 * @example bareIdentifier('IMO 907 4729') // '9074729'
 */
export const bareIdentifier = (value: string): string =>
  value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^IMO(?=\d)/, '');

/**
 * Is this a Legal Entity Identifier? 20 characters; the whole read as a number, letters as 10-35, leaves 1 when divided
 * by 97 (ISO 17442-1:2020, check digits of ISO/IEC 7064 MOD 97-10).
 * @example isLei('5493001KJTIIGC8Y1R12') // true
 */
export function isLei(value: string): boolean {
  const bare = bareIdentifier(value);
  if (!/^[0-9A-Z]{18}[0-9]{2}$/.test(bare)) return false;
  let rest = 0;
  for (const char of bare) {
    const digit = Number.parseInt(char, 36);
    rest = (rest * (digit > 9 ? 100 : 10) + digit) % 97;
  }
  return rest === 1;
}

const USCC_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Is this a Unified Social Credit Code? 18 characters without I, O, S, V, Z; weights are the powers of 3 modulo 31, the
 * last character is 31 less the weighted sum (GB 32100-2015, 5.6).
 * @example isUscc('91350100M000100Y43') // true, the example of the standard
 */
export function isUscc(value: string): boolean {
  const digits = [...bareIdentifier(value)].map((char) => USCC_CHARACTERS.indexOf(char));
  if (digits.length !== 18 || digits.includes(-1)) return false;
  let sum = 0;
  let weight = 1;
  for (const digit of digits.slice(0, 17)) {
    sum += digit * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === digits[17];
}

/**
 * Is this an IMO ship number? Seven digits; the first six times 7 to 2, the last digit of the sum is the seventh
 * (IMO resolution A.1117(30)).
 * @example isImo('9074729') // true: 9×7+0×6+7×5+4×4+7×3+2×2 = 139
 */
export function isImo(value: string): boolean {
  const bare = bareIdentifier(value);
  if (!/^\d{7}$/.test(bare)) return false;
  let sum = 0;
  for (let at = 0; at < 6; at += 1) sum += Number(bare[at]) * (7 - at);
  return sum % 10 === Number(bare[6]);
}

/**
 * What is wrong with an identifier? Kinds without check digits are never wrong.
 * @example identifierProblem({ kind: 'imo', value: '9074728' }) // 'its check digit is wrong'
 */
export function identifierProblem({ kind, value }: Identifier): string | undefined {
  const check = { lei: isLei, uscc: isUscc, imo: isImo }[kind as 'lei'];
  return check === undefined || check(value) ? undefined : 'its check digit is wrong';
}

/** Do two sets of identifiers meet, contradict, or say nothing? */
export interface IdentifierComparison {
  readonly met: readonly Identifier[];
  readonly contradicted: readonly (readonly [Identifier, Identifier])[];
}

/**
 * Which identifiers of two parties meet, and which contradict? A different number of a unique kind contradicts when
 * both pass their check; one that fails it neither meets nor contradicts, since it may be a typing error.
 * @example compareIdentifiers([{ kind: 'imo', value: '9074729' }], [{ kind: 'imo', value: 'IMO9074729' }]).met.length // 1
 */
export function compareIdentifiers(ours: readonly Identifier[], theirs: readonly Identifier[]): IdentifierComparison {
  const met: Identifier[] = [];
  const contradicted: (readonly [Identifier, Identifier])[] = [];
  for (const one of ours) {
    if (identifierProblem(one) !== undefined) continue;
    const bare = bareIdentifier(one.value);
    if (bare.length < 4) continue;
    for (const two of theirs) {
      if (two.kind !== one.kind || identifierProblem(two) !== undefined) continue;
      if (one.country !== undefined && two.country !== undefined && one.country !== two.country) continue;
      if (bareIdentifier(two.value) === bare) met.push(one);
      else if (isUnique(one.kind)) contradicted.push([one, two]);
    }
  }
  return {
    met,
    contradicted:
      met.length > 0 ? contradicted.filter(([{ kind }]) => !met.some((other) => other.kind === kind)) : contradicted,
  };
}
