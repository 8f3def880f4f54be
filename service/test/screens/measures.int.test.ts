import { readFileSync } from 'node:fs';
import type { ExportFacts } from '@ytterby/core';
import enAdministration from '@ytterby/web/words/en/administration';
import zhAdministration from '@ytterby/web/words/zh/administration';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { type MailServer, startMailServer } from '../../src/messages/testing/mail-server.ts';
import { axeFaults, sidewaysOverflow } from './browser.ts';
import { keepDetermination, type Office, openOffice, type Seat } from './licensing.ts';

/** A measure from the first draft to its first months: on the screens of policy staff, at partners who have no account, in the law. */

const TODAY = '2026-11-02';
const BEFORE = '2026-11-04';
const FIRST_DAY = '2026-11-05';

/** Both are free on these days: No. 57 of 2025 (holmium and others) and No. 56 of 2025 (ores and others) are paused up to 10 November 2026. */
const STORIES = {
  zh: {
    instrument: 'cn/mofcom-gac-2026-981',
    title: '公告（虚构）钬等物项',
    list: 'cn/mofcom-gac-2025-57/items',
    item: { code: '1C909.a.1', form: 'metal', elements: ['Ho'] },
    first: '1C909.a.1',
    partners: { JP: '日本', KR: '韩国', DE: '德国' },
    contact: '出口管制主管机关',
    desk: '政策处',
    receiver: '田中花子，主管机关',
    reply: '请说明医用磁体是否受影响。',
    note: '以2026年第12号照会面交',
    place: '北京',
    attendees: '双方代表',
    minutes: '医用磁体不受影响。',
    source: '2026年11月海关统计',
  },
  en: {
    instrument: 'cn/mofcom-gac-2026-982',
    title: 'Announcement (invented) on ores',
    list: 'cn/mofcom-gac-2025-56/items',
    item: { code: '1C914.a', form: 'ore', elements: ['Ce'] },
    first: '2B902.a',
    partners: { JP: 'Japan', KR: 'South Korea', DE: 'Germany' },
    contact: 'Export control authority',
    desk: 'Policy desk',
    receiver: 'Tanaka Hanako, trade ministry',
    reply: 'Are magnets for hospitals affected?',
    note: 'Handed over by note No. 12 of 2026',
    place: 'Beijing',
    attendees: 'Both sides',
    minutes: 'Magnets for hospitals are not affected.',
    source: 'Customs statistics of November 2026',
  },
} as const;

const lawFile = (
  { instrument, title, list }: { readonly instrument: string; readonly title: string; readonly list: string },
  more = '',
) => `id: ${instrument}
kind: announcement
title: { zh: ${title}, en: ${title} }
issuer: { zh: 商务部、海关总署, en: MOFCOM and GAC }
published: ${BEFORE}
from: ${FIRST_DAY}
verified: no
source: [invented for a test]
summary: { zh: 对所列物项恢复许可${more}, en: Licences for the listed items again${more} }
provisions:
  - id: ${instrument}/1
    cite: { zh: ${title}第一条, en: "${title}, para. 1" }
    text: { zh: 出口所列物项须经许可。, en: Listed items need a licence. }
    when:
      all:
        - { fact: act, is: [export] }
        - { fact: from, is: [china] }
        - { fact: item, on: [${list}] }
    effect: { kind: licence-required }
`;

const caseText = readFileSync(new URL('../../src/impact/cases/october-2025.yaml', import.meta.url), 'utf8');

let office: Office;
let server: MailServer;
let officer: TestPerson;
let director: TestPerson;

beforeAll(async () => {
  server = await startMailServer();
  office = await openOffice(TODAY, {
    mail: { url: `smtp://127.0.0.1:${server.port}`, from: 'Ytterby <no-reply@ytterby.example>' },
  });
  const authority = await office.service.organisation('licensing-authority', 'Policy authority');
  officer = await office.service.person([[authority, ['policy-officer']]]);
  director = await office.service.person([[authority, ['policy-director']]]);
}, 600_000);
afterAll(async () => {
  await office.close();
  await server.close();
});

type Item = NonNullable<NonNullable<ExportFacts['lines']>[number]['item']>;

const facts = (item: Item, asOf: string): ExportFacts => ({
  asOf,
  act: 'export',
  from: 'CN',
  to: 'DE',
  exporter: { country: 'CN' },
  parties: [{ role: 'end-user', name: 'Beispiel GmbH', country: 'DE', military: 'no', owners: 'none' }],
  endUse: { kind: 'civil', dangerKnown: 'no' },
  lines: [{ item }],
});

/** The outcome that the ask screen shows of a kept determination's facts. */
async function outcomeOn(seat: Seat, determination: string, open: string): Promise<string> {
  await seat.go(`/workspace/${office.company}/determinations/${determination}`);
  await seat.press(open);
  const shape = seat.page.locator('.answer-view .outcome-shape').first();
  await shape.waitFor();
  return (await shape.getAttribute('class'))?.replace('outcome-shape ', '') ?? '';
}

/** Looks at what stands there as every page is looked at, and that it fits a narrow window. */
async function fits(seat: Seat): Promise<void> {
  await seat.look();
  expect(await axeFaults(seat.page)).toEqual([]);
  const wide = seat.page.viewportSize();
  await seat.page.setViewportSize({ width: 375, height: 800 });
  // Some of it is laid out anew after the window is another.
  await expect.poll(() => sidewaysOverflow(seat.page)).toBeLessThanOrEqual(0);
  if (wide) await seat.page.setViewportSize(wide);
}

const codeTo = (address: string) =>
  /\/partner-notice#([\w-]{43})/.exec(
    server.taken.findLast(({ to }) => to[0] === address)?.parts.get('text/plain') ?? '',
  )?.[1];

test.each(['zh', 'en'] as const)('from the draft to the law, in %s', { timeout: 400_000 }, async (language) => {
  const story = STORIES[language];
  const record = { zh: zhAdministration, en: enAdministration }[language].record;
  await office.at(TODAY);
  const determinations = await Promise.all(
    [BEFORE, FIRST_DAY].map((day) =>
      keepDetermination(
        office,
        `${language} ${day}`,
        facts({ ...story.item, elements: [...story.item.elements] }, day),
      ),
    ),
  );
  // Free before and after.
  await keepDetermination(office, `${language} free`, facts({ form: 'metal', elements: ['Nd'] }, FIRST_DAY));
  const desk = await office.sit(officer, language);
  const { measures: words } = desk.words;
  const openWords = { zh: '在“判定”中打开', en: 'Open in Ask' }[language];

  // Drafted as a law file: what is wrong is told with its line, and what it would do is seen before it is saved.
  await desk.go('/measures');
  await desk.press(words.new);
  await desk.page.getByRole('tab', { name: record.text }).click();
  const file = desk.page.locator('textarea.law-file');
  await file.fill(lawFile(story).replace('provisions:', 'provisionz:'));
  await desk.press(record.look);
  await desk.page.getByRole('alert').getByRole('button').first().waitFor();
  await file.fill(lawFile(story));
  await desk.press(record.look);
  await desk.page.locator('[data-figure=determinations]').waitFor({ timeout: 90_000 });
  // Those of the item: on the first day the outcome is another, on the day before the day of the next change is. Nobody is named.
  expect(await desk.page.locator('[data-figure=determinations]').innerText()).toBe('2');
  expect(await desk.text()).not.toContain(`${language} ${FIRST_DAY}`);
  await desk.sees(story.first);
  await fits(desk);
  await desk.press(words.newMeasure.save);
  await desk.page.waitForURL(/\/measures\/[0-9a-f-]{36}$/);
  await desk.settle();
  const measure = new URL(desk.page.url()).pathname.split('/').at(-1) ?? '';
  await desk.sees(words.gates.title);
  await fits(desk);

  // Revised: what is the same cannot be saved.
  if (language === 'zh') {
    await desk.press(words.parts.instrument);
    await desk.press(record.look);
    await desk.sees(words.text.same.replace('{{revision}}', '1'));
    await file.fill(lawFile(story, ' (2)'));
    await desk.press(record.look);
    await desk.give(words.text.save.replace('{{next}}', '2'));
    await desk.sees(words.steps.revisionOf.replace('{{revision}}', '2'));
  }

  // Assessed with a few draws, of a case that counts from the day of effect.
  const { cases } = (await officer.client.call('impact.cases')).body;
  const titles = ['october-2025', 'magnets-2025'].map((id) => cases.find((each) => each.id === id)?.title[language]);
  await desk.press(words.parts.assessment);
  await desk.page.getByRole('radio', { name: words.assessment.own }).check();
  await desk.put('case.text', caseText.replace('low: 0.6, likely: 0.85', 'low: 1.6, likely: 0.85'));
  await desk.put('samples', '8');
  await desk.press(words.assessment.run);
  await desk.page.locator('.ant-form-item-explain-error, .notice.fails').first().waitFor();
  await desk.page.getByRole('radio', { name: words.assessment.shipped }).check();
  expect(await desk.page.locator('form [id$="_case_from"]').inputValue()).toBe(FIRST_DAY);
  // Of the case that was calibrated, what was observed lies elsewhere.
  await desk.put('case.shipped', titles[1] ?? '');
  const outside = { all: '7', count: '7', from: '2025-04', to: '2025-10' };
  await desk.sees(
    words.assessment.outside_other.replace(/{{(\w+)}}/g, (_, name) => outside[name as keyof typeof outside]),
  );
  await fits(desk);
  await desk.put('case.shipped', titles[0] ?? '');
  await desk.press(words.assessment.run);
  await desk.page.locator('[data-figure=loss]').waitFor({ timeout: 180_000 });
  // Who wrote or ran it does not sign it.
  await desk.sees(words.assessment.needsDirector);
  expect(await desk.page.getByRole('button', { name: words.assessment.signOff, exact: true }).count()).toBe(0);
  await fits(desk);
  const head = await office.sit(director, language);
  await head.go(`/measures/${measure}/assessment`);
  await head.page.locator('[data-figure=loss]').waitFor();
  await head.give(words.assessment.signOff, {}, words.assessment.signOffAct);
  await head.sees(words.assessment.signedOff);

  // Three partners are chosen, each gets its page by mail.
  const partners = Object.entries(story.partners);
  await desk.go(`/measures/${measure}/partners`);
  for (const [index, [code, name]] of partners.entries()) {
    if (index > 0) await desk.press(words.partners.add);
    await desk.put(`partners.${index}.partner`, name);
    await desk.put(`partners.${index}.contact`, story.contact);
    await desk.put(`partners.${index}.email`, `${code}@${language}.example`.toLowerCase());
  }
  await desk.put('contactPoint.name', story.desk);
  await desk.put('contactPoint.email', 'desk@ytterby.example');
  await desk.press(words.partners.save);
  await desk.sees(words.partners.table.replace('{{revision}}', language === 'zh' ? '2' : '1'));
  const named = (partner: string, what: string) =>
    words.partners.of.replace('{{partner}}', partner).replace('{{what}}', what);
  const drafted = desk.page.waitForEvent('download');
  await desk.press(named(partners[0]?.[1] ?? '', words.partners.draftPdf));
  expect((await drafted).suggestedFilename()).toBe('draft-JP.pdf');
  for (const [, name] of partners) await desk.give(named(name, words.partners.sendMail), {}, words.partners.sendAct);
  await expect
    .poll(() => partners.every(([code]) => codeTo(`${code}@${language}.example`.toLowerCase()) !== undefined), {
      timeout: 60_000,
    })
    .toBe(true);
  // The mail does not say what of.
  expect(server.taken.map(({ raw }) => raw).join()).not.toContain(story.instrument);

  // A partner opens its link without an account, on a telephone: looking leaves nothing, the button leaves the receipt.
  const receipts = async () => {
    const { body } = await officer.client.call('partner-notice.list', { params: { measure } });
    return body.notices.filter(({ receipt }) => receipt !== null).map(({ partner }) => partner);
  };
  for (const [code] of partners.slice(0, 2)) {
    const partner = await office.sit(undefined, language, { width: 375 });
    await partner.go(`/partner-notice#${codeTo(`${code}@${language}.example`.toLowerCase()) ?? ''}`);
    expect(await receipts()).not.toContain(code);
    expect(await axeFaults(partner.page)).toEqual([]);
    await partner.put('name', story.receiver);
    await partner.press(words.link.openIt);
    await partner.sees(story.title);
    expect(await receipts()).toContain(code);
    const sealed = partner.page.waitForEvent('download');
    await partner.press(words.link.download);
    expect((await sealed).suggestedFilename()).toMatch(new RegExp(`^notice-${code}-.*\\.pdf$`));
    if (code === 'JP') {
      await partner.put('text', story.reply);
      await partner.press(words.link.send);
      await partner.sees(story.reply);
    }
    await partner.look();
    expect(await axeFaults(partner.page)).toEqual([]);
    expect(await sidewaysOverflow(partner.page)).toBeLessThanOrEqual(0);
    expect(partner.faults).toEqual([]);
    await partner.close();
  }
  const [silent = '', silentName = ''] = partners[2] ?? [];

  // One receipt is missing, and the director is told so in place of a button.
  await head.go(`/measures/${measure}`);
  await head.sees(silentName);
  expect(await head.page.getByRole('button', { name: words.announce.button, exact: true }).count()).toBe(0);
  await desk.go(`/measures/${measure}/partners`);
  await desk.sees(words.partners.mailState.sent);
  await desk.sees(story.reply);
  await desk.give(named(silentName, words.partners.recordReceipt), { note: story.note }, words.partners.record);
  expect(await receipts()).toContain(silent);
  await desk.give(
    named(silentName, words.partners.recordReply),
    { text: story.reply, how: words.partners.replyWays.meeting },
    words.partners.record,
  );
  const adding = desk.page.waitForEvent('filechooser');
  await desk.page.locator(`#notice-${silent}`).getByRole('button', { name: words.partners.addFile }).click();
  await (await adding).setFiles({ name: 'reply.txt', mimeType: 'text/plain', buffer: Buffer.from(story.reply) });
  await desk.sees('reply.txt');
  await fits(desk);

  // A round of dialogue, with a drafted agenda, settles the reply.
  await desk.press(words.parts.dialogue);
  await desk.press(words.dialogue.plan);
  await desk.put('partners', story.partners.JP);
  await desk.put('place', story.place);
  await desk.press(words.dialogue.draftAgenda);
  await expect.poll(() => desk.page.locator('[id$=_agenda_en]').inputValue(), { timeout: 30_000 }).not.toBe('');
  await desk.press(words.dialogue.save);
  await desk.sees(words.dialogue.noMinutes);
  await desk.press(words.dialogue.writeMinutes);
  await desk.put('attendees', story.attendees);
  await desk.put('text', story.minutes);
  await desk.page.getByRole('dialog').getByRole('checkbox').check();
  await desk.press(words.dialogue.saveMinutes);
  await desk.sees(story.minutes);
  await fits(desk);

  // Nothing is law before it is announced.
  const exporter = await office.sit(office.exporter, language);
  for (const determination of determinations)
    expect(await outcomeOn(exporter, determination, openWords)).toBe('no-licence-required');
  await head.go(`/measures/${measure}`);
  await head.sees(words.gates.allMet);
  await head.give(words.announce.button, {}, words.announce.act);
  await head.sees(words.steps.announced);
  await fits(head);
  expect(await outcomeOn(exporter, determinations[0] ?? '', openWords)).toBe('no-licence-required');
  expect(await outcomeOn(exporter, determinations[1] ?? '', openWords)).toBe('licence-required');
  expect(exporter.faults).toEqual([]);
  await exporter.close();

  // In force, and watched: next to nothing went out, which is below the forecast.
  await office.at('2026-12-05');
  await desk.go(`/measures/${measure}/monitoring`);
  await desk.put('month', '2026-11');
  await desk.put('amount', '1');
  await desk.put('source', story.source);
  await desk.press(words.monitoring.record);
  await desk.sees(words.monitoring.alarms);
  await desk.page.locator('input[type=file]').setInputFiles({
    name: 'flows.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`month,amount,unit,source\n2026-11,1.5,t,"${story.source}"\n`),
  });
  await desk.sees(words.monitoring.corrected);
  await fits(desk);
  await desk.go('/measures');
  await desk.page.locator('.measure-standing.in-force').first().waitFor();
  await fits(desk);
  // The case file that was refused.
  expect([...desk.faults, ...head.faults].filter((fault) => !fault.includes('status of 422'))).toEqual([]);
  await desk.close();
  await head.close();
});

test('an assessment is stopped, an auditor only reads, and a draft is given up', { timeout: 200_000 }, async () => {
  const story = { ...STORIES.en, instrument: 'cn/mofcom-gac-2026-983' };
  await office.at(TODAY);
  const { body } = await officer.client.call('measure.draft', { body: { text: lawFile(story) } });
  const desk = await office.sit(officer, 'en');
  const { measures: words } = desk.words;
  await desk.go(`/measures/${body.id}/assessment`);
  await desk.put('samples', '20000');
  await desk.press(words.assessment.run);
  await desk.press(words.assessment.stop);
  await desk.sees(words.assessment.state.stopped);

  const auditor = await office.service.person([[await office.service.organisation('audit-office'), ['auditor']]]);
  const reader = await office.sit(auditor, 'en');
  await reader.go('/measures');
  await reader.press(story.title);
  await reader.sees(words.gates.title);
  for (const part of [words.parts.instrument, words.parts.assessment, words.parts.partners, words.parts.dialogue]) {
    await reader.press(part);
    await reader.settle();
    expect(await reader.page.locator('main form').count(), part).toBe(0);
  }
  await reader.go(`/measures/${body.id}`);
  expect(await reader.page.locator('main').getByRole('button').count()).toBe(0);
  expect(reader.faults).toEqual([]);
  await reader.close();

  await desk.press(words.parts.overview);
  await desk.give(words.withdraw.button, { reason: 'Other plans.' }, words.withdraw.act);
  await desk.sees(/Other plans/);
  expect(await desk.page.locator('.measure-steps [aria-current=step]').innerText()).toContain(words.steps.withdrawn);
  expect(desk.faults).toEqual([]);
  await desk.close();
});
