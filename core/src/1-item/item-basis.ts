import { type Ask, ask, type Basis, ofVerdict, said } from '../basis.ts';
import type { LineFacts } from '../facts.ts';
import { setValue, type Test, VOCABULARY } from '../law/index.ts';
import type { Text, Verdict } from '../finding.ts';
import { shareOf } from '../quantity/amount.ts';
import { addIntervals, atLeast, NOTHING } from '../quantity/interval.ts';
import { rational } from '../quantity/rational.ts';
import { kept } from '../kept/index.ts';
import type { GoodsReach } from './goods.ts';

/** What the facts of an item may be, in words, and how to ask for them. */

/** Lines of one kind have the same values, so what a test says of them is worked out once for all. */
const shared = kept(
  (_: readonly [], values: readonly string[]) => values,
  (values) => values.reduce((size, value) => size + 2 * value.length + 50, 100),
);

/** Which lists the item may be on, as step 1 found. */
export function itemBasis(memberships: readonly (readonly string[])[], used: Text, path: string): Basis {
  return {
    values: shared([], memberships.map(setValue)),
    used,
    ask: ask(
      'item',
      `${path}.item`,
      '物项是什么（形态、成分或管制编码）？',
      'What is the item (form, composition or control code)?',
    ),
  };
}

export function formBasis({ item }: LineFacts, path: string): Basis {
  return {
    values: item.form === undefined || item.form === 'unknown' ? VOCABULARY['item-form'] : [item.form],
    used: said(item.form),
    ask: ask('item', `${path}.item.form`, '物项是什么形态？', 'What form does the item have?'),
  };
}

type MassTest = Extract<Test, { fact: 'mass-fraction' }>;

/** Do the mass fractions of these elements add up to the limit? An element that the item is stated not to hold is zero. */
export function massFractionBasis(test: MassTest, line: LineFacts, path: string): Basis {
  return ofVerdict(
    massReached(test, line),
    { zh: '质量分数', en: 'mass fractions' },
    ask('mass-fraction', `${path}.item.massFractions`, '各元素质量分数是多少？', 'What are the mass fractions?'),
  );
}

function massReached(test: MassTest, line: LineFacts): Verdict {
  const fractions = test.of.map((element) =>
    shareOf(line.item.massFractions?.[element] ?? (isAbsent(line, element) ? '0' : undefined)),
  );
  const total = fractions.reduce((sum, share) => addIntervals(sum ?? NOTHING, share ?? NOTHING), NOTHING) ?? NOTHING;
  return atLeast(total, rational(test.below));
}

function isAbsent({ item: { elements, mayContain } }: LineFacts, element: string): boolean {
  return Array.isArray(elements) && !elements.includes(element) && !(mayContain ?? []).includes(element);
}

/** Which lists outside the pack may the item be on? Of an article its contents tell, of a finished product its name. */
export function goodsBasis({ values, turnsOn }: GoodsReach, used: Text, path: string): Basis {
  const asked = TURNS_ON[turnsOn]?.(path);
  return asked === undefined
    ? { ...itemBasis([], used, path), values: shared([], values) }
    : { values: shared([], values), used, ask: asked };
}

const TURNS_ON: Partial<Record<GoodsReach['turnsOn'], (path: string) => Ask>> = {
  contents: (path) =>
    ask(
      'item.contains',
      `${path}.item.contains`,
      '物项内含哪些材料，是否含稀土？',
      'Which materials does the item contain, and is a rare earth among them?',
    ),
  description: (path) =>
    ask(
      'item.description',
      `${path}.item.description`,
      '物项是什么，作什么用？请写明名称，或者填写海关商品编号。',
      'What is the item, and what does it do? Give its name, or a customs code.',
    ),
};
