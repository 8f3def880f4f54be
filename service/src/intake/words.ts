import { simplified } from '@ytterby/core';

/** What people write for the words of the schema. A key is folded (see `fold`); a word may mean one of several values. */
const WORDS: Record<string, readonly string[]> = {
  // yes, no, unknown, none
  y: ['yes'],
  true: ['yes'],
  是: ['yes'],
  有: ['yes'],
  '√': ['yes'],
  '✓': ['yes'],
  n: ['no'],
  false: ['no'],
  否: ['no'],
  不是: ['no'],
  没有: ['no', 'none'],
  '×': ['no'],
  '?': ['unknown'],
  未知: ['unknown'],
  不详: ['unknown'],
  不明: ['unknown'],
  不知道: ['unknown'],
  'not-known': ['unknown'],
  unclear: ['unknown'],
  无: ['none', 'no'],
  'not-listed': ['none'],
  未列管: ['none'],
  不受控: ['none'],
  非管制: ['none'],
  不含: ['none'],
  直达: ['none'],
  直运: ['none'],
  direct: ['none'],
  no: ['no', 'none'],
  // what the goods are made into
  金属: ['metal'],
  metals: ['metal'],
  合金: ['alloy'],
  靶材: ['target'],
  'sputtering-target': ['target'],
  磁体: ['magnet'],
  磁铁: ['magnet'],
  磁钢: ['magnet'],
  永磁体: ['magnet'],
  永磁材料: ['magnet'],
  magnets: ['magnet'],
  'permanent-magnet': ['magnet'],
  'permanent-magnets': ['magnet'],
  磁粉: ['magnet-powder'],
  'magnetic-powder': ['magnet-powder'],
  氧化物: ['oxide'],
  oxides: ['oxide'],
  化合物: ['compound'],
  compounds: ['compound'],
  混合物: ['mixture'],
  晶体: ['crystal'],
  光纤: ['optical-fibre'],
  'optical-fiber': ['optical-fibre'],
  陶瓷: ['ceramic'],
  发光材料: ['luminescent-material'],
  荧光粉: ['luminescent-material'],
  萤光粉: ['luminescent-material'],
  phosphor: ['luminescent-material'],
  磁致冷材料: ['magnetic-refrigeration-material'],
  磁制冷材料: ['magnetic-refrigeration-material'],
  磁致伸缩材料: ['magnetostrictive-material'],
  储氢材料: ['hydrogen-storage-material'],
  涂层材料: ['coating-material'],
  矿: ['ore'],
  矿石: ['ore'],
  矿产品: ['ore'],
  concentrate: ['ore'],
  试剂: ['reagent'],
  催化剂: ['catalyst'],
  零件: ['part'],
  部件: ['part', 'assembly'],
  component: ['part'],
  组件: ['assembly'],
  总成: ['assembly'],
  成品: ['finished-product'],
  制成品: ['finished-product'],
  product: ['finished-product'],
  设备: ['equipment'],
  machine: ['equipment'],
  技术: ['technology'],
  其他材料: ['other-material'],
  其他: ['other', 'other-material'],
  // what is done
  出口: ['export'],
  境内转让: ['transfer-in-country'],
  提供技术: ['provide-technology'],
  技术提供: ['provide-technology'],
  境外协助: ['help-abroad'],
  // what for
  民用: ['civil'],
  civilian: ['civil'],
  commercial: ['civil'],
  军用: ['military'],
  军事: ['military'],
  军事用途: ['military'],
  提升军事潜力: ['military-potential'],
  defence: ['military'],
  defense: ['military'],
  人道主义医疗: ['humanitarian-medical'],
  医疗: ['humanitarian-medical'],
  公共卫生: ['humanitarian-public-health'],
  救灾: ['humanitarian-disaster-relief'],
  人道主义救援: ['humanitarian-rescue'],
  大规模杀伤性武器: ['wmd'],
  'weapons-of-mass-destruction': ['wmd'],
  恐怖主义: ['terrorism'],
  芯片: ['chips'],
  半导体: ['chips'],
  semiconductors: ['chips'],
  ai: ['artificial-intelligence'],
  人工智能: ['artificial-intelligence'],
  // who
  进口商: ['importer'],
  收货人: ['consignee'],
  中间商: ['intermediary'],
  最终用户: ['end-user'],
  enduser: ['end-user'],
  // steps
  采矿: ['mining'],
  开采: ['mining'],
  冶炼分离: ['smelting-separation'],
  金属冶炼: ['metal-smelting'],
  磁材制造: ['magnet-making'],
  回收: ['recycling'],
  'public-domain': ['public-domain'],
  sold: ['sale'],
  销售: ['sale'],
};

const fold = (text: string) =>
  simplified(text)
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

/**
 * The allowed value that a text means, in Chinese (simplified or traditional) or English, whatever its case; undefined when it is none of them.
 * @example choiceOf('磁体', ['magnet', 'oxide']) // 'magnet'
 */
export function choiceOf(text: string, allowed: readonly string[]): string | undefined {
  const folded = fold(text);
  const exact = allowed.find((value) => value.toLowerCase() === folded);
  if (exact !== undefined) return exact;
  const meant = Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined;
  return meant?.find((value) => allowed.includes(value));
}

/** Does this cell say that nothing is there? `-`, `—`, `/`, `n/a` (not NA: that is Namibia). It then counts as absent, that is unknown. */
export function saysNothing(text: string): boolean {
  return /^(?:[-–—/]{1,3}|n\/a|n\.a\.|)$/i.test(text.trim());
}
