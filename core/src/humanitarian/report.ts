import type { Text } from '../finding.ts';
import { WORDS } from '../law/index.ts';
import type { ReportRule } from './report-rule.ts';
import { EVIDENCE_KINDS } from './shipment-commands.ts';
import type { ShipmentState } from './shipment.ts';

/** What is missing from a claim, as a question. Nothing of it holds the goods back; the report says that it is not stated. */
export const GAPS = {
  'use-description': {
    zh: '救援的具体情况：地点、事件、受益方',
    en: 'What the relief is: where, after what, for whom',
  },
  'end-user': { zh: '最终用户是谁？', en: 'Who is the end user?' },
  consignee: { zh: '收货人是谁？', en: 'Who is the consignee?' },
  quantity: { zh: '每项物项的数量和单位', en: 'Quantity and unit of every item' },
  evidence: { zh: '哪份文件能够证明最终用途？', en: 'Which paper shows the end use?' },
  contact: { zh: '商务部可以联系谁？', en: 'Whom can the ministry ask?' },
  reference: { zh: '报关单号或者运单号', en: 'Number of the customs declaration or waybill' },
} as const satisfies Record<string, Text>;
export type Gap = keyof typeof GAPS;

/**
 * What does the claim not say yet? In the order of the report; the number of the declaration is asked for once it has been shipped.
 * @example gapsOf(a claim without papers) // ['evidence']
 */
export function gapsOf({ claim, shipped }: Pick<ShipmentState, 'claim' | 'shipped'>): readonly Gap[] {
  if (claim === null) return [];
  const named = (role: string) =>
    (claim.parties ?? []).some((party) => party.role === role && party.name !== undefined);
  const missing: readonly (readonly [Gap, boolean])[] = [
    ['use-description', claim.endUse.description === undefined],
    ['end-user', !named('end-user')],
    ['consignee', !named('consignee') && !named('importer')],
    ['quantity', claim.items.some(({ quantity, unit }) => quantity === undefined || unit === undefined)],
    ['evidence', claim.evidence.length === 0],
    ['contact', claim.contact === undefined],
    ['reference', shipped !== null && shipped.reference === undefined],
  ];
  return missing.flatMap(([gap, isMissing]) => (isMissing ? [gap] : []));
}

/** What the report needs besides the shipment itself. */
export interface ReportOf {
  readonly number: string;
  readonly exporter: Text & { readonly country: string };
  /** The law of the day of the export; undefined: no report is asked for under the enacted text. */
  readonly rule: ReportRule | undefined;
  /** The last day for the report. */
  readonly due: string | undefined;
  /** Names of countries, in each language. */
  readonly country: (code: string, language: 'zh' | 'en') => string;
  /** Outcomes, as the product words them. */
  readonly outcome: (outcome: string, language: 'zh' | 'en') => string;
}

const ROLES: Readonly<Record<string, Text>> = {
  importer: { zh: '进口商', en: 'Importer' },
  consignee: { zh: '收货人', en: 'Consignee' },
  intermediary: { zh: '中间商', en: 'Intermediary' },
  'end-user': { zh: '最终用户', en: 'End user' },
};
const NOT_STATED: Text = { zh: '（未填写）', en: '(not stated)' };

/**
 * The report on a humanitarian export, drafted from the claim: the same in Chinese and in English, line by line, as plain text for an
 * e-mail. It says what the claim says and no more: what is missing stands there as not stated. Paragraph 5 prescribes no content.
 * @example draftReport(state, about).zh.split('\n')[0] // '人道主义救援出口报告'
 */
export function draftReport(state: ShipmentState, about: ReportOf): Text {
  return { zh: inOne(state, about, 'zh'), en: inOne(state, about, 'en') };
}

function inOne(state: ShipmentState, about: ReportOf, language: 'zh' | 'en'): string {
  const { claim, shipped, undertaking, found } = state;
  const { number, exporter, rule, due, country, outcome } = about;
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const one = (text: Text) => text[language];
  const colon = say('：', ': ');
  const field = (zh: string, en: string, value: string | undefined) =>
    `${say(zh, en)}${colon}${value ?? one(NOT_STATED)}`;
  const section = (title: Text, ...lines: readonly string[]) => ['', one(title), ...lines];
  const use = claim?.endUse;
  const parties = claim?.parties ?? [];
  const items = claim?.items ?? [];
  const branches = found?.branches ?? [];
  return [
    say('人道主义救援出口报告', 'Report on a humanitarian export'),
    ...(rule?.mailbox ? [field('报送', 'To', say(`商务部（${rule.mailbox}）`, `MOFCOM (${rule.mailbox})`))] : []),
    ...(rule ? [field('依据', 'Source', one(rule.cite))] : []),
    field('记录编号', 'Record', number),
    ...(due === undefined ? [] : [field('报告期限', 'Report due by', due)]),
    ...section(
      { zh: '一、出口经营者', en: '1. Exporter' },
      field('名称', 'Name', one(exporter)),
      field('所在国家（地区）', 'Country or region', country(exporter.country, language)),
      field('联系人', 'Contact', claim?.contact),
    ),
    ...section(
      { zh: '二、出口情况', en: '2. Export' },
      field('出口日期', 'Day of export', shipped?.exportedOn),
      field('报关单号或者运单号', 'Customs declaration or waybill', shipped?.reference),
      field('最终目的国（地区）', 'Destination', claim === null ? undefined : country(claim.destination, language)),
      ...parties.map((party) =>
        field(
          ROLES[party.role]?.zh ?? party.role,
          ROLES[party.role]?.en ?? party.role,
          party.name === undefined
            ? undefined
            : `${party.name}${party.country && party.country !== 'unknown' ? say(`（${country(party.country, 'zh')}）`, ` (${country(party.country, 'en')})`) : ''}`,
        ),
      ),
      ...(parties.some(({ role }) => role === 'end-user') ? [] : [field('最终用户', 'End user', undefined)]),
    ),
    ...section(
      { zh: '三、物项', en: '3. Items' },
      ...items.map(({ description, code, quantity, unit }, index) => {
        const amount = quantity === undefined ? undefined : [quantity, unit].filter(Boolean).join(' ');
        const coded = code === undefined ? '' : say(`（管制编码 ${code}）`, ` (control code ${code})`);
        return `${index + 1}) ${description}${coded}${say('，数量', ', quantity')}${colon}${amount ?? one(NOT_STATED)}`;
      }),
    ),
    ...section(
      { zh: '四、最终用途', en: '4. End use' },
      field('类别', 'Kind', use && (WORDS[use.kind]?.[language] ?? use.kind)),
      field('具体情况', 'Details', use?.description),
    ),
    ...section(
      { zh: '五、证明文件', en: '5. Evidence' },
      ...(claim === null || claim.evidence.length === 0
        ? [one(NOT_STATED)]
        : claim.evidence.map(
            ({ kind, reference }, at) => `${at + 1}) ${one(EVIDENCE_KINDS[kind])}${colon}${reference}`,
          )),
    ),
    ...section(
      { zh: '六、承诺', en: '6. Undertaking' },
      ...(undertaking === null
        ? [one(NOT_STATED)]
        : [
            one(undertaking),
            field('承诺人', 'Given by', undertaking.signatory),
            field('承诺日期', 'Given on', undertaking.on),
          ]),
    ),
    ...section(
      { zh: '七、判定', en: '7. Determination' },
      ...branches.map(
        ({ label, possible }) =>
          `${one(label)}${colon}${possible.map((each) => outcome(each, language)).join(say('、', ', '))}`,
      ),
      field(
        '依据',
        'Source',
        found === null ? undefined : found.because.map(({ cite }) => one(cite)).join(say('；', '; ')),
      ),
      field('法规库', 'Law pack', found === null ? undefined : `${found.pack.id} ${found.pack.version}`),
      ...(state.review?.is === 'cleared'
        ? [
            field(
              '许可机关审核',
              'Reviewed by the authority',
              `${state.review.on}${say('，', ', ')}${state.review.reason}`,
            ),
          ]
        : []),
    ),
  ].join('\n');
}
