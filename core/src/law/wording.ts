import type { Text } from '../finding.ts';
import type { VocabularyFact } from './condition.ts';
import type { LawBook } from './law-book.ts';
import { members } from './test.ts';

/** How facts, values and tests are said in both languages. One place, so that every surface says the same. */

const t = (zh: string, en: string): Text => ({ zh, en });

export const FACT_NAMES: Readonly<Record<VocabularyFact, Text>> = {
  act: t('行为', 'act'),
  from: t('起运地', 'place of departure'),
  to: t('下一目的地', 'next destination'),
  destination: t('目的地（含最终目的地）', 'destination, the final one included'),
  'same-country': t('是否在同一国家（地区）内', 'within one country or region'),
  'through-china': t('经中国过境、转运或者通运', 'transit through China'),
  exporter: t('出口经营者', 'exporter'),
  'supply-abroad': t(
    '中国主体在境外之间提供是否须经许可',
    'supply by a Chinese person between foreign places is licensed',
  ),
  'deemed-export': t('在境内提供给外国主体是否视为出口', 'handing to a foreign person inside China is export'),
  recipient: t('接收方所在国家或地区', 'country of a recipient'),
  'foreign-recipient': t('接收方中是否有外国组织或者个人', 'a recipient is a foreign organisation or person'),
  origin: t('物项原产地', 'origin of the item'),
  'made-in': t('生产地', 'place of production'),
  'technology-origin': t('所用技术的原产地', 'origin of the technology used'),
  'technology-exclusion': t('技术是否属于除外情形', 'exclusion of the technology'),
  'substantial-help': t('是否属于实质性帮助和支持', 'substantial help'),
  'helps-rare-earth-activity': t(
    '是否明知用于境外稀土五类活动',
    'known use for one of the five rare-earth activities abroad',
  ),
  'military-user': t('境外军事用户', 'military user outside China'),
  'end-use': t('最终用途', 'end use'),
  'military-ai': t('人工智能是否具有潜在军事用途', 'potential military use of the artificial intelligence'),
  'danger-known': t('是否知道或应当知道可能危害国家安全', 'known danger to national security'),
  'item-form': t('物项形态', 'form of the item'),
  'holds-listed-material': t('是否含有清单内材料', 'holds listed material'),
};

/** Values of facts in words. */
export const WORDS: Readonly<Record<string, Text>> = {
  unknown: t('未知', 'unknown'),
  'humanitarian-medical': t('紧急医疗', 'emergency medical care'),
  'humanitarian-public-health': t('应对公共卫生突发事件', 'public-health emergency'),
  'humanitarian-disaster-relief': t('自然灾害救助', 'natural-disaster relief'),
  'humanitarian-rescue': t('类似的人道主义救援', 'similar humanitarian rescue'),
  'chip-equipment-or-materials': t('芯片生产、测试设备或材料', 'equipment or materials for chips'),
  'should-know': t('应当知道', 'ought to know'),
  export: t('出口到其他国家或地区', 'export to another country or region'),
  'transfer-in-country': t('在同一国家或地区内转移', 'transfer inside one country or region'),
  'provide-technology': t('提供技术', 'provision of technology'),
  'help-abroad': t('为境外活动提供帮助', 'help for an activity abroad'),
  china: t('中国', 'China'),
  'hong-kong-macao-taiwan': t('香港、澳门、台湾', 'Hong Kong, Macao or Taiwan'),
  abroad: t('中国境外', 'outside China'),
  'united-states': t('美国', 'the United States'),
  japan: t('日本', 'Japan'),
  elsewhere: t('其他国家或地区', 'another country or region'),
  yes: t('是', 'yes'),
  no: t('否', 'no'),
  none: t('无', 'none'),
  'in-china': t('在中国境内', 'in China'),
  'chinese-abroad': t('在境外的中国公民、法人或组织', 'a Chinese person or body abroad'),
  'foreign-abroad': t('境外组织或个人', 'a foreign person or body outside China'),
  'public-domain': t('公共领域', 'in the public domain'),
  'basic-research': t('基础科学研究', 'basic scientific research'),
  'patent-application': t('普通专利申请所必需', 'needed for an ordinary patent application'),
  civil: t('民用', 'civil'),
  humanitarian: t(
    '人道主义救援（紧急医疗、公共卫生突发事件、自然灾害救助等）',
    'humanitarian relief (emergency medical care, public-health emergency, natural-disaster relief)',
  ),
  military: t('军事用途', 'military use'),
  'military-potential': t('提升军事潜力', 'raising military potential'),
  wmd: t('大规模杀伤性武器及其运载工具', 'weapons of mass destruction and their delivery means'),
  terrorism: t('恐怖主义', 'terrorism'),
  'possibly-civil': t('也可能民用', 'possibly civil use'),
  'possibly-humanitarian': t('也可能用于人道主义救援', 'possibly humanitarian relief'),
  'possibly-military': t('可能用于军事', 'possibly military use'),
  'possibly-military-potential': t('可能提升军事潜力', 'possibly raising military potential'),
  'possibly-wmd': t(
    '可能用于大规模杀伤性武器及其运载工具',
    'possibly weapons of mass destruction or their delivery means',
  ),
  'possibly-terrorism': t('可能用于恐怖主义', 'possibly terrorism'),
  'possibly-chips': t('可能用于芯片研发、生产', 'possibly research, development or production of chips'),
  'possibly-artificial-intelligence': t(
    '可能用于人工智能研发',
    'possibly research and development of artificial intelligence',
  ),
  chips: t(
    '芯片研发、生产或其设备、材料',
    'research, development or production of chips, or equipment and materials for it',
  ),
  'artificial-intelligence': t('人工智能研发', 'research and development of artificial intelligence'),
  reached: t('达到', 'reached'),
  below: t('未达到', 'not reached'),
  metal: t('金属', 'metal'),
  alloy: t('合金', 'alloy'),
  target: t('靶材', 'target'),
  magnet: t('磁体', 'magnet'),
  'magnet-powder': t('磁粉', 'magnet powder'),
  oxide: t('氧化物', 'oxide'),
  compound: t('化合物', 'compound'),
  mixture: t('混合物', 'mixture'),
  crystal: t('晶体材料', 'crystal material'),
  'optical-fibre': t('光纤材料', 'optical-fibre material'),
  ceramic: t('陶瓷材料', 'ceramic material'),
  'luminescent-material': t('发光材料', 'luminescent material'),
  'magnetic-refrigeration-material': t('磁制冷材料', 'magnetic refrigeration material'),
  'magnetostrictive-material': t('磁致伸缩材料', 'magnetostrictive material'),
  'hydrogen-storage-material': t('储氢（吸氢）材料', 'hydrogen-storage material'),
  'coating-material': t('涂层材料', 'coating material'),
  ore: t('矿', 'ore'),
  reagent: t('药剂、萃取剂', 'reagent'),
  catalyst: t('催化剂', 'catalyst'),
  part: t('零件', 'part'),
  assembly: t('部件、组件', 'component or assembly'),
  'finished-product': t('整机、成品', 'finished product'),
  equipment: t('设备', 'equipment'),
  technology: t('技术', 'technology'),
  'other-material': t('其他材料', 'other material'),
  '-': t('不在任何清单上', 'on no list'),
};

/** The words for a value of a fact; a list id is said by the list's title. */
export function valueText(value: string, book: LawBook): Text {
  const own = WORDS[value];
  if (own) return own;
  const parts = members(value).map((id) => WORDS[id] ?? listTitle(id, book));
  return joined(parts, t('和', ' and '));
}

/** The title of a list of items or parties, or of a family of goods; the id itself when the pack has no such list. */
export function listTitle(id: string, book: LawBook): Text {
  const named = [...book.itemLists, ...book.partyLists, ...(book.goods?.families ?? [])].find((each) => each.id === id);
  return named?.title ?? t(id, id);
}

/** Joins sentences or phrases, each language with its own link. */
export function joined(parts: readonly Text[], link: Text): Text {
  return t(parts.map(({ zh }) => zh).join(link.zh), parts.map(({ en }) => en).join(link.en));
}

/**
 * One of these, as a lawyer writes it; where one of them says “or” itself, the others stand apart from it.
 * @example alternatives([japan, usa, vietNam], '、').en // 'Japan, the United States or Viet Nam'
 * @example alternatives([inHongKongMacaoOrTaiwan, inJapan], '、').en // 'in Hong Kong, Macao or Taiwan; or in Japan'
 */
export function alternatives(parts: readonly Text[], zhLink: string): Text {
  const zh = parts.map((part) => part.zh).join(zhLink);
  const all = parts.map((part) => part.en);
  const [first = ''] = all;
  if (all.length < 2) return t(zh, first);
  const [before, last] = [all.slice(0, -1), all.at(-1) ?? ''];
  const apart = all.some((each) => / or |, /.test(each));
  return t(zh, apart ? `${before.join('; ')}; or ${last}` : `${before.join(', ')} or ${last}`);
}
