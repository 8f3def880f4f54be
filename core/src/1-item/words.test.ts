import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RARE_EARTHS } from './elements.ts';
import { contentsNamed, elementsSaid } from './words.ts';

const names = [...RARE_EARTHS].map(([symbol, { zh, en }]) => ({ symbol, zh, en }));
const rareEarth = fc.constantFrom(...names);

describe('what a description says is in the goods', () => {
  /** `#` stands for the Chinese name, `$` for the English one. */
  const SAID = [
    '氧化#粉末',
    '#',
    '供应氧化#',
    '用于磁体的#',
    '无包装的氧化#',
    '不含税，#',
    '$ oxide 99.9 %',
    'Order for $ oxide',
    'Powder for magnets: $',
    'Magnet without coating, $ added',
    'Lot no. A $ metal',
    'No iron, $ 2 %',
    'low in $',
    '$ free of impurities',
    '$oxid, 5 kg',
    'RE ($)',
    'ferro$ ingots',
    '$-free grade, or the one with $',
  ];
  const ABSENT = [
    '不含#',
    '无#磁体',
    '不含氧化#',
    '#以外的稀土',
    '$-free',
    'free of $',
    'Magnet without $',
    'no added $',
    'contains no $',
  ];
  const put = (template: string, { zh, en }: (typeof names)[number]) =>
    template.replaceAll('#', zh).replaceAll('$', en);

  test.each(SAID)('is heard in “%s”', (template) => {
    for (const each of names) {
      const text = put(template, each);
      for (const written of [text, text.toUpperCase(), text.normalize('NFKC')])
        expect(elementsSaid(written), written).toContain(each.symbol);
    }
  });

  test.each(ABSENT)('is not in it by “%s”', (template) => {
    for (const each of names) expect(elementsSaid(put(template, each)), put(template, each)).not.toContain(each.symbol);
  });

  test('of a list that is said to be absent none is, and of what stands beside it all', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(rareEarth, { minLength: 3, maxLength: 5, selector: ({ symbol }) => symbol }),
        (all) => {
          const [there, ...absent] = all as [(typeof names)[number], ...typeof names];
          const zh = `不含${absent.map((each) => each.zh).join('、')}，含${there.zh}`;
          const en = `without ${absent.map((each) => each.en).join(' or ')}; with ${there.en}`;
          for (const text of [zh, en]) expect(elementsSaid(text), text).toEqual([there.symbol]);
        },
      ),
    );
  });

  test('said once more in its own words it says the same', () => {
    const text = fc.array(
      fc.oneof(
        rareEarth.map(({ en }) => en),
        rareEarth.map(({ zh }) => zh),
        fc.constantFrom('NdFeB', 'SmCo', 'no', '不含', '-free', 'or', 'Dy', 'Nd2O3', '、'),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(text, fc.constantFrom('', ' '), (parts, between) => {
        const once = contentsNamed(parts.join(between));
        expect(contentsNamed(once.join(' '))).toEqual(once);
      }),
    );
  });
});
