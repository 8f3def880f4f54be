import { type ExportFacts, type LawBook, procedureOn, type Text, unitNamed } from '@ytterby/core';
import {
  type Application,
  type CaseState,
  licenceTermsOf,
  type LicenceState,
  type LicenceTerms,
} from '@ytterby/core/licensing';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import {
  contentProblems,
  type LicenceContent,
  type LicenceLine,
  type LicenceParty,
} from '../licence-document/licence-content.ts';

/** What a granted case says, in the words of the licence that is signed. */

/** An organisation, as the licence names it. */
export interface NamedOrganisation {
  readonly name_zh: string;
  readonly name_en: string;
  readonly country: string;
}

/** All that goes into the first edition of a licence. */
export interface Granted {
  readonly id: string;
  /** Of the application. */
  readonly number: string | null;
  readonly state: CaseState;
  readonly facts: ExportFacts | null;
  readonly terms: LicenceTerms;
  readonly authority: NamedOrganisation;
  readonly holder: NamedOrganisation;
}

/**
 * The terms of the licence that a case gives, its lines numbered as they stand in the application.
 * @throws ApiProblem `conflict` where the application lacks what a licence must say
 */
export function termsOf(state: CaseState): LicenceTerms {
  const terms = licenceTermsOf(state);
  if (terms === undefined)
    throw new ApiProblem('conflict', {
      zh: '申请缺少许可证必须载明的内容。',
      en: 'The application lacks what a licence must say.',
    });
  const applied = state.application?.lines ?? [];
  const numberOf = (line: string) => String(applied.findIndex(({ id }) => id === line) + 1);
  return { ...terms, lines: terms.lines.map((line) => ({ ...line, line: numberOf(line.line) })) };
}

/** @throws ApiProblem `conflict` naming what the licence could not say: nothing half said is signed */
export function contentOf(
  { id, number: application, state, facts, terms, authority, holder }: Granted,
  number: string,
  { today, book }: { readonly today: string; readonly book: LawBook },
): LicenceContent {
  const {
    lines = [],
    endUsers = [],
    endUse,
    applicant = {},
    agent,
    destination,
  } = state.application ?? ({} as Application);
  const { inForce } = procedureOn(book, today);
  const cited = state.decision?.provisions ?? [];
  const name = (party: Party) => party.name ?? party.nameZh ?? '';
  return checked({
    number,
    edition: 1,
    kind: terms.form,
    authority: inBoth({ zh: authority.name_zh, en: authority.name_en }),
    holder: partyOf({ ...applicant, name: name(applicant) || holder.name_zh }, holder.country),
    agent: agent === undefined ? null : partyOf(agent, 'CN'),
    endUsers: endUsers.map((each) => partyOf(each, destination ?? '')),
    endUse: inBoth({ zh: endUse?.description ?? '', en: endUse?.description ?? '' }),
    origin: originsOf(state.application, facts),
    destinations: [terms.destination],
    lines: terms.lines.flatMap((granted): LicenceLine[] => {
      const applied = lines[Number(granted.line) - 1];
      if (applied === undefined) return [];
      const { nameZh, description, code, hs } = applied;
      const line = {
        line: granted.line,
        item: inBoth({ zh: nameZh ?? description ?? '', en: description ?? nameZh ?? '' }),
        controlCode: shown(code ?? ''),
        hs: /^\d{6,10}$/.test(plainHs(hs)) ? plainHs(hs) : null,
      };
      if (!('quantity' in granted)) return [{ ...line, quantity: null, value: null }];
      const quantity = exact(granted.quantity);
      // Nothing of it was granted.
      if (quantity === '0') return [];
      const unit = unitNamed(granted.unit)?.code ?? granted.unit;
      return [
        {
          ...line,
          quantity: { amount: quantity, unit },
          value: { amount: exact(granted.value), currency: granted.currency },
        },
      ];
    }),
    firstDay: terms.from,
    lastDay: terms.lastDay,
    conditions: conditionsOf(terms),
    legalBasis: cited.map((provision) => {
      const cite = inForce.get(provision);
      return { id: provision, ...inBoth({ zh: cite?.zh ?? provision, en: cite?.en ?? provision }) };
    }),
    application: application ?? id,
    case: id,
    issuedOn: today,
    law: { version: book.pack.version, checkedUpTo: book.pack.checked.upTo },
  });
}

/**
 * The next edition, after an amendment.
 * @throws ApiProblem `conflict`
 */
export function amendedContent(
  before: LicenceContent,
  { terms, amendments }: LicenceState,
  { today, book }: { readonly today: string; readonly book: LawBook },
): LicenceContent {
  return checked({
    ...before,
    edition: before.edition + 1,
    lastDay: terms?.lastDay ?? before.lastDay,
    conditions: terms === null ? before.conditions : conditionsOf(terms),
    lines: before.lines.map((line) => {
      const now = terms?.lines.find((each) => each.line === line.line);
      if (now === undefined || !('quantity' in now) || line.quantity === null || line.value === null) return line;
      return {
        ...line,
        quantity: { ...line.quantity, amount: exact(now.quantity) },
        value: { ...line.value, amount: exact(now.value) },
      };
    }),
    case: amendments.at(-1)?.case ?? before.case,
    issuedOn: today,
    law: { version: book.pack.version, checkedUpTo: book.pack.checked.upTo },
  });
}

const conditionsOf = ({ conditions }: LicenceTerms): LicenceContent['conditions'] =>
  conditions.map(({ id, text }) => ({ id, ...inBoth({ zh: text.zh, en: text.en ?? text.zh }) }));

function checked(content: LicenceContent): LicenceContent {
  const problems = contentProblems(content);
  if (problems.length === 0) return content;
  const fields = problems.slice(0, 50).map(
    ({ at, problem }): FieldProblem => ({
      path: `/licence${at}`,
      zh: '许可证无法如此载明，请退回并更正申请。',
      en: `The licence cannot say this: ${problem}. Send the case back and have the application put right.`,
    }),
  );
  throw new ApiProblem(
    'conflict',
    {
      zh: `申请中的内容无法写入许可证：${fields.map(({ path }) => path).join('、')}。`,
      en: `The application says what a licence cannot say: ${fields.map(({ path }) => path).join(', ')}.`,
    },
    fields,
  );
}

type Party = NonNullable<Application['applicant']>;

function partyOf({ name, nameZh, country, address, uscc, lei }: Party, otherwise: string): LicenceParty {
  const own = shown(name ?? nameZh ?? '');
  const zh = nameZh === undefined ? own : shown(nameZh);
  return {
    name: own,
    nameZh: zh === own ? null : zh,
    country: country ?? otherwise,
    address: address === undefined || shown(address) === '' ? null : shown(address),
    identifiers: [
      ...(uscc === undefined ? [] : [{ kind: 'uscc' as const, value: shown(uscc) }]),
      ...(lei === undefined ? [] : [{ kind: 'lei' as const, value: shown(lei) }]),
    ],
  };
}

/**
 * Where the items are from: what the application says, else the facts that were frozen with it. An exporter in China that says
 * nothing else exports Chinese goods; of an operator outside China nothing is assumed.
 */
function originsOf(application: Application | null, facts: ExportFacts | null): string[] {
  const stated = (application?.lines ?? []).flatMap(({ origin }) => origin ?? []);
  const known = (facts?.lines ?? []).flatMap(({ origin, madeIn, steps }) => origin ?? madeIn ?? steps?.made ?? []);
  const found = stated.length > 0 ? stated : known;
  if (found.length === 0 && application?.kind !== 'overseas-operator') return ['CN'];
  return [...new Set(found)].sort();
}

const plainHs = (hs = ''): string => hs.replace(/[.\s]/g, '');

/** As the licence writes amounts. @example exact('0500.50') // '500.5' */
const exact = (amount: string): string => {
  const [whole = '', fraction = ''] = amount.split('.');
  const rest = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
};

/** Without what cannot be seen: breaks of lines become spaces, marks of the direction of writing go. */
const shown = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim();

const inBoth = ({ zh, en }: Text): Text => ({ zh: shown(zh), en: shown(en) });
