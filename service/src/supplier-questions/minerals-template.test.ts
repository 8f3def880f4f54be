import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { rareEarthIn, readMineralsTemplate } from '../intake/minerals-template.ts';
import { IntakeError } from '../intake/problem.ts';
import { mineralsTemplate } from './testing/minerals-template.ts';

describe('readMineralsTemplate', () => {
  it('reads what is said of rare earths, and leaves other minerals out', async () => {
    const { declaration, notes } = await readMineralsTemplate(await mineralsTemplate(), 'AMRT.xlsx');
    expect(notes).toEqual([]);
    expect(declaration).toEqual({
      company: 'Acme Magnetics K.K.',
      scope: 'product',
      day: '2026-10-20',
      minerals: [{ mineral: 'rare-earths', used: 'yes', answered: '1', isComplete: true }],
      smelters: [
        { mineral: 'rare-earths', name: 'Shin Separation', country: 'JP', mines: ['AU'], recycled: 'no' },
        { mineral: 'rare-earths', name: 'Ganzhou Metals', country: 'CN', mines: [], recycled: 'no' },
        { mineral: 'rare-earths', name: '?', country: null, mines: [], recycled: 'unknown' },
      ],
      products: ['AM-1', 'magnet'],
    });
  });

  it('reads an element that was put in as another mineral', async () => {
    const { declaration } = await readMineralsTemplate(
      await mineralsTemplate((book) => {
        for (const cell of ['B28', 'B32'])
          (book.getWorksheet('Declaration') as ExcelJS.Worksheet).getCell(cell).value = 'Dysprosium';
        (book.getWorksheet('Smelter List') as ExcelJS.Worksheet).getCell('B5').value = 'Dysprosium (Dy)';
      }),
      'AMRT.xlsx',
    );
    expect(declaration.minerals.map(({ mineral }) => mineral)).toEqual(['Dy']);
    expect(declaration.smelters[0]).toMatchObject({ mineral: 'Dy', country: 'JP' });
  });

  it('notes a country that it does not know, and counts it as not stated', async () => {
    const { declaration, notes } = await readMineralsTemplate(
      await mineralsTemplate((book) => {
        (book.getWorksheet('Smelter List') as ExcelJS.Worksheet).getCell('E5').value = 'RURITANIA';
      }),
      'AMRT.xlsx',
    );
    expect(notes).toMatchObject([{ code: 'intake/unknown-country', cell: "'Smelter List'!E5" }]);
    expect(declaration.smelters[0]?.country).toBeNull();
  });

  it.each([
    ['No', 'no'],
    ['Unknown', 'unknown'],
    ['Not declaring', 'not-declared'],
    ['', 'unknown'],
  ] as const)('answer "%s": %s', async (said, used) => {
    const { declaration } = await readMineralsTemplate(
      await mineralsTemplate((book) => {
        (book.getWorksheet('Declaration') as ExcelJS.Worksheet).getCell('D28').value = said;
        (book.getWorksheet('Declaration') as ExcelJS.Worksheet).getCell('G28').value = '';
      }),
      'AMRT.xlsx',
    );
    expect(declaration.minerals[0]?.used).toBe(used);
  });

  it('refuses another workbook', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Sheet1').getCell('A1').value = 'x';
    await expect(readMineralsTemplate(new Uint8Array(await book.xlsx.writeBuffer()), 'a.xlsx')).rejects.toThrow(
      IntakeError,
    );
  });
});

describe('rareEarthIn', () => {
  it.each([
    ['Rare Earth Elements', 'rare-earths'],
    ['稀土', 'rare-earths'],
    ['Neodymium', 'Nd'],
    ['镝', 'Dy'],
    ['Rare earths: terbium', 'Tb'],
    ['Aluminum', undefined],
    ['Er', undefined],
    ['Other', undefined],
  ])('%s: %s', (text, meant) => expect(rareEarthIn(text)).toBe(meant));
});
