import type { Text, Verdict } from '../finding.ts';
import type { ItemList, ListEntry } from '../law/instrument.ts';
import { elementName } from './elements.ts';
import { MIXTURE_OF_COMPOUNDS, MIXTURE_OF_OXIDES } from './form-values.ts';
import {
  CONTAINS,
  DECLARED,
  FINISHED_PRODUCT,
  isTerbiumIron,
  type ItemReadings,
  MIXTURE_COVERED,
  NAMED_ONLY,
  OTHER_WORD,
  SECOND_RARE_EARTH,
  SOME_RARE_EARTH,
} from './match-entry.ts';
import { type Literal, literalVerdict, type Requirement, type Scenario, valuesOf } from './scenario.ts';

const FORM_NAMES: Readonly<Record<string, Text>> = {
  metal: { zh: '金属', en: 'metal' },
  alloy: { zh: '合金', en: 'alloy' },
  target: { zh: '靶材', en: 'target' },
  magnet: { zh: '磁体', en: 'magnet' },
  'magnet-powder': { zh: '磁粉', en: 'magnet powder' },
  oxide: { zh: '氧化物', en: 'oxide' },
  compound: { zh: '化合物', en: 'compound' },
  [MIXTURE_OF_OXIDES]: { zh: '氧化物的混合物', en: 'mixture of oxides' },
  [MIXTURE_OF_COMPOUNDS]: { zh: '化合物的混合物', en: 'mixture of compounds' },
  crystal: { zh: '晶体', en: 'crystal' },
  'optical-fibre': { zh: '光纤', en: 'optical fibre' },
  ceramic: { zh: '陶瓷', en: 'ceramic' },
  'luminescent-material': { zh: '发光材料', en: 'luminescent material' },
  'magnetic-refrigeration-material': { zh: '磁制冷材料', en: 'magnetic refrigeration material' },
  'magnetostrictive-material': { zh: '磁致伸缩材料', en: 'magnetostrictive material' },
  'hydrogen-storage-material': { zh: '储氢材料', en: 'hydrogen-storage material' },
  'coating-material': { zh: '涂层材料', en: 'coating material' },
  ore: { zh: '矿', en: 'ore' },
  reagent: { zh: '药剂', en: 'reagent' },
  catalyst: { zh: '催化剂', en: 'catalyst' },
  part: { zh: '零件', en: 'part' },
  assembly: { zh: '部件、组件', en: 'assembly' },
  'finished-product': { zh: '成品', en: 'finished product' },
  equipment: { zh: '设备', en: 'equipment' },
  technology: { zh: '技术', en: 'technology' },
  'other-material': { zh: '其他材料', en: 'other material' },
};

/** Forms of which the official answers on Announcement No. 18 of 2025 say "generally" outside (两用物项常见问题解答). */
const GENERALLY_OUTSIDE: ReadonlySet<string> = new Set([
  'catalyst',
  'luminescent-material',
  'part',
  'assembly',
  'finished-product',
]);

/** So many forms are named one by one. */
const SHORT = 3;

function namesOf(forms: Iterable<string>): Text {
  const names = [...forms].map((form) => FORM_NAMES[form] ?? { zh: form, en: form });
  return { zh: names.map((each) => each.zh).join('、'), en: names.map((each) => each.en).join(' or ') };
}

/** The fact of the item that a variable stands for, as a path. @example factOf('element/Dy') // 'elements.Dy' */
export function factOf(variable: string): string {
  if (variable.startsWith('element/')) return `elements.${variable.slice('element/'.length)}`;
  if (variable.startsWith(CONTAINS)) return 'contains';
  if (variable.startsWith(DECLARED)) return 'code';
  if (variable === SOME_RARE_EARTH || variable.startsWith(NAMED_ONLY)) return 'elements';
  if (variable === FINISHED_PRODUCT) return 'reading.finished-product';
  if (variable.startsWith(MIXTURE_COVERED) || variable.startsWith(OTHER_WORD)) return 'form';
  if (variable.startsWith(SECOND_RARE_EARTH)) return 'elements';
  return variable;
}

/** Does a fact say that other elements than the named ones are in it? */
function hasFurther(scenario: Scenario, named: readonly string[]): boolean {
  return [...scenario.domains].some(
    ([variable, values]) =>
      variable.startsWith('element/') &&
      values.size === 1 &&
      values.has('yes') &&
      !named.includes(variable.slice('element/'.length)),
  );
}

function literalText(scenario: Scenario, [variable, allowed]: Literal, verdict: Verdict): Text {
  if (variable.startsWith('element/')) {
    const name = elementName(variable.slice('element/'.length));
    if (verdict === 'unknown') return { zh: `是否含${name.zh}未知`, en: `whether ${name.en} is in it is unknown` };
    const isIn = allowed.has('yes') === (verdict === 'met');
    return isIn
      ? { zh: `含${name.zh}`, en: `${name.en} is in it` }
      : { zh: `不含${name.zh}`, en: `no ${name.en} is in it` };
  }
  if (variable === 'form') {
    const stated = valuesOf(scenario, 'form');
    if (verdict === 'unknown') return { zh: '形态未知', en: 'its form is unknown' };
    const [have, want] = [namesOf(stated), namesOf(allowed)];
    return verdict === 'met'
      ? { zh: `形态为${have.zh}`, en: `its form is ${have.en}` }
      : { zh: `形态为${have.zh}，不是${want.zh}`, en: `its form is ${have.en}, not ${want.en}` };
  }
  if (variable === 'cas') {
    return verdict === 'unknown'
      ? { zh: 'CAS 号未知', en: 'its CAS number is unknown' }
      : { zh: 'CAS 号相符', en: 'its CAS number is the entry’s' };
  }
  if (variable === 'technologyFor') {
    if (verdict === 'unknown') return { zh: '技术用途未知', en: 'what the technology is for is unknown' };
    return verdict === 'met'
      ? { zh: '技术用途相符', en: 'it is for an activity of the entry' }
      : { zh: '技术用途不在条目之列', en: 'it is for no activity of the entry' };
  }
  if (variable.startsWith(NAMED_ONLY)) {
    return hasFurther(scenario, variable.slice(NAMED_ONLY.length).split('-'))
      ? {
          zh: '所列材料另含其他元素，条文未言明是否在内',
          en: 'named material with further elements: the text does not say whether it is covered',
        }
      : { zh: '是否另含其他元素未知', en: 'whether further elements are in it is unknown' };
  }
  if (variable === FINISHED_PRODUCT) {
    return {
      zh: '商务部是否将整机视为零件、部件或者组件，尚无定论',
      en: 'whether MOFCOM treats the machine as a part, component or assembly is open',
    };
  }
  if (variable.startsWith(MIXTURE_COVERED)) {
    return { zh: '条文未言明是否包括混合物', en: 'the text does not say whether mixtures are covered' };
  }
  if (variable.startsWith(OTHER_WORD)) {
    const have = namesOf(valuesOf(scenario, 'form'));
    return valuesOf(scenario, 'form').size > SHORT
      ? {
          zh: '以其他形态名称出口的，条文未言明是否涵盖',
          en: 'under another word for its form the text does not say whether it is covered',
        }
      : {
          zh: `以${have.zh}之名出口的，条文未言明是否涵盖`,
          en: `the text does not say whether it is covered when it goes as ${have.en}`,
        };
  }
  if (variable.startsWith(SECOND_RARE_EARTH)) {
    return { zh: '是否含有另一种稀土未知', en: 'whether a second rare earth is in it is unknown' };
  }
  if (variable.startsWith(CONTAINS)) {
    return { zh: '是否含有所列材料未知', en: 'whether it holds a listed material is unknown' };
  }
  if (variable === SOME_RARE_EARTH) return { zh: '是否含稀土未知', en: 'whether any rare earth is in it is unknown' };
  return {
    zh: '所列技术参数不在所问事实之内，以申报编码为准',
    en: 'the parameters of the entry are not among the facts; a declared code tells',
  };
}

/** A reason and the paths of the facts that it rests on. */
export interface Reason {
  readonly reason: Text;
  readonly facts: readonly string[];
}

/**
 * Why does the entry have this verdict? Names what is met, or the first thing that is not, or what is open.
 * Source: the match of the entry; for catalysts, phosphors, parts and machines against Announcement No. 18 of 2025 it
 * adds that the official answers say "generally" (两用物项常见问题解答之四、之五), which is no guarantee. Nothing is thrown.
 * @example reasonFor(...).reason.en // 'its form is magnet; no dysprosium is in it'
 */
export function reasonFor(
  scenario: Scenario,
  list: ItemList,
  entry: ListEntry,
  requirement: Requirement,
  verdict: Verdict,
  readings: ItemReadings,
): Reason {
  if (isTerbiumIron(list, entry) && readings.terbiumIron === 'not-listed') {
    return {
      reason: {
        zh: '按所取读法，铽铁合金不在清单之列',
        en: 'under the reading taken, terbium-iron alloy is not listed',
      },
      facts: ['reading.terbium-iron'],
    };
  }
  const term = [...requirement].sort((a, b) => countNotMet(scenario, a) - countNotMet(scenario, b))[0];
  if (term === undefined) {
    if (entry.match.contains !== undefined) {
      return { reason: { zh: '不含有所列材料', en: 'no listed material is in it' }, facts: ['contains'] };
    }
    if (entry.match.cas !== undefined) {
      return { reason: { zh: 'CAS 号不符', en: 'its CAS number is another’s' }, facts: ['cas'] };
    }
    return { reason: { zh: '不符合条目', en: 'it is not what the entry names' }, facts: ['elements'] };
  }
  const judged = term.map((literal) => ({ literal, verdict: literalVerdict(scenario, literal) }));
  const isAbsence = ({ literal: [variable, allowed] }: (typeof judged)[number]) =>
    variable.startsWith('element/') && !allowed.has('yes');
  const shown =
    verdict === 'not-met'
      ? judged.filter((each) => each.verdict === 'not-met').slice(0, 2)
      : judged.filter(
          (each) =>
            each.verdict === verdict && !isAbsence(each) && !(verdict === 'met' && each.literal[0].startsWith('open/')),
        );
  const parts = (shown.length > 0 ? shown : judged.filter((each) => each.verdict === verdict).slice(0, 3)).map((each) =>
    literalText(scenario, each.literal, each.verdict),
  );
  if (entry.match.contains !== undefined && verdict === 'met') {
    parts.push({ zh: '含有所列材料', en: 'a listed material is in it' });
  }
  const forms = [...valuesOf(scenario, 'form')];
  if (verdict === 'not-met' && list.kind === 'dual-use' && forms.every((form) => GENERALLY_OUTSIDE.has(form))) {
    parts.push({
      zh: '官方问答称此类物项“一般”不在管制之列，并非保证',
      en: 'the official answers say that such goods are “generally” outside, which is no guarantee',
    });
  }
  return {
    reason: { zh: parts.map((each) => each.zh).join('；'), en: parts.map((each) => each.en).join('; ') },
    facts: [...new Set(shown.map((each) => factOf(each.literal[0])))],
  };
}

function countNotMet(scenario: Scenario, term: readonly Literal[]): number {
  return term.filter((literal) => literalVerdict(scenario, literal) === 'not-met').length;
}
