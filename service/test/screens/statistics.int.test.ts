import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PastCase, type PastShipment, storePastCases, storePastShipments } from '../../src/statistics/testing.ts';
import { axeFaults, openScreens, type Screens, sidewaysOverflow } from './browser.ts';

/** The statistics with figures on them: readable, reachable, and small numbers told as small. */

let screens: Screens;

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();

/** 60 reviews of the second quarter: 51 granted, 5 refused, 4 open; for three destinations, one of them with few. */
const CASES = Array.from({ length: 60 }, (_, index): PastCase => {
  const accepted = plus('2026-04-01', index % 20);
  const is = index % 12 === 11 ? 'refused' : 'granted';
  return {
    submitted: accepted,
    accepted,
    destination: index < 2 ? 'IT' : index % 2 === 0 ? 'DE' : 'KR',
    codes: [index % 3 === 0 ? '1C902.a.4' : '1C905.a.4'],
    ...(index % 15 !== 7 && { end: { is, on: plus(accepted, 10 + (index % 30)) } }),
  };
});

/** 20 shipments of October 2025, two of them to Kenya, reported but for two; 3 reports were late. Ten more were stopped. */
const SHIPMENTS: readonly PastShipment[] = [
  ...Array.from({ length: 20 }, (_, index): PastShipment => {
    const sentOn = index < 3 ? '2025-11-20' : '2025-10-20';
    return {
      destination: index < 2 ? 'KE' : index % 2 === 0 ? 'TR' : 'NP',
      codes: ['1C905.b'],
      claimed: '2025-10-13',
      shipped: { exportedOn: '2025-10-13', on: '2025-10-13' },
      ...(index < 18 && { reported: { sentOn, on: sentOn } }),
    };
  }),
  ...Array.from({ length: 10 }, (_, index): PastShipment => {
    const is = index < 8 ? 'cleared' : 'refused';
    return { destination: 'TR', claimed: '2025-10-14', stopped: { is, on: '2025-10-15' } };
  }),
];

beforeAll(async () => {
  screens = await openScreens();
  const { service } = screens;
  service.clock.now = Temporal.Instant.from('2026-07-15T01:00:00Z');
  await storePastCases(service, CASES);
  await storePastShipments(service, SHIPMENTS);
}, 600_000);
afterAll(() => screens.close());

describe.each([
  { name: 'wide, English', view: { language: 'en', width: 1280 } },
  { name: '375 px, Chinese, dark', view: { language: 'zh', width: 375, dark: true } },
] as const)('$name', ({ view }) => {
  test.each([
    '',
    '?by=month&unit=calendar-days&group=all',
    '?by=item&exemptionsBy=month&exemptionsPeriod=2025-Q4',
    '?by=ground&exemptionsBy=item',
  ])('/statistics%s', async (search) => {
    const { page, go, close, faults } = await screens.open(view);
    await go(`/statistics${search}`);
    await page.locator('.curve-chart').waitFor();
    await page.locator('.bar-chart tbody tr').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await close();
  });
});

test('the headline comes first, and small numbers are told as small', async () => {
  const { page, go, close } = await screens.open();
  await go('/statistics');
  const headline = page.locator('main .card').first();
  expect(await headline.innerText()).toMatch(/91\s%[\s\S]*51 of 56 decisions[\s\S]*\d+ working days/);
  await page.locator('.bar-chart').last().waitFor();
  const row = (name: string) => page.locator('.bar-chart').last().locator('tr', { hasText: name }).innerText();
  expect((await row('Italy')).split(/\s+/)).toEqual(['Italy', '1–4', '0', '0']);
  expect(await row('Germany')).toMatch(/withheld/);
  expect(await page.locator('.marks').last().innerText()).toMatch(/fewer than 5/);
  await close();
});

test('the humanitarian exemption comes second, with reports and stops, and small numbers told as small', async () => {
  const { page, go, close } = await screens.open();
  await go('/statistics');
  const card = page.locator('main .card').nth(1);
  const tables = card.locator('table.records');
  const cells = (at: number) => tables.nth(at).locator('tbody tr').last().locator('td').allInnerTexts();
  expect(await card.locator('h2').innerText()).toBe('Humanitarian exemption');
  expect(await cells(0)).toEqual(['Q4 2025', '20', '18', 'withheld', '1–4']);
  expect(await cells(1)).toEqual(['Q4 2025', '10', '10', '0', 'withheld', '1–4', '0']);
  const chart = page.locator('.bar-chart').first();
  expect((await chart.locator('tr', { hasText: 'Kenya' }).innerText()).split(/\s+/)).toEqual(['Kenya', '1–4']);
  await page.getByRole('radio', { name: 'Item' }).first().click();
  await page.waitForURL(/exemptionsBy=item/);
  await chart.getByText('1C905').waitFor();
  await close();
});

test('the curve is read off with the keyboard, and stands beside it as a table', async () => {
  const { page, go, close } = await screens.open();
  await go('/statistics');
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  const first = await slider.getAttribute('aria-valuetext');
  expect(first).toMatch(/^By day \d+: \d+\s% decided/);
  await page.keyboard.press('ArrowRight');
  expect(await slider.getAttribute('aria-valuetext')).not.toBe(first);
  await page.locator('.as-table summary').click();
  const rows = page.locator('.as-table tbody tr');
  expect(await rows.count()).toBe(Number(await slider.getAttribute('max')) + 1);
  await close();
});

test('what is chosen is in the address, and the files come', async () => {
  const { page, go, close } = await screens.open();
  await go('/statistics');
  await page.getByRole('radio', { name: 'Calendar days' }).click();
  await page.getByRole('radio', { name: 'Item' }).last().click();
  await page.waitForURL(/unit=calendar-days/);
  await page.waitForURL(/by=item/);
  await page.locator('.bar-chart').last().getByText('1C905').waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Counts (CSV)' }).click();
  expect((await coming).suggestedFilename()).toBe('ytterby-counts-2026-06-30.csv');
  await close();
});
