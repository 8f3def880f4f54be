/**
 * CAS numbers of the rare-earth metals, their common oxides, and the extractants of MOFCOM and GAC Announcement No. 56 of
 * 2025 (1C914.c), each with the formula that the number stands for. Only numbers beyond doubt are in here; a test
 * recomputes every check digit. Mixtures by nature (naphthenic acid, N235) have their elements only.
 */
const SUBSTANCES: ReadonlyMap<string, string> = new Map([
  ['7440-20-2', 'Sc'],
  ['7440-65-5', 'Y'],
  ['7439-91-0', 'La'],
  ['7440-45-1', 'Ce'],
  ['7440-10-0', 'Pr'],
  ['7440-00-8', 'Nd'],
  ['7440-12-2', 'Pm'],
  ['7440-19-9', 'Sm'],
  ['7440-53-1', 'Eu'],
  ['7440-54-2', 'Gd'],
  ['7440-27-9', 'Tb'],
  ['7429-91-6', 'Dy'],
  ['7440-60-0', 'Ho'],
  ['7440-52-0', 'Er'],
  ['7440-30-4', 'Tm'],
  ['7440-64-4', 'Yb'],
  ['7439-94-3', 'Lu'],
  ['12060-08-1', 'Sc2O3'],
  ['1314-36-9', 'Y2O3'],
  ['1312-81-8', 'La2O3'],
  ['1306-38-3', 'CeO2'],
  ['12037-29-5', 'Pr6O11'],
  ['1313-97-9', 'Nd2O3'],
  ['12060-58-1', 'Sm2O3'],
  ['1308-96-9', 'Eu2O3'],
  ['12064-62-9', 'Gd2O3'],
  ['12037-01-3', 'Tb4O7'],
  ['1308-87-8', 'Dy2O3'],
  ['12055-62-8', 'Ho2O3'],
  ['12061-16-4', 'Er2O3'],
  ['12036-44-1', 'Tm2O3'],
  ['1314-37-0', 'Yb2O3'],
  ['12032-20-1', 'Lu2O3'],
  ['14802-03-0', 'C16H35O3P'],
  ['298-07-7', 'C16H35O4P'],
  ['1338-24-5', 'CHO'],
  ['68814-95-9', 'CHN'],
  ['83411-71-6', 'C16H35O2P'],
]);

/** The CAS numbers of the table, for the test that recomputes their check digits. */
export const CAS_NUMBERS: readonly string[] = [...SUBSTANCES.keys()];

/** A CAS number as read: well formed with a right check digit, or not. */
export interface CasReading {
  readonly number: string;
  readonly valid: boolean;
}

/**
 * Is this a CAS Registry Number? The last digit must be the sum of the others, each times its place counted from the
 * right, modulo 10. Source: CAS, "Check Digit Verification of CAS Registry Numbers". Full-width digits and a leading
 * "CAS" are read. A wrong number is a value (`valid: false`), no error; the caller reports it and takes it as no evidence.
 * @example readCas('1308-87-8') // valid: 7×1 + 8×2 + 8×3 + 0×4 + 3×5 + 1×6 = 68, and 68 mod 10 = 8
 */
export function readCas(text: string): CasReading {
  const number = text
    .normalize('NFKC')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/^\s*CAS(\s*(RN|NO\.?|NUMBER))?\s*[:#]?/i, '')
    .replace(/\s/g, '');
  const match = /^([1-9]\d{1,6})-(\d{2})-(\d)$/.exec(number);
  if (!match) return { number, valid: false };
  const digits = `${match[1]}${match[2]}`.split('').reverse();
  const sum = digits.reduce((total, digit, index) => total + Number(digit) * (index + 1), 0);
  return { number, valid: sum % 10 === Number(match[3]) };
}

/**
 * Which substance has this CAS number? A formula, or `undefined` for a number outside the table, which is no evidence.
 * Source: the table above.
 * @example substanceOf('1308-87-8') // 'Dy2O3'
 */
export function substanceOf(number: string): string | undefined {
  return SUBSTANCES.get(number);
}
