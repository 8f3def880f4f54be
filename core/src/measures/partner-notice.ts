import type { Text } from '../finding.ts';
import type { Assessment, Band, ImpactCase, TradeRow } from '../impact/index.ts';
import type { Instrument } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { type KnownShare, type PartnerExposure, partnerExposure } from './partner-exposure.ts';
import type { Cited, DayOfEffect, GeneralLicenceRoute, HumanitarianRoute } from './partner-notice-law.ts';

/** One page for a partner country: what is planned, from when, what it does to it, and which ways stay open. */

/** What the law with the measure controls and the law before did not. */
export interface NoticeItems {
  /** Control codes, or numbers in an annex. */
  readonly codes: readonly string[];
  /** HS and customs codes that the lists name for them: hints. */
  readonly hs: readonly string[];
}

export interface PartnerParty {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: Text;
  /** As the tables of the assessment call it: `JPN`. Undefined: no such name is known, and its exposure is not. */
  readonly inTables: string | undefined;
}

/** Whom a partner can ask. */
export interface ContactPoint {
  readonly name: string;
  readonly email: string;
  readonly telephone: string | null;
}

/** What a notice is drafted from. */
export interface NoticeBasis {
  readonly instrument: Instrument;
  readonly revision: number;
  /** Day on which it is to be published; undefined: none is fixed. */
  readonly plannedFor: LegalDate | undefined;
  /** The law that comes with it, as of this day: the first day of effect. */
  readonly lawOf: LegalDate;
  readonly days: readonly DayOfEffect[];
  readonly humanitarian: HumanitarianRoute;
  readonly generalLicence: GeneralLicenceRoute;
  readonly items: NoticeItems;
  readonly given: ImpactCase;
  readonly assessment: Assessment;
  /** Trade rows that the assessment was made with; undefined: they are not at hand any more. */
  readonly trade: readonly TradeRow[] | undefined;
  /** Parties of the case and the tables in words: `CHN`. */
  readonly nameOf: (party: string) => Text;
  readonly partner: PartnerParty;
  /** The last day on which the partner keeps it to itself; undefined: until the announcement. */
  readonly embargo: LegalDate | undefined;
  readonly contact: ContactPoint;
}

export const NOTICE_PARTS = ['what', 'when', 'items', 'exposure', 'effect', 'humanitarian', 'general-licence'] as const;
export type NoticePartId = (typeof NOTICE_PARTS)[number];

export interface NoticePart {
  readonly id: NoticePartId;
  readonly title: Text;
  readonly lines: readonly Text[];
}

/** What goes out in a month by the forecast, rounded to whole units. */
export interface NoticeMonth {
  readonly month: string;
  readonly without: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What a notice says, in both languages; one page. Frozen when it is sent. */
export interface PartnerNotice {
  readonly title: Text;
  /** Instrument, revision and partner: `cn/mofcom-2026-70 · 2 · JP`. */
  readonly number: string;
  readonly partner: { readonly code: string; readonly name: Text };
  readonly issuer: Text;
  readonly embargo: Text;
  readonly parts: readonly NoticePart[];
  /** What is newly controlled; `more`: codes beyond those that a page has room for. */
  readonly items: NoticeItems & { readonly more: number };
  /** Forecast by month; empty where the measure is not a licence requirement. */
  readonly months: { readonly unit: string; readonly rows: readonly NoticeMonth[] };
  readonly contact: ContactPoint;
}

/** More codes than these would not fit; their number is told, and the instrument lists them. */
const MOST_CODES = 150;
/** More months than these would not fit. */
const MOST_MONTHS = 9;

/**
 * What does the authority tell a partner country about a planned measure? Nothing in it is said that the basis does not say: what is not
 * known is told as not known, and effect of the whole is never told as effect on the partner.
 * @param basis an assessment of the very revision that is told
 * @example partnerNotice(basis).parts.map(({ id }) => id) // NOTICE_PARTS
 */
export function partnerNotice(basis: NoticeBasis): PartnerNotice {
  const { instrument, revision, partner, given, assessment, lawOf, contact } = basis;
  const queue = assessment.queue;
  return {
    title: t('拟采取的出口管制措施：伙伴国通报', 'Planned export control measure: notice to partners'),
    number: `${instrument.id} · ${revision} · ${partner.code}`,
    partner: { code: partner.code, name: partner.name },
    issuer: instrument.issuer,
    embargo: embargoText(basis),
    parts: [
      part('what', '措施', 'What is planned', whatLines(instrument)),
      part('when', '日期', 'When', whenLines(basis)),
      part('items', '新列管物项', 'Newly controlled items', itemLines(basis)),
      part('exposure', '贵方的相关程度', 'How exposed you are', exposureLines(basis)),
      part('effect', '预期影响', 'Expected effect', effectLines(given, assessment, partner)),
      part('humanitarian', '人道主义出口', 'Humanitarian exports', humanitarianLines(basis.humanitarian, lawOf)),
      part('general-licence', '通用许可', 'General licences', generalLines(basis.generalLicence, lawOf)),
    ],
    items: {
      codes: shownOf(basis.items.codes),
      hs: shownOf(basis.items.hs),
      more: Math.max(0, new Set(basis.items.codes).size - MOST_CODES),
    },
    months: {
      unit: queue?.unit ?? '',
      rows: (queue?.months ?? []).slice(0, MOST_MONTHS).map(({ month, planned, band }) => ({
        month,
        without: Math.round(planned),
        low: Math.round(band.low),
        middle: Math.round(band.middle),
        high: Math.round(band.high),
      })),
    },
    contact,
  };
}

function embargoText({ embargo, plannedFor }: NoticeBasis): Text {
  if (embargo !== undefined)
    return t(
      `保密期至 ${embargo}（含当日）。在此之前请勿外传。`,
      `Embargoed up to and including ${embargo}. Not to be passed on before.`,
    );
  return plannedFor === undefined
    ? t('保密期至公布之时。在此之前请勿外传。', 'Embargoed until the announcement. Not to be passed on before.')
    : t(
        `保密期至公布之时（计划 ${plannedFor}）。在此之前请勿外传。`,
        `Embargoed until the announcement, planned for ${plannedFor}. Not to be passed on before.`,
      );
}

const t = (zh: string, en: string): Text => ({ zh, en });
const part = (id: NoticePartId, zh: string, en: string, lines: readonly Text[]): NoticePart => ({
  id,
  title: t(zh, en),
  lines,
});

function whatLines({ title, number, summary }: Instrument): readonly Text[] {
  const named = number === undefined ? title : t(`${title.zh}（${number}）`, `${title.en} (${number})`);
  return [named, summary];
}

function whenLines({ instrument, plannedFor, days }: NoticeBasis): readonly Text[] {
  const ends = instrument.provisions.flatMap((provision) => [
    ...(provision.lastDay === undefined ? [] : [provision.lastDay]),
    ...(provision.acts ?? []).flatMap(({ lastDay }) => (lastDay === undefined ? [] : [lastDay])),
  ]);
  const last = ends.sort().at(-1);
  return [
    plannedFor === undefined
      ? t('公布日期：未定', 'Publication: no day is fixed')
      : t(`计划公布：${plannedFor}`, `Publication planned: ${plannedFor}`),
    ...days.map(({ day, provisions }) =>
      t(`${day}起：${citesOf(provisions).zh}`, `From ${day}: ${citesOf(provisions).en}`),
    ),
    ...(last === undefined ? [] : [t(`写明的最后一日：${last}`, `Last day named: ${last}`)]),
  ];
}

/** The first of them and how many more: a page has no room for thirty. */
function citesOf(provisions: readonly Cited[], most = 3): Text {
  const shown = provisions.slice(0, most).map(({ cite }) => cite);
  const more = provisions.length - shown.length;
  return t(
    `${shown.map(({ zh }) => zh).join('、')}${more > 0 ? `等${provisions.length}项` : ''}`,
    `${shown.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
  );
}

function itemLines({ items }: NoticeBasis): readonly Text[] {
  const codes = new Set(items.codes).size;
  if (codes === 0) return [t('本措施不新增管制物项。', 'The measure controls no further items.')];
  const more = codes - MOST_CODES;
  return [
    t(
      `${codes} 个管制编码${more > 0 ? `，以下为前 ${MOST_CODES} 个，其余见公告清单` : ''}；海关商品编号${items.hs.length === 0 ? '清单未列明' : '仅供参考'}。`,
      `${codes} control codes${more > 0 ? `, the first ${MOST_CODES} of them here and the rest in the lists of the announcement` : ''}; ${items.hs.length === 0 ? 'the lists name no HS codes' : 'HS codes are hints'}.`,
    ),
  ];
}

const shownOf = (codes: readonly string[]): readonly string[] => [...new Set(codes)].slice(0, MOST_CODES);

function exposureLines({ given, trade, partner, nameOf }: NoticeBasis): readonly Text[] {
  if (trade === undefined)
    return [
      t(
        '评估所用的贸易数据已不可得，相关程度未知。',
        'The trade data of the assessment are not at hand any more: not known.',
      ),
    ];
  return given.items.map((item): Text => {
    const found = partnerExposure(item, partner.inTables, given, trade);
    const sides = exposureSides(found, nameOf(given.restricting), nameOf(given.economy), item.trade?.period ?? '');
    const [zh, en] = [item.name.zh, capital(item.name.en)];
    if (sides.length === 0)
      return t(
        `${zh}：所用贸易数据没有相关内容，贵方的相关程度未知。`,
        `${en}: the trade data used are silent on it, so your exposure is not known.`,
      );
    return t(
      `${zh}：${sides.map((side) => side.zh).join('；')}。`,
      `${en}: ${sides.map((side) => side.en).join('; ')}.`,
    );
  });
}

function exposureSides(
  { dependsOn, receives, supplies }: PartnerExposure,
  restricting: Text,
  economy: Text,
  period: string,
): readonly Text[] {
  const say = (known: KnownShare | undefined, zh: string, en: string): readonly Text[] => {
    if (known === undefined) return [];
    const { share, unknownRows } = known;
    return [
      t(
        `${zh}${percentOf(share)}（${period}${unknownRows === 0 ? '' : `，已知部分；${unknownRows} 行无数值`}）`,
        `${percentOf(share)} ${en} (${period}${unknownRows === 0 ? '' : `, of what is known; ${unknownRows} rows without an amount`})`,
      ),
    ];
  };
  return [
    ...say(dependsOn, `贵方进口中来自${restricting.zh}的占`, `of your imports come from ${restricting.en}`),
    ...say(receives, `${restricting.zh}出口中运往贵方的占`, `of the exports of ${restricting.en} go to you`),
    ...say(supplies, `${economy.zh}进口中来自贵方的占`, `of the imports of ${economy.en} come from you`),
  ];
}

function effectLines(given: ImpactCase, assessment: Assessment, partner: PartnerParty): readonly Text[] {
  const { queue, facilitation, loss, unit } = assessment;
  const asItIs = facilitation.find((each) => each.facilitation === undefined);
  const whole = queue?.exportedShare ?? asItIs?.exportedShare;
  return [
    t(
      `对所有目的地合计、非贵方单独：自${given.from}起 ${given.days} 天。${BANDS.zh}`,
      `For all destinations together, not for yours alone, over ${given.days} days from ${given.from}. ${BANDS.en}`,
    ),
    whole === undefined
      ? t('离境比例：未知。', 'What still goes out: not known.')
      : t(
          `离境量占无措施时的 ${percentBand(whole).zh}。`,
          `Of what would go out without the measure, ${percentBand(whole).en} goes out.`,
        ),
    queue?.meanWait === undefined
      ? t('等待时间：未估计。', 'Waiting times: not estimated.')
      : t(
          `从受理到决定平均约 ${number(queue.meanWait)} 个工作日（最可能值）；法定 ${queue.limit} 个工作日。`,
          `From acceptance to decision about ${number(queue.meanWait)} working days on the mean (likely values); the law allows ${queue.limit}.`,
        ),
    partner.inTables !== undefined && partner.inTables === given.economy
      ? t(
          `贵方增加值损失（不计库存）：${bandText(loss)} ${unitText(unit).zh}。`,
          `Value added lost in your economy, if no stocks help: ${bandText(loss)} ${unit}.`,
        )
      : t(
          '经济损失：未使用贵方的投入产出表，不作估计。',
          'Economic loss: no input-output table of your economy was used, so none is told.',
        ),
    ...provisos(given, assessment),
  ];
}

/** What makes the figures less sure than they look: numbers of another period, working days that nobody has published yet. */
function provisos({ from, writtenFor }: ImpactCase, { gaps }: Assessment): readonly Text[] {
  const years = gaps.flatMap((gap) => (gap.kind === 'no-holidays' ? [gap.year] : []));
  return [
    ...(writtenFor === undefined || writtenFor === from
      ? []
      : [
          t(
            `数值取自为 ${writtenFor} 编写的案例，改自 ${from} 起算。`,
            `The numbers come from a case written for ${writtenFor} and count from ${from} here.`,
          ),
        ]),
    ...(years.length === 0
      ? []
      : [
          t(
            `${years.join('、')} 年放假安排尚未公布，按周一至周五推定。`,
            `The holidays of ${years.join(', ')} are not published yet; Monday to Friday are taken as working days.`,
          ),
        ]),
  ];
}

const BANDS = t('数值为中位数（九成抽样所在区间）。', 'Figures: the middle (and where nine tenths of the draws lie).');

function humanitarianLines({ duties, exempt, lost, report }: HumanitarianRoute, day: LegalDate): readonly Text[] {
  const ended =
    lost.length === 0
      ? []
      : [
          t(
            `现行人道主义豁免不再适用（${citesOf(lost).zh}）。`,
            `A humanitarian exemption of today applies no more (${citesOf(lost).en}).`,
          ),
        ];
  if (duties.length === 0)
    return [
      ...ended,
      t('本措施不新增许可要求。', 'The measure brings no new licence requirement, for humanitarian exports neither.'),
    ];
  const by = [...new Map(exempt.map((each) => [each.by.provision, each.by])).values()];
  if (by.length === 0)
    return [
      ...ended,
      t(
        `${day}施行的规定没有适用于本措施的人道主义豁免：人道主义出口也须申请许可。`,
        `The texts in force on ${day} hold no humanitarian exemption from this measure: a humanitarian export needs a licence too.`,
      ),
    ];
  const covered = new Set(exempt.map(({ duty }) => duty));
  const left = duties.filter(({ provision }) => !covered.has(provision));
  const cites = citesOf(by);
  // All of them: whoever sends relief must not have to guess.
  const still = citesOf(left, left.length);
  return [
    ...ended,
    left.length === 0
      ? t(`人道主义救援免于申请许可（${cites.zh}）。`, `Humanitarian relief needs no licence (${cites.en}).`)
      : t(
          `人道主义救援部分免于申请许可（${cites.zh}）；${still.zh}除外，仍须申请。`,
          `Humanitarian relief needs no licence (${cites.en}), except under ${still.en}, where it does.`,
        ),
    report === undefined
      ? t('施行的规定未要求事后报告。', 'No provision in force asks for a report afterwards.')
      : t(
          `出口后 ${report.workingDays} 个工作日内报告${report.mailbox === undefined ? '' : `（${report.mailbox}）`}（${report.cite.zh}）。`,
          `Reported within ${report.workingDays} working days after the export${report.mailbox === undefined ? '' : ` to ${report.mailbox}`} (${report.cite.en}).`,
        ),
  ];
}

function generalLines({ offered, closedBy, conditions }: GeneralLicenceRoute, day: LegalDate): readonly Text[] {
  if (closedBy.length > 0)
    return [
      t(
        `本措施不适用通用许可（${citesOf(closedBy).zh}）。`,
        `The measure closes the general licence (${citesOf(closedBy).en}).`,
      ),
    ];
  if (offered === undefined)
    return [t(`${day}没有施行的通用许可规定。`, `No provision in force on ${day} offers a general licence.`)];
  const years = offered.longestYears;
  const wanted = conditions.map(({ name }) => name);
  const cites = citesOf(distinct(conditions.map(({ by }) => by)));
  return [
    t(
      `可申请通用许可，多次出口${years === undefined ? '' : `，有效期不超过 ${years} 年`}（${offered.cite.zh}）。`,
      `Open: many exports under one licence${years === undefined ? '' : `, for ${years} years at most`} (${offered.cite.en}).`,
    ),
    ...(wanted.length === 0
      ? []
      : [
          t(
            `条件：${wanted.map(({ zh }) => zh).join('；')}（${cites.zh}）。`,
            `It takes: ${wanted.map(({ en }) => en).join('; ')} (${cites.en}).`,
          ),
        ]),
  ];
}

const distinct = (all: readonly Cited[]): readonly Cited[] => [
  ...new Map(all.map((each) => [each.provision, each])).values(),
];

/** Two significant digits: a model says no more. @example significant(0.8246) // '0.82'; significant(84_600) // '85,000' */
function significant(value: number): string {
  const text = Number(value.toPrecision(2))
    .toFixed(4)
    .replace(/\.?0+$/, '');
  if (text === '0' && value > 0) return '<0.0001';
  const [whole = '', ...rest] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.');
}
const number = (value: number): string => String(Math.round(value));
/** The space does not break. @example percentOf(0.8246) // '82 %' */
const percentOf = (share: number): string => `${significant(share * 100)}\u00a0%`;
const percentBand = ({ low, middle, high }: Band): Text => {
  const within = `${significant(low * 100)}–${percentOf(high)}`;
  return t(`${percentOf(middle)}（${within}）`, `${percentOf(middle)} (${within})`);
};
const bandText = ({ low, middle, high }: Band): string =>
  `${significant(middle)} (${significant(low)}–${significant(high)})`;

const UNITS: Readonly<Record<string, string>> = {
  'million USD': '百万美元',
  'million EUR': '百万欧元',
  'million CNY': '百万元',
};
const unitText = (unit: string): Text => t(UNITS[unit] ?? unit, unit);
const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
