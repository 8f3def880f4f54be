import enNotices from '@ytterby/web/words/en/notices';
import zhNotices from '@ytterby/web/words/zh/notices';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { axeFaults, sidewaysOverflow } from './browser.ts';
import { type Language, type Office, openOffice, type Seat } from './licensing.ts';

/** A chain of compliance notices in the browser: exporter → importer → component maker → assembler, the last two by links alone. */

let office: Office;
let importers: string;
let importer: TestPerson;

beforeAll(async () => {
  office = await openOffice('2025-10-20');
  importers = await office.service.organisation('operator', 'Example Import KK');
  importer = await office.service.person([[importers, ['exporter']]]);
}, 600_000);
afterAll(() => office.close());

const WORDS = { zh: zhNotices, en: enNotices } as const;
const GOODS = {
  zh: { oxide: '氧化镝', lot: '镝-甲', magnets: '钕铁硼磁体', country: '德国', far: '美国' },
  en: { oxide: 'Dysprosium oxide', lot: 'DY-B', magnets: 'NdFeB magnets', country: 'Germany', far: 'United States' },
} as const;

/** Types into the fields with these labels, in the form that stands there. */
async function type(seat: Seat, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await seat.place.getByRole('textbox', { name: label }).first().fill(value);
}

async function choose(seat: Seat, label: string, value: string): Promise<void> {
  const input = seat.place.getByRole('combobox', { name: label, exact: true });
  await input.click();
  await input.fill(value);
  await seat.page.locator('.ant-select-item-option').filter({ hasText: value }).first().click();
}

/** The address behind a link that was just shown; its host is the installation's, ours is that of the test. */
async function linkShown(seat: Seat): Promise<string> {
  const link = await seat.page.locator('.shown-once code').last().innerText();
  return `/notice${new URL(link).hash}`;
}

async function acknowledge(seat: Seat, name: string): Promise<void> {
  const words = WORDS[seat.language].one;
  await type(seat, { [words.signer]: name, [words.position]: 'QA' });
  await seat.place.getByLabel(words.day).fill('2025-10-20');
  await seat.press(words.acknowledge);
  await seat.settle();
}

describe.each<Language>(['zh', 'en'])('%s', (language) => {
  const words = WORDS[language];
  const goods = GOODS[language];
  const faults: string[] = [];
  const sit = (person?: TestPerson) => office.sit(person, language);
  let maker: string;
  let assembler: string;
  let received: string;

  test('the exporter gives the importer a notice for a new lot', async () => {
    const seat = await sit(office.exporter);
    await seat.go(`/workspace/${office.company}/notices`);
    await seat.press(words.give);
    await seat.sees(words.form.lead);
    await type(seat, { [words.item]: goods.oxide, [words.form.lotNumber]: goods.lot });
    await type(seat, { [words.form.lotQuantity]: '100' });
    await seat.place.getByRole('radio', { name: words.form.here }).check();
    await type(seat, { [words.form.hereCalled]: 'Nobody of that name' });
    await type(seat, { [words.form.amount]: '60' });
    await seat.press(words.form.submit);
    // Nobody is called so: said at the field.
    await seat.sees(language === 'zh' ? /本系统没有此名称/ : /No organisation here has this name/);
    await type(seat, { [words.form.hereCalled]: 'Example Import KK' });
    await seat.press(words.form.submit);
    await seat.sees(words.form.done);
    await seat.press(words.form.see);
    await seat.sees(words.states['not-opened']);
    received = new URL(seat.page.url()).pathname.split('/').at(-1) ?? '';
    faults.push(...seat.faults.filter((fault) => !fault.includes('422')));
    await seat.close();
  });

  test('and a second one, for the rest of the lot, by a link that nobody opens', async () => {
    const seat = await sit(office.exporter);
    const { items } = (
      await office.exporter.client.call('notice-lot.list', { params: { organisation: office.company }, query: {} })
    ).body;
    const lot = items.find(({ number }) => number === goods.lot)?.id ?? '';
    await seat.go(`/workspace/${office.company}/notices/new?lot=${lot}`);
    await type(seat, { [words.form.name]: 'Second Import Ltd' });
    await choose(seat, words.form.country, 'GB');
    await type(seat, { [words.form.amount]: '40' });
    await seat.press(words.form.submit);
    await seat.sees(words.form.done);
    expect(await linkShown(seat)).toMatch(/^\/notice#[\w-]{43}$/);
    faults.push(...seat.faults);
    await seat.close();
  });

  test('the importer acknowledges it and gives the maker the next one, by a link', async () => {
    const seat = await sit(importer);
    await seat.go('/messages');
    await seat.sees(language === 'zh' ? /收到合规告知书/ : /Compliance notice .* received/);
    await seat.go(`/workspace/${importers}/notices/${received}`);
    await acknowledge(seat, language === 'zh' ? '田中' : 'Tanaka');
    await seat.sees(new RegExp(`${words.states.acknowledged}`));
    await seat.press(words.one.passOn);
    await seat.sees(words.form.lead);
    // The goods, their quantity and the notice that they came with are filled in.
    expect(await seat.place.getByRole('textbox', { name: words.item }).first().inputValue()).toBe(goods.oxide);
    expect(await seat.place.getByRole('textbox', { name: words.form.lotQuantity }).inputValue()).toBe('60');
    await type(seat, { [words.form.lotNumber]: `KK-${language}`, [words.form.name]: 'Teile GmbH' });
    await choose(seat, words.form.country, 'DE');
    await type(seat, { [words.form.amount]: '50' });
    await seat.press(words.form.submit);
    await seat.sees(words.form.done);
    maker = await linkShown(seat);
    faults.push(...seat.faults);
    await seat.close();
  });

  test('the maker, without an account, reads it, saves the PDF, acknowledges it and passes magnets on', async () => {
    const seat = await sit();
    await seat.go(maker);
    await seat.sees('Teile GmbH');
    const saving = seat.page.waitForEvent('download');
    await seat.press(words.pdf);
    expect((await saving).suggestedFilename()).toMatch(/\.pdf$/);
    await acknowledge(seat, 'Jana Muster');
    await seat.sees(words.link.acknowledged);
    expect(await axeFaults(seat.page)).toEqual([]);
    await seat.page.locator('details.pass-on > summary').click();
    await type(seat, {
      [words.item]: goods.magnets,
      [words.form.lotNumber]: 'M-1',
      [words.form.name]: 'Assembler Inc',
    });
    await choose(seat, words.form.country, 'US');
    await seat.press(words.form.submit);
    await seat.page.locator('.shown-once').waitFor();
    assembler = await linkShown(seat);
    await seat.sees('Assembler Inc');
    faults.push(...seat.faults);
    await seat.close();
  });

  test('the assembler opens it, at 375 px, and does not acknowledge it', async () => {
    const seat = await office.sit(undefined, language, { width: 375 });
    await seat.go(assembler);
    await seat.sees(goods.magnets);
    expect(await sidewaysOverflow(seat.page)).toBeLessThanOrEqual(0);
    faults.push(...seat.faults);
    await seat.close();
  });

  test('the exporter sees the whole chain on one page, who has not acknowledged, and nothing of what others trade', async () => {
    const seat = await sit(office.exporter);
    await seat.go(`/workspace/${office.company}/notices`);
    await seat.press(goods.lot);
    await seat.page.locator('.graph .graph-box').first().waitFor();
    const text = await seat.text();
    for (const name of ['Example Import KK', 'Second Import Ltd', 'Teile GmbH', 'Assembler Inc'])
      expect(text).toContain(name);
    expect(text).not.toContain(goods.magnets);
    expect(text).not.toContain('Jana Muster');
    const warning = await seat.page.locator('.notice.warns').innerText();
    expect(warning).toContain('Second Import Ltd');
    expect(warning).toContain('Assembler Inc');
    expect(warning).not.toContain('Teile GmbH');
    expect(await axeFaults(seat.page)).toEqual([]);
    faults.push(...seat.faults);
    await seat.close();
  });

  test('the authority sees the quantities, too', async () => {
    const seat = await sit(office.officer);
    await seat.go('/notices');
    await seat.press(goods.lot);
    await seat.page.locator('.graph .graph-box').first().waitFor();
    const text = await seat.text();
    for (const shown of [goods.magnets, 'Jana Muster', '50 KGM', 'M-1']) expect(text).toContain(shown);
    faults.push(...seat.faults);
    await seat.close();
  });

  test('a link that was revoked opens nothing', async () => {
    const { items } = (
      await importer.client.call('notice.list', { params: { organisation: importers }, query: { direction: 'issued' } })
    ).body;
    const given = items[0]?.id ?? '';
    const seat = await sit(importer);
    await seat.go(`/workspace/${importers}/notices/${given}`);
    await seat.give(words.one.revoke);
    await seat.sees(language === 'zh' ? /已于 .* 撤回/ : /The link was revoked/);
    faults.push(...seat.faults);
    await seat.close();
    const visitor = await sit();
    for (const address of [maker, `/notice#${'x'.repeat(43)}`, '/notice']) {
      await visitor.go('/verify');
      await visitor.go(address);
      await visitor.sees(words.link.none);
    }
    await visitor.close();
  });

  test('a senior officer adds a field to the form, without code; the next notice asks for it', async () => {
    const label =
      language === 'zh' ? { zh: '随附单证', en: 'Papers with it' } : { zh: '运输单号', en: 'Bill of lading' };
    const seat = await sit(office.senior);
    await seat.go('/notices/form');
    await seat.press(words.template.add);
    const field = seat.page.locator('details.template-field').last();
    await field.locator('summary').click();
    const own = (word: string) => field.getByRole('textbox', { name: word }).first();
    for (const tongue of ['zh', 'en'] as const)
      await own(words.template.in[tongue].replace('{{label}}', words.template.label)).fill(label[tongue]);
    await own(words.template.id).fill(`papers-${language}`);
    await seat.press(words.template.save);
    await seat.sees(new RegExp(words.version.replace('{{version}}', language === 'zh' ? '2' : '3')));
    faults.push(...seat.faults);
    await seat.close();
    const exporter = await sit(office.exporter);
    await exporter.go(`/workspace/${office.company}/notices/new`);
    await exporter.place.getByLabel(label[language]).waitFor();
    await exporter.close();
  });

  test('nothing went wrong on the way', () => {
    expect(faults).toEqual([]);
  });
});
