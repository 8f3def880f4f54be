import { ask, type Basis, said } from '../basis.ts';
import type { LineFacts } from '../facts.ts';
import { VOCABULARY } from '../law/index.ts';

/** Is the technology outside No. 62 by its paragraph 6? Silence: goods are not technology; of technology it is open. */
export function technologyExclusionValues({ item, technologyExclusion: stated }: LineFacts): readonly string[] {
  if (stated === 'unknown') return VOCABULARY['technology-exclusion'];
  if (stated !== undefined) return [stated];
  return isOfGoods(item) ? ['none'] : VOCABULARY['technology-exclusion'];
}

const isOfGoods = ({ form }: LineFacts['item']): boolean =>
  form !== undefined && form !== 'unknown' && form !== 'technology';

export function technologyExclusionBasis(line: LineFacts, path: string): Basis {
  return {
    values: technologyExclusionValues(line),
    used:
      line.technologyExclusion === undefined && isOfGoods(line.item)
        ? { zh: '是货物，不是技术', en: 'goods, not technology' }
        : said(line.technologyExclusion),
    ask: ask(
      'technology-exclusion',
      `${path}.technologyExclusion`,
      '技术是否已进入公共领域、属于基础科学研究或普通专利申请所必需？',
      'Is the technology in the public domain, basic research, or needed for an ordinary patent application?',
    ),
  };
}
