import { ask, type Basis, ofVerdict, yesNoOf } from '../basis.ts';
import type { Text, Verdict } from '../finding.ts';
import type { Interval } from '../quantity/interval.ts';
import { compare, decimalText, multiply, type Rational, rational } from '../quantity/rational.ts';
import type { ContentLimb, TestedProduct } from './content.ts';

/** What the content of a line may be, in words, and how to ask for it. */

/** The share of the value, as the content test found; null without a bill of materials. */
export function contentBasis(limb: ContentLimb | null): Basis {
  return ofVerdict(
    limb?.verdict ?? 'unknown',
    contentUsed(limb),
    ask(
      'content',
      'bom',
      '物项中受管制的中国原产成分价值占比是多少？',
      'What share of the value is controlled Chinese-origin content?',
    ),
  );
}

export function holdsListedBasis(holdsListedMaterial: Verdict): Basis {
  return {
    values: yesNoOf(holdsListedMaterial),
    used: { zh: '物料清单', en: 'bill of materials' },
    ask: ask('content', 'bom', '物项是否含有清单内材料？', 'Does the item hold listed material?'),
  };
}

/** The product of the bill that decides, with its share. */
function contentUsed(limb: ContentLimb | null): Text {
  if (limb === null) return { zh: '未提供物料清单', en: 'no bill of materials given' };
  const [deciding] = limb.tested.filter(({ verdict }) => verdict === limb.verdict).sort(mostTelling);
  if (deciding === undefined) return { zh: '物料清单中没有清单所列产品', en: 'the bill holds no listed product' };
  const share = percentRange(deciding.share);
  return { zh: `${deciding.id}：${share}`, en: `${deciding.id}: ${share}` };
}

/** Bounded shares first, then the larger. */
function mostTelling(a: TestedProduct, b: TestedProduct): number {
  if ((a.share.hi === null) !== (b.share.hi === null)) return a.share.hi === null ? 1 : -1;
  return (
    compare(b.share.lo, a.share.lo) ||
    (a.share.hi === null || b.share.hi === null ? 0 : compare(b.share.hi, a.share.hi))
  );
}

function percentRange({ lo, hi }: Interval): string {
  const percent = (value: Rational, rounding: 'down' | 'up') =>
    decimalText(multiply(value, rational('100')), 6, rounding).replace(/\.?0+$/, '');
  const least = percent(lo, 'down');
  const most = hi === null ? '∞' : percent(hi, 'up');
  return least === most ? `${least} %` : `${least} – ${most} %`;
}
