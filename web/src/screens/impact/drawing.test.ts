import type { Assessment, ImpactCase, Parameter } from '@ytterby/core/impact';
import { describe, expect, test } from 'vitest';
import { levelsTo } from './band-chart.tsx';
import { placeOf, twoLetters } from './places.ts';
import { HALF_WIDTH, project, ringPath } from './projection.ts';
import { flowsOf, heatOf } from './shown.ts';
import type { Ground } from './thread-messages.ts';

describe('the map', () => {
  test('the middle lies at 150° east on the equator, and the edges are as far apart as the map is wide', () => {
    const [x, y] = project(150, 0);
    expect([x, Math.abs(y)]).toEqual([0, 0]);
    expect(project(-30, 0)[0]).toBeCloseTo(-HALF_WIDTH, 9);
    expect(project(-30.001, 0)[0]).toBeCloseTo(HALF_WIDTH, 4);
  });

  test('Equal Earth: areas of bands of the same size on the sphere are the same', () => {
    // Between two parallels lies 2π (sin b − sin a) on a sphere of radius 1; the map shows bands by trapezia, nearly.
    const area = (from: number, to: number) => {
      const width = (north: number) => project(149.999_999_9 + 180, north)[0] * 2;
      return ((width(from) + width(to)) / 2) * (project(150, from)[1] - project(150, to)[1]);
    };
    for (const from of [0, 20, 40, 60]) {
      const sphere = 2 * Math.PI * (Math.sin(((from + 1) * Math.PI) / 180) - Math.sin((from * Math.PI) / 180));
      expect(area(from, from + 1) / sphere).toBeCloseTo(1, 3);
    }
  });

  test('a ring over the edge is drawn on both sides, one within it once', () => {
    const square = (west: number) => [
      [west, 0],
      [west + 20, 0],
      [west + 20, 20],
      [west, 0],
    ];
    expect(ringPath(square(100)).match(/M/g)).toHaveLength(1);
    expect(ringPath(square(-40)).match(/M/g)).toHaveLength(2);
  });

  test.each([
    ['KOR', 'KR'],
    ['DEU', 'DE'],
    ['TWN', 'TW'],
    ['HKG', 'HK'],
    ['CN', 'CN'],
    ['rest', 'rest'],
  ])('%s is %s', (code, two) => {
    expect(twoLetters(code)).toBe(two);
    expect(placeOf(code) === undefined).toBe(code === 'rest');
  });
});

test.each([
  [5774, [0, 2000, 4000, 6000]],
  [0.0084, [0, 0.005, 0.01]],
  [8000, [0, 2000, 4000, 6000, 8000]],
  [0, [0, 1]],
])('levels up to %d', (most, levels) => {
  const found = levelsTo(most);
  expect(found.at(-1)).toBeGreaterThanOrEqual(most);
  expect(found.map((level) => Number(level.toFixed(6)))).toEqual(levels);
});

const source = { zh: '例', en: 'example' };
const known = (value: number): Parameter => ({ low: value, high: value, basis: 'assumed', source });
const given = {
  economy: 'USA',
  restricting: 'CHN',
  items: [
    {
      id: 'ore',
      name: source,
      dependence: known(0.8),
      users: [{ sector: 'chips', name: source, needing: known(0.5) }],
      trade: { codes: ['1'], period: '2025', by: 'value' },
    },
  ],
} as unknown as ImpactCase;
const row = (partner: string, value: number | null, change: object = {}) => ({
  reporter: 'USA',
  partner,
  direction: 'import' as const,
  item: '1',
  period: '2025',
  value,
  mass: null,
  ...change,
});
const tables = {
  sectors: ['chips', 'cars', 'farms'],
  // Cars buy 20 of chips for an output of 100.
  flows: { from: [0], to: [1], amount: [20] },
  output: [100, 100, 50],
  valueAdded: [100, 80, 50],
} as unknown as Ground['tables'];

describe('what the tables say', () => {
  test('flows go to the economy, the largest first; a row without an amount is counted and not drawn', () => {
    const trade = [
      row('JPN', 25),
      row('CHN', 75),
      row('KOR', null),
      row('DEU', 5, { period: '2024' }),
      row('DEU', 7, { reporter: 'CHN', direction: 'export' }),
      row('FRA', 9, { reporter: 'JPN' }),
    ];
    expect(flowsOf(given, trade)).toMatchObject([
      { hub: 'CHN', direction: 'export', flows: [{ from: 'CHN', to: 'DEU', amount: 7 }], unknown: 0 },
      {
        hub: 'USA',
        flows: [
          { from: 'CHN', to: 'USA', amount: 75 },
          { from: 'JPN', to: 'USA', amount: 25 },
        ],
        unknown: 1,
      },
    ]);
  });

  test('cars need 0.2 · 0.5 by way of chips, of which three quarters come from China', () => {
    const partners = [
      { partner: 'CHN', share: 0.75 },
      { partner: 'JPN', share: 0.25 },
    ];
    const { rows, sources } = heatOf(given, { exposure: [{ item: 'ore', partners }] } as unknown as Assessment, tables);
    expect(sources[0]?.map(({ partner }) => partner)).toEqual(['CHN', 'JPN']);
    expect(rows.map(({ sector }) => sector)).toEqual(['chips', 'cars', 'farms']);
    expect(rows[0]?.cells[0]).toBeCloseTo(0.5 * 0.75, 9);
    expect(rows[1]?.cells[0]).toBeCloseTo(0.1 * 0.75, 9);
    expect(rows[1]?.cells[1]).toBeCloseTo(0.1 * 0.25, 9);
  });

  test('where no imports are known, the case’s dependence stands for the restricting party', () => {
    const { rows } = heatOf(given, { exposure: [{ item: 'ore', partners: [] }] } as unknown as Assessment, tables);
    expect(rows[0]?.cells).toEqual([0.5 * 0.8]);
  });
});
