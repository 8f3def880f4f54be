import { isLei, isUscc } from '../3-parties/index.ts';
import type { Text } from '../finding.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { Circumstance, ProcedureOn, RuleCite } from '../law/index.ts';
import { conversion, unitNamed } from '../quantity/units.ts';
import {
  add,
  compare,
  isZero,
  multiply,
  parseRational,
  type Rational,
  rationalText,
  ZERO,
} from '../quantity/rational.ts';
import {
  type Application,
  type ApplicationLine,
  type ApplicationPaper,
  circumstancesOf,
  formOf,
} from './application.ts';
import { LINT_RULES, type LintCode, type LintRule, type Severity } from './lint-rules.ts';
import { closedBy, longestYears, oneEndUserOnly, papersNeeded } from './requirements.ts';
import { lastDayWithin } from './validity.ts';

/** One thing that is wrong or doubtful, at the field where it can be mended. */
export interface LintFinding {
  readonly code: LintCode;
  /** Path of the field in the application: `lines[0].quantity`. */
  readonly field: string;
  readonly severity: Severity;
  readonly text: Text;
  readonly remedy: Text;
  /** The provision that asks for it; null = plain sense, such as a sum that does not add up. */
  readonly because: { readonly provision: string; readonly cite: Text } | null;
}

const t = (zh: string, en: string): Text => ({ zh, en });
/** Words of a case: text in both languages, or the same in both. */
type Words = Readonly<Record<string, Text | string>>;

interface Desk {
  readonly application: Application;
  readonly law: ProcedureOn;
  readonly circumstances: ReadonlySet<Circumstance>;
  readonly report: (code: LintCode, field: string, words?: Words, rule?: RuleCite) => void;
}

/**
 * What is wrong with this application, and what is to be done about it? The same answer for the applicant before
 * submitting and for the officer before accepting. Rules of law are those in force on the day of `law`; one that the pack
 * has not verified gives a warning, never an error. Amounts are compared exactly; an amount that is not stated is
 * reported as missing and compared with nothing.
 * @param known circumstances beyond those that the application states, such as a list hit confirmed during review
 * @example lint({ kind: 'general-licence', … a Watch List end user … }, law)[0]?.code // 'form-closed'
 */
export function lint(
  application: Application,
  law: ProcedureOn,
  known: Iterable<Circumstance> = [],
): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const desk: Desk = {
    application,
    law,
    circumstances: new Set([...circumstancesOf(application), ...known]),
    report(code, field, words = {}, rule) {
      findings.push(findingOf(law, code, field, words, rule));
    },
  };
  checkKind(desk);
  checkApplicant(desk);
  checkParties(desk);
  if (application.kind === 'minor-change' || application.kind === 'major-change') checkChange(desk);
  if (application.kind !== 'minor-change') {
    checkEndUse(desk);
    checkLines(desk);
    checkContract(desk);
    checkProof(desk);
    checkValidity(desk);
  }
  checkPapers(desk);
  checkDetermination(desk);
  return findings;
}

function findingOf(law: ProcedureOn, code: LintCode, field: string, words: Words, rule?: RuleCite): LintFinding {
  const { severity, text, remedy, provision } = LINT_RULES[code] as LintRule;
  const cite = provision === undefined ? undefined : law.inForce.get(provision);
  return {
    code,
    field,
    severity: rule !== undefined && rule.verified !== 'yes' ? 'warning' : severity,
    text: filled(text, words),
    remedy: filled(remedy, words),
    because:
      rule !== undefined
        ? { provision: rule.provision, cite: rule.cite }
        : provision !== undefined && cite !== undefined
          ? { provision, cite }
          : null,
  };
}

/** A licence that the applicant has had: issued when, for which control codes. */
export interface EarlierLicence {
  readonly on: LegalDate;
  readonly codes: readonly string[];
}

/**
 * Has the applicant had as many licences a year as the form wants? For the officer: one warning where no class of the form
 * is reached in each of the calendar years before that of `law`. A licence is of the same kind where it has a control code
 * with the same heading, which is our reading of 同类. Only the licences given are counted; the applicant may have others.
 * @example lintOfRecord({ kind: 'general-licence' }, law, []).length // 1
 */
export function lintOfRecord(
  application: Application,
  law: ProcedureOn,
  earlier: readonly EarlierLicence[],
): readonly LintFinding[] {
  const form = formOf(application);
  const rules = law.licenceRecord.filter((rule) => form !== undefined && rule.for.includes(form));
  const [first] = rules;
  if (first === undefined) return [];
  const headings = new Set(
    (application.lines ?? []).flatMap(({ code }) => (code === undefined ? [] : [headingOf(code)])),
  );
  const isSameKind = ({ codes }: EarlierLicence) => codes.some((code) => headings.has(headingOf(code)));
  const yearsOf = (years: string) =>
    Array.from({ length: Number(years) }, (_, at) => String(Number(law.on.slice(0, 4)) - Number(years) + at));
  const had = (year: string, sameKind: 'yes' | 'no') =>
    earlier.filter((each) => each.on.startsWith(`${year}-`) && (sameKind === 'no' || isSameKind(each))).length;
  const isReached = rules.some(({ licences, years, sameKind }) =>
    yearsOf(years).every((year) => had(year, sameKind) >= Number(licences)),
  );
  if (isReached) return [];
  const counts = yearsOf(first.years).map((year) => [year, had(year, 'no'), had(year, 'yes')] as const);
  const words = {
    counts: t(
      counts.map(([year, all, same]) => `${year}年${all}份（同类${same}份）`).join('，'),
      counts.map(([year, all, same]) => `${year}: ${all} (${same} of the same kind)`).join(', '),
    ),
    wanted: t(
      rules
        .map(({ name, licences, sameKind }) => `${name.zh}每年${sameKind === 'yes' ? '同类' : ''}不少于${licences}份`)
        .join('，'),
      rules
        .map(
          ({ name, licences, sameKind }) =>
            `for ${name.en} ${licences} a year${sameKind === 'yes' ? ' of the same kind' : ''}`,
        )
        .join(', '),
    ),
  };
  return [findingOf(law, 'few-licences', 'standing.exportRecord', words, first.because)];
}

/** The entry of a control code. @example headingOf('1C902.a.4') // '1C902' */
const headingOf = (code: string): string => code.split('.')[0] ?? code;

/** Does nothing stop this application? */
export function hasErrors(findings: readonly LintFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function filled(text: Text, words: Words): Text {
  const put = (language: 'zh' | 'en') =>
    text[language].replace(/\{([a-z]+)\}/g, (_, name: string) => {
      const word = words[name] ?? '';
      return typeof word === 'string' ? word : word[language];
    });
  return { zh: put('zh'), en: put('en') };
}

function checkKind({ application, law, circumstances, report }: Desk): void {
  if (!law.kinds.some(({ id }) => id === application.kind)) report('kind-not-open', 'kind');
  for (const { name, because } of closedBy(application, law, circumstances)) {
    report('form-closed', 'kind', { when: name }, because);
  }
  const form = formOf(application);
  for (const { fact, name: what, because, for: forms } of law.conditions) {
    if (fact === 'movement' || form === undefined || !forms.includes(form)) continue;
    const stated = application.standing?.[fact];
    if (stated === undefined) report('field-missing', `standing.${fact}`, { what }, because);
    else if (stated === 'no') report('standing-not-met', `standing.${fact}`, { what }, because);
  }
  if (application.kind === 'registration-certificate' && application.movement === undefined) {
    report('movement-missing', 'movement');
  }
}

function checkApplicant({ application, report }: Desk): void {
  const { applicant, agent, kind } = application;
  const missing = (field: string, what: Text) => report('field-missing', field, { what });
  if (applicant?.name === undefined) missing('applicant.name', t('申请人名称', 'name of the applicant'));
  if (applicant?.country === undefined) missing('applicant.country', t('申请人所在国家', 'country of the applicant'));
  if (applicant?.address === undefined) missing('applicant.address', t('申请人地址', 'address of the applicant'));
  if (applicant?.contact?.name === undefined) missing('applicant.contact.name', t('经办人', 'handling person'));
  if (applicant?.country === 'CN') {
    if (applicant.uscc === undefined) {
      missing('applicant.uscc', t('统一社会信用代码', 'Unified Social Credit Code'));
    }
    if (kind === 'overseas-operator') report('operator-in-china', 'applicant.country');
  }
  if (agent !== undefined) {
    if (agent.name === undefined) missing('agent.name', t('受托人名称', 'name of the agent'));
    if (agent.uscc === undefined)
      missing('agent.uscc', t('受托人统一社会信用代码', "the agent's Unified Social Credit Code"));
    if (agent.country !== undefined && agent.country !== 'CN') report('agent-not-in-china', 'agent.country');
  }
}

function checkParties({ application, law, report }: Desk): void {
  const { endUsers = [], destination, kind } = application;
  const companies = [
    ['applicant', application.applicant],
    ['agent', application.agent],
    ['importer', application.importer],
    ['consignee', application.consignee],
    ...endUsers.map((user, index) => [`endUsers[${index}]`, user] as const),
  ] as const;
  for (const [at, company] of companies) {
    if (company?.uscc !== undefined && !isUscc(company.uscc)) {
      const what = t('统一社会信用代码', 'Unified Social Credit Code');
      report('identifier-wrong', `${at}.uscc`, { what, value: company.uscc });
    }
    if (company?.lei !== undefined && !isLei(company.lei)) {
      report('identifier-wrong', `${at}.lei`, { what: t('法人机构识别编码（LEI）', 'LEI'), value: company.lei });
    }
  }
  if (kind === 'minor-change') return;
  if (endUsers.length === 0) report('no-end-user', 'endUsers');
  const one = oneEndUserOnly(application, law);
  if (one !== undefined && endUsers.length > 1) {
    report('more-than-one-end-user', 'endUsers', { count: String(endUsers.length) }, one);
  }
  for (const [index, user] of endUsers.entries()) {
    const at = `endUsers[${index}]`;
    if (user.name === undefined)
      report('field-missing', `${at}.name`, { what: t('最终用户名称', 'name of the end user') });
    if (user.address === undefined) {
      report('field-missing', `${at}.address`, { what: t('最终用户地址', 'address of the end user') });
    }
    if (user.country === undefined) {
      report('field-missing', `${at}.country`, { what: t('最终用户所在国家', 'country of the end user') });
    } else if (destination !== undefined && user.country !== destination) {
      report('destination-differs', `${at}.country`, { value: user.country, destination });
    }
  }
  if (destination === undefined) {
    report('field-missing', 'destination', { what: t('最终目的国家或者地区', 'final destination') });
  }
}

function checkEndUse({ application, report }: Desk): void {
  if (application.endUse?.description === undefined) {
    report('field-missing', 'endUse.description', { what: t('最终用途', 'end use') });
  }
  if (application.kind !== 'technology') return;
  const { technology = {} } = application;
  const fields = [
    ['name', t('技术名称', 'name of the technology')],
    ['recipient', t('技术接收方', 'recipient of the technology')],
    ['way', t('转移或者提供的方式', 'way of transfer')],
    ['providedInChina', t('是否在境内提供', 'whether it is provided inside China')],
  ] as const;
  for (const [field, what] of fields) {
    if (technology[field] === undefined) report('field-missing', `technology.${field}`, { what });
  }
}

/** Technology has no quantity, and exhibits are not always sold. */
const hasAmounts = ({ kind }: Application) => kind !== 'technology' && kind !== 'registration-certificate';

function checkLines({ application, report }: Desk): void {
  const { lines = [] } = application;
  if (lines.length === 0) report('no-lines', 'lines');
  const missing = (field: string, what: Text) => report('field-missing', field, { what });
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const at = `lines[${index}]`;
    if (seen.has(line.id)) report('duplicate-id', `${at}.id`, { value: line.id });
    seen.add(line.id);
    if (line.description === undefined && line.nameZh === undefined) {
      missing(`${at}.description`, t('物项名称', 'name of the item'));
    }
    if (line.code === undefined) missing(`${at}.code`, t('管制编码', 'control code'));
    if (line.hs !== undefined && !/^(\d{6}|\d{8}|\d{10})$/.test(line.hs.replace(/[.\s]/g, ''))) {
      report('hs-wrong', `${at}.hs`, { value: line.hs });
    }
    if (!hasAmounts(application)) continue;
    if (line.quantity === undefined) missing(`${at}.quantity`, t('数量', 'quantity'));
    if (line.unit === undefined) missing(`${at}.unit`, t('计量单位', 'unit'));
    else if (unitNamed(line.unit) === undefined) report('unit-unknown', `${at}.unit`, { value: line.unit });
    if (line.value === undefined) missing(`${at}.value`, t('金额', 'value'));
    if (line.currency === undefined) missing(`${at}.currency`, t('币种', 'currency'));
    for (const field of ['quantity', 'value'] as const) {
      const amount = numberOf(line[field]);
      if (amount !== undefined && isZero(amount)) report('amount-zero', `${at}.${field}`);
    }
  }
}

const numberOf = (text: string | undefined): Rational | undefined =>
  text === undefined ? undefined : parseRational(text);

function checkContract({ application, report }: Desk): void {
  if (!hasAmounts(application)) return;
  const { contract, lines = [] } = application;
  if (contract?.number === undefined) {
    report('field-missing', 'contract.number', { what: t('合同编号', 'contract number') });
  }
  const seen = new Set<string>();
  for (const [index, entry] of (contract?.lines ?? []).entries()) {
    const at = `contract.lines[${index}]`;
    if (seen.has(entry.id)) report('duplicate-id', `${at}.id`, { value: entry.id });
    seen.add(entry.id);
    const [quantity, price, value] = [entry.quantity, entry.unitPrice, entry.value].map(numberOf);
    if (quantity !== undefined && price !== undefined && value !== undefined) {
      const product = multiply(quantity, price);
      if (compare(product, value) !== 0) {
        report('contract-does-not-add-up', `${at}.value`, {
          product: rationalText(product),
          value: rationalText(value),
        });
      }
    }
  }
  const taken = new Map<string, { readonly quantity: Rational; readonly value: Rational }>();
  for (const [index, line] of lines.entries()) {
    if (line.contractLine === undefined) {
      report('field-missing', `lines[${index}].contractLine`, { what: t('所对应的合同行', 'contract line') });
      continue;
    }
    const entry = contract?.lines?.find(({ id }) => id === line.contractLine);
    if (entry === undefined) {
      report('no-such-contract-line', `lines[${index}].contractLine`, { value: line.contractLine });
      continue;
    }
    compareWithContract(index, line, entry, contract?.currency, taken, report);
  }
}

type ContractLine = NonNullable<NonNullable<Application['contract']>['lines']>[number];

/** Several lines may come from one line of the contract: together they do not exceed it. */
function compareWithContract(
  index: number,
  line: ApplicationLine,
  entry: ContractLine,
  currency: string | undefined,
  taken: Map<string, { readonly quantity: Rational; readonly value: Rational }>,
  report: Desk['report'],
): void {
  const at = `lines[${index}]`;
  const before = taken.get(entry.id) ?? { quantity: ZERO, value: ZERO };
  let { quantity, value } = before;
  const factor = line.unit === undefined || entry.unit === undefined ? undefined : conversion(line.unit, entry.unit);
  if (line.unit !== undefined && entry.unit !== undefined && factor === undefined) {
    report('units-differ', `${at}.unit`, { value: line.unit, contract: entry.unit });
  }
  const asked = numberOf(line.quantity);
  if (asked !== undefined && factor !== undefined) {
    quantity = add(quantity, multiply(asked, factor));
    const most = numberOf(entry.quantity);
    if (most !== undefined && compare(quantity, most) > 0) {
      const words = { value: `${rationalText(quantity)} ${entry.unit}`, contract: `${entry.quantity} ${entry.unit}` };
      report('more-than-contract-quantity', `${at}.quantity`, words);
    }
  }
  if (line.currency !== undefined && currency !== undefined && line.currency !== currency) {
    report('currencies-differ', `${at}.currency`, { value: line.currency, contract: currency });
  } else {
    value = add(value, numberOf(line.value) ?? ZERO);
    const most = numberOf(entry.value);
    if (most !== undefined && compare(value, most) > 0) {
      const words = { value: rationalText(value), contract: rationalText(most) };
      report('more-than-contract-value', `${at}.value`, words);
    }
  }
  taken.set(entry.id, { quantity, value });
}

const same = (a: string, b: string) => fold(a) === fold(b);
const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Registration goes without the proof: art. 16 asks for it with licences. */
function checkProof({ application, law, report }: Desk): void {
  if (application.kind === 'registration-certificate') return;
  const { proof = {}, endUsers = [], contract } = application;
  for (const { id, name, because } of law.proofFields) {
    const stated = proof[id as keyof typeof proof];
    if (stated === undefined) report('proof-field-missing', `proof.${id}`, { what: name }, because);
    else if (stated === 'no' && id.startsWith('undertakes-')) {
      report('undertaking-refused', `proof.${id}`, { what: name }, because);
    }
  }
  const named = proof['end-user'];
  const names = endUsers.flatMap(({ name, nameZh }) => [name, nameZh]).filter((name) => name !== undefined);
  if (named !== undefined && names.length > 0 && !names.some((name) => same(name, named))) {
    report('proof-names-another', 'proof.end-user', { proof: named, value: names.join(' / ') });
  }
  const number = proof['contract-number'];
  if (number !== undefined && contract?.number !== undefined && !same(number, contract.number)) {
    report('proof-names-another-contract', 'proof.contract-number', { proof: number, value: contract.number });
  }
  if (proof['no-military-or-wmd-use'] === 'no') report('proof-admits-military-use', 'proof.no-military-or-wmd-use');
}

function checkValidity({ application, law, report }: Desk): void {
  const { from, lastDay } = application.validity ?? {};
  if (from === undefined || lastDay === undefined) return;
  if (lastDay < from) report('validity-backwards', 'validity.lastDay');
  const longest = longestYears(application, law);
  if (longest === undefined) return;
  const last = lastDayWithin(from, longest.years);
  if (lastDay > last) {
    report('validity-too-long', 'validity.lastDay', { years: String(longest.years), value: last }, longest.because);
  }
}

function checkChange({ application, law, report }: Desk): void {
  const { change = {}, kind } = application;
  if (change.licence === undefined) {
    report('field-missing', 'change.licence', { what: t('原许可证件编号', 'number of the licence') });
  }
  if (change.reason === undefined) {
    report('field-missing', 'change.reason', { what: t('变更理由', 'reason of the change') });
  }
  const elements = change.elements ?? [];
  if (elements.length === 0) report('field-missing', 'change.elements', { what: t('变更的要素', 'what changes') });
  const { elements: keys, because } = law.keyElements;
  const changesKey = elements.some(({ element }) => keys.includes(element));
  if (kind === 'major-change') {
    if (elements.length > 0 && !changesKey) report('no-key-element', 'change.elements', {}, because);
    return;
  }
  for (const [index, { element }] of elements.entries()) {
    if (keys.includes(element)) {
      report('key-element', `change.elements[${index}].element`, { what: ELEMENT_NAMES[element] }, because);
    }
  }
}

type Element = NonNullable<NonNullable<Application['change']>['elements']>[number]['element'];
const ELEMENT_NAMES: Readonly<Record<Element, Text>> = {
  item: t('物项', 'item'),
  destination: t('目的地', 'destination'),
  'end-user': t('最终用户', 'end user'),
  'end-use': t('最终用途', 'end use'),
  quantity: t('数量', 'quantity'),
  value: t('金额', 'value'),
  validity: t('有效期', 'validity'),
  importer: t('进口商', 'importer'),
  consignee: t('收货人', 'consignee'),
  contract: t('合同', 'contract'),
  transport: t('运输', 'transport'),
  'exporter-details': t('出口经营者信息', 'details of the exporter'),
};

function checkPapers({ application, law, circumstances, report }: Desk): void {
  const { papers = [] } = application;
  const nameOf = (paper: ApplicationPaper): Text => {
    const title = law.papers.find(({ id }) => id === paper.paper)?.name;
    return paper.title === undefined ? (title ?? t(paper.paper, paper.paper)) : t(paper.title, paper.title);
  };
  for (const { paper, name, because } of papersNeeded(application, law, circumstances)) {
    if (!papers.some((each) => each.paper === paper && each.translationOf === undefined)) {
      report('paper-missing', `papers.${paper}`, { what: name }, because);
    }
  }
  const chinese = law.inChinese.find(({ for: kinds }) => kinds.includes(application.kind))?.because;
  for (const [index, paper] of papers.entries()) {
    const at = `papers[${index}]`;
    if (papers.findIndex(({ id }) => id === paper.id) < index) report('duplicate-id', `${at}.id`, { value: paper.id });
    if (paper.validUntil !== undefined && paper.validUntil < law.on) {
      report('paper-out-of-date', `${at}.validUntil`, { what: nameOf(paper) });
    }
    if (paper.translationOf !== undefined) {
      if (!papers.some(({ id }) => id === paper.translationOf)) {
        report('translation-of-nothing', `${at}.translationOf`, { what: nameOf(paper) });
      }
    } else if (paper.language === undefined) {
      report('language-unstated', `${at}.language`, { what: nameOf(paper) });
    } else if (
      paper.language === 'other' &&
      chinese !== undefined &&
      !papers.some(({ translationOf, language }) => translationOf === paper.id && language !== 'other')
    ) {
      report('not-in-chinese', at, { what: nameOf(paper) }, chinese);
    }
  }
}

function checkDetermination({ application, report }: Desk): void {
  const { determination } = application;
  if (determination === undefined) {
    if (application.kind !== 'minor-change') report('determination-missing', 'determination');
    return;
  }
  if (determination.outcome !== 'licence-required') {
    report('licence-not-asked-for', 'determination.outcome', { value: determination.outcome });
  }
  for (const [index, { party, kind }] of (determination.listed ?? []).entries()) {
    if (kind === 'control-list') report('banned-party', `determination.listed[${index}]`, { what: party });
  }
}
