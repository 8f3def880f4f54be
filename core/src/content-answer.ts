import { WORDING } from './6-outcome/explain/wording.ts';
import {
  type Content,
  type ContentLimb,
  contentQuestions,
  flipNumbers,
  type Question as ContentQuestion,
  type QuestionFact,
  type TestedProduct,
  traceContent,
} from './2-content/index.ts';
import type { ContentAnswer } from './6-outcome/index.ts';
import type { Text, Verdict } from './finding.ts';
import type { Interval } from './quantity/interval.ts';
import { compare, isZero, ONE, type Rational, rationalText } from './quantity/rational.ts';

/** A question about one part of the bill of materials, with the answers that help most and least. */
export interface ContentAsk {
  readonly id: string;
  readonly about: string;
  readonly fact: QuestionFact;
  readonly part: string;
  /** `class`: is the part on the list of inputs, or of products? */
  readonly list?: 'inputs' | 'products';
  /** `quantity`: the part that the input goes into. */
  readonly usedIn?: string;
  readonly text: Text;
  readonly best: { readonly text: Text; readonly verdict: Verdict };
  readonly worst: { readonly text: Text; readonly verdict: Verdict };
}

const t = (zh: string, en: string): Text => ({ zh, en });

/** Products shown with their trace: those that decide, then the largest; a large bill has thousands. */
const PRODUCTS_SHOWN = 12;
const CONTRIBUTIONS_SHOWN = 20;

/**
 * The content test as plain data: each product level tested, its share as an exact fraction, which input gives which part
 * of it, and the prices at which the verdict flips. Only the products that matter most are traced; the verdict is of all.
 */
export function contentAnswer(content: Content, limb: ContentLimb, threshold: string): ContentAnswer {
  const shown = [...limb.tested].sort(byWeight).slice(0, PRODUCTS_SHOWN);
  return {
    verdict: limb.verdict,
    threshold,
    products: shown.map((product) => {
      const rows = traceContent(content, product);
      const flips = flipNumbers(content, product, rows);
      const prices = new Map(flips.inputPrices.map((each) => [each.part, each]));
      return {
        part: product.id,
        basis: product.basis,
        verdict: product.verdict,
        share: ends(product.share),
        value: { ...ends(product.value), currency: product.valuation.money },
        flipValue: number(flips.productValue.caughtAt),
        contributions: rows.slice(0, CONTRIBUTIONS_SHOWN).map((row) => ({
          part: row.id,
          path: row.path,
          amount: ends(row.amount),
          share: ends(row.share),
          flipPrice: number(prices.get(row.part)?.price.caughtAt ?? null),
          flipCurrency: currencyOf(prices.get(row.part)?.currency),
        })),
      };
    }),
    assumptions: assumptionsOf(content),
    problems: [
      ...content.problems.map((problem) => ({ code: problem.code, text: problemText(problem) })),
      ...aboveWhole(limb),
    ],
  };
}

function currencyOf(currency: string | undefined): string | null {
  return currency === undefined || currency === 'unnamed' ? null : currency;
}

/** Inputs worth more than the product that holds them: a quantity or value is stated in the wrong unit, or per the wrong thing. */
function aboveWhole(limb: ContentLimb): ContentAnswer['problems'] {
  const parts = limb.tested.filter(({ share }) => compare(share.lo, ONE) > 0).map(({ id }) => id);
  if (parts.length === 0) return [];
  return [
    {
      code: 'share-above-whole',
      text: t(
        `所含原料的价值高于物项本身，请核对数量和单位：${few(parts)}`,
        `inputs are worth more than the product that holds them; check quantities and units: ${few(parts)}`,
      ),
    },
  ];
}

const VERDICT_RANK: Readonly<Record<Verdict, number>> = { met: 0, unknown: 1, 'not-met': 2 };

function byWeight(a: TestedProduct, b: TestedProduct): number {
  const rank = VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict];
  if (rank !== 0) return rank;
  if (a.share.hi === null || b.share.hi === null) return a.share.hi === b.share.hi ? 0 : a.share.hi === null ? -1 : 1;
  return compare(b.share.hi, a.share.hi);
}

function ends(interval: Interval): { atLeast: string; atMost: string | null } {
  return { atLeast: rationalText(interval.lo), atMost: interval.hi === null ? null : rationalText(interval.hi) };
}

function number(value: Rational | null): string | null {
  return value === null || isZero(value) ? null : rationalText(value);
}

function assumptionsOf(content: Content): readonly Text[] {
  const { bom } = content.asked.graph;
  if (bom.unstated !== 'none') return [];
  return [
    t(
      '物料清单声明：未说明成分的物料不含清单内稀土材料。',
      'The bill states: rows that say nothing of what they are made of hold no listed rare-earth material.',
    ),
  ];
}

function problemText(problem: Content['problems'][number]): Text {
  switch (problem.code) {
    case 'loop':
      return t(
        `物料相互包含，形成循环：${problem.parts.join(' → ')}`,
        `parts contain each other in a loop: ${problem.parts.join(' → ')}`,
      );
    case 'duplicate-id':
      return t(`物料“${problem.part}”有多行`, `part ${problem.part} has several rows`);
    case 'missing-part':
      return t(
        `“${problem.usedIn}”所用的物料“${problem.part}”没有行`,
        `part ${problem.part}, used in ${problem.usedIn}, has no row`,
      );
    case 'unit-mismatch':
      return t(
        `“${problem.usedIn}”中“${problem.part}”的单位${problem.units.join('与')}不能换算`,
        `units of ${problem.part} in ${problem.usedIn} do not convert: ${problem.units.join(' and ')}`,
      );
    case 'faulty-quantity':
      return t(
        `“${problem.usedIn}”中“${problem.part}”的数量有误`,
        `the quantity of ${problem.part} in ${problem.usedIn} is faulty`,
      );
    case 'bad-currency':
      return t(
        `“${problem.part}”的币种${problem.currency}无效`,
        `${problem.part}: no such currency as ${problem.currency}`,
      );
    case 'faulty-value':
      return t(`“${problem.part}”的价值有误`, `the value of ${problem.part} is faulty`);
    case 'faulty-rate':
      return t(`${problem.currency}的汇率有误`, `the rate for ${problem.currency} is faulty`);
    case 'mixed-basis':
      return t(
        `下列物料只说明了其他口径的价格，${WORDING[`basis.${problem.basis}`].zh}未知：${few(problem.parts)}`,
        `${WORDING[`basis.${problem.basis}`].en} not known, only a value on another basis: ${few(problem.parts)}`,
      );
    case 'rate-missing':
      return t(
        `缺少${problem.currencies.join('、')}对${problem.money}的汇率：${few(problem.parts)}`,
        `no rate from ${problem.currencies.join(', ')} to ${problem.money}: ${few(problem.parts)}`,
      );
    case 'value-not-stated':
      return t(`未说明价值：${few(problem.parts)}`, `value not stated: ${few(problem.parts)}`);
    case 'contents-contradicted':
      return t(
        `声明不含清单内稀土材料，而其元素或者下列物料含有，未按零计：${few(problem.parts)}`,
        `said to hold no listed rare-earth material, though their own elements or their inputs do; not counted as zero: ${few(problem.parts)}`,
      );
    case 'value-zero':
      return t(`价值为零：${few(problem.parts)}`, `value is zero: ${few(problem.parts)}`);
    case 'rounded':
      return t(
        `${problem.count}个数值因位数过多而向外取整`,
        `${problem.count} figures had too many digits and were rounded outwards`,
      );
  }
}

function few(parts: readonly string[]): string {
  return parts.length <= 5 ? parts.join(', ') : `${parts.slice(0, 5).join(', ')} … (${parts.length})`;
}

/** Parts looked at while questions are sought: some tenths of a second, however large the bill and however much of it is open. */
const QUESTION_EFFORT = 300_000;

/**
 * The smallest set of questions about the bill that can settle the content test: those whose favourable answers settle it
 * as below the threshold; where no answers can do that, those that could settle it as reached.
 */
export function contentAsks(content: Content, limb: ContentLimb, root: number | undefined): readonly ContentAsk[] {
  const questions = contentQuestions(content, limb, root, QUESTION_EFFORT);
  // A search cut off for effort finds no favourable set; the unfavourable one is then the best there is.
  const asked = questions.settleAsNotMet ?? questions.couldSettleAsMet ?? [];
  return asked.map((question) => ({
    id: `bom.${question.part}.${question.fact}${question.list ?? ''}${question.usedIn ?? ''}`,
    about: `bom.parts[${question.part}].${FIELDS[question.fact]}`,
    fact: question.fact,
    part: question.part,
    ...(question.list === undefined ? {} : { list: question.list }),
    ...(question.usedIn === undefined ? {} : { usedIn: question.usedIn }),
    text: askText(question),
    best: { text: answerText(question, 'best'), verdict: question.best.verdict },
    worst: { text: answerText(question, 'worst'), verdict: question.worst.verdict },
  }));
}

/** Asks which part of the bill a line is. */
export function partAsk(path: string): ContentAsk {
  return {
    id: `${path}.part`,
    about: `${path}.part`,
    fact: 'listing',
    part: '',
    text: t('该物项是物料清单中的哪一项？', 'Which part of the bill of materials is the exported item?'),
    best: { text: t('占比低于门槛的一项', 'one whose share is below the threshold'), verdict: 'not-met' },
    worst: { text: t('占比达到门槛的一项', 'one whose share reaches the threshold'), verdict: 'met' },
  };
}

const FIELDS: Readonly<Record<ContentQuestion['fact'], string>> = {
  value: 'value',
  origin: 'origin',
  class: 'item',
  content: 'rareEarths',
  quantity: 'quantity',
  loop: 'inputs',
  listing: 'id',
  rate: 'rates',
};

function askText({ fact, part, list, usedIn, parts, currency }: ContentQuestion): Text {
  switch (fact) {
    case 'value':
      return t(`物料“${part}”的价值是多少？`, `What is the value of ${part}?`);
    case 'origin':
      return t(`物料“${part}”原产于哪里？`, `Where does ${part} originate?`);
    case 'class':
      return list === 'products'
        ? t(`物料“${part}”是什么（是否为清单所列产品）？`, `What is ${part}: is it a listed product?`)
        : t(`物料“${part}”是什么（是否为清单所列原料）？`, `What is ${part}: is it a listed input?`);
    case 'content':
      return t(`物料“${part}”是否含有清单内稀土材料？`, `Does ${part} hold listed rare-earth material?`);
    case 'quantity':
      return t(`“${usedIn ?? '?'}”中用了多少“${part}”？`, `How much of ${part} goes into ${usedIn ?? '?'}?`);
    case 'loop':
      return t(
        `循环应如何解开：${(parts ?? []).join(' → ')}？`,
        `How is the loop to be undone: ${(parts ?? []).join(' → ')}?`,
      );
    case 'listing':
      return t(
        `物料“${part}”的行缺失或重复，正确的是哪一行？`,
        `The row of ${part} is missing or listed twice: which is right?`,
      );
    case 'rate':
      return t(`${currency ?? '?'}的汇率是多少？`, `What is the rate of exchange for ${currency ?? '?'}?`);
  }
}

function answerText(question: ContentQuestion, end: 'best' | 'worst'): Text {
  switch (question.fact) {
    case 'origin':
      return end === 'best' ? t('不原产于中国', 'not of Chinese origin') : t('原产于中国', 'of Chinese origin');
    case 'class':
      return end === 'best' ? t('不在清单上', 'not listed') : t('在清单上', 'listed');
    case 'content':
      return end === 'best' ? t('不含', 'none') : t('含有', 'yes, as much as it may hold');
    default:
      return end === 'best'
        ? t('最有利的数值', 'the figure that helps most')
        : t('最不利的数值', 'the figure that helps least');
  }
}
