import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TestPerson } from '../../src/api/testing.ts';
import { openScreens, type Screens } from './browser.ts';

/** An extension is recorded, and what was saved before says what has changed. */

const EXAMPLE = path.resolve(import.meta.dirname, '../../../examples/third-country-magnet.yaml');
const DAY = '2026-11-26';

const instrument = (number: number) => `id: cn/mofcom-gac-2026-${number}
kind: announcement
title: { zh: 关于继续暂停实施的公告（虚构）, en: Announcement extending the pause (invented) }
issuer: { zh: 商务部、海关总署, en: MOFCOM and GAC }
published: ${DAY}
from: ${DAY}
verified: yes
source: [https://www.mofcom.gov.cn/]
summary: { zh: 继续暂停实施至2027年1月10日。, en: The suspension goes on to 10 January 2027. }
settles: [cn/mofcom-2026-09-28]
provisions:
  - id: cn/mofcom-gac-2026-${number}/1
    cite: { zh: 2026年第${number}号公告（虚构）, en: No. ${number} of 2026 (invented) }
    text: { zh: 继续暂停实施至2027年1月10日。, en: The suspension goes on to 10 January 2027. }
    acts: [{ do: suspend, on: [cn/mofcom-2025-61, cn/mofcom-2025-62], from: 2026-11-11, lastDay: 2027-01-10 }]
`;

const WORDS = {
  zh: {
    text: '法规文件（YAML）',
    look: '查看会有哪些变化',
    record: '确认录入',
    after: '无须许可',
    changed: /无须许可（原为：.+）/,
    wrong: '没有这个字段',
  },
  en: {
    text: 'Law file (YAML)',
    look: 'Show what it would change',
    record: 'Record it',
    after: 'No licence required',
    changed: /no licence required \(before: .+\)/i,
    wrong: 'provisionz',
  },
} as const;

let screens: Screens;
let company: string;
let person: TestPerson;

beforeAll(async () => {
  screens = await openScreens();
  const { service } = screens;
  service.clock.now = Temporal.Instant.from(`${DAY}T02:00:00Z`);
  company = await service.organisation('company', 'Example Magnets');
  const installation = await service.organisation('installation');
  person = await service.person([
    [installation, ['administrator']],
    [company, ['organisation-administrator', 'exporter']],
  ]);
}, 600_000);
afterAll(() => screens.close());

test.each(['zh', 'en'] as const)('in %s', { timeout: 120_000 }, async (language) => {
  const words = WORDS[language];
  const { service } = screens;
  const number = language === 'zh' ? 997 : 998;
  const facts = { ...(parse(readFileSync(EXAMPLE, 'utf8'), { schema: 'failsafe' }) as object), asOf: DAY };
  const { body: saved } = await person.client.call('saved-determination.save', {
    params: { organisation: company },
    body: { name: `magnets ${number}`, facts, asOfMode: 'today' },
  });
  const { page, go, faults, close } = await screens.open({ language, cookie: person.cookie });

  await go('/administration/law/record');
  await page.getByRole('tab', { name: words.text }).click();
  const file = page.locator('textarea.law-file');
  // What is wrong is told with its line, before anything is looked at.
  await file.fill(instrument(number).replace('provisions:', 'provisionz:'));
  await page.getByRole('button', { name: words.look }).click();
  await page.getByRole('alert').filter({ hasText: words.wrong }).waitFor();
  await file.fill(instrument(number));
  await page.getByRole('button', { name: words.look }).click();
  // The preview names the saved determination, and nothing has happened yet.
  await page.getByText(`magnets ${number}`).first().waitFor({ timeout: 60_000 });
  expect(service.law.current().recorded).toHaveLength(0);
  await page.getByRole('button', { name: words.record, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.record, exact: true }).click();
  await page.waitForURL('**/administration/law');
  expect(service.law.current().recorded).toHaveLength(1);

  // The job that asks again runs by itself.
  const changed = () =>
    person.client.call('saved-determination.get', {
      params: { organisation: company, determination: saved.id },
      query: {},
    });
  await expect.poll(async () => (await changed()).body.saved.outcome, { timeout: 60_000 }).toBe('no-licence-required');
  await go(`/workspace/${company}/determinations`);
  await page.getByText(words.changed).first().waitFor({ timeout: 20_000 });
  await page.getByText(words.after, { exact: true }).first().waitFor();
  expect(faults).toEqual([]);
  await close();

  const { body: recorded } = await person.client.call('recorded-instrument.list');
  const [{ id } = { id: '' }] = recorded.filter(({ withdrawnAt }) => withdrawnAt === null);
  await person.client.call('instrument.withdraw', { params: { record: id } });
});
