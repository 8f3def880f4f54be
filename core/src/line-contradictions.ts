import { elementName } from './1-item/index.ts';
import { contradictsOrigin } from './2-content/index.ts';
import type { ClassificationAnswer } from './6-outcome/index.ts';
import type { BomPartFacts, ExportFacts, LineFacts } from './facts.ts';
import { namedInWordsOnly } from './item-doubts.ts';
import type { Readings } from './law/index.ts';
import { actContradictsWay } from './movement.ts';

/** Is another origin than China stated of what China made, or of what its own bill says is of Chinese origin? */
export function isOriginInDoubt(line: LineFacts, part: BomPartFacts | undefined, readings: Readings): boolean {
  const theory = readings['origin-theory'];
  if (contradictsOrigin(line, theory, line.item.form)) return true;
  const isElsewhere = line.origin !== undefined && line.origin !== 'unknown' && line.origin !== 'CN';
  return isElsewhere && part?.origin === 'CN' && theory !== 'mined';
}

/** What is wrong with the line beside its item: two of its facts that cannot both be so. */
export function contradictions(
  facts: ExportFacts,
  line: LineFacts,
  part: BomPartFacts | undefined,
  hasMoreInBill: boolean,
  readings: Readings,
): ClassificationAnswer['problems'] {
  const inWords = namedInWordsOnly(line.item).map(elementName);
  return [
    ...(hasMoreInBill
      ? [
          {
            code: 'elements-contradict-bill',
            text: {
              zh: '物料清单中投入的材料含有物项元素清单未列的稀土，两者均按可能处理',
              en: 'a material that goes into it by the bill holds a rare earth that its elements do not name; both are kept as possible',
            },
          },
        ]
      : []),
    ...(inWords.length > 0
      ? [
          {
            code: 'elements-contradict-description',
            text: {
              zh: `说明中提到${inWords.map(({ zh }) => zh).join('、')}，而所填成分不含，两者均按可能处理；请更正其中有误的一项`,
              en: `its description names ${inWords.map(({ en }) => en).join(', ')}, and its composition has none; both are kept as possible until whichever is wrong is corrected`,
            },
          },
        ]
      : []),
    ...(isOriginInDoubt(line, part, readings)
      ? [
          {
            code: 'origin-contradicts-making',
            text: {
              zh: '物项（或者物料清单中的同一部件）在中国生产或者原产于中国，而原产地填为他国，两者均按可能处理',
              en: 'it, or the same part in the bill of materials, is made in China or of Chinese origin, and it is said to be of another origin; both are kept as possible',
            },
          },
        ]
      : []),
    ...(actContradictsWay(facts)
      ? [
          {
            code: 'act-contradicts-way',
            text: {
              zh: '所述行为是境内转移，而物项运往另一国家（地区），两者均按可能处理',
              en: 'it is said to be a transfer inside one country and goes to another; both are kept as possible',
            },
          },
        ]
      : []),
  ];
}
