import { ask, type Basis, said } from '../basis.ts';
import type { LineFacts } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import { placesOf, type Readings, VOCABULARY } from '../law/index.ts';

/** Where a line, its making and its technology come from, in words, and how to ask for it. */

/** Origin of the line's item under the reading taken, as step 2 found. */
export function originBasis(isOfChineseOrigin: Verdict, line: LineFacts, path: string): Basis {
  return {
    values: isOfChineseOrigin === 'unknown' ? VOCABULARY.origin : [isOfChineseOrigin === 'met' ? 'china' : 'abroad'],
    used: said(line.origin ?? stepsStated(line)),
    ask: ask(
      'origin',
      `${path}.origin`,
      '物项原产于哪个国家（地区）？',
      'Of which country is the item an original product?',
    ),
  };
}

function stepsStated({ steps }: LineFacts): string | undefined {
  return steps === undefined
    ? undefined
    : Object.entries(steps)
        .map(([step, country]) => `${step}: ${country}`)
        .join(', ');
}

export function madeInBasis({ madeIn }: LineFacts, path: string, readings: Readings): Basis {
  return {
    values: placesOf(madeIn, readings, VOCABULARY['made-in']),
    used: said(madeIn),
    ask: ask('made-in', `${path}.madeIn`, '物项在哪里生产？', 'Where was the item made?'),
  };
}

export function technologyOriginBasis({ technologyOrigin }: LineFacts, path: string, readings: Readings): Basis {
  return {
    values: placesOf(technologyOrigin, readings, VOCABULARY['technology-origin']),
    used: said(technologyOrigin),
    ask: ask(
      'technology-origin',
      `${path}.technologyOrigin`,
      '生产所用的稀土开采、冶炼分离、金属冶炼、磁材制造或回收技术原产于哪里？',
      'Where does the mining, smelting-separation, metal-smelting, magnet-making or recycling technology used to make it come from?',
    ),
  };
}
