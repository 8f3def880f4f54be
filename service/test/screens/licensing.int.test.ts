import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLicence } from '../../src/licence-document/verify.ts';
import { pdfText } from '../../src/report/testing/pdf-text.ts';
import {
  codeOn,
  type Language,
  keepDetermination,
  magnetFacts,
  type Office,
  openOffice,
  PAPERS,
  type Seat,
  TYPED,
} from './licensing.ts';

/** Whole licensing cases in the browser, with clicks and keys, as everybody who has a part in them plays them. */

const LAW_13 = { zh: '出口管制法第十三条', en: 'Export Control Law art. 13' } as const;
let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-03-02');
}, 600_000);
afterAll(() => office.close());

const WORDS = {
  zh: { question: '请说明使用地点。', doubt: '使用情况待核查', noPath: '最终用户拒绝说明用途' },
  en: {
    question: 'Please name the place of use.',
    doubt: 'The use is being looked into',
    noPath: 'The end user will not say what it is for',
  },
} as const;

/** Fills whatever is still open in the application that stands there, and submits it. */
async function fillAll(seat: Seat): Promise<string> {
  const typed = TYPED[seat.language];
  const { apply } = seat.words;
  await seat.turnTo('applicant');
  await seat.fill({ 'applicant.address': typed.applicantAddress });
  await seat.fill({ 'endUsers[0].address': typed.endUserAddress, 'endUsers[0].contact.name': typed.contact });
  await seat.fill({ 'contract.number': 'EX-2026-001' });
  await seat.press(apply.proof.fill);
  await seat.fill({
    'proof.undertakes-end-use': 'yes',
    'proof.undertakes-no-transfer': 'yes',
    'proof.no-military-or-wmd-use': 'yes',
    'proof.signatory': typed.signatory,
    'proof.seal': 'yes',
  });
  await seat.fill({ 'validity.from': '2026-06-01', 'validity.lastDay': '2027-05-31' });
  for (const paper of PAPERS) await seat.addPaper(paper, `${paper}-中文.pdf`);
  await seat.fill();
  expect(seat.editPage).toBe('check');
  return seat.submit();
}

describe.each(['zh', 'en'] as const)('in %s', (language: Language) => {
  const words = WORDS[language];
  const typed = TYPED[language];

  test('from a determination to a licence, and to its suspension', { timeout: 240_000 }, async () => {
    await office.at('2026-03-02');
    const { company, service } = office;
    const exporter = await office.sit(office.exporter, language);
    const { apply, cases, licences } = exporter.words;
    const determination = await keepDetermination(office, `${language} 1`, magnetFacts(language, '2026-03-02'));

    // What the check finds stands in a summary, and each leads to its field.
    const id = await exporter.beginFrom(company, determination);
    await exporter.turnTo('check');
    const summary = exporter.page.locator('#found');
    const errors = await summary.locator(':scope > ul > .error').count();
    expect(errors).toBeGreaterThan(5);
    expect(await summary.innerText()).toContain(apply.found.mend_other.replace('{{count}}', String(errors)));
    await exporter.press(apply.check.submit);
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    const first = summary.locator('a[href*="#"]').first();
    const field = decodeURIComponent((await first.getAttribute('href'))?.split('#')[1] ?? '');
    await first.click();
    await expect.poll(() => exporter.page.evaluate(() => document.activeElement?.id)).toBe(field);
    const number = await fillAll(exporter);

    const officer = await office.sit(office.officer, language);
    await officer.go('/cases');
    await officer.page.locator('.queue-row').filter({ hasText: number }).click();
    await officer.page.waitForURL(`**/cases/${id}**`);
    await officer.settle();
    await officer.give(cases.start.accept);
    const clock = officer.page.locator('.case-standing .clock-mark');
    expect(await clock.innerText()).toContain('45');

    // A question, and the clock stands still while a check is made.
    await office.at('2026-03-03');
    await officer.go(`/cases/${id}`);
    await officer.give(cases.requests.ask, {
      'questions.0.zh': words.question,
      'questions.0.en': words.question,
      'questions.0.field': cases.application.place,
    });
    await officer.give(cases.clock.stop, { ground: cases.grounds['on-site-check'], reason: words.doubt });
    const stood = await clock.innerText();
    expect(stood).toContain(cases.clock.stopped.replace('{{grounds}}', cases.grounds['on-site-check']));
    expect(stood).toContain('45');

    await office.at('2026-03-10');
    await exporter.go(`/workspace/${company}/applications/${id}`);
    await exporter.sees(apply.clock.stopped);
    await exporter.page.getByLabel(words.question).fill(typed.place);
    await exporter.press(apply.request.send);
    await exporter.page.getByRole('button', { name: apply.request.send }).waitFor({ state: 'detached' });
    await exporter.sees(typed.place);
    await officer.go(`/cases/${id}`);
    expect(await clock.innerText()).toBe(stood);
    await officer.sees(typed.place);
    await officer.give(new RegExp(`^${cases.clock.resume}`), {}, cases.clock.resume);
    await office.at('2026-03-12');
    await officer.go(`/cases/${id}`);
    expect(await clock.innerText()).toContain('43');

    // Two departments advise, each with two persons.
    for (const [index, name] of (language === 'zh'
      ? ['示例部门甲', '示例部门乙']
      : ['Example Department One', 'Example Department Two']
    ).entries()) {
      await officer.give(cases.advice.ask, { department: name, question: words.question });
      const [giver, colleague] = await Promise.all(
        (office.advisers[index] ?? []).map((person) => office.sit(person, language)),
      );
      if (giver === undefined || colleague === undefined) throw new Error('no adviser');
      await giver.go('/advice');
      await giver.give(cases.advice.give, { opinion: 'no-objection', reason: typed.reasons });
      expect(await giver.page.getByRole('button', { name: cases.second.countersign }).count()).toBe(0);
      await colleague.go('/advice');
      await colleague.give(cases.second.countersign);
      await colleague.sees(cases.commands.countersign);
      for (const seat of [giver, colleague]) {
        expect(seat.faults).toEqual([]);
        await seat.close();
      }
      await officer.go(`/cases/${id}`);
    }
    await officer.give(cases.advice.consolidate, { opinion: 'no-objection', text: typed.reasons });
    expect(await officer.page.getByRole('button', { name: cases.second.countersign, exact: true }).count()).toBe(0);
    const second = await office.sit(office.second, language);
    await second.go(`/cases/${id}`);
    await second.give(cases.second.countersign);

    await officer.go(`/cases/${id}`);
    await officer.give(cases.precedents.write, { text: typed.reasons });
    await officer.give(cases.decision.recommendGrant, { reasons: typed.reasons });
    expect(await officer.page.getByRole('button', { name: cases.decision.grant, exact: true }).count()).toBe(0);
    const senior = await office.sit(office.senior, language);
    await senior.go(`/cases/${id}`);
    await senior.give(cases.decision.grant);
    await senior.sees(cases.decision.licence);
    await senior.settle();
    await senior.look();

    // The licence is downloaded, opened and verified without the network.
    await office.at('2026-06-02');
    await exporter.go(`/workspace/${company}/applications/${id}`);
    await exporter.press(apply.decision.licence);
    await exporter.page.waitForURL('**/licences/*');
    await exporter.settle();
    await exporter.look();
    const licence = new URL(exporter.page.url()).pathname.split('/').at(-1) ?? '';
    const downloading = exporter.page.waitForEvent('download');
    await exporter.press(licences.pdf);
    const download = await downloading;
    const pdf = readFileSync(await download.path());
    const licenceNumber = await exporter.page.locator('h1').innerText();
    expect(download.suggestedFilename()).toBe(`${licenceNumber}.pdf`);
    const text = pdfText(pdf).replaceAll(/[\s\u200b]+/g, '');
    for (const said of [licenceNumber, '示例磁材有限公司', typed.endUser, '1C905.a.4', '2027-05-31'])
      expect(text).toContain(said.replaceAll(/\s+/g, ''));
    const { body: keys } = await service.visitor.call('licence.keys');
    const offline = async (input: string | Uint8Array) => {
      const statusList = await (await service.visitor.call('licence.status')).body.text();
      return verifyLicence(input, { keys, statusList, at: service.clock.now.toString() });
    };
    expect(await offline(pdf)).toMatchObject({ genuine: 'yes', status: { is: 'valid' } });
    const code = await codeOn(pdf);
    expect(await offline(code)).toMatchObject({ genuine: 'yes', status: { is: 'valid' } });

    await senior.go(`/licences/${licence}`);
    await senior.give(licences.acts.suspend, {
      ground: licences.grounds['use-in-doubt'],
      reason: words.doubt,
      provisions: LAW_13[language],
    });
    await senior.sees(words.doubt);
    service.clock.now = service.clock.now.add({ minutes: 2 });
    const visitor = await office.sit(undefined, language);
    await visitor.go('/verify');
    await visitor.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'licence.pdf', mimeType: 'application/pdf', buffer: pdf });
    await visitor.sees(licences.verify.yes);
    await visitor.sees(licences.verify.status.replace('{{status}}', licences.verify.statuses.suspended));
    await visitor.look();
    for (const seat of [exporter, officer, second, senior, visitor]) {
      expect(seat.faults).toEqual([]);
      await seat.close();
    }
  });

  test('refused on a provision that leaves no path, and the refusal set aside by another person', async () => {
    await office.at('2026-03-02');
    const { company } = office;
    const exporter = await office.sit(office.exporter, language);
    const { apply, cases } = exporter.words;
    const determination = await keepDetermination(office, `${language} 2`, magnetFacts(language, '2026-03-02'));

    // A returning exporter: what was said before need not be said again.
    exporter.inputs = 0;
    const id = await exporter.beginFrom(company, determination);
    expect(exporter.editPage).toBe('items');
    await exporter.fill({ 'contract.number': 'EX-2026-002' });
    await exporter.press(apply.proof.fill);
    await exporter.press(apply.proof.promise);
    await exporter.fill({ 'proof.signatory': typed.signatory, 'proof.seal': 'yes' });
    await exporter.fill();
    expect(exporter.editPage).toBe('papers');
    for (const paper of PAPERS) await exporter.addPaper(paper, `${paper}-中文.pdf`);
    await exporter.fill();
    expect(await exporter.page.locator('#found').count()).toBe(0);
    const number = await exporter.submit();
    console.log(
      `inputs of a returning exporter, with every advised field, documents excluded (${language}): ${exporter.inputs}`,
    );
    expect(exporter.inputs).toBeLessThan(12);

    const officer = await office.sit(office.officer, language);
    await officer.go(`/cases/${id}`);
    await officer.give(cases.start.accept);
    await officer.give(cases.precedents.write, { text: words.noPath });
    // Without the provision that leaves no path, nobody recommends a refusal.
    await officer.press(cases.decision.recommendRefusal);
    const dialog = officer.page.getByRole('dialog');
    await officer.put('reasons', words.noPath);
    await officer.press(cases.decision.recommendRefusal);
    await dialog.locator('.ant-form-item-has-error').filter({ hasText: cases.decision.noPath }).waitFor();
    await officer.put('noPath', LAW_13[language]);
    await officer.put('provisions', LAW_13[language]);
    await officer.press(cases.decision.recommendRefusal);
    await dialog.waitFor({ state: 'detached' });
    await officer.sees(cases.decision.noPath);

    const senior = await office.sit(office.senior, language);
    await senior.go(`/cases/${id}`);
    await senior.give(cases.decision.refuse);
    await senior.sees(cases.decision.refused);

    await exporter.go(`/workspace/${company}/applications/${id}`);
    const refusal = exporter.page.locator('.decision.refused');
    for (const said of [words.noPath, apply.decision.noPath, LAW_13[language]])
      expect(await refusal.innerText()).toContain(said);
    await exporter.page.getByLabel(apply.decision.grounds).fill(typed.reasons);
    await exporter.press(apply.decision.reconsiderSend);
    await exporter.page.getByRole('button', { name: apply.decision.reconsiderSend }).waitFor({ state: 'detached' });
    await exporter.sees(typed.reasons);

    // Whoever refused it reads why it is not for them to decide again.
    await senior.go(`/cases/${id}`);
    expect(await senior.page.getByRole('button', { name: cases.decision.setAside, exact: true }).count()).toBe(0);
    const other = await office.sit(office.otherSenior, language);
    await other.go(`/cases/${id}`);
    await other.give(cases.decision.setAside, { reasons: typed.reasons, provisions: LAW_13[language] });
    await other.sees(cases.decision['set-aside']);
    await exporter.go(`/workspace/${company}/applications/${id}`);
    await exporter.sees(apply.decision['set-aside']);
    expect(await exporter.page.locator('h1').innerText()).toBe(number);
    for (const seat of [exporter, officer, senior, other]) {
      expect(seat.faults).toEqual([]);
      await seat.close();
    }
  }, 240_000);
});
