import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScreens, type Screens } from './browser.ts';

/** A first-time visitor asks: about one export, about a messy workbook, about five thousand lines. */

let screens: Screens;
beforeAll(async () => {
  screens = await openScreens();
}, 600_000);
afterAll(() => screens.close());

const WORDS = {
  zh: {
    example: '氧化镝由中国出口美国',
    required: '须经许可',
    clause: '须经许可',
    determine: '逐行判定',
    day: '出口日期',
    cell: /出口清单!C\d+/,
    slider: '日期',
  },
  en: {
    example: 'Dysprosium oxide from China to the United States',
    required: 'Licence required',
    clause: '许可',
    determine: 'Determine every row',
    day: 'Day of export',
    cell: /出口清单!C\d+/,
    slider: 'Day',
  },
} as const;

async function messyWorkbook(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('出口清单');
  sheet.addRow(['２０２６年１１月出口清单（内部）']);
  sheet.mergeCells('A1:F1');
  sheet.addRow([]);
  sheet.addRow(['货物', '', '', '目的地', '最终用户', '']);
  sheet.mergeCells('A3:C3');
  sheet.mergeCells('E3:F3');
  sheet.addRow(['名称', '形态', '元素', '国家', '名称', '国家']);
  sheet.addRow(['氧化镝', '氧化物', 'Ｄｙ、Ｏ', '美国', 'Example Inc.', '美国']);
  sheet.addRow([]);
  sheet.addRow(['钐钴磁体', '磁体', 'Sm,Co', '德国', '示例公司', '德国']);
  sheet.addRow(['错误的一行', '磁体', 'Qq', '德国', '示例公司', '德国']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const words = WORDS[language];

  test('the first answer is a click away, with its clause and its paragraph', async () => {
    const { page, go, faults, close } = await screens.open({ language });
    await go('/');
    await page.getByRole('button', { name: words.example }).click();
    await page.locator('.answer-view').getByText('18').first().waitFor();
    const text = await page.locator('main').innerText();
    expect(text.toLowerCase()).toContain(words.required.toLowerCase());
    expect(text).toContain('1C905');
    expect(text).toContain(words.clause);
    // Which example it is, but no facts: an address is shown around.
    expect([...new URL(page.url()).searchParams.keys()].sort()).toEqual(['day', 'example', 'language']);
    expect(faults).toEqual([]);
    await close();
  });

  test('a messy workbook comes to answers, and the cell that cannot be read is named', async () => {
    const { page, go, faults, close } = await screens.open({ language });
    await go('/?many=file');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'messy.xlsx', mimeType: 'application/octet-stream', buffer: await messyWorkbook() });
    // No column of days: today is put in.
    const day = page.getByLabel(words.day, { exact: true });
    await expect.poll(() => day.inputValue(), { timeout: 20_000 }).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    await day.fill('2025-12-01');
    await page.getByRole('button', { name: words.determine }).click();
    await expect.poll(() => page.locator('[role=row]').count(), { timeout: 30_000 }).toBe(3);
    const text = await page.locator('main').innerText();
    expect(text).toContain('氧化镝');
    expect(text).toContain('钐钴磁体');
    expect(text).toMatch(words.cell);
    expect(faults).toEqual([]);
    await close();
  });
});

test.each(['zh', 'en'] as const)(
  'the date slider moves the verdicts of 5,000 lines, by the keyboard, in %s',
  async (language) => {
    const forms = [
      ['oxide', 'Dy,O', 'US'],
      ['magnet', 'Nd,Fe,B,Dy', 'DE'],
      ['magnet', 'Sm,Co', 'JP'],
      ['oxide', 'La,O', 'FR'],
    ] as const;
    const rows = Array.from({ length: 5_000 }, (_, index) => {
      const [form, elements, to] = forms[index % forms.length] ?? forms[0];
      return `line ${index},${form},"${elements}",CN,${to},Buyer ${index % 37},${to},2025-06-01`;
    });
    const csv = ['description,form,elements,from,to,end user,end user country,as of', ...rows].join('\n');
    const { page, go, faults, close } = await screens.open({ language });
    await go('/?many=file');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'lines.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: WORDS[language].determine }).click();
    await page
      .getByText(/5[,\s]?000/)
      .first()
      .waitFor({ timeout: 120_000 });
    const slider = page.getByRole('slider').first();
    await slider.waitFor({ timeout: 120_000 });
    const counts = () => page.locator('.counts').innerText();
    // From before the controls of April 2025 to the present, change by change.
    await slider.focus();
    await slider.press('Home');
    const first = await counts();
    const seen = new Set([first]);
    const took: number[] = [];
    for (let step = 0; step < 12; step += 1) {
      const redraw = page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const began = performance.now();
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
          }),
      );
      await slider.press('PageUp');
      took.push(await redraw);
      seen.add(await counts());
    }
    console.log(`slider steps over 5,000 lines, ms: ${took.map((each) => each.toFixed(0)).join(' ')}`);
    expect(seen.size).toBeGreaterThan(1);
    expect(faults).toEqual([]);
    await close();
  },
  240_000,
);
