import type { ExportFacts } from '@ytterby/core';
import enAdministration from '@ytterby/web/words/en/administration';
import enWatch from '@ytterby/web/words/en/watch';
import zhAdministration from '@ytterby/web/words/zh/administration';
import zhWatch from '@ytterby/web/words/zh/watch';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { magnets } from '../../src/licensing/testing/issued-licence.ts';
import { axeFaults, sidewaysOverflow } from './browser.ts';
import { type Language, magnetFacts, type Office, openOffice } from './licensing.ts';

/** What changes in lists and law is found in the browser by those it concerns, who take note of it; what was decided stays. */

const DAY = '2026-11-26';
/** The job that looks waits for a process of the database, and looks at everything. */
const LOOKED = { timeout: 60_000 };

const WORDS = {
  zh: {
    ...zhAdministration,
    watch: zhWatch,
    firm: '虚构伺服电机有限公司',
    number: 997,
    list: 'invented-zh',
    added: '新列入',
    difference: /无须许可（原为：.+）/,
    note: '已核对：此单不受影响。',
    unread: '文件为空',
    determination: '经日本转口的磁体',
  },
  en: {
    ...enAdministration,
    watch: enWatch,
    firm: 'Umbrella Servo Works GmbH',
    number: 998,
    list: 'invented-en',
    added: 'newly listed',
    difference: /no licence required \(before: .+\)/i,
    note: 'Checked: this order is not concerned.',
    unread: 'the file holds nothing',
    determination: 'Magnets by way of Japan',
  },
} as const;

/** Chinese magnets sold on from Japan: unconfirmed while the end of the pause is unsettled. */
const soldOn = (firm: string): ExportFacts => ({
  asOf: DAY,
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP' },
  parties: [{ role: 'end-user', name: firm, country: 'DE', military: 'no', owners: 'none' }],
  endUse: { kind: 'civil' },
  lines: [
    { id: 'a', item: { form: 'magnet', elements: ['Sm', 'Co'] }, madeIn: 'CN', origin: 'CN', technologyOrigin: 'CN' },
  ],
});

const instrument = (number: number) => `id: cn/mofcom-gac-2026-${number}
kind: announcement
title: { zh: 第${number}号公告（虚构）, en: No. ${number} of 2026 (invented) }
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

let office: Office;
let administrator: TestPerson;

beforeAll(async () => {
  office = await openOffice(DAY);
  const { service } = office;
  administrator = await service.person([[await service.organisation('installation'), ['administrator']]]);
  // The first look only marks what is there.
  await vi.waitUntil(async () => {
    const { body } = await administrator.client.call('job.list', { query: { name: 'watch', state: 'completed' } });
    return body.length > 0;
  }, LOOKED);
}, 600_000);
afterAll(() => office.close());

/** What the exporter keeps, and a case of theirs that the authority works on. */
async function setUp(language: Language) {
  const { firm, determination } = WORDS[language];
  const { exporter, officer, company } = office;
  const params = { organisation: company };
  const facts = soldOn(firm);
  const saved = await exporter.client.call('saved-determination.save', {
    params,
    body: { name: determination, facts, asOfMode: 'today' },
  });
  const party = await exporter.client.call('party.create', { params, body: { facts: facts.parties?.[0] } });
  const application = magnets(DAY, '2027-11-25');
  const begun = await exporter.client.call('application.begin', {
    params,
    body: {
      facts: { ...magnetFacts(language, DAY), parties: facts.parties ?? [] },
      application: {
        ...application,
        endUsers: [{ name: firm, country: 'DE', address: 'Musterstrasse 1' }],
        proof: { ...application.proof, 'end-user': firm },
      },
    },
  });
  const { id, version } = begun.body;
  const submit = { params: { ...params, case: id }, body: { command: 'submit' } };
  await exporter.client.call('application.act', submit, { revision: version });
  const { revision = 0 } = await officer.client.call('case.get', { params: { case: id } });
  await officer.client.call('case.act', { params: { case: id }, body: { command: 'accept' } }, { revision });
  return { saved: saved.body.id, party: party.body.id, case: id };
}

describe.each(['zh', 'en'] as const)('in %s', (language: Language) => {
  const words = WORDS[language];
  const { watch, lists, record } = words;

  test('a list and an instrument touch records, which are noted and not changed', { timeout: 300_000 }, async () => {
    const { company, exporter, officer } = office;
    const records = await setUp(language);
    const frozen = async () => (await officer.client.call('case.get', { params: { case: records.case } })).body;
    const kept = async () =>
      (
        await exporter.client.call('saved-determination.get', {
          params: { organisation: company, determination: records.saved },
          query: {},
        })
      ).body.saved;
    const before = await frozen();
    expect(before.determination).not.toBeNull();
    const facts = (await kept()).facts;

    // The administrator takes in a version of a list, after one that is no list.
    const desk = await office.sit(administrator, language);
    await desk.go('/administration/lists');
    const choose = (name: string, text: string) =>
      desk.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose('Nothing.csv', '');
    await desk.put('list', words.list);
    await desk.press(lists.importIt);
    await desk.page.getByRole('alert').filter({ hasText: words.unread }).waitFor();
    await choose('List.csv', `name,country\n${words.firm},DE\n`);
    await desk.sees(lists.chosen.replace('{{name}}', 'List.csv'));
    await desk.press(lists.importIt);
    await desk.page.getByText(lists.told).waitFor(LOOKED);
    const outcome = await desk.page.locator('.notice.succeeds').innerText();
    const count = {
      zh: ['许可申请1项', '交易方1项', '已保存的判定1项'],
      en: ['1 × case', '1 × party', '1 × saved determination'],
    };
    for (const each of count[language]) expect(outcome).toContain(each);
    await desk.look();
    expect(await axeFaults(desk.page)).toEqual([]);

    // The exporter is told, opens it, and each of its records says so.
    const seat = await office.sit(exporter, language);
    await seat.go('/messages');
    await seat.page.locator('.messages li').filter({ hasText: words.list }).getByRole('link').click();
    await seat.page.waitForURL(`**/workspace/${company}/watch/*`);
    await seat.sees(words.determination);
    await seat.sees(new RegExp(words.added));
    await seat.look();
    const change = seat.page.url().split('/').at(-1) ?? '';
    for (const page of [
      `determinations/${records.saved}`,
      `parties/${records.party}`,
      `applications/${records.case}`,
    ]) {
      await seat.go(`/workspace/${company}/${page}`);
      const notice = seat.page.locator('.notice.warns').filter({ hasText: words.added });
      await notice.waitFor();
      expect(await notice.getByRole('link').getAttribute('href')).toBe(`/workspace/${company}/watch/${change}`);
      expect(await sidewaysOverflow(seat.page)).toBeLessThanOrEqual(0);
    }

    // The officer sees the open case flagged, and takes note for the authority.
    const officers = await office.sit(officer, language);
    await officers.go(`/cases/${records.case}`);
    const flagged = officers.page.locator('.notice.warns').filter({ hasText: words.added });
    await flagged.getByRole('link').click();
    await officers.page.waitForURL(`**/watch/${change}`);
    await officers.sees(before.number ?? '');
    await officers.press(watch.acknowledge);
    await officers.put('note', words.note);
    await officers.press(watch.acknowledge);
    await officers.page.getByText(before.number ?? '').waitFor({ state: 'detached' });
    await officers.go(`/cases/${records.case}`);
    await officers.page.locator('.case-standing').waitFor();
    expect(await flagged.count()).toBe(0);

    // An instrument is recorded: the saved determination comes out otherwise.
    await desk.go('/administration/law/record');
    await desk.page.getByRole('tab', { name: record.text }).click();
    await desk.page.locator('textarea.law-file').fill(instrument(words.number));
    await desk.press(record.look);
    await desk.page.getByRole('button', { name: record.record, exact: true }).click({ timeout: 60_000 });
    await desk.page.getByRole('dialog').getByRole('button', { name: record.record, exact: true }).click();
    await desk.page.waitForURL('**/administration/law');
    await expect.poll(async () => (await kept()).outcome, LOOKED).toBe('no-licence-required');
    const message = seat.page.locator('.messages li').filter({ hasText: String(words.number) });
    await expect
      .poll(async () => {
        await seat.go('/messages');
        return message.count();
      }, LOOKED)
      .toBeGreaterThan(0);
    await message.first().getByRole('link').click();
    await seat.page.waitForURL(`**/workspace/${company}/watch/*`);
    await seat.sees(words.difference);
    const law = seat.page.url();
    await seat.look();
    expect(await axeFaults(seat.page)).toEqual([]);
    const row = seat.page.locator('tr, .record').filter({ hasText: words.determination });
    await row.getByRole('button', { name: watch.acknowledge }).click();
    // Without a word nothing is noted.
    const form = seat.page.locator('form');
    await form.getByRole('button', { name: watch.acknowledge }).click();
    await form.locator('.ant-form-item-explain-error').waitFor();
    await seat.put('note', words.note);
    await seat.page.setViewportSize({ width: 375, height: 800 });
    // The frame takes its new shape a moment after the window.
    await expect.poll(() => sidewaysOverflow(seat.page)).toBeLessThanOrEqual(0);
    await form.getByRole('button', { name: watch.acknowledge }).click();
    await form.waitFor({ state: 'detached' });
    await seat.page.goto(law, { waitUntil: 'networkidle' });
    await seat.page.getByText(watch.all, { exact: true }).click();
    await seat.sees(words.note);
    await seat.look();

    // The facts and what was decided on them are as they were.
    expect((await kept()).facts).toEqual(facts);
    const after = await frozen();
    expect(after.determination).toEqual(before.determination);
    expect([after.facts, after.events]).toEqual([before.facts, before.events]);
    for (const each of [desk, seat, officers]) {
      // Chromium tells of the refusal of the empty list.
      expect(each.faults.filter((fault) => !fault.includes('422'))).toEqual([]);
      await each.close();
    }

    // The law is as it was for the other language.
    const { body: recorded } = await administrator.client.call('recorded-instrument.list');
    for (const { id } of recorded.filter(({ withdrawnAt }) => withdrawnAt === null))
      await administrator.client.call('instrument.withdraw', { params: { record: id } });
    await expect.poll(async () => (await kept()).outcome, LOOKED).not.toBe('no-licence-required');
  });
});
