import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { tell } from '../../src/messages/tell.ts';
import { openScreens, type Screens } from './browser.ts';

/** What a person is told, and how they choose to hear of it: in the browser. */

let screens: Screens;
let exporter: TestPerson;
let company: string;

beforeAll(async () => {
  screens = await openScreens();
  const { service } = screens;
  company = await service.organisation('company', 'Example Magnets');
  exporter = await service.person([[company, ['exporter']]]);
  for (const n of [1, 2])
    await service.store.asProduct((db) =>
      tell(
        db,
        {
          to: { organisation: company },
          kind: 'reminder',
          subject: { kind: 'licence', id: 'L1' },
          title: { zh: `今日到期：事项${n}`, en: `Due today: thing ${n}` },
          text: { zh: '最后一日：今日。', en: 'Last day: today.' },
          path: `/workspace/${company}/duties`,
          key: `reminder/test/${n}`,
        },
        service.clock.now,
      ),
    );
}, 600_000);
afterAll(() => screens.close());

test('the bell counts what is not read, and a message leads to what it is about', async () => {
  const { page, go, close } = await screens.open({ cookie: exporter.cookie });
  await go('/');
  await page.getByRole('link', { name: 'Messages, 2 not read' }).click();
  await page.getByRole('button', { name: 'Mark as read: Due today: thing 1' }).click();
  await page.getByRole('link', { name: 'Messages, 1 not read' }).waitFor();
  await page.getByRole('link', { name: 'Due today: thing 2' }).click();
  await page.getByRole('heading', { name: 'Deadlines', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Messages, 0 not read' }).waitFor();
  await close();
});

test('the deadlines of a month are turned by the keyboard', async () => {
  const { page, go, close } = await screens.open({ cookie: exporter.cookie });
  await go(`/workspace/${company}/duties?month=2026-12`);
  await page.getByRole('button', { name: 'Month after' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: 'What falls due in January 2027' }).waitFor();
  expect(page.url()).toContain('month=2027-01');
  await close();
});

test('a person chooses no mail, and makes and ends the link to the calendar', async () => {
  const { page, go, close } = await screens.open({ cookie: exporter.cookie });
  await go('/account');
  await page.getByRole('radio', { name: 'No mail' }).check();
  await page.locator('#mail').getByRole('button', { name: 'Save' }).click();
  await page.locator('#mail').getByText('Saved.').waitFor();
  expect((await exporter.client.call('mail.get')).body.wish).toBe('none');

  const section = page.locator('#calendar');
  await section.getByRole('button', { name: 'Make a link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a link' }).click();
  const url = await section.locator('code').innerText();
  const status = async () => (await fetch(`${screens.service.url}${new URL(url).pathname}`)).status;
  expect(await status()).toBe(200);
  await section.getByRole('button', { name: 'End the link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the link' }).click();
  await section.getByText('There is no link yet.').waitFor();
  expect(await status()).toBe(404);
  await close();
});
