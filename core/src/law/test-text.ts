import type { Text } from '../finding.ts';
import { type Test, VOCABULARY, type VocabularyFact } from './condition.ts';
import type { LawBook } from './law-book.ts';
import { alternatives, FACT_NAMES, listTitle, valueText } from './wording.ts';

/** A test of the law as a sentence that is true or false, and its contrary, as a lawyer writes them. */

const t = (zh: string, en: string): Text => ({ zh, en });
/** Kinds of lists of parties, as they are called in a sentence. */
export const LIST_KINDS: Readonly<Record<string, Text>> = {
  'control-list': t('出口管制管控名单', 'the Control List'),
  'watch-list': t('关注名单', 'the Watch List'),
  'unreliable-entity-list': t('不可靠实体清单', 'the Unreliable Entity List'),
  'countermeasure-list': t('反制措施命令', 'an order on countermeasures'),
};

/** Facts with yes and no: what each means, in full. */
const YES_NO: Partial<Readonly<Record<VocabularyFact, { readonly yes: Text; readonly no: Text }>>> = {
  'same-country': {
    yes: t('在同一国家（地区）内转移', 'it stays inside one country or region'),
    no: t('从一个国家（地区）运往另一个国家（地区）', 'it goes from one country or region to another'),
  },
  'through-china': {
    yes: t('经中国过境、转运或者通运', 'it passes through China in transit'),
    no: t('不经中国过境、转运或者通运', 'it does not pass through China in transit'),
  },
  'supply-abroad': {
    yes: t('中国主体在境外之间提供须经许可', 'supply between foreign places by a Chinese person needs a licence'),
    no: t('中国主体在境外之间提供无须许可', 'supply between foreign places by a Chinese person needs no licence'),
  },
  'deemed-export': {
    yes: t('在境内提供给外国主体视为出口', 'handing it to a foreign person inside China is an export'),
    no: t('在境内提供给外国主体不视为出口', 'handing it to a foreign person inside China is no export'),
  },
  'foreign-recipient': {
    yes: t('接收方中有外国组织或者个人', 'a recipient is a foreign organisation or person'),
    no: t('接收方中没有外国组织或者个人', 'no recipient is a foreign organisation or person'),
  },
  'substantial-help': {
    yes: t('构成实质性帮助和支持', 'it is substantial help or support'),
    no: t('不构成实质性帮助和支持', 'it is no substantial help or support'),
  },
  'helps-rare-earth-activity': {
    yes: t('明知用于境外稀土五类活动', 'it is known to be for one of the five rare-earth activities abroad'),
    no: t('不知道用于境外稀土五类活动', 'it is not known to be for one of the five rare-earth activities abroad'),
  },
  'military-ai': {
    yes: t('该人工智能研发具有潜在军事用途', 'the artificial intelligence has a potential military use'),
    no: t('该人工智能研发不具有潜在军事用途', 'the artificial intelligence has no potential military use'),
  },
  'danger-known': {
    yes: t('知道或者应当知道可能危害国家安全和利益', 'a danger to national security is known or ought to be known'),
    no: t('不知道也不应当知道可能危害国家安全和利益', 'no danger to national security is known or ought to be known'),
  },
  'holds-listed-material': {
    yes: t('物项含有清单所列材料', 'the item holds listed material'),
    no: t('物项不含清单所列材料', 'the item holds no listed material'),
  },
};

/** Subject and verb for the other facts: `{v}` = one value, or several joined by "or". */
interface Frame {
  readonly is: Text;
  readonly isNot: Text;
  /** The words of a value inside this sentence, where they differ. */
  readonly values?: Readonly<Record<string, Text>>;
}
const frame = (zh: string, zhNot: string, en: string, enNot: string, values?: Frame['values']): Frame => ({
  is: t(zh, en),
  isNot: t(zhNot, enNot),
  ...(values === undefined ? {} : { values }),
});
const IN = {
  china: t('中国', 'in China'),
  'united-states': t('美国', 'in the United States'),
  japan: t('日本', 'in Japan'),
  'hong-kong-macao-taiwan': t('香港、澳门、台湾', 'in Hong Kong, Macao or Taiwan'),
  elsewhere: t('其他国家或地区', 'in another country or region'),
};
const FRAMES: Partial<Readonly<Record<VocabularyFact, Frame>>> = {
  act: frame('行为是{v}', '行为不是{v}', 'the act is {v}', 'the act is not {v}', {
    export: t('出口到其他国家或地区', 'an export to another country or region'),
    'transfer-in-country': t('在同一国家或地区内转移', 'a transfer inside one country or region'),
    'provide-technology': t('提供技术', 'a provision of technology'),
    'help-abroad': t('为境外活动提供帮助', 'help for an activity abroad'),
  }),
  from: frame('自{v}起运', '不自{v}起运', 'it leaves from {v}', 'it does not leave from {v}', {
    abroad: t('中国境外', 'a place outside China'),
  }),
  to: frame('目的地是{v}', '目的地不是{v}', 'the destination is {v}', 'the destination is not {v}'),
  exporter: frame('出口经营者{v}', '出口经营者不{v}', 'the exporter is {v}', 'the exporter is not {v}', {
    'in-china': t('在中国境内', 'in China'),
    'chinese-abroad': t('是在境外的中国公民、法人或者组织', 'a Chinese person or body abroad'),
    'foreign-abroad': t('是境外组织或者个人', 'a foreign person or body outside China'),
  }),
  origin: frame('物项原产于{v}', '物项不原产于{v}', 'the item originates {v}', 'the item does not originate {v}', IN),
  'made-in': frame('物项在{v}生产', '物项不在{v}生产', 'the item is made {v}', 'the item is not made {v}', IN),
  'technology-origin': frame(
    '所用技术原产于{v}',
    '所用技术不原产于{v}',
    'the technology used originates {v}',
    'the technology used does not originate {v}',
    IN,
  ),
  'technology-exclusion': frame(
    '技术属于除外情形：{v}',
    '技术不属于除外情形：{v}',
    'the technology is {v}',
    'the technology is not {v}',
  ),
  'military-user': frame(
    '接收方中有{v}的军事用户',
    '接收方中没有{v}的军事用户',
    'a recipient is a military user {v}',
    'no recipient is a military user {v}',
    {
      'united-states': t('美国', 'of the United States'),
      japan: t('日本', 'of Japan'),
      elsewhere: t('其他国家或地区', 'of another country or region'),
    },
  ),
  'end-use': frame('最终用途是{v}', '最终用途不是{v}', 'the end use is {v}', 'the end use is not {v}'),
  'item-form': frame(
    '物项形态是{v}',
    '物项形态不是{v}',
    'the form of the item is {v}',
    'the form of the item is not {v}',
  ),
};
/** "None" of these facts is a statement of its own. */
const NONE_OF: Partial<Readonly<Record<VocabularyFact, readonly [Text, Text]>>> = {
  'technology-exclusion': [
    t('技术不属于任何除外情形', 'no exclusion of the technology applies'),
    t('技术属于除外情形', 'an exclusion of the technology applies'),
  ],
  'military-user': [
    t('接收方中没有境外军事用户', 'no recipient is a military user outside China'),
    t('接收方中有境外军事用户', 'a recipient is a military user outside China'),
  ],
};

function valueSentence(fact: VocabularyFact, values: readonly string[], negated: boolean, book: LawBook): Text {
  const plain = YES_NO[fact];
  const [first] = values;
  if (plain !== undefined && values.length === 1 && (first === 'yes' || first === 'no'))
    return plain[(first === 'yes') === negated ? 'no' : 'yes'];
  const none = NONE_OF[fact];
  if (none !== undefined && values.length === 1 && first === 'none') return none[negated ? 1 : 0];
  const { is, isNot, values: own = {} } = FRAMES[fact] ?? named(FACT_NAMES[fact]);
  const said = isAnywhereAbroad(fact, values)
    ? OUTSIDE_CHINA
    : alternatives(
        values.map((value) => own[value] ?? valueText(value, book)),
        '或者',
      );
  const sentence = negated ? isNot : is;
  return t(
    sentence.zh.replace('{v}', () => said.zh),
    sentence.en.replace('{v}', () => said.en),
  );
}

const OUTSIDE_CHINA = t('中国境外', 'outside China');

/** Every place that the law tells apart but China. */
function isAnywhereAbroad(fact: VocabularyFact, values: readonly string[]): boolean {
  if (fact !== 'destination' && fact !== 'to') return false;
  return VOCABULARY[fact].every((place) => values.includes(place) === (place !== 'china'));
}

function named({ zh, en }: Text): Frame {
  return frame(`${zh}：{v}`, `${zh}不是{v}`, `${en}: {v}`, `${en} is not {v}`);
}

/** A share as lawyers write it. @example percent('0.001') // '0.1 %' @example percent('0.5') // '50 %' */
function percent(share: string): string {
  const [whole = '0', part = ''] = share.split('.');
  const digits = `${whole}${part.padEnd(2, '0')}`;
  const point = whole.length + 2;
  const text = `${digits.slice(0, point)}.${digits.slice(point)}`
    .replace(/^0+(?=\d)/, '')
    .replace(/\.?0*$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
  return `${text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')} %`;
}

/**
 * A test as a sentence that can be true or false; `negated` = its contrary.
 * @example testText({ fact: 'to', is: ['japan'] }, book).en // 'the destination is Japan'
 * @example testText({ fact: 'same-country', is: ['yes'] }, book, true).zh // '从一个国家（地区）运往另一个国家（地区）'
 */
export function testText(test: Test, book: LawBook, negated = false): Text {
  const either = (is: Text, isNot: Text): Text => (negated ? isNot : is);
  const listed = (kinds: readonly string[]) =>
    alternatives(
      kinds.map((kind) => LIST_KINDS[kind] ?? t(kind, kind)),
      '、',
    );
  const titled = (ids: readonly string[]) =>
    alternatives(
      ids.map((id) => listTitle(id, book)),
      '、',
    );
  if ('is' in test) return valueSentence(test.fact, test.is, negated, book);
  switch (test.fact) {
    case 'goods': {
      const families = titled(test.of);
      return either(
        t(`物项可能属于：${families.zh}`, `the item may be of: ${families.en}`),
        t(`物项不属于：${families.zh}`, `the item is not of: ${families.en}`),
      );
    }
    case 'item': {
      if (!('on' in test))
        return either(
          t(
            '物项属于已施行的《两用物项出口管制清单》物项',
            'the item is on the Export Control List of Dual-Use Items in force',
          ),
          t(
            '物项不属于已施行的《两用物项出口管制清单》物项',
            'the item is not on the Export Control List of Dual-Use Items in force',
          ),
        );
      const lists = titled(test.on);
      return either(
        t(`物项列入${lists.zh}`, `the item is on: ${lists.en}`),
        t(`物项未列入${lists.zh}`, `the item is not on: ${lists.en}`),
      );
    }
    case 'party': {
      const lists = 'on' in test ? titled(test.on) : listed(test.listed);
      const who = test.as === undefined ? t('接收方', 'recipient') : t('进口商或者最终用户', 'importer or end user');
      const article = test.as === undefined ? 'a' : 'an';
      return either(
        t(`${who.zh}列入${lists.zh}`, `${article} ${who.en} is on ${lists.en}`),
        t(`没有${who.zh}列入${lists.zh}`, `no ${who.en} is on ${lists.en}`),
      );
    }
    case 'content': {
      const [of, within] = [listTitle(test.of, book), listTitle(test.in, book)];
      const share = percent(test.atLeast);
      return either(
        t(
          `${within.zh}物项中原产于中国的${of.zh}物项价值占比达到${share}及以上`,
          `Chinese-origin items of ${of.en} make up ${share} or more of the value of an item of ${within.en}`,
        ),
        t(
          `${within.zh}物项中原产于中国的${of.zh}物项价值占比低于${share}`,
          `Chinese-origin items of ${of.en} make up less than ${share} of the value of every item of ${within.en}`,
        ),
      );
    }
    case 'held': {
      const by = listed(test.by);
      const share = percent(test.atLeast);
      return either(
        t(
          `列入${by.zh}者持有进口商或最终用户${share}及以上股权`,
          `a party on ${by.en} holds ${share} or more of an importer or end user`,
        ),
        t(
          `列入${by.zh}者均未持有进口商或最终用户${share}及以上股权`,
          `no party on ${by.en} holds ${share} or more of an importer or end user`,
        ),
      );
    }
    case 'chip-process': {
      const { logicNodeNmAtMost: nm, memoryLayersAtLeast: layers } = test;
      return either(
        t(
          `逻辑芯片制程${nm}纳米及以下，或存储芯片${layers}层及以上`,
          `logic chips of ${nm} nm or below, or memory chips of ${layers} layers or more`,
        ),
        t(
          `逻辑芯片制程大于${nm}纳米，存储芯片少于${layers}层`,
          `no logic chips of ${nm} nm or below and no memory chips of ${layers} layers or more`,
        ),
      );
    }
    case 'mass-fraction': {
      const share = percent(test.below);
      const zh = test.of.join('、');
      const en = test.of.join(' and ');
      return either(
        t(`${zh}质量分数合计低于${share}`, `${en} together are below a mass fraction of ${share}`),
        t(`${zh}质量分数合计不低于${share}`, `${en} together reach a mass fraction of ${share}`),
      );
    }
  }
}
