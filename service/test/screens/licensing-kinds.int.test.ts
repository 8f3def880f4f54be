import type { ExportFacts } from '@ytterby/core';
import { type Application, LICENCE_STANDINGS, LINT_RULES, type LintCode } from '@ytterby/core/licensing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { type Language, type Office, openOffice, type Seat } from './licensing.ts';

/** The other kinds of application, played in the browser; what the story is not about is prepared over HTTP. */

/** No. 61 and No. 62 are in force by their text. */
const DAY = '2026-11-16';
const LAW_13 = 'cn/npcsc-2020-export-control-law/13';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [LAW_13] };
const ART_16 = ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'];
const CONDITION = { zh: '每季度报告最终用户的使用情况。', en: 'The end user’s use is reported every quarter.' };

let office: Office;
beforeAll(async () => {
  office = await openOffice(DAY);
}, 600_000);
afterAll(() => office.close());

type Case = { readonly id: string; readonly organisation: string };

async function seen(by: TestPerson, { id, organisation }: Case) {
  const { body, revision = 0 } = await by.client.call('application.get', { params: { organisation, case: id } });
  return { ...body, revision };
}

async function apply(by: TestPerson, one: Case, command: string, fields: object = {}): Promise<void> {
  const { revision } = await seen(by, one);
  const params = { organisation: one.organisation, case: one.id };
  await by.client.call('application.act', { params, body: { command, ...fields } }, { revision });
}

/** What the story is not about is written into the application as it stands. */
async function complete(by: TestPerson, one: Case, more: Partial<Application>): Promise<void> {
  const { state } = await seen(by, one);
  await apply(by, one, 'save', { application: { ...state.application, ...more } });
}

async function work(by: TestPerson, { id }: Case, command: string, fields: object = {}): Promise<void> {
  const { revision = 0 } = await by.client.call('case.get', { params: { case: id } });
  await by.client.call('case.act', { params: { case: id }, body: { command, ...fields } }, { revision });
}

/** Somebody before a browser, who does not wait long for what does not come. */
async function sit(person: TestPerson, language: Language): Promise<Seat> {
  const seat = await office.sit(person, language);
  seat.page.setDefaultTimeout(20_000);
  return seat;
}

/** Accepted, and everything but the decision done. */
async function recommended(one: Case): Promise<void> {
  const { officer } = office;
  await work(officer, one, 'accept');
  await work(officer, one, 'assess', { assessment: 't1', text: '民用', precedents: [] });
  await work(officer, one, 'recommend-grant', REASONS);
}

const ITEM = { zh: '含镝钕铁硼磁体', en: 'NdFeB magnets with dysprosium' };
const TECHNOLOGY = { zh: '磁材制造技术', en: 'Magnet making technology' };

const factsOf = (
  language: Language,
  endUser: string,
  country: string,
  more: Partial<ExportFacts> = {},
): ExportFacts => ({
  asOf: DAY,
  from: 'CN',
  to: country,
  exporter: { name: '示例磁材有限公司', country: 'CN' },
  endUse: { kind: 'civil', dangerKnown: 'no' },
  parties: [{ role: 'end-user', name: endUser, country, military: 'no', owners: 'none' }],
  lines: [
    {
      item: { description: ITEM[language], form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
      origin: 'CN',
      madeIn: 'CN',
    },
  ],
  ...more,
});

const papersOf = (...ids: readonly string[]) => ids.map((id) => ({ id, paper: id, language: 'zh' as const }));

/** Everything that an application for magnets says, but its kind and who applies. */
const magnets = (endUser: string, country: string) =>
  ({
    destination: country,
    endUsers: [{ name: endUser, country, address: 'Musterstrasse 1' }],
    endUse: { kind: 'civil', description: '电动汽车驱动电机' },
    contract: {
      number: 'YT-2026-001',
      currency: 'EUR',
      lines: [{ id: '1', description: 'magnets', quantity: '500', unit: 'kg', unitPrice: '92.5', value: '46250' }],
    },
    lines: [
      {
        id: '1',
        contractLine: '1',
        nameZh: '含镝钕铁硼磁体',
        description: 'NdFeB magnets with dysprosium',
        code: '1C905.a.4',
        quantity: '500',
        unit: 'kg',
        value: '46250',
        currency: 'EUR',
      },
    ],
    validity: { from: '2026-12-01', lastDay: '2027-11-30' },
    proof: {
      'end-user': endUser,
      'exact-use': '电动汽车驱动电机转子',
      'undertakes-end-use': 'yes',
      'undertakes-no-transfer': 'yes',
      address: 'Musterstrasse 1',
      items: '含镝钕铁硼磁体',
      quantity: '500 kg',
      'contract-number': 'YT-2026-001',
      'place-of-use': 'Musterstrasse 1',
      'no-military-or-wmd-use': 'yes',
      contact: 'Muster',
      signatory: 'Muster',
      seal: 'yes',
    },
    papers: papersOf(...ART_16),
  }) as const satisfies Partial<Application>;

const applicant = {
  name: 'Example Magnets',
  nameZh: '示例磁材有限公司',
  country: 'CN',
  address: '示例市示例路1号',
  uscc: '91350100M000100Y43',
  contact: { name: '王示例' },
};

/** An answer is kept over HTTP, and applied from in the browser. */
async function applyFrom(seat: Seat, by: TestPerson, facts: ExportFacts, organisation = office.company): Promise<Case> {
  const { body } = await by.client.call('saved-determination.save', {
    params: { organisation },
    body: { name: seat.language === 'zh' ? '一次出口' : 'One export', facts, asOfMode: 'today' },
  });
  await seat.go(`/workspace/${organisation}/determinations/${body.id}`);
  await seat.press(seat.words.apply.apply.button);
  return caseAt(seat, organisation);
}

async function caseAt(seat: Seat, organisation = office.company): Promise<Case> {
  await seat.page.waitForURL(/\/applications\/[^/]+\/edit\//);
  await seat.settle();
  return { id: /\/applications\/([^/]+)/.exec(seat.page.url())?.[1] ?? '', organisation };
}

const addressOf = ({ id, organisation }: Case) => `/workspace/${organisation}/applications/${id}`;

/** Adds a file to the paper that the law asks for. */
async function file(seat: Seat, paper: string, named?: string): Promise<void> {
  const name = named ?? (seat.language === 'zh' ? `${paper} 材料.pdf` : `${paper}.pdf`);
  const [chooser] = await Promise.all([
    seat.page.waitForEvent('filechooser'),
    seat.page.locator(`[id="papers.${paper}"]`).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${name}`) });
  await seat.page.locator('.file-name').getByText(name).waitFor();
  await seat.settle();
}

/** From the last page of the application. */
async function submit(seat: Seat): Promise<void> {
  await seat.press(seat.words.apply.check.submit);
  await seat.page.waitForURL((url) => !url.pathname.includes('/edit/'));
  await seat.settle();
}

/** The senior officer grants what was asked for, as it stands in the dialog but for these fields. */
async function grant(one: Case, language: Language, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const desk = await sit(office.senior, language);
  await desk.go(`/cases/${one.id}`);
  await desk.give(desk.words.cases.decision.grant, fields);
  await desk.sees(desk.words.cases.decision.granted);
  expect(desk.faults).toEqual([]);
  await desk.close();
}

/** What the check of the application says under a code, whatever it is about; `words`: and about this. */
function found(code: LintCode, language: Language, words = ''): RegExp {
  const [before = '', after = ''] = LINT_RULES[code].text[language].split(/\{[a-z]+\}/);
  return new RegExp(`${RegExp.escape(before)}.*${words}.*${RegExp.escape(after)}`);
}

const ABOUT = {
  zh: { penalty: '处罚', watched: '关注名单' },
  en: { penalty: 'penalty', watched: 'Watch List' },
} as const;

describe.each(['zh', 'en'] as const)('in %s', { timeout: 180_000 }, (language) => {
  const about = ABOUT[language];
  const user = `Beispiel Motoren ${language}`;

  test('a general licence: its conditions, what closes it, and the conditions that it is granted on', async () => {
    const { exporter, officer } = office;
    const seat = await sit(exporter, language);
    const words = seat.words.apply;
    const one = await applyFrom(seat, exporter, factsOf(language, user, 'DE'));
    await complete(exporter, one, {
      ...magnets(user, 'DE'),
      applicant,
      endUsers: [
        { name: user, country: 'DE', address: 'Musterstrasse 1' },
        { name: 'Zweite Motoren AG', country: 'DE', address: 'Musterstrasse 2' },
      ],
      validity: { from: '2026-12-01', lastDay: '2029-11-30' },
    });
    await seat.go(`${addressOf(one)}/edit/kind`);
    await seat.put('kind', 'general-licence');
    await seat.sees(words.parts.standing);
    for (const field of ['complianceSystem', 'exportRecord', 'fixedChannels'])
      await seat.put(`standing.${field}`, 'yes');
    await seat.put('standing.barredByPenalty', 'yes');
    await seat.sees(found('form-closed', language, about.penalty));
    await seat.put('standing.barredByPenalty', 'no');
    await seat.page
      .getByText(found('form-closed', language, about.penalty))
      .first()
      .waitFor({ state: 'detached' });
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/papers/);
    for (const paper of ['compliance-system', 'licences-used', 'channels-and-users']) await file(seat, paper);
    await seat.press(words.edit.saveOn);
    await submit(seat);

    await work(officer, one, 'accept');
    await work(officer, one, 'set-condition', { condition: 'c1', text: CONDITION });
    // What the authority means to set is its own work until it decides.
    await seat.go(addressOf(one));
    expect(await seat.text()).not.toContain(CONDITION[language]);
    expect(JSON.stringify(await seen(exporter, one))).not.toContain(CONDITION.zh);
    await work(officer, one, 'assess', { assessment: 't1', text: '民用', precedents: [] });
    await work(officer, one, 'recommend-grant', REASONS);
    await grant(one, language);

    await seat.go(addressOf(one));
    await seat.sees(words.kinds['general-licence']);
    await seat.sees(words.decision.conditions);
    await seat.sees(CONDITION[language]);
    await seat.press(words.decision.licence);
    await seat.sees(seat.words.licences.parts.conditions);
    await seat.sees(CONDITION[language]);
    await seat.sees(seat.words.licences.kinds['general-licence']);
    await seat.sees('Zweite Motoren AG');
    expect(seat.faults).toEqual([]);
    await seat.close();
  });

  test('an end user on the Watch List: no general licence, two more papers, and no time limit', async () => {
    const { exporter, officer } = office;
    const seat = await sit(exporter, language);
    const words = seat.words.apply;
    const one = await applyFrom(seat, exporter, factsOf(language, 'SUBARU Corporation', 'JP'));
    await complete(exporter, one, { ...magnets('SUBARU Corporation', 'JP'), applicant });
    await seat.go(`${addressOf(one)}/edit/kind`);
    await seat.put('kind', 'general-licence');
    await seat.sees(found('form-closed', language, about.watched));
    await seat.put('kind', 'individual-licence');
    await seat.page
      .getByText(found('form-closed', language, about.watched))
      .first()
      .waitFor({ state: 'detached' });
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/papers/);
    await file(seat, 'risk-assessment-report');
    await file(seat, 'written-undertaking');
    await seat.press(words.edit.saveOn);
    await submit(seat);

    await work(officer, one, 'accept');
    await seat.go(addressOf(one));
    await seat.sees(words.clock.noLimit);
    await seat.sees(words.grounds['watch-listed-party']);
    expect(seat.faults).toEqual([]);
    await seat.close();

    const desk = await sit(officer, language);
    await desk.go(`/cases/${one.id}`);
    await desk.sees(desk.words.cases.grounds['watch-listed-party']);
    expect(desk.faults).toEqual([]);
    await desk.close();
  });

  test('technology under No. 62: the statements of its annexes, and a licence without amounts', async () => {
    const { exporter } = office;
    const seat = await sit(exporter, language);
    const words = seat.words.apply;
    const facts = factsOf(language, user, 'DE', {
      act: 'provide-technology',
      lines: [{ item: { description: TECHNOLOGY[language], form: 'technology', code: '1E902.a' }, origin: 'CN' }],
    });
    const one = await applyFrom(seat, exporter, facts);
    const { state } = await seen(exporter, one);
    expect(state.application?.kind).toBe('technology');
    const { endUsers, endUse, proof, validity } = magnets(user, 'DE');
    await complete(exporter, one, {
      applicant,
      destination: 'DE',
      endUsers,
      endUse,
      proof,
      validity,
      lines: [{ id: '1', nameZh: '磁材制造技术', description: 'Magnet making technology', code: '1E902.a' }],
      papers: papersOf(...ART_16),
    });
    await seat.go(`${addressOf(one)}/edit/technology`);
    await seat.put('technology.name', '晶界扩散');
    await seat.put('technology.recipient', user);
    await seat.put('technology.way', '技术许可');
    await seat.put('technology.providedInChina', 'yes');
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/papers/);
    await file(seat, 'technology-statement');
    await file(seat, 'technology-in-china-statement');
    await seat.press(words.edit.saveOn);
    await submit(seat);

    await recommended(one);
    await seat.go(addressOf(one));
    expect((await seen(exporter, one)).clock).toMatchObject({ is: 'running', limit: 45 });
    await grant(one, language);
    await seat.go(addressOf(one));
    await seat.press(words.decision.licence);
    await seat.sees(seat.words.licences.fields.noLimit);
    await seat.sees('1E902.a');
    expect(seat.faults).toEqual([]);
    await seat.close();
  });

  test('an operator outside China under No. 61: its agent applies for it', async () => {
    const { exporter, service, officer } = office;
    const operator = await service.organisation('operator', language === 'zh' ? '大阪磁石' : 'Osaka Magnet KK');
    await service.store.asProduct((db) =>
      db.updateTable('organisation').set({ country: 'JP' }).where('id', '=', operator).execute(),
    );
    const owner = await service.person([[operator, ['organisation-administrator']]]);
    await owner.client.call('agent.appoint', {
      params: { organisation: operator },
      body: {
        uscc: applicant.uscc,
        scopes: ['applications'],
        document: 'PoA 7',
        from: '2026-11-01',
        lastDay: null,
      },
    });
    const seat = await sit(exporter, language);
    const words = seat.words.apply;
    await seat.go(`/workspace/${operator}/applications`);
    await seat.press(words.list.new);
    const one = await caseAt(seat, operator);
    expect(await seat.page.locator('#kind input:checked').getAttribute('value')).toBe('overseas-operator');
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/applicant/);
    // The agent is who applies: it is named already, and asked for its power of attorney.
    expect(await seat.page.locator('[id="agent.name"]').inputValue()).toBe('Example Magnets');
    expect(await seat.page.locator('[id="agent.uscc"]').inputValue()).toBe(applicant.uscc);
    await seat.put('applicant.address', 'Osaka');
    await seat.put('applicant.contact.name', 'Sato');
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/end-user/);
    await complete(exporter, one, magnets(user, 'DE'));
    await seat.go(`${addressOf(one)}/edit/papers`);
    await file(seat, 'power-of-attorney', 'power of attorney.pdf');
    await seat.page.getByText(words.papers.otherLanguage, { exact: true }).last().click();
    await seat.sees(found('not-in-chinese', language));
    const translation = language === 'zh' ? '委托书译文.pdf' : 'translation.pdf';
    const [chooser] = await Promise.all([
      seat.page.waitForEvent('filechooser'),
      seat.page.getByRole('button', { name: words.papers.addTranslation }).click(),
    ]);
    await chooser.setFiles({
      name: translation,
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 translation'),
    });
    await seat.page.locator('.file-name').getByText(translation).waitFor();
    await seat.settle();
    await seat.press(words.edit.saveOn);
    await submit(seat);
    expect(seat.faults).toEqual([]);
    await seat.close();

    await work(officer, one, 'accept');
    const { number, clock } = await seen(exporter, one);
    expect(clock).toMatchObject({ is: 'running', limit: 45 });
    const home = await sit(owner, language);
    await home.go(`/workspace/${operator}/applications`);
    await home.press(number ?? '');
    await home.sees(words.clock.title);
    expect(home.faults).toEqual([]);
    await home.close();
  });

  test('changes: of other elements, a new edition; of key elements, a new licence for the old one', async () => {
    const { exporter, officer, senior, company } = office;
    const begun = await exporter.client.call('application.begin', {
      params: { organisation: company },
      body: { application: { kind: 'individual-licence', ...magnets(user, 'DE'), applicant } },
    });
    const first = begun.body;
    await apply(exporter, first, 'submit');
    await recommended(first);
    await work(senior, first, 'grant', {
      ...REASONS,
      from: '2026-11-16',
      lastDay: '2027-11-15',
      lines: [{ line: '1', quantity: '500', value: '46250' }],
      conditions: [],
    });
    const { licence } = await seen(exporter, first);
    const held = await exporter.client.call('licence.get', {
      params: { organisation: company, licence: licence ?? '' },
    });
    const { number } = held.body;

    const seat = await sit(exporter, language);
    const words = seat.words.apply;
    await seat.go(`/workspace/${company}/applications`);
    await seat.press(words.list.new);
    const minor = await caseAt(seat);
    await complete(exporter, minor, { applicant });
    await seat.go(`${addressOf(minor)}/edit/kind`);
    await seat.put('kind', 'minor-change');
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/change/);
    await seat.put('change.licence', number);
    await seat.sees(words.changed['minor-change']);
    await seat.put('change.reason', '合同减量');
    await seat.press(words.parts.addElement);
    await seat.put('change.elements[0].element', words.elements['end-user']);
    await seat.sees(found('key-element', language));
    await seat.put('change.elements[0].element', words.elements.quantity);
    await seat.put('change.elements[0].from', '500 kg');
    await seat.put('change.elements[0].to', '400 kg');
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/papers/);
    await file(seat, 'change-statement');
    await seat.press(words.edit.saveOn);
    await submit(seat);
    await work(officer, minor, 'accept');
    expect((await seen(exporter, minor)).clock).toMatchObject({ is: 'running', limit: 20 });
    await work(officer, minor, 'assess', { assessment: 't1', text: '仅减量', precedents: [] });
    await work(officer, minor, 'recommend-grant', REASONS);
    // What is granted of a change is the licence's next edition.
    await grant(minor, language, { 'lines.0.quantity': '400', 'lines.0.value': '37000' });
    await seat.go(addressOf(minor));
    await seat.sees(words.changed.edition.replace('{{n}}', '2'));
    await seat.press(number);
    await seat.sees(/37000/);
    expect(await seat.text()).not.toContain('46250');

    // Another end user is another application; the old licence goes back.
    const other = `Andere Motoren ${language}`;
    const major = await applyFrom(seat, exporter, factsOf(language, other, 'DE'));
    await complete(exporter, major, { ...magnets(other, 'DE'), applicant });
    await seat.go(`${addressOf(major)}/edit/kind`);
    await seat.put('kind', 'major-change');
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/change/);
    await seat.put('change.licence', number);
    await seat.sees(words.changed['major-change']);
    await seat.put('change.reason', '更换最终用户');
    await seat.press(words.parts.addElement);
    await seat.put('change.elements[0].element', words.elements['end-user']);
    await seat.put('change.elements[0].from', user);
    await seat.put('change.elements[0].to', other);
    await seat.press(words.edit.saveOn);
    await seat.page.waitForURL(/\/edit\/papers/);
    await file(seat, 'old-licence');
    await seat.press(words.edit.saveOn);
    await submit(seat);
    await recommended(major);
    await grant(major, language);
    await seat.go(addressOf(major));
    await seat.sees(LICENCE_STANDINGS.surrendered[language]);
    await seat.press(words.decision.licence);
    await seat.sees(other);
    expect(await seat.text()).not.toContain(number);
    expect(seat.faults).toEqual([]);
    await seat.close();
  });
});
