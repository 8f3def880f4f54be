import { dateText, type ExportFacts } from '@ytterby/core';
import enHumanitarian from '@ytterby/web/words/en/humanitarian';
import zhHumanitarian from '@ytterby/web/words/zh/humanitarian';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepDetermination, type Language, type Office, openOffice, type Seat } from './licensing.ts';

/** Relief in the browser: claimed, shipped, reported; late for the authority to see; stopped, asked, reviewed. */

let office: Office;
beforeAll(async () => {
  office = await openOffice('2025-10-09');
}, 600_000);
afterAll(() => office.close());

const WORDS = { zh: zhHumanitarian, en: enHumanitarian } as const;
const TYPED = {
  zh: {
    hospital: '示例野战医院',
    item: '磁共振设备用钐钴磁体',
    description: '震后野战医院的磁共振设备',
    reference: '红十字会求助函2025-7号',
    signatory: '王示例',
    more: '补充：设备已启用。',
    reason: '军医院收治灾民，属于民用救援。',
    yes: '是',
    none: '背后没有列名主体',
  },
  en: {
    hospital: 'Example Relief Hospital',
    item: 'SmCo magnets for an MRI machine',
    description: 'The MRI machine of a field hospital after an earthquake',
    reference: 'Appeal No. 7 of the Red Cross',
    signatory: 'A. Example',
    more: 'Added: the machine is in use.',
    reason: 'An army hospital that treats civilians after the earthquake.',
    yes: 'Yes',
    none: 'No listed party stands behind it',
  },
} as const;

function reliefFacts(language: Language, owners?: 'none'): ExportFacts {
  const { hospital, item } = TYPED[language];
  return {
    asOf: '2025-10-09',
    act: 'export',
    from: 'JP',
    to: 'TR',
    exporter: { country: 'JP' },
    endUse: { kind: 'humanitarian-disaster-relief' },
    parties: [
      { role: 'end-user', name: hospital, country: 'TR', military: 'no', ...(owners !== undefined && { owners }) },
    ],
    lines: [
      {
        id: 'a',
        item: { description: item, form: 'magnet', elements: ['Sm', 'Co', 'Fe', 'Cu', 'Zr'] },
        madeIn: 'CN',
        origin: 'CN',
        technologyOrigin: 'CN',
        quantity: '12.5',
        unit: 'kg',
      },
    ],
  };
}

/** From the page of a kept determination to the form of a claim. */
async function begin(seat: Seat, name: string, owners?: 'none'): Promise<void> {
  const determination = await keepDetermination(office, name, reliefFacts(seat.language, owners));
  await seat.go(`/workspace/${office.company}/determinations/${determination}`);
  await seat.press(WORDS[seat.language].ship);
  await seat.page.waitForURL('**/shipments/new?*');
  await seat.settle();
  await seat.look();
}

/** Asks whether it may go; the page turns to the answer, and stands still before anything else is done. */
async function look(seat: Seat): Promise<void> {
  const { claim, found } = WORDS[seat.language];
  await seat.press(claim.look);
  await seat.page.getByRole('heading', { level: 2, name: found.title }).waitFor();
  await seat.settle();
  await seat.page.waitForTimeout(300);
}

/** Goes back up to the party, and answers: a list that opens at the edge of the window would be moved under the hand. */
async function answer(seat: Seat, field: string, value: string): Promise<void> {
  const input = seat.page.locator(`[id$="_claim_parties_0_${field}"]`);
  await input.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await seat.page.waitForTimeout(300);
  await seat.put(`claim.parties.0.${field}`, value);
  await seat.sees(WORDS[seat.language].claim.changed);
  await seat.page.waitForTimeout(500);
}

/** Gives the undertaking, and waits for the page of the shipment. @returns its number */
async function undertake(seat: Seat, button: string): Promise<string> {
  await seat.put('signatory', TYPED[seat.language].signatory);
  await seat.press(button);
  const heading = seat.page.getByRole('heading', { level: 1, name: /^H-\d{4}-\d{6}$/ });
  await heading.waitFor();
  await seat.settle();
  await seat.look();
  return heading.innerText();
}

test.each(['zh', 'en'] as const)(
  'relief goes at once and is reported, in %s',
  { timeout: 180_000 },
  async (language) => {
    const words = WORDS[language];
    const typed = TYPED[language];
    await office.at('2025-10-09');
    const seat = await office.sit(office.exporter, language);
    await begin(seat, `relief ${language}`, 'none');
    // Goods, quantity and end user are filled in.
    expect(await seat.page.locator('[id$="claim_items_0_quantity"]').inputValue()).toBe('12.5');
    expect(await seat.page.locator('[id$="claim_parties_0_name"]').inputValue()).toBe(typed.hospital);
    await seat.put('claim.endUse.description', typed.description);
    await seat.press(words.claim.addPaper);
    await seat.put('claim.evidence.0.reference', typed.reference);
    await look(seat);
    await seat.sees(words.found.exempt);
    await seat.sees(words.found.due.replace('{{day}}', dateText('2025-10-22', language)));
    const number = await undertake(seat, words.claim.submitGoes);
    await seat.sees(words.page.next.claimed);
    await seat.give(words.page.record, { reference: 'AWB 160-1234' });
    await seat.sees(words.page.next.shipped);
    await seat.sees(words.fields.due.replace('{{day}}', dateText('2025-10-22', language)));

    // The draft says what the claim says, in both languages; it is edited, kept, and comes as a file.
    const zh = seat.page.locator('textarea[id$="_zh"]');
    const draft = await zh.inputValue();
    for (const part of [
      'jingwaibaogao@mofcom.gov.cn',
      '2025-10-22',
      'AWB 160-1234',
      typed.hospital,
      typed.reference,
      typed.signatory,
    ])
      expect(draft).toContain(part);
    await zh.fill(`${draft}\n${typed.more}`);
    await seat.sees(words.report.unsaved);
    await seat.press(words.report.save);
    await seat.sees(words.report.saved);
    const downloading = seat.page.waitForEvent('download');
    await seat.press(words.report.text);
    expect(await readFile(await (await downloading).path(), 'utf8')).toContain(typed.more);

    // The day after the last one the authority sees it as late.
    await office.at('2025-10-23');
    const officer = await office.sit(office.officer, language);
    await officer.go('/shipments?show=late');
    await officer.sees(number);
    await officer.press(number);
    await officer.page.waitForURL(/\/shipments\/[0-9a-f-]{36}$/);
    await officer.settle();
    await officer.look();
    await officer.sees(typed.more);

    // It was sent in time, and marked a day later, with the proof.
    await seat.reload();
    const choosing = seat.page.waitForEvent('filechooser');
    await seat.press(words.page.addDocument);
    await (await choosing).setFiles({
      name: 'Proof of 22 October.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 proof'),
    });
    await seat.sees('Proof of 22 October.pdf');
    await seat.settle();
    await seat.give(words.report.sent, {
      sentOn: '2025-10-22',
      sentBy: typed.signatory,
      proof: 'Proof of 22 October.pdf',
    });
    await seat.sees(words.page.next.reported);
    await officer.go('/shipments?show=late');
    await officer.sees(words.register.none);
    expect([...seat.faults, ...officer.faults]).toEqual([]);
    await seat.close();
    await officer.close();
  },
);

test.each(['zh', 'en'] as const)(
  'what is not known is asked, and a military user is reviewed, in %s',
  { timeout: 180_000 },
  async (language) => {
    const words = WORDS[language];
    const typed = TYPED[language];
    await office.at('2025-10-30');
    const seat = await office.sit(office.exporter, language);
    await begin(seat, `asked ${language}`);
    await look(seat);
    await seat.sees(words.found.stopped);
    const question =
      language === 'zh'
        ? `谁持有“${typed.hospital}”的股权，各占多少？`
        : `Who owns ${typed.hospital}, and what share does each hold?`;
    await seat.sees(words.found.settles.replace('{{question}}', question));
    // Answered, it may go; and said to be military, it is stopped.
    await answer(seat, 'owners', typed.none);
    await look(seat);
    await seat.sees(words.found.exempt);
    await answer(seat, 'military', typed.yes);
    await look(seat);
    await seat.sees(words.found.onlyReview);
    const number = await undertake(seat, words.claim.submitStopped);
    await seat.sees(words.page.next['stopped-for-review']);
    expect(await seat.page.getByRole('button', { name: words.page.record }).count()).toBe(0);

    const officer = await office.sit(office.officer, language);
    await officer.go('/shipments?show=stopped');
    await officer.press(number);
    await officer.page.waitForURL(/\/shipments\/[0-9a-f-]{36}$/);
    await officer.settle();
    await officer.give(words.review.clear, { reason: typed.reason });
    await officer.sees(words.page.next.cleared);

    await seat.reload();
    await seat.sees(words.page.next.cleared);
    await seat.sees(typed.reason);
    await seat.give(words.page.record);
    await seat.sees(words.page.next.shipped);
    await seat.look();
    expect([...seat.faults, ...officer.faults]).toEqual([]);
    await seat.close();
    await officer.close();
  },
);
