import { createHash } from 'node:crypto';
import { type Determination, type ProcedureOn, speaker, tame, type Text, WORDS } from '@ytterby/core';
import {
  type Application,
  CASE_STATUSES,
  type CaseStatus,
  type LintFinding,
  type PaperNeeded,
} from '@ytterby/core/licensing';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { typesetter } from '../report/typesetting.ts';

/** What goes into the pack of one application. */
export interface PackContent {
  readonly application: Application;
  readonly status: CaseStatus;
  /** Null until it is submitted. */
  readonly number: string | null;
  readonly determination: Determination | null;
  readonly papers: readonly PaperNeeded[];
  readonly findings: readonly LintFinding[];
  readonly procedure: ProcedureOn;
  readonly documents: readonly PackDocument[];
  readonly at: Temporal.Instant;
}

export interface PackDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

const FORM = '申请书.pdf';
const FOLDER = '材料';
const MANIFEST = '清单.json';

const set = typesetter(import.meta.dirname);

/**
 * An application in Chinese, ready for the ministry's own platform, as a zip: `申请书.pdf` to print, sign and seal, the documents
 * in the order of the papers that the law asks for, and `清单.json` with the SHA-256 of every file.
 * @example await applicationPack(content) // zip: 申请书.pdf, 材料/01-合同….pdf, …, 清单.json
 */
export async function applicationPack(content: PackContent): Promise<Uint8Array> {
  const { application, number, at } = content;
  const placed = place(content);
  const form = await set('application-pack.typ', tamed(formOf(content, placed)), at);
  const listed = [
    {
      path: FORM,
      sha256: createHash('sha256').update(form).digest('hex'),
      size: form.length,
      paper: 'application-form',
    },
    ...placed.map(({ path, document, paper }) => ({
      path,
      sha256: document.sha256,
      size: document.bytes.length,
      paper: paper ?? null,
      name: document.name,
    })),
  ];
  const manifest = { number, kind: application.kind, at: at.toString({ smallestUnit: 'second' }), files: listed };
  const files: Zippable = { [FORM]: [form, { level: 0 }] };
  for (const { path, document } of placed)
    files[path] = [document.bytes, { level: document.mediaType.startsWith('text/') ? 6 : 0 }];
  files[MANIFEST] = strToU8(`${JSON.stringify(manifest, null, 2)}\n`);
  return zipSync(files, { mtime: new Date(at.epochMilliseconds) });
}

interface Placed {
  readonly path: string;
  readonly document: PackDocument;
  /** Id of the paper as which the application names it; absent where it names it nowhere. */
  readonly paper?: string;
}

/** Documents in the order of the application's papers, then the rest; numbered, so that no two have one name. */
function place({ application, documents, papers: needed, procedure }: PackContent): readonly Placed[] {
  const filed = application.papers ?? [];
  const paperOf = ({ sha256 }: PackDocument) => filed.find((paper) => paper.sha256 === sha256);
  const order = needed.map(({ paper }) => paper);
  const rank = (document: PackDocument) => {
    const at = order.indexOf(paperOf(document)?.paper ?? '');
    return at < 0 ? order.length : at;
  };
  return documents
    .toSorted((a, b) => rank(a) - rank(b))
    .map((document, index) => {
      const paper = paperOf(document);
      const title =
        paper === undefined ? '' : `${paperName(paper.paper, procedure)}${paper.translationOf ? '（译文）' : ''}-`;
      const name = `${String(index + 1).padStart(2, '0')}-${title}${document.name}`;
      return { path: `${FOLDER}/${fileName(name)}`, document, ...(paper && { paper: paper.paper }) };
    });
}

/** What every file system takes, 255 bytes at most; the end of the name stays, for it tells the type. */
function fileName(name: string): string {
  const safe = [
    ...tame(name)
      .replace(/[<>:"/\\|?*]/g, '_')
      .replace(/[. ]+$/, ''),
  ];
  return safe.length <= 60 ? safe.join('') : `${safe.slice(0, 44).join('')}…${safe.slice(-15).join('')}`;
}

function paperName(id: string, { papers }: ProcedureOn): string {
  return papers.find((paper) => paper.id === id)?.name.zh ?? (id === 'other' ? '其他材料' : id);
}

const say = speaker('zh');
const NOT_STATED = '未填写';

type Pair = readonly [label: string, value: string];
/** Pairs with a value; for a form the empty ones stay, so that one sees what is missing. */
const rows = (...pairs: readonly (readonly [string, string | undefined])[]): readonly Pair[] =>
  pairs.map(([label, value]) => [label, value ?? NOT_STATED]);
const stated = (...pairs: readonly (readonly [string, string | undefined])[]): readonly Pair[] =>
  pairs.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]));

/** Everything that the form says, as the template takes it. */
function formOf(content: PackContent, placed: readonly Placed[]) {
  const { application, status, number, findings, procedure, at } = content;
  const kind = procedure.kinds.find(({ id }) => id === application.kind)?.name.zh ?? KIND_NAMES[application.kind];
  const minute = at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' });
  return {
    title: '两用物项出口许可申请书',
    kind,
    number: number ?? '（提交后编号）',
    status: CASE_STATUSES[status].zh,
    made: minute.replace('T', ' '),
    errors: findings
      .filter(({ severity }) => severity === 'error')
      .map(({ text, remedy }) => `${text.zh}。${remedy.zh}。`),
    applicant: company(application.applicant),
    agent: application.agent === undefined ? null : company(application.agent),
    endUsers: (application.endUsers ?? []).map((user) => [
      ...company(user),
      ...rows(['是否军事用户', yesNo(user.military)]),
    ]),
    parties: [
      ...(application.importer === undefined ? [] : [{ role: '进口商', rows: company(application.importer) }]),
      ...(application.consignee === undefined ? [] : [{ role: '收货人', rows: company(application.consignee) }]),
    ],
    endUse: rows(
      ['用途类别', application.endUse?.kind && (WORDS[application.endUse.kind]?.zh ?? application.endUse.kind)],
      ['具体用途', application.endUse?.description],
      ['使用地点', application.endUse?.place],
      ['最终目的地', application.destination && country(application.destination)],
      ['途经地', application.via?.map(country).join('、')],
      ['申请的有效期', validity(application)],
    ),
    lines: (application.lines ?? []).map((line) => ({
      name: [line.nameZh, line.description].filter((each) => each !== undefined),
      code: line.code ?? NOT_STATED,
      hs: line.hs ?? '—',
      origin: line.origin === undefined ? '—' : country(line.origin),
      quantity: amount(line.quantity, unit(line.unit)),
      value: amount(line.value, line.currency),
      contractLine: line.contractLine ?? '—',
    })),
    totals: totals(application),
    contract: rows(
      ['合同编号', application.contract?.number],
      ['签订日期', application.contract?.date],
      ['币种', application.contract?.currency],
    ),
    contractLines: (application.contract?.lines ?? []).map((line) => ({
      id: line.id,
      description: line.description ?? NOT_STATED,
      quantity: amount(line.quantity, unit(line.unit)),
      price: amount(line.unitPrice, application.contract?.currency),
      value: amount(line.value, application.contract?.currency),
    })),
    more: special(application),
    proof: proofRows(application, procedure),
    papers: paperRows(content, placed),
    determination: summary(content),
    remarks: application.remarks ?? null,
    statements: statements(application, procedure),
    isChange: application.kind === 'minor-change',
    signer: application.applicant?.nameZh ?? application.applicant?.name ?? '',
    handler: application.applicant?.contact?.name ?? '',
  };
}

/** Names of the kinds on days on which no provision in force opens them. */
const KIND_NAMES: Readonly<Record<Application['kind'], string>> = {
  'individual-licence': '单项许可',
  'general-licence': '通用许可',
  'registration-certificate': '以登记填报信息方式获得出口凭证',
  'overseas-operator': '境外特定出口经营者申请',
  technology: '稀土相关技术出口申请',
  'minor-change': '变更非关键要素',
  'major-change': '变更关键要素（重新申请）',
};
type Company = NonNullable<Application['applicant']>;

function company(of: Company | undefined): readonly Pair[] {
  const { contact } = of ?? {};
  const reached = [contact?.name, contact?.phone, contact?.email].filter((each) => each !== undefined);
  return [
    ...rows(['名称', of?.nameZh ?? of?.name]),
    ...stated(['外文名称', of?.nameZh === undefined ? undefined : of.name]),
    ...rows(['所在国家（地区）', of?.country && country(of.country)], ['地址', of?.address]),
    ...stated(['统一社会信用代码', of?.uscc], ['LEI', of?.lei]),
    ...stated(['联系人', reached.length === 0 ? undefined : reached.join('，')]),
  ];
}

const yesNo = (value: string | undefined) => (value === undefined ? undefined : value === 'yes' ? '是' : '否');

function validity({ validity: asked }: Application): string | undefined {
  if (asked?.from === undefined && asked?.lastDay === undefined) return undefined;
  return `${asked.from ?? '—'} 至 ${asked.lastDay ?? '—'}`;
}

const regions = new Intl.DisplayNames(['zh-Hans-CN'], { type: 'region', fallback: 'code' });
/** As the law names them. */
const AS_THE_LAW: Readonly<Partial<Record<string, string>>> = { HK: '中国香港', MO: '中国澳门', TW: '中国台湾' };
const country = (code: string): string => AS_THE_LAW[code] ?? regions.of(code) ?? code;

const UNITS: Readonly<Record<string, string>> = {
  kg: '千克',
  kgm: '千克',
  g: '克',
  grm: '克',
  t: '吨',
  tne: '吨',
  pc: '件',
  pcs: '件',
  piece: '件',
  pieces: '件',
  h87: '件',
  c62: '台',
  unit: '台',
  units: '台',
  set: '套',
  sets: '套',
  m: '米',
  mtr: '米',
  l: '升',
  ltr: '升',
};
const unit = (text: string | undefined) => (text === undefined ? undefined : (UNITS[text.toLowerCase()] ?? text));

/** @example amount('46250.5', 'EUR') // ['46 250.5', 'EUR'] */
const amount = (value: string | undefined, of: string | undefined): readonly string[] =>
  value === undefined ? ['—'] : [grouped(value), ...(of === undefined ? [] : [of])];
/** Thousands apart by a space that does not break. */
const grouped = (value: string): string => value.replace(/\B(?=(?:\d{3})+(?:\.|$))(?<!\.\d*)/g, '\u00a0');

/** The value of all lines, by currency; none where a line says no value. */
function totals({ lines = [] }: Application): readonly string[] {
  const sums = new Map<string, bigint>();
  for (const { value, currency } of lines) {
    if (value === undefined || currency === undefined) return [];
    sums.set(currency, (sums.get(currency) ?? 0n) + scaled(value));
  }
  return [...sums].map(([currency, sum]) => `${grouped(unscaled(sum))} ${currency}`);
}
/** Decimal places that are kept: as many as the application's own text can have. */
const PLACES = 38;
const scaled = (text: string): bigint => {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(PLACES, '0'));
};
const unscaled = (sum: bigint): string => {
  const digits = sum.toString().padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
};

const MOVEMENTS: Readonly<Record<NonNullable<Application['movement']>, string>> = {
  'repair-return': '进境维修后复运出境',
  'out-for-repair': '出境维修',
  'exhibition-in-china-return': '在境内展览后复运出境',
  'exhibition-abroad': '出境参加展览',
  'civil-aircraft-parts': '民用航空器零部件',
  other: '其他',
};
type Element = NonNullable<NonNullable<Application['change']>['elements']>[number]['element'];
const ELEMENTS: Readonly<Record<Element, string>> = {
  item: '物项',
  destination: '目的地',
  'end-user': '最终用户',
  'end-use': '最终用途',
  quantity: '数量',
  value: '金额',
  validity: '有效期',
  importer: '进口商',
  consignee: '收货人',
  contract: '合同',
  transport: '运输',
  'exporter-details': '出口经营者信息',
};

/** What only some kinds of application say. */
function special({ technology, change, standing, movement, form, kind }: Application) {
  const parts: { title: string; rows: readonly Pair[] }[] = [];
  if (kind === 'technology')
    parts.push({
      title: '技术',
      rows: rows(
        ['技术名称', technology?.name],
        ['主要参数', technology?.parameters],
        ['技术接收方', technology?.recipient],
        ['接收方的所有权', technology?.recipientOwners],
        ['转移或者提供的方式', technology?.way],
        ['地点', technology?.place],
        ['目的', technology?.purpose],
        ['保护措施', technology?.protection],
        ['是否在境内提供', yesNo(technology?.providedInChina)],
      ),
    });
  if (kind === 'minor-change' || kind === 'major-change')
    parts.push({
      title: '变更',
      rows: [
        ...rows(['原许可证件编号', change?.licence], ['变更理由', change?.reason]),
        ...(change?.elements ?? []).map(
          ({ element, from, to }): Pair => [ELEMENTS[element], `${from ?? '—'} → ${to ?? '—'}`],
        ),
      ],
    });
  if (movement !== undefined) parts.push({ title: '登记情形', rows: [['情形', MOVEMENTS[movement]]] });
  if (kind === 'general-licence' || form === 'general-licence')
    parts.push({
      title: '通用许可的条件',
      rows: rows(
        ['内部合规制度运行良好', yesNo(standing?.complianceSystem)],
        ['有相关物项出口记录', yesNo(standing?.exportRecord)],
        ['出口渠道和最终用户相对固定', yesNo(standing?.fixedChannels)],
        ['因出口管制违法受过处罚', yesNo(standing?.barredByPenalty)],
      ),
    });
  return parts;
}

/** Registration and a change of other elements go without the proof of the end user. */
const hasProof = ({ kind }: Application) => kind !== 'registration-certificate' && kind !== 'minor-change';

/** What the end user signed, in the words of the law pack. */
function proofRows({ proof, kind }: Application, { proofFields }: ProcedureOn): readonly Pair[] {
  if (!hasProof({ kind })) return [];
  return proofFields.flatMap(({ id, name, because }): Pair[] => {
    const value = proof?.[id as keyof typeof proof];
    if (value === undefined && because.verified !== 'yes') return [];
    return [[name.zh, value === undefined ? NOT_STATED : (yesNoOr(value) ?? value)]];
  });
}
const yesNoOr = (value: string) => (value === 'yes' || value === 'no' ? yesNo(value) : undefined);

/** Papers that the law asks for, then what was filed beyond them; with the files that stand for each. */
function paperRows({ application, papers, procedure }: PackContent, placed: readonly Placed[]) {
  const filed = application.papers ?? [];
  const files = (id: string) => placed.filter(({ paper }) => paper === id).map(({ path }) => path);
  const asked = new Set(papers.map(({ paper }) => paper));
  const row = (id: string, name: string, because: Text | null) => {
    const isFiled = filed.some(({ paper }) => paper === id);
    return { name, because: because?.zh ?? '—', files: id === 'application-form' ? [FORM] : files(id), isFiled };
  };
  const beyond = [...new Set(filed.map(({ paper }) => paper))].filter((id) => !asked.has(id));
  return [
    ...papers.map(({ paper, name, because }) => row(paper, name.zh, because.cite)),
    ...beyond.map((id) => row(id, paperName(id, procedure), null)),
    ...placed
      .filter(({ paper }) => paper === undefined)
      .map(({ path, document }) => ({ name: document.name, because: '—', files: [path], isFiled: true })),
  ];
}

/** The answer that was frozen with the application. */
function summary({ application, determination }: PackContent) {
  const frozen = application.determination;
  if (frozen === undefined) return null;
  const coverage = determination?.coverage.text.zh;
  return {
    rows: [
      ...rows(
        ['结论', say(`outcome.${frozen.outcome}` as Parameters<typeof say>[0])],
        ['适用法律的日期', frozen.asOf],
        ['法规库', `${frozen.pack.id} ${frozen.pack.version}`],
      ),
      ...stated(['公报核对', coverage]),
      ...stated([
        '名单命中',
        frozen.listed === undefined
          ? undefined
          : frozen.listed.map(({ party, entry }) => `${party}（${entry}）`).join('；'),
      ]),
    ] satisfies readonly Pair[],
    lines: (determination?.lines ?? []).map((line) => {
      const because = line.branches.flatMap((branch) => branch.because);
      // A list that sleeps, or that governs other exports, is not what this export falls under.
      const instruments = because.map(({ id }) => id.slice(0, id.lastIndexOf('/') + 1));
      const met = line.classification.entries.filter(
        ({ verdict, list }) => verdict === 'met' && instruments.some((instrument) => list.startsWith(instrument)),
      );
      return {
        name: line.description ?? line.id,
        codes: met.map(({ code, name }) => `${code} ${name.zh}`),
        outcome: say(`outcome.${line.outcome}` as Parameters<typeof say>[0]),
        because: [...new Set(because.map(({ cite }) => cite.zh))],
      };
    }),
  };
}

/** What the applicant signs. A provision that is not in force on the day is not cited. */
function statements(application: Application, { inForce }: ProcedureOn): readonly string[] {
  const under = (id: string) => {
    const cite = inForce.get(id);
    return cite === undefined ? '' : `（${cite.zh}）`;
  };
  const R = 'cn/state-council-2024-792';
  return [
    '本申请书及所附材料的内容真实、准确、完整。',
    ...(hasProof(application)
      ? [
          `最终用户和最终用途证明文件由最终用户出具；最终用户已承诺，未经商务部允许，不擅自改变最终用途，不向任何第三方转让${under(`${R}/24`)}。`,
        ]
      : []),
    '取得许可后，按照许可证件载明的物项、数量、最终用户、最终用途和条件出口。',
    `发现最终用户或者最终用途已经改变或者可能改变，或者证明文件有伪造、变造、失效等情形的，立即停止出口，向商务部报告并配合核查${under(`${R}/25`)}。`,
    `妥善保存与本次出口有关的资料，保存期限不少于5年${under(`${R}/27`)}。`,
  ];
}

/** Names come from strangers: no text turns the direction of writing or holds what the font has no shape for. */
function tamed<Value>(value: Value): Value {
  if (typeof value === 'string') return tame(value) as Value;
  if (Array.isArray(value)) return value.map(tamed) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tamed(each)])) as Value;
}
