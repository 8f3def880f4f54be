import { birthOf } from './births.ts';
import { countryOf } from './country-of.ts';
import type { Draft } from './make-record.ts';
import { isImo, isLei } from './identifiers.ts';
import type { IdentifierScheme } from './party-record.ts';

/** What numbers are called in OFAC's remarks, by scheme. The number follows; where labels overlap, the longest counts. */
const LABELS: readonly (readonly [IdentifierScheme, readonly string[]])[] = [
  ['IMO', ['Vessel Registration Identification IMO', 'Identification Number IMO', 'Company Number IMO']],
  ['LEI', ['Legal Entity Identifier', 'LEI']],
  [
    'USCC',
    [
      'Unified Social Credit Code (USCC)',
      'Unified Social Credit Code',
      'United Social Credit Code Certificate (USCCC)',
    ],
  ],
  ['passport', ['Passport', 'Diplomatic Passport', 'Stateless Person Passport', 'Passport Number']],
  [
    'tax',
    [
      'Tax ID No.',
      'V.A.T. Number',
      'NIT #',
      'RUC #',
      'R.F.C.',
      'RFC',
      'C.U.I.T. #',
      'C.U.I.T.',
      'Fiscal Code',
      'Italian Fiscal Code',
      'RTN',
      'RIF #',
      'Romanian Tax Registration',
      'US FEIN',
      'C.I.F.',
      'Numero Unico de Identificacao Tributaria (NUIT)',
    ],
  ],
  [
    'registration',
    [
      'Registration Number',
      'Registration ID',
      'Registration No.',
      'Registered Number',
      'Company Number',
      'Company ID',
      'UK Company Number',
      'Business Registration Number',
      'Business Registration Document #',
      'Business Number',
      'Enterprise Number',
      'Commercial Registry Number',
      'Public Registration Number',
      'Certificate of Incorporation Number',
      'Chamber of Commerce Number',
      'Chamber of Commerce Registration Number',
      'Matricula Mercantil No',
      'Folio Mercantil No.',
      'C.R. No.',
      'Trade License No.',
      'Registered Charity No.',
      'Legal Entity Number',
      'Istanbul Chamber of Comm. No.',
    ],
  ],
  [
    'other',
    [
      'Cedula No.',
      'National ID No.',
      'Identification Number',
      'Personal ID Card',
      'National Foreign ID Number',
      'Numero de Identidad',
      'D.N.I.',
      'C.U.R.P.',
      'C.U.I.',
      'C.U.I.P.',
      'N.I.E.',
      'SSN',
      'LE Number',
      'I.F.E.',
      'Credencial electoral',
      'Electoral Registry No.',
      "Citizen's Card Number",
      'Birth Certificate Number',
      'Turkish Identification Number',
      'Bosnian Personal ID No.',
      'Kenyan ID No.',
      'Residency Number',
      'Travel Document Number',
      "Driver's License No.",
      'D-U-N-S Number',
      'Government Gazette Number',
      'Economic Register Number (CBLS)',
      'Central Registration System Number',
      'Branch Unit Number',
      'Dubai Chamber of Commerce Membership No.',
      'Tourism License No.',
      'SWIFT/BIC',
      'BIK (RU)',
      'MMSI',
      'Aircraft Tail Number',
      "Aircraft Manufacturer's Serial Number (MSN)",
      'Aircraft Construction Number (also called L/N or S/N or F/N)',
      'File Number',
      'Serial No.',
    ],
  ],
];
const NUMBERS = LABELS.flatMap(([scheme, labels]) => labels.map((label) => [`${label} `, scheme] as const)).sort(
  ([a], [b]) => b.length - a.length,
);

/** A number, its scheme and its issuer; undefined for an item that is none. The check digits of LEI and IMO must hold. */
function numberIn(item: string): NonNullable<Draft['identifiers']>[number] | undefined {
  const [label, scheme] = NUMBERS.find(([each]) => item.startsWith(each)) ?? [];
  if (label === undefined || scheme === undefined) return undefined;
  const rest = item.slice(label.length);
  const value = rest.replace(/\s*(?:\(|issued |expires ).*$/s, '').trim();
  if (!/\d/.test(value) && label !== 'SWIFT/BIC ') return undefined;
  // In brackets stands the issuer: a country, or a town or registry, which are not kept apart.
  const issuer = countryOf(/\(([^()]+)\)/.exec(rest)?.[1] ?? '');
  const sure = (scheme !== 'IMO' || isImo(value)) && (scheme !== 'LEI' || isLei(value));
  // OFAC calls the Dutch registration number and the LEI by one name.
  const told = scheme === 'registration' && isLei(value) ? 'LEI' : scheme;
  return {
    scheme: sure ? told : 'other',
    value,
    country: issuer !== undefined && /^[A-Z]{2}$/.test(issuer) ? issuer : undefined,
  };
}

/**
 * Reads OFAC's remarks, which hold in one text what other lists keep apart: births, nationalities, numbers, weak
 * aliases, links. The remarks themselves stay whole.
 * @example "DOB 10 Dec 1948; nationality Syria; Passport A12 (Syria); a.k.a. 'ABU'; Linked To: HAMAS."
 */
export function readOfacRemarks(remarks: string, into: Draft): void {
  for (const raw of remarks.replace(/\.\s*$/, '').split(/;\s+/)) {
    // OFAC's CSL rows put the link in brackets.
    const item = raw
      .replace(/^alt\. /, '')
      .replace(/^\((Linked To: .*)\)$/, '$1')
      .trim();
    const linked = /^Linked To: (.+)$/.exec(item)?.[1];
    if (linked !== undefined) {
      (into.links ??= []).push({ relation: 'linked-to', name: linked });
      continue;
    }
    const alias = /^(a|f|n)\.k\.a\. '(.+)'$/.exec(item);
    if (alias !== null) {
      // OFAC puts an alias into the remarks when it is weak.
      into.names.push({ text: alias[2] ?? '', type: alias[1] === 'f' ? 'former' : 'weak-alias' });
      continue;
    }
    const born = /^DOB (.+)$/.exec(item)?.[1];
    if (born !== undefined) {
      const birth = birthOf(born);
      if (birth !== undefined) (into.births ??= []).push(birth);
      continue;
    }
    const country = /^(?:nationality|citizen) (.+)$/.exec(item)?.[1];
    if (country !== undefined) {
      (into.countries ??= []).push(country);
      continue;
    }
    const number = numberIn(item);
    if (number !== undefined) (into.identifiers ??= []).push(number);
  }
}
