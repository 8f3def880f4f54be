import type { Text } from '../finding.ts';
import { elementName } from './elements.ts';
import {
  CONTAINS,
  DECLARED,
  FINISHED_PRODUCT,
  MIXTURE_COVERED,
  NAMED_ONLY,
  OTHER_WORD,
  SECOND_RARE_EARTH,
  SOME_RARE_EARTH,
} from './match-entry.ts';

/** Facts that can be asked for, cheapest first: what the label says, what the supplier knows, an assay, the authority. */
export const QUESTION_ORDER = [
  'form',
  'elements',
  'element',
  'code',
  'cas',
  'technologyFor',
  'contains',
  'authority',
] as const;
export type QuestionFact = (typeof QUESTION_ORDER)[number];

/** A fact of the item that could change the lists it is on. `element` says which, where one alone is in doubt. */
export interface ItemQuestion {
  readonly fact: QuestionFact;
  readonly element?: string;
  readonly text: Text;
}

const TEXTS: Readonly<Record<Exclude<QuestionFact, 'element' | 'authority'>, Text>> = {
  form: {
    zh: '物项是何形态（金属、氧化物、磁体、组件等）？',
    en: 'What form does the item have (metal, oxide, magnet, assembly …)?',
  },
  elements: { zh: '物项由哪些元素组成？', en: 'Which elements is the item made of?' },
  code: { zh: '物项属于哪一管制编码？', en: 'Which control code does the item have?' },
  cas: { zh: 'CAS 号是什么？', en: 'What is its CAS number?' },
  technologyFor: { zh: '技术用于哪一环节？', en: 'What is the technology for?' },
  contains: { zh: '物项内含哪些材料？', en: 'Which materials are inside the item?' },
};

function questionOf(variable: string, isDoubtful: (symbol: string) => boolean): ItemQuestion {
  if (variable.startsWith('element/')) {
    const symbol = variable.slice('element/'.length);
    if (!isDoubtful(symbol)) return { fact: 'elements', text: TEXTS.elements };
    const name = elementName(symbol);
    return { fact: 'element', element: symbol, text: { zh: `是否含${name.zh}？`, en: `Is ${name.en} in it?` } };
  }
  if (variable === FINISHED_PRODUCT) {
    return {
      fact: 'authority',
      text: {
        zh: '商务部是否将该整机视为零件、部件或者组件？',
        en: 'Does MOFCOM treat the machine as a part, component or assembly?',
      },
    };
  }
  if (variable.startsWith(NAMED_ONLY) || variable.startsWith(MIXTURE_COVERED)) {
    return {
      fact: 'authority',
      text: {
        zh: '另含其他成分的，条文是否涵盖？',
        en: 'Does the text cover the named material with something else in it?',
      },
    };
  }
  if (variable.startsWith(OTHER_WORD)) {
    return {
      fact: 'authority',
      text: {
        zh: '以此形态名称出口的，条文所列材料是否涵盖？',
        en: 'Does the text cover the listed material when it goes by this word for its form?',
      },
    };
  }
  if (variable.startsWith(SECOND_RARE_EARTH)) return { fact: 'elements', text: TEXTS.elements };
  if (variable === SOME_RARE_EARTH) return { fact: 'elements', text: TEXTS.elements };
  if (variable.startsWith(CONTAINS)) return { fact: 'contains', text: TEXTS.contains };
  if (variable.startsWith(DECLARED)) return { fact: 'code', text: TEXTS.code };
  if (variable === 'cas') return { fact: 'cas', text: TEXTS.cas };
  if (variable === 'technologyFor') return { fact: 'technologyFor', text: TEXTS.technologyFor };
  return { fact: 'form', text: TEXTS.form };
}

/**
 * Which questions stand for these open variables, cheapest first and each once? An element in doubt is asked by itself;
 * elements of which nothing is said are asked together. A question for the authority is put only where no fact of the
 * item can answer. Source: `openVariables`, which lists only what can change the answer. Nothing is thrown.
 * @example questionsFor(['element/Dy', 'form'], () => true) // form, then "Is dysprosium in it?"
 */
export function questionsFor(
  variables: Iterable<string>,
  isDoubtful: (symbol: string) => boolean,
  isComplete: boolean,
): readonly ItemQuestion[] {
  const found = new Map<string, ItemQuestion>();
  for (const variable of variables) {
    const isElementsOpen = variable.startsWith(NAMED_ONLY) && !isComplete;
    const question = isElementsOpen ? questionOf(SOME_RARE_EARTH, isDoubtful) : questionOf(variable, isDoubtful);
    found.set(`${question.fact}/${question.element ?? ''}/${question.text.en}`, question);
  }
  return [...found.values()].sort((a, b) => QUESTION_ORDER.indexOf(a.fact) - QUESTION_ORDER.indexOf(b.fact));
}

/** The question for the control code, where a heading or a contradiction leaves it open. */
export const CODE_QUESTION: ItemQuestion = { fact: 'code', text: TEXTS.code };
