import type { ExporterFacts, LineFacts } from '../facts.ts';
import { allOf, anyOf, not, type Text, type Verdict } from '../finding.ts';

/** One of the three forms of permission of Order 792 art. 15, open or not, with the reasons. */
export interface PermissionFormAnswer {
  readonly form: 'individual-licence' | 'general-licence' | 'registration-certificate';
  readonly name: Text;
  readonly open: Verdict;
  readonly reasons: readonly { readonly text: Text; readonly verdict: Verdict; readonly cite: string }[];
}

const t = (zh: string, en: string): Text => ({ zh, en });
const REGISTRATION_MOVEMENTS = [
  'repair-return',
  'out-for-repair',
  'exhibition-in-china-return',
  'exhibition-abroad',
  'civil-aircraft-parts',
];
const ORDER = 'cn/state-council-2024-792';

function stated(fact: 'yes' | 'no' | 'unknown' | undefined): Verdict {
  return fact === 'yes' ? 'met' : fact === 'no' ? 'not-met' : 'unknown';
}

/**
 * In which forms can permission be asked for (Order 792 arts. 15, 16, 19, 20, 26)? The individual licence is always
 * open: one end user, one export, at most one year. The general licence (at most three years) needs a compliance system
 * that works, an export record and fixed channels; the registration certificate is for the movements of art. 19 alone.
 * Both are closed to those barred by art. 20 and where a provision switches them off. Facts not stated leave a form unknown.
 * @example A Watch List end user: general-licence 'not-met', registration-certificate 'not-met', individual-licence 'met'.
 */
export function permissionForms(
  exporter: ExporterFacts | undefined,
  line: LineFacts,
  off: { readonly generalLicence: Verdict; readonly registration: Verdict },
): readonly PermissionFormAnswer[] {
  const notBarred = not(stated(exporter?.barredByPenalty));
  const general = [
    {
      text: t('内部合规制度运行良好', 'internal compliance system that works'),
      verdict: stated(exporter?.complianceSystem),
      cite: `${ORDER}/16`,
    },
    {
      text: t('有相关物项出口记录', 'export record in the items'),
      verdict: stated(exporter?.exportRecord),
      cite: `${ORDER}/16`,
    },
    {
      text: t('出口渠道和最终用户相对固定', 'fairly fixed channels and end users'),
      verdict: stated(exporter?.fixedChannels),
      cite: `${ORDER}/16`,
    },
    {
      text: t(
        '未因出口管制违法受刑事处罚或五年内严重行政处罚',
        'no criminal penalty, nor a serious administrative one within five years, for export-control breaches',
      ),
      verdict: notBarred,
      cite: `${ORDER}/20`,
    },
    {
      text: t('未因名单等原因被排除', 'not switched off by a list or announcement'),
      verdict: not(off.generalLicence),
      cite: `${ORDER}/26`,
    },
  ];
  const movement: Verdict =
    line.movement === undefined
      ? 'unknown'
      : anyOf(REGISTRATION_MOVEMENTS.map((each) => (each === line.movement ? 'met' : 'not-met')));
  const registration = [
    {
      text: t(
        '属于返修、检测、展览、民用航空零部件维修等情形',
        'goods in for repair, test or exhibition, or out for it, or civil aircraft parts',
      ),
      verdict: movement,
      cite: `${ORDER}/19`,
    },
    {
      text: t(
        '未因出口管制违法受刑事处罚或五年内严重行政处罚',
        'no criminal penalty, nor a serious administrative one within five years, for export-control breaches',
      ),
      verdict: notBarred,
      cite: `${ORDER}/20`,
    },
    {
      text: t('未因名单等原因被排除', 'not switched off by a list or announcement'),
      verdict: not(off.registration),
      cite: `${ORDER}/26`,
    },
  ];
  return [
    {
      form: 'individual-licence',
      name: t('单项许可', 'individual licence'),
      open: 'met',
      reasons: [
        {
          text: t('一个最终用户、一次出口，有效期不超过一年', 'one end user, one export, at most one year'),
          verdict: 'met',
          cite: `${ORDER}/15`,
        },
      ],
    },
    {
      form: 'general-licence',
      name: t('通用许可', 'general licence'),
      open: allOf(general.map(({ verdict }) => verdict)),
      reasons: general,
    },
    {
      form: 'registration-certificate',
      name: t('登记填报信息获得出口凭证', 'export certificate by registration'),
      open: allOf(registration.map(({ verdict }) => verdict)),
      reasons: registration,
    },
  ];
}
