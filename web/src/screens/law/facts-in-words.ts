import { FACT_NAMES, type LawBook, type Test, type Text, testText, VOCABULARY, valueText } from '@ytterby/core';

/** One thing that a kind of exports has in common, in words. */
export interface FactWords {
  readonly key: string;
  /** The fact, or the sentence that holds or does not. */
  readonly name: Text;
  /** Values for which it holds; `isExcept`: for all but these. */
  readonly values: readonly Text[];
  readonly isExcept: boolean;
}

const ORDER = [
  'item',
  'act',
  'from',
  'to',
  'destination',
  'exporter',
  'end-use',
  'party',
  'military-user',
  'origin',
  'made-in',
];

/**
 * A kind of exports, as the law cuts it, fact by fact. What may be anything is left out.
 * @example factsInWords({ to: ['japan'] }, titles)[0]?.values // [{ zh: '日本', en: 'Japan' }]
 */
export function factsInWords(facts: Readonly<Record<string, readonly string[]>>, titles: LawBook): FactWords[] {
  const rank = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.entries(facts)
    .sort(([one], [two]) => rank(one) - rank(two))
    .flatMap(([key, values]) => {
      const domain: readonly string[] = isVocabulary(key) ? VOCABULARY[key] : [];
      const others = domain.filter((value) => !values.includes(value));
      if (domain.length > 0 && others.length === 0) return [];
      const isExcept = values.length > 2 && others.length > 0 && others.length < values.length;
      return [
        {
          key,
          name: nameOf(key, titles),
          values: (isExcept ? others : values).map((value) => valueText(value, titles)),
          isExcept,
        },
      ];
    });
}

const isVocabulary = (key: string): key is keyof typeof VOCABULARY => Object.hasOwn(VOCABULARY, key);

function nameOf(key: string, titles: LawBook): Text {
  if (isVocabulary(key)) return FACT_NAMES[key];
  const test = testOf(key);
  if (test !== undefined) return testText(test, titles);
  if (key === 'item') return { zh: '物项所列清单', en: 'lists with the item' };
  if (key === 'party') return { zh: '接收方所列名单', en: 'lists with a recipient' };
  return { zh: key, en: key };
}

/** The test behind a variable of core that is cut at a threshold. */
function testOf(key: string): Test | undefined {
  const [fact, one = '', two = '', three = ''] = key.split(' ');
  switch (fact) {
    case 'content':
      return { fact, of: one, in: two, atLeast: three };
    case 'held':
      return { fact, by: one.split('+'), atLeast: two };
    case 'chip-process':
      return { fact, logicNodeNmAtMost: one, memoryLayersAtLeast: two };
    case 'mass-fraction':
      return { fact, of: one.split('+'), below: two };
    default:
      return undefined;
  }
}
