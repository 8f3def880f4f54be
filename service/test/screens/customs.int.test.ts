import { LICENCE_STANDINGS } from '@ytterby/core/licensing';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { grantedLicence } from '../../src/customs/testing/granted-licence.ts';
import { axeFaults, sidewaysOverflow } from './browser.ts';
import { type Language, type Office, openOffice, type Seat } from './licensing.ts';

/** A licence at customs, from its first kilogram to its last: played in the browser, in both languages. */

let office: Office;
let customs: TestPerson;
let customsOffice: string;
let chief: TestPerson;

beforeAll(async () => {
  office = await openOffice('2026-05-20');
  const { service } = office;
  customsOffice = await service.organisation('customs', 'Example Customs');
  customs = await service.person([[customsOffice, ['customs-officer']]]);
  chief = await service.person([[customsOffice, ['organisation-administrator']]]);
}, 600_000);
afterAll(() => office.close());

const LANGUAGES = ['zh', 'en'] as const satisfies readonly Language[];

async function issued() {
  const { company, exporter, officer, senior } = office;
  await office.at('2026-05-20');
  const terms = { from: '2026-06-01', quantity: '500', value: '46250', reportsUse: true };
  const licence = await grantedLicence({ company, exporter, officer, senior, ...terms });
  await office.at('2026-07-01');
  return licence;
}

/** Readable and reachable as it stands. */
async function isFine(seat: Seat): Promise<void> {
  await seat.look();
  expect(await axeFaults(seat.page)).toEqual([]);
  expect(await sidewaysOverflow(seat.page)).toBeLessThanOrEqual(0);
}

/** Gives a file as a dialog of the system would. */
async function chooseFile(seat: Seat, button: string, name: string, buffer: Buffer): Promise<void> {
  const choosing = seat.page.waitForEvent('filechooser');
  await seat.press(button);
  await (await choosing).setFiles({ name, mimeType: 'application/octet-stream', buffer });
  await seat.settle();
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('a licence is checked, drawn down, reported on and used up', async () => {
    const { id, number } = await issued();
    const seat = await office.sit(customs, language);
    const { customs: words, licences } = seat.words;
    const of = (act: string, drawDown: string) =>
      words.drawDowns.of.replace('{{act}}', act).replace('{{number}}', drawDown);
    const left = (line = 0): Locator => seat.page.locator('.balance-bars > li').nth(line).locator('.left dd');
    const leftIs = async (quantity: string) => {
      await left()
        .filter({ hasText: new RegExp(`^${quantity} `) })
        .waitFor();
    };

    // Found by its number; the paper is checked beside it.
    await seat.go('/customs');
    await seat.put('number', number);
    await seat.press(words.check.byNumber);
    await leftIs('500');
    await seat.sees(words.check.numberOnly);
    await isFine(seat);
    const pdf = await office.exporter.client.call('licence.pdf', {
      params: { organisation: office.company, licence: id },
    });
    await chooseFile(seat, words.check.choose, 'licence.pdf', Buffer.from(await pdf.body.arrayBuffer()));
    await seat.page.locator('.notice.succeeds h2', { hasText: licences.verify.yes }).waitFor();
    expect(await seat.text()).not.toContain(words.check.numberOnly);
    await chooseFile(seat, words.check.choose, 'licence.jws', Buffer.from('eyJhbGciOiJFZERTQSJ9.e30.AAAA'));
    await seat.page.locator('.notice:is(.fails, .warns) h2').waitFor();
    await seat.put('number', number);
    await seat.press(words.check.byNumber);
    await leftIs('500');

    const reserve = { declaration: '310120260000001', lastDay: '2026-07-10', 'lines.0.value': '9000' };
    await seat.give(words.drawDowns.reserve, { drawDown: 'HX-1', 'lines.0.quantity': '200', ...reserve });
    await leftIs('300');
    await seat.give(of(words.drawDowns.confirm, 'HX-1'), {}, words.drawDowns.confirm);
    await leftIs('300');

    // More than is left: refused in words, with what is left, and what was typed stays.
    await seat.press(words.drawDowns.reserve);
    for (const [field, value] of Object.entries({ drawDown: 'HX-2', 'lines.0.quantity': '300.5', ...reserve }))
      await seat.put(field, value);
    await seat.press(words.drawDowns.reserve);
    const dialog = seat.page.getByRole('dialog');
    await dialog.getByText(language === 'zh' ? /超过许可的剩余数量/ : /More than the quantity that is left/).waitFor();
    expect(await dialog.innerText()).toMatch(language === 'zh' ? /剩余：300 KGM/ : /Left: 300 KGM/);
    expect(await axeFaults(seat.page)).toEqual([]);
    await seat.put('lines.0.quantity', '300');
    await seat.press(words.drawDowns.reserve);
    await dialog.waitFor({ state: 'detached' });
    await leftIs('0');

    // A part of it left, in another unit; the rest goes back.
    const part = { 'lines.0.quantity': '120500', 'lines.0.unit': 'GRM', 'lines.0.value': '5000' };
    await seat.give(of(words.drawDowns.confirm, 'HX-2'), part, words.drawDowns.confirm);
    await leftIs('179.5');
    const truth = {
      correction: 'G-1',
      'lines.0.quantity': '120000',
      reason: language === 'zh' ? '复磅' : 'Weighed again',
    };
    await seat.give(of(words.drawDowns.correct, 'HX-2'), truth, words.drawDowns.correct);
    await leftIs('180');
    await seat.press(of(words.drawDowns.history, 'HX-2'));
    await seat.page.getByRole('dialog').getByText(truth.reason).waitFor();
    await seat.page.keyboard.press('Escape');
    await seat.page.getByRole('dialog').waitFor({ state: 'detached' });
    await isFine(seat);

    // The holder sees it, and what it owes a report on.
    const exporter = await office.sit(office.exporter, language, { width: 375 });
    await exporter.go(`/workspace/${office.company}/licences/${id}`);
    await exporter.page.locator('.balance-bars .left dd').filter({ hasText: /^180 / }).waitFor();
    await exporter.sees('HX-2');
    await isFine(exporter);
    await exporter.go(`/workspace/${office.company}/duties`);
    await exporter.sees(/310120260000001/);
    await exporter.go(`/workspace/${office.company}/licences/${id}`);
    const text = language === 'zh' ? '已到货，数量无误。' : 'Arrived in full.';
    const stage = language === 'zh' ? '抵达' : 'Arrival';
    await exporter.give(licences.usage.make, { stage, happenedOn: '2026-07-01', text }, licences.usage.submit);
    await exporter.sees(text);
    expect(exporter.faults).toEqual([]);

    // The rest comes in a file, with a record that is wrong.
    const csv = [
      'command,number,drawDown,declaration,lastDay,line,quantity,unit,value,currency',
      `reserve,${number},HX-3,310120260000003,2026-07-10,1,180,KGM,8000,EUR`,
      `reserve,${number},HX-4,310120260000004,2026-07-10,1,1,KGM,1,EUR`,
      `confirm,${number},HX-3,,,1,180,KGM,8000,EUR`,
      `confirm,"${number},HX-3`,
    ].join('\n');
    await seat.page.getByRole('link', { name: words.sections.file }).click();
    await chooseFile(seat, words.file.choose, 'records.csv', Buffer.from(csv));
    await seat.sees(words.file.finished.replace('{{count}}', '4'));
    const count = (outcome: keyof typeof words.file.counts) =>
      seat.page.locator('.customs-counts > div', { hasText: words.file.counts[outcome] }).locator('dd').innerText();
    expect([await count('done'), await count('refused'), await count('not-read')]).toEqual(['2', '1', '1']);
    expect(await seat.page.locator('main tbody tr').count()).toBe(2);
    await isFine(seat);

    await seat.go(`/customs?number=${number}`);
    await leftIs('0');
    await seat.page.locator('h2 .licence-standing', { hasText: LICENCE_STANDINGS.exhausted[language] }).waitFor();
    expect(await seat.page.getByRole('button', { name: words.drawDowns.reserve, exact: true }).count()).toBe(0);
    // The browser tells of the refusal, too.
    expect(seat.faults).toEqual([expect.stringContaining('409')]);
    await seat.close();
    await exporter.close();
  });

  test('the words of a declaration are shown to be copied, and none are made up', async () => {
    const seat = await office.sit(customs, language, { width: 375 });
    const { remark } = seat.words.customs;
    await seat.go('/customs/remarks');
    await seat.put('code', '1c902.a.1');
    await seat.press(remark.submit);
    await seat.page.locator('code', { hasText: '属于两用物项 1C902.a.1' }).waitFor();
    await isFine(seat);
    await seat.put('code', '9Z999');
    await seat.press(remark.submit);
    await seat.sees(remark.none);
    expect(seat.faults).toEqual([]);
    await seat.close();
  });

  test('webhooks are set up, fail, and are sent again', async () => {
    const licence = await issued();
    const seat = await office.sit(chief, language);
    const say =
      language === 'zh' ? { add: '添加 Webhook', again: '重新发送' } : { add: 'Add a webhook', again: 'Send again' };
    await seat.go(`/administration/organisations/${customsOffice}`);
    // Nobody listens there.
    const url = 'http://127.0.0.1:9/hook';
    await seat.give(say.add, { url });
    await seat.page.locator('.shown-once code', { hasText: /^whsec_/ }).waitFor();
    const line = { line: '1', quantity: '1', unit: 'KGM', value: '1', currency: 'EUR' };
    await customs.client.call('draw-down.reserve', {
      params: { number: licence.number },
      body: { drawDown: 'W-1', declaration: 'D', lines: [line], lastDay: '2026-07-10' },
    });
    await seat.press(url);
    // The job comes by itself, and cannot reach anybody.
    await expect
      .poll(
        async () => {
          await seat.reload();
          return seat.page.locator('main tbody tr').innerText();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toMatch(language === 'zh' ? /无法连接接收方/ : /could not be reached/);
    await seat.page.locator('main tbody tr', { hasText: 'W-1' }).waitFor();
    await isFine(seat);
    const button = seat.page.locator('main tbody').getByRole('button', { name: new RegExp(`^${say.again}`) });
    await button.click();
    await seat.page.getByRole('dialog').getByRole('button', { name: say.again, exact: true }).click();
    await seat.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(seat.faults).toEqual([]);
    const { body } = await chief.client.call('webhook.list', { params: { organisation: customsOffice } });
    for (const { id } of body)
      await chief.client.call('webhook.remove', { params: { organisation: customsOffice, webhook: id } });
    await seat.close();
  });
});
