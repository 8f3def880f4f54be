import { describe, expect, test } from 'vitest';
import { dividedNames, namesWithin, phraseIndex } from './names-within.ts';

const LISTED = [
  ['Rheinmetall AG', '莱茵金属公司'],
  ['Cubic Corporation', '立方公司'],
  ['Boeing Defense, Space & Security'],
  ['AeroVironment, Inc.'],
  ['TDK Corporation', 'TDK株式会社'],
  ['Insitu, Inc.'],
  ['東金株式會社', '东金株式会社'],
  ['American Photonics'],
];
const index = phraseIndex(LISTED);
const within = (name: string) => namesWithin(name, index).map(({ party, part }) => [party, part]);

describe('names within others', () => {
  test.each<[string, number, string]>([
    ['Rheinmetall AG Düsseldorf', 0, 'Rheinmetall'],
    ['NewCo, formerly RHEINMETALL', 0, 'RHEINMETALL'],
    ['Acme Rheinmetall Werke', 0, 'Rheinmetall'],
    ['Quellhorst公司（原名萊茵金屬公司）', 0, '萊茵金屬'],
    ['Rheinmettal Köln', 0, 'rheinmettal'],
    ['Boeing Defence Space and Security, St. Louis', 2, 'Boeing Defence Space and Security'],
    ['Aero Vironment / Acme', 3, 'Aero Vironment'],
    ['T.D.K. Köln', 4, 'tdk'],
    ['T.D.K. Köln', 4, 'tdk'],
  ])('%s holds one', (name, party, part) => {
    expect(within(name).map(([number, said]) => [number, String(said).toLowerCase()])).toEqual([
      [party, part.toLowerCase()],
    ]);
  });

  test.each<[string, boolean]>([
    ['Cubic Corporation, San Diego', true],
    ['Cubic GmbH, Berlin', true],
    ['Cubic, San Diego', true],
    ['Acme dba Cubic', true],
    ['Acme Cubic Boxes', false],
    ['奎尔公司（前身为立方）', true],
    ['水立方游泳馆', false],
    ['日本东金株式会社', true],
    ['广东金发科技', false],
    ['American Photonics Berlin', true],
    ['North American Photonics', true],
    ['In situ Testing', false],
    ['Boeing Street 12 Bakery', false],
    ['Rheinmetalle', true],
    ['XRheinmetallX', false],
  ])('%s: %s, where the name is words of every day', (name, is) => {
    expect(within(name).length > 0).toBe(is);
  });

  test('takes the time of the name, however long', () => {
    const long = 'Rheinmetall '.repeat(160);
    const start = performance.now();
    for (let time = 0; time < 20; time += 1) namesWithin(long + time, index);
    expect((performance.now() - start) / 20).toBeLessThan(50);
  });
});

test('a field of several names is divided by signs and by links', () => {
  expect(dividedNames('NewCo GmbH (formerly Rheinmettal AG), c/o Meier')).toEqual([
    'newco gmbh',
    'rheinmettal ag',
    'meier',
  ]);
  expect(dividedNames('Rheinmetall AG')).toEqual([]);
});
