import {
  type BomFacts,
  type BomPartFacts,
  type EndUseFacts,
  type ExporterFacts,
  ExportFacts,
  type FactSourceFacts,
  type ItemFacts,
  type LineFacts,
  type OriginStepsFacts,
  type OwnerFacts,
  type PartyFacts,
} from './facts.ts';
import type { Text } from './finding.ts';
import type { ValueBasis } from './quantity/amount.ts';

/** What it means that a fact is not stated, field by field: said here once, printed in `docs/facts.md`, proved over the worked cases. */

/**
 * `needed`: nothing is answered without it. `open`: it is unknown; every value stays possible, and the answer asks where it
 * matters. `value`: it counts as the value `as`. `follows`: it follows from other facts as `says` has it, and is open where
 * they do not tell. `no-effect`: it decides no answer, stated or not.
 */
export type Absent = 'needed' | 'open' | 'value' | 'follows' | 'no-effect';

/** What a field asks, and what it says when it is left out. */
export interface FactField {
  readonly asks: Text;
  readonly absent: Absent;
  /** The value that an absent field counts as. */
  readonly as?: string | readonly never[];
  /** What being absent means, and why, where that takes more than its kind. */
  readonly says?: Text;
  /** What a stated `unknown` does, where that is more than to leave every value possible. */
  readonly unknown?: Text;
  /** Who decides it: provisions, readings; `own` = the product, for the reason that `says` gives. */
  readonly by: readonly string[];
}

type Fields<Facts> = { readonly [Name in keyof Facts]-?: FactField };

const t = (zh: string, en: string): Text => ({ zh, en });
const OWN = ['own'];

const needed = (zh: string, en: string): FactField => ({ asks: t(zh, en), absent: 'needed', by: OWN });
const open = (zh: string, en: string, by: readonly string[] = OWN, says?: Text): FactField => ({
  asks: t(zh, en),
  absent: 'open',
  by,
  ...(says && { says }),
});
const noEffect = (zh: string, en: string, says?: Text): FactField => ({
  asks: t(zh, en),
  absent: 'no-effect',
  by: OWN,
  ...(says && { says }),
});
const follows = (zh: string, en: string, by: readonly string[], says: Text): FactField => ({
  asks: t(zh, en),
  absent: 'follows',
  by,
  says,
});
const counts = (
  zh: string,
  en: string,
  as: NonNullable<FactField['as']>,
  by: readonly string[],
  says: Text,
): FactField => ({ asks: t(zh, en), absent: 'value', as, by, says });

const EXPORT: Fields<ExportFacts> = {
  asOf: needed('出口之日（北京时间）', 'day of export, Beijing time'),
  knownAt: follows(
    '只计入截至哪一日已公布的文件',
    'day by which law must have been published to count',
    OWN,
    t('同出口之日', 'the day of export'),
  ),
  act: follows(
    '行为：出口、境内转移、提供技术、提供帮助',
    'act: export, transfer inside a country, provision of technology, help',
    ['cn/npcsc-2020-export-control-law/2', 'cn/mofcom-2025-61/7'],
    t(
      '技术为提供技术，货物跨境为出口，不跨境为境内转移；去向未说明的，均有可能',
      'technology is provided, goods that cross a border are exported, others transferred; both while nobody says where they go',
    ),
  ),
  from: open('起运地', 'place of departure', ['cn/mofcom-gac-2025-18/1', 'cn/mofcom-2025-61/1(1)']),
  to: open('下一目的地', 'next destination', ['cn/mofcom-2024-46/1', 'cn/mofcom-2025-61/1(1)']),
  finalDestination: follows(
    '最终目的地（若比下一目的地更远）',
    'final destination, when it is further than the next one',
    ['cn/mofcom-2024-46/1', 'cn/mofcom-2026-1/1'],
    t(
      '最终用户所在地；其所在地未说明的，为未知。写明（包括写明未知）而当事各方均不在该地的，该地另有未知的接收方',
      'where the end users are, which is unknown while nobody says where that is. Where it is stated, be it as unknown, and none of the parties is known to be there, somebody who is not named gets the goods there',
    ),
  ),
  via: counts(
    '途经地：货物途中经过、不停留的国家（地区）',
    'stops on the way: countries and customs territories that the goods pass',
    'none',
    ['cn/npcsc-2020-export-control-law/45', 'transit-through-china'],
    t(
      '视为没有说明的途经地：货物按所述起运地和目的地运输，经中国过境是另一项陈述',
      'no stop is told: goods go from where they leave to where they go, and a passage through China is a further statement',
    ),
  ),
  exporter: open('出口经营者', 'exporter'),
  parties: open(
    '交易各方',
    'parties',
    ['cn/npcsc-2020-export-control-law/18', 'cn/mofcom-2025-61/2'],
    t('总有最终用户；在说明之前可能是任何人', 'somebody will use the goods, and may be anybody until it is said who'),
  ),
  endUse: open('最终用途', 'end use'),
  lines: needed('货物', 'goods'),
  bom: open('物料清单', 'bill of materials', ['cn/mofcom-2025-61/1(1)']),
};

const EXPORTER: Fields<ExporterFacts> = {
  name: noEffect('名称', 'name'),
  country: open('设在哪个国家（地区）', 'country in which it is established', [
    'cn/npcsc-2020-export-control-law/2',
    'cn/mofcom-2025-61/1(1)',
  ]),
  chinesePerson: follows(
    '是否为中国公民、法人或者非法人组织',
    'Chinese citizen, legal person or body',
    ['cn/npcsc-2020-export-control-law/2', 'chinese-person-abroad'],
    t(
      '单位属其设立地：设在中国为是，设在境外为否；设立地未知的，为未知',
      'a body is of where it is established: in China yes, abroad no, unknown where that is unknown',
    ),
  ),
  complianceSystem: open('是否建立出口管制内部合规制度', 'internal compliance system', [
    'cn/state-council-2024-792/16(2)',
  ]),
  exportRecord: open('是否有相应管制物项的出口记录', 'record of exports of such items', [
    'cn/state-council-2024-792/16(2)',
  ]),
  fixedChannels: open('是否有相对固定的出口渠道和最终用户', 'fixed channels and end users', [
    'cn/state-council-2024-792/16(2)',
  ]),
  barredByPenalty: open('是否因处罚不得使用便利措施', 'barred by a penalty', ['cn/state-council-2024-792/20']),
};

const LINE: Fields<LineFacts> = {
  id: follows('编号', 'number of the line', OWN, t('其序号', 'its place in the list')),
  item: needed('物项是什么；可以为空，空即未知', 'what it is; may be empty, which is unknown'),
  madeIn: open('生产地', 'place of production', ['cn/mofcom-2025-61/1(1)', 'cn/mofcom-2025-61/1(2)']),
  origin: follows(
    '原产地',
    'country of origin',
    ['cn/mofcom-2025-61/1(3)', 'origin-theory'],
    t('由各工序所在地推定；工序也未说明的，为未知', 'by the steps; unknown where these are not told either'),
  ),
  steps: open('各工序所在地', 'where each step was done', ['origin-theory']),
  technologyOrigin: open('所用稀土技术的原产地', 'origin of the rare-earth technology used', [
    'cn/mofcom-2025-61/1(2)',
  ]),
  technologyExclusion: follows(
    '技术是否属于公共领域、基础科学研究、普通专利申请所必需',
    'technology in the public domain, basic research, or for an ordinary patent application',
    ['cn/mofcom-2025-62/6'],
    t('货物不是技术，为无；技术为未知', 'goods are no technology, so none; of technology unknown'),
  ),
  substantialHelp: follows(
    '是否属于实质性帮助和支持',
    'substantial help',
    ['cn/mofcom-2025-62/7'],
    t('行为不可能是提供帮助的，为否；否则未知', 'no where the act cannot be help; else unknown'),
  ),
  part: follows(
    '对应物料清单中的哪个零件',
    'part of the bill of materials that is this line',
    OWN,
    t(
      '编号与本项相同的零件；没有的，为清单中唯一不属于其他零件的零件',
      'the part with the id of the line; else the only one that goes into no other',
    ),
  ),
  quantity: noEffect('数量', 'quantity'),
  unit: noEffect('数量单位', 'unit of the quantity'),
  value: noEffect(
    '本项价值',
    'value of the line',
    t('比例按物料清单中的价值计算', 'the share is counted from the values of the bill'),
  ),
  movement: open('出入境缘由', 'why it crosses the border', ['cn/state-council-2024-792/19']),
};

const MATERIAL: Fields<Omit<ItemFacts, 'contains'>> = {
  description: follows(
    '品名、描述',
    'description',
    OWN,
    t(
      '形态、成分已说明的，以此归类；否则未知。文字只提示类别；提到成分所排除的稀土或者磁体的，两者均按可能处理',
      'by form and composition, where these are told; else unknown. Words only suggest a class; where they name a rare earth that the composition rules out, both are kept as possible',
    ),
  ),
  code: follows(
    '申报的管制编码；none 表示申报为清单外',
    'control code as declared; none = declared as not listed',
    OWN,
    t('形态、成分已说明的，以此归类；否则未知', 'by form and composition, where these are told; else unknown'),
  ),
  form: follows(
    '形态',
    'form',
    OWN,
    t(
      '由化学式、CAS 号或者技术用途推定，出口项对应的零件由该项说明；均未说明的，为未知',
      'by formula, CAS number or what the technology is for, of the exported part by its line; else unknown',
    ),
  ),
  elements: follows(
    '全部组成元素，杂质除外',
    'all elements that it is made of, impurities left out',
    OWN,
    t(
      '由化学式或者 CAS 号推定，出口项对应的零件由该项说明；均未说明的，为未知',
      'by formula or CAS number, of the exported part by its line; else unknown',
    ),
  ),
  mayContain: counts(
    '不知是否含有的元素',
    'elements of which it is not known whether they are in it',
    [],
    OWN,
    t(
      '没有存疑的元素：元素清单完整；未列元素清单的，元素均为未知',
      'none is in doubt: a list of elements is complete, and without one every element is unknown',
    ),
  ),
  formula: open(
    '化学式',
    'chemical formula',
    OWN,
    t('元素清单已说明的，以清单为准', 'where elements are listed, these decide'),
  ),
  massFractions: follows(
    '各元素的质量分数',
    'mass fraction by element',
    ['cn/mofcom-2025-61/annex-1-part-1'],
    t(
      '元素清单未列的元素为零；其他元素为未知',
      'nothing of an element that the list of elements leaves out; of others unknown',
    ),
  ),
  cas: open('CAS 号', 'CAS number', OWN, t('元素清单已说明的，以清单为准', 'where elements are listed, these decide')),
  hs: follows(
    '海关编码',
    'HS or customs code',
    OWN,
    t(
      '形态、成分已说明的，以此归类；否则未知。编码只作提示',
      'by form and composition, where these are told; else unknown. The code is a hint, never a ground',
    ),
  ),
  technologyFor: follows(
    '技术用于哪一环节',
    'what the technology is for',
    ['cn/mofcom-2025-62/1'],
    t('货物不是技术；技术为未知', 'goods are no technology; of technology unknown'),
  ),
};

const ITEM: Fields<ItemFacts> = {
  ...MATERIAL,
  contains: follows(
    '内含的材料；none 表示不含稀土材料',
    'materials inside; none = no rare-earth material',
    ['cn/mofcom-2025-61/1(1)'],
    t(
      '材料由其成分说明，附物料清单的由清单说明；否则未知',
      'of a material its composition tells, and where there is a bill of materials the bill; else unknown',
    ),
  ),
};

const STEPS: Fields<OriginStepsFacts> = {
  mined: open('开采地', 'where it was mined', ['origin-theory']),
  separated: open('分离地', 'where it was separated', ['origin-theory']),
  smelted: follows(
    '金属冶炼地',
    'where it was smelted',
    ['origin-theory'],
    t('矿和氧化物未经冶炼；其他为未知', 'ore and oxide were not smelted; of all else unknown'),
  ),
  made: follows(
    '制造地（合金、磁材等）',
    'where it was made into an alloy, a magnet or the like',
    ['origin-theory'],
    t('矿、氧化物和金属没有此工序；其他为未知', 'ore, oxide and metal have no such step; of all else unknown'),
  ),
};

const MONEY: Fields<{ amount: unknown; currency: unknown }> = {
  amount: needed('金额', 'amount'),
  currency: follows(
    '币种',
    'currency',
    OWN,
    t(
      '只与同样未注明币种的价值比较；与注明币种的价值之间为未知',
      'compares only with values that name none either; against those that name one it is unknown',
    ),
  ),
};
const VALUE: { readonly [Basis in ValueBasis]: FactField } = {
  contract: open('合同价', 'contract price', ['value-basis']),
  cost: open('成本', 'cost', ['value-basis']),
  customs: open('海关价格', 'customs value', ['value-basis']),
  market: open('市场价', 'market price', ['value-basis']),
};
const RANGE: Fields<{ min: unknown; max: unknown }> = {
  min: open('下限', 'lower end', OWN, t('没有下限，可以为零', 'no lower end: it may be zero')),
  max: open('上限', 'upper end', OWN, t('没有上限', 'no upper end')),
};

const PARTY: Fields<PartyFacts> = {
  role: needed('角色', 'role'),
  name: open('名称', 'name', ['cn/npcsc-2020-export-control-law/18']),
  country: open('所在国家（地区）', 'country', ['cn/mofcom-2024-46/1', 'cn/mofcom-2025-61/2']),
  military: open('是否军事用户', 'military user', ['cn/mofcom-2025-61/2', 'cn/mofcom-2024-46/1']),
  chinesePerson: follows(
    '是否为中国公民、法人或者非法人组织',
    'Chinese citizen, legal person or body',
    ['cn/npcsc-2020-export-control-law/2/in-china', 'deemed-export'],
    t('在中国为是，在境外为否，所在地未知的为未知', 'in China yes, abroad no, unknown where that is unknown'),
  ),
  listEntry: {
    ...follows(
      '由人确认的名单条目；none 表示不是名单上的主体',
      'list entries that a person confirmed; none = it is not the listed party',
      ['cn/npcsc-2020-export-control-law/18'],
      t(
        '按名称比对：完全相同的视为命中，相似的为未知，没有名称的为未知',
        'by the name: exactly that of an entry is a hit, one like it leaves it open, and so does no name',
      ),
    ),
    unknown: t('可能在任何名单上', 'it may be on any list'),
  },
  owners: {
    ...open('股权；none 表示背后没有列名主体', 'owners; none = no listed party stands behind it', [
      'cn/mofcom-2025-61/2',
    ]),
  },
};
const OWNER: Fields<OwnerFacts> = {
  name: needed('名称', 'name'),
  country: noEffect('所在国家（地区）', 'country'),
  listEntry: PARTY.listEntry,
  share: open('持股比例', 'share', ['cn/mofcom-2025-61/2', 'owners-sum']),
  owners: open('上级所有者', 'its own owners', ['cn/mofcom-2025-61/2', 'owners-chain']),
};

const END_USE: Fields<EndUseFacts> = {
  kind: open('用途类别', 'kind of use', ['cn/mofcom-2025-61/3(1)', 'cn/mofcom-2025-61/5', 'cn/mofcom-2024-46/1']),
  description: noEffect('用途说明', 'in words'),
  mayAlsoBe: counts(
    '虽非本意、但也可能的用途',
    'uses that are also possible, though not intended',
    [],
    ['cn/mofcom-2025-61/3(1)'],
    t('没有说明其他可能用途：所述用途即其用途', 'no other use is told: the stated use is the use'),
  ),
  logicNodeNm: follows(
    '逻辑芯片制程（纳米）',
    'logic node in nanometres',
    ['cn/mofcom-2025-61/4'],
    t(
      '已说明存储芯片层数的，不是逻辑芯片；两者均未说明的，为未知',
      'where layers of memory are told it is no logic chip; unknown where neither is',
    ),
  ),
  memoryLayers: follows(
    '存储芯片层数',
    'layers of the memory',
    ['cn/mofcom-2025-61/4'],
    t(
      '已说明逻辑芯片制程的，不是存储芯片；两者均未说明的，为未知',
      'where a logic node is told it is no memory; unknown where neither is',
    ),
  ),
  militaryPotentialOfAi: follows(
    '人工智能是否具有潜在军事用途',
    'potential military use of the artificial intelligence',
    ['cn/mofcom-2025-61/4'],
    t('用途不可能是人工智能研发的，为否；否则未知', 'no where the use cannot be its research; else unknown'),
  ),
  dangerKnown: follows(
    '是否知道、应当知道或者被告知可能危害国家安全和利益',
    'is a danger to national security known, or ought it to be',
    ['cn/state-council-2024-792/14(3)'],
    t(
      '用途已说明且不涉军事、大规模杀伤性武器或者恐怖主义，各方均已列名、不是军事用户、不在名单上且背后没有列名主体的，为否；否则未知',
      'no where nothing points to one: the use is told and is not grave, and every party is named, no military user, on no list and without a listed owner; else unknown',
    ),
  ),
  helpsRareEarthActivityAbroad: follows(
    '是否明知用于或者实质性有助于境外稀土五类活动',
    'is it known to serve one of the five rare-earth activities abroad',
    ['cn/mofcom-2025-62/1', 'knowledge-62'],
    t(
      '形态已说明，且不是设备、药剂或者技术的，为否；否则未知',
      'no where the form is told and is not equipment, a reagent or technology; else unknown',
    ),
  ),
};

const BOM: Fields<BomFacts> = {
  parts: needed('零件', 'parts'),
  unstated: counts(
    '没有说明的零件含什么',
    'what parts hold that say nothing',
    'unknown',
    ['cn/mofcom-2025-61/1(1)'],
    t(
      '未知：不含须由人声明，并作为假设写入答复',
      'unknown: that they hold none is for somebody to state, and is repeated as an assumption',
    ),
  ),
  rates: open(
    '汇率',
    'rates of exchange',
    OWN,
    t('不同币种的价值之间不作比较', 'values in several currencies are not compared'),
  ),
};

const PART: Fields<BomPartFacts> = {
  id: needed('零件号', 'number of the part'),
  item: follows(
    '物项是什么',
    'what it is',
    ['cn/mofcom-2025-61/1(1)'],
    t(
      '出口项对应的零件由该项说明；其他为未知，清单声明未说明者不含（unstated: none）的，按声明',
      'of the exported part its line tells; else unknown, unless the bill says that what is not stated holds none (unstated: none)',
    ),
  ),
  value: open('每单位价值', 'value of one unit', ['cn/mofcom-2025-61/1(1)', 'value-basis']),
  unit: counts('价值和用量的单位', 'unit of value and quantities', 'piece', OWN, t('件', 'the piece')),
  origin: follows(
    '原产地',
    'country of origin',
    ['cn/mofcom-2025-61/1(1)', 'origin-theory'],
    t('由各工序所在地推定；工序也未说明的，为未知', 'by the steps; unknown where these are not told either'),
  ),
  steps: open('各工序所在地', 'where each step was done', ['origin-theory']),
  supplier: noEffect('供应商', 'supplier'),
  sources: noEffect('各事实由谁说明', 'who stated which fact'),
  rareEarths: {
    ...follows(
      '是否含中国原产的清单内稀土材料',
      'listed rare-earth material of Chinese origin in it',
      ['cn/mofcom-2025-61/1(1)'],
      t(
        '成分或者工序已排除的，为不含；其他为未知，清单声明未说明者不含（unstated: none）的，按声明',
        'no where composition or steps rule it out; else unknown, unless the bill says that what is not stated holds none (unstated: none)',
      ),
    ),
    unknown: t('未知，优先于 unstated: none', 'unknown, whatever the bill says of what is not stated'),
  },
  inputs: counts(
    '由哪些零件组成',
    'parts that it is made of',
    [],
    ['cn/mofcom-2025-61/1(1)'],
    t('没有列出；是否另含材料由 rareEarths 说明', 'none is listed; what else it holds, rareEarths tells'),
  ),
};

type Input = NonNullable<BomPartFacts['inputs']>[number];
const INPUT: Fields<Input> = {
  part: needed('零件号', 'number of the part'),
  quantity: open(
    '用量',
    'quantity',
    ['cn/mofcom-2025-61/1(1)'],
    t('未知，但不为零：列出的零件即在其中', 'unknown, though not zero: what is listed is in it'),
  ),
  unit: follows('用量单位', 'unit of the quantity', OWN, t('该零件自己的单位', 'that of the part')),
};

const SOURCE: Fields<FactSourceFacts> = {
  field: needed('哪一项事实', 'which fact'),
  usedIn: noEffect('用在哪个零件', 'part that it goes into'),
  said: needed('所说内容', 'what was said'),
  supplier: needed('供应商', 'supplier'),
  person: noEffect('由谁说明', 'who said it'),
  day: needed('日期', 'day'),
  document: noEffect('所据文件', 'paper that says so'),
};

const GROUPS: readonly Readonly<Record<string, FactField>>[] = [
  EXPORT,
  EXPORTER,
  LINE,
  ITEM,
  MATERIAL,
  STEPS,
  MONEY,
  VALUE,
  RANGE,
  PARTY,
  OWNER,
  END_USE,
  BOM,
  PART,
  INPUT,
  SOURCE,
];

/** The meanings of the fields of one object of facts, known by the names of its fields. */
function fieldsNamed(names: readonly string[]): Readonly<Record<string, FactField>> {
  const found = GROUPS.find(
    (group) => Object.keys(group).length === names.length && names.every((name) => Object.hasOwn(group, name)),
  );
  if (found === undefined) throw new Error(`fact-fields.ts says nothing of an object with ${names.join(', ')}`);
  return found;
}

/** A field where it stands in the facts: `lines[].item.form`. */
export interface FactPlace {
  readonly path: string;
  readonly field: FactField;
  readonly schema: unknown;
  /** May `unknown` be stated in it? */
  readonly mayBeUnknown: boolean;
}

type Json = Readonly<Record<string, unknown>>;
const json = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const alternatives = (schema: Json): readonly Json[] =>
  Array.isArray(schema['anyOf']) ? schema['anyOf'].flatMap((each) => alternatives(json(each))) : [schema];

/** Every field of the facts of an export, each before the fields within it. Owners of owners are said once. */
export function factPlaces(schema: unknown = ExportFacts): readonly FactPlace[] {
  const found: FactPlace[] = [];
  const visit = (raw: unknown, path: string): void => {
    for (const each of alternatives(json(raw))) {
      const definition = typeof each['$ref'] === 'string' ? json(each['$defs'])[each['$ref']] : undefined;
      if (definition !== undefined) visit(definition, path);
      if (each['type'] === 'array') visit(each['items'], `${path}[]`);
      const properties = each['properties'];
      if (properties === undefined) {
        for (const value of Object.values(json(each['patternProperties']))) visit(value, `${path}.*`);
        continue;
      }
      const fields = fieldsNamed(Object.keys(json(properties)));
      for (const [name, property] of Object.entries(json(properties))) {
        const at = path === '' ? name : `${path}.${name}`;
        const field = fields[name];
        if (field !== undefined)
          found.push({ path: at, field, schema: property, mayBeUnknown: mayBeUnknown(json(property)) });
        visit(property, at);
      }
    }
  };
  visit(schema, '');
  return found;
}

function mayBeUnknown(schema: Json): boolean {
  return alternatives(schema).some(
    (each) =>
      each['const'] === 'unknown' ||
      (Array.isArray(each['enum']) && each['enum'].includes('unknown')) ||
      (typeof each['pattern'] === 'string' && each['pattern'].includes('unknown')),
  );
}
