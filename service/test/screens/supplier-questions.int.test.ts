import type { BomFacts } from '@ytterby/core';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { axeFaults, type OpenPage, openScreens, type Screens, sidewaysOverflow } from './browser.ts';

/** A question to a supplier, answered in Excel, settles an open bill of materials. */

const BILL: BomFacts = {
  unstated: 'none',
  parts: [
    {
      id: 'magnet',
      item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
      origin: 'JP',
      value: { amount: '10', currency: 'EUR' },
      inputs: [{ part: 'dy-metal', quantity: '1' }],
    },
    {
      id: 'dy-metal',
      item: { description: 'Dysprosium metal, 99.5 %', form: 'metal', elements: ['Dy'] },
      rareEarths: 'listed-below',
      supplier: 'Acme Metals',
      value: { amount: '0.30', currency: 'EUR' },
    },
  ],
};

const WORDS = {
  zh: {
    ask: '向供应商提问',
    open: /尚不能判断/,
    sendTo: '发给Acme Metals',
    makeLink: '生成链接',
    done: '完成',
    download: '下载 Excel 表格',
    read: '读到1个回答',
    badCell: "'问题 Questions'!D2",
    name: '答复人姓名',
    submit: /^提\s?交$/,
    thanks: '答复已提交',
    after: '采用所选后：低于门槛',
    accept: '采用所选（1项）',
    settled: '结论已定：低于门槛',
    source: /原产地 = 日本，Acme Metals，佐藤/,
    noLink: '链接无法使用',
  },
  en: {
    ask: 'Ask suppliers',
    open: /is open/,
    sendTo: 'Send to Acme Metals',
    makeLink: 'Make the link',
    done: 'Done',
    download: 'Download the Excel workbook',
    read: '1 answer was read',
    badCell: "'问题 Questions'!D2",
    name: 'Your name',
    submit: /^Submit$/,
    thanks: 'Your answers were submitted',
    after: 'With what is ticked: below the threshold',
    accept: 'Take in what is ticked (1)',
    settled: 'Settled: below the threshold',
    source: /origin = Japan, Acme Metals, 佐藤/,
    noLink: 'This link cannot be used',
  },
} as const;

let screens: Screens;
let company: string;
let exporter: TestPerson;

beforeAll(async () => {
  screens = await openScreens();
  const { service } = screens;
  company = await service.organisation('company', 'Example Magnets');
  exporter = await service.person([[company, ['exporter']]]);
}, 600_000);
afterAll(() => screens.close());

async function looksRight({ page, faults }: OpenPage) {
  // A button that was busy fades back; half-way its word is faint.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  expect(await axeFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
}

async function answeredIn(file: string, country: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.worksheets[1];
  if (sheet === undefined) throw new Error('no sheet of questions');
  expect(sheet.getCell('M2').text).toBe('origin/dy-metal');
  sheet.getCell('D2').value = country;
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe.each([
  { language: 'zh', width: 1280 },
  { language: 'en', width: 375 },
] as const)('in $language at $width px', (view) => {
  const words = WORDS[view.language];

  test('supplier question answered in Excel settles an open BOM', async () => {
    const { body } = await exporter.client.call('bill.create', {
      params: { organisation: company },
      body: { name: 'Magnet', facts: BILL },
    });
    const own = await screens.open({ ...view, cookie: exporter.cookie });
    const { page } = own;
    await own.go(`/workspace/${company}/bills/${body.id}`);
    await page.getByRole('link', { name: words.ask }).click();
    await page.getByRole('heading', { level: 1, name: words.ask }).waitFor();
    await page.getByRole('heading', { level: 2, name: words.open }).waitFor();
    await looksRight(own);

    await page.getByRole('button', { name: words.sendTo }).click();
    await page.getByRole('button', { name: words.makeLink }).click();
    const link = await page.locator('.shown-once code').innerText();
    expect(link).toMatch(/\/supplier-form#[\w-]{43}$/);
    expect(await page.locator('.supplier-letter textarea').inputValue()).toContain(link);
    await looksRight(own);
    await page.getByRole('button', { name: words.done, exact: true }).click();

    // The supplier has no account.
    const theirs = await screens.open(view);
    const address = link.slice(new URL(link).origin.length);
    await theirs.go(address);
    await theirs.page.getByText('dy-metal').first().waitFor();
    await looksRight(theirs);
    const [download] = await Promise.all([
      theirs.page.waitForEvent('download'),
      theirs.page.getByRole('button', { name: words.download }).click(),
    ]);
    const file = await download.path();
    const upload = async (country: string) =>
      theirs.page.locator('input[type=file]').setInputFiles({
        name: 'answers.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await answeredIn(file, country),
      });
    await upload('Atlantis');
    await theirs.page.getByText(words.badCell).waitFor();
    await looksRight(theirs);
    await upload('日本');
    await theirs.page.getByText(words.read).waitFor();
    await theirs.page.getByLabel(words.name).fill('佐藤');
    await theirs.page.getByRole('button', { name: words.submit }).click();
    await theirs.page.getByText(words.thanks).waitFor();
    await looksRight(theirs);
    await theirs.close();

    await page.reload();
    await page.getByText(words.after).waitFor();
    await looksRight(own);
    await page.getByRole('button', { name: words.accept }).click();
    await page.getByRole('heading', { level: 2, name: words.settled }).waitFor();
    await looksRight(own);

    await own.go(`/workspace/${company}/bills/${body.id}`);
    await page.getByText(words.source).waitFor();
    await looksRight(own);
    await own.close();
  });

  test.each(['/supplier-form', `/supplier-form#${'x'.repeat(43)}`])(
    '%s says that it leads nowhere',
    async (address) => {
      const opened = await screens.open(view);
      await opened.go(address);
      await opened.page.getByText(words.noLink).waitFor();
      expect(await axeFaults(opened.page)).toEqual([]);
      expect(await sidewaysOverflow(opened.page)).toBeLessThanOrEqual(0);
      await opened.close();
    },
  );
});
