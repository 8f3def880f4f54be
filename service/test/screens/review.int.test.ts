import type { Application } from '@ytterby/core/licensing';
import enReview from '@ytterby/web/words/en/review';
import zhReview from '@ytterby/web/words/zh/review';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, type Office, openOffice, type Seat } from './licensing.ts';

/** The authority's own review in the browser: its library of conditions, its rules, and one decision on many cases. */

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-03-02');
}, 600_000);
afterAll(() => office.close());

const REVIEW = { zh: zhReview, en: enReview } as const;
const OWN = {
  zh: {
    condition: { zh: '到货后30日内报告（甲）', en: 'Arrival is reported within 30 days (one).' },
    reworded: '到货后60日内报告（甲）',
    name: { zh: '大额出口（甲）', en: 'Large exports (one)' },
    flag: { zh: '金额大，请留意（甲）', en: 'A large amount (one)' },
    country: '德国',
    department: '示例部门甲',
    cite: '第十三条',
    over: '400000',
  },
  en: {
    condition: { zh: '到货后30日内报告（乙）', en: 'Arrival is reported within 30 days (two).' },
    reworded: 'Arrival is reported within 60 days (two).',
    name: { zh: '大额出口（乙）', en: 'Large exports (two)' },
    flag: { zh: '金额大，请留意（乙）', en: 'A large amount (two)' },
    country: 'Germany',
    department: 'Example Department One',
    cite: 'art. 13',
    over: '700000',
  },
} as const;

function magnets(contract: string, value: string): Application {
  return {
    kind: 'individual-licence',
    applicant: {
      name: '示例磁材有限公司',
      country: 'CN',
      address: '示例市示例路1号',
      uscc: '91350100M000100Y43',
      contact: { name: '王示例' },
    },
    destination: 'DE',
    endUsers: [{ name: 'Beispiel Motoren GmbH', country: 'DE', address: 'Musterstrasse 1' }],
    endUse: { kind: 'civil', description: '电动汽车驱动电机' },
    contract: {
      number: contract,
      currency: 'EUR',
      lines: [{ id: '1', description: 'magnets', quantity: '500', unit: 'kg', value }],
    },
    lines: [
      {
        id: 'a',
        contractLine: '1',
        nameZh: '含镝钕铁硼磁体',
        code: '1C905.a.4',
        quantity: '500',
        unit: 'kg',
        value,
        currency: 'EUR',
      },
    ],
    validity: { from: '2026-06-01', lastDay: '2027-05-31' },
    proof: {
      'end-user': 'Beispiel Motoren GmbH',
      'exact-use': '电动汽车驱动电机转子',
      'undertakes-end-use': 'yes',
      'undertakes-no-transfer': 'yes',
    },
    papers: ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'].map(
      (id) => ({ id, paper: id, language: 'zh' as const }),
    ),
  };
}

let contracts = 0;
async function submitted(value: string): Promise<string> {
  const { exporter, company: organisation } = office;
  contracts += 1;
  const body = { application: magnets(`EX-${contracts}`, value) };
  const { body: begun } = await exporter.client.call('application.begin', { params: { organisation }, body });
  const params = { organisation, case: begun.id };
  await exporter.client.call('application.act', { params, body: { command: 'submit' } }, { revision: begun.version });
  return begun.id;
}

const get = async (id: string) => (await office.officer.client.call('case.get', { params: { case: id } })).body;

async function recommended(value: string): Promise<string> {
  const id = await submitted(value);
  const commands = [
    { command: 'accept' },
    { command: 'assess', assessment: 't1', text: '民用磁体', precedents: [] },
    {
      command: 'recommend-grant',
      reasons: '民用，最终用户可靠',
      provisions: ['cn/npcsc-2020-export-control-law/13'],
    },
  ];
  for (const body of commands) {
    const { version: revision } = await get(id);
    await office.officer.client.call('case.act', { params: { case: id }, body }, { revision });
  }
  return id;
}

/** The machine may be busy. */
const WAIT = { timeout: 20_000 };

/** A text with its slots filled, as the screen says it. */
const said = (words: string, values: Readonly<Record<string, string | number>>) =>
  words.replaceAll(/\{\{(\w+)\}\}/g, (_, slot: string) => String(values[slot]));

/** The card of the rule, by its name. */
const cardOf = (seat: Seat, name: string) => seat.page.locator('.rule-card').filter({ hasText: name });

describe.each(['zh', 'en'] as const)('in %s', (language: Language) => {
  const own = OWN[language];
  const review = REVIEW[language];
  const { [language]: condition } = own.condition;
  const { [language]: name } = own.name;

  test('a condition comes into the library, is worded anew, and is retired', { timeout: 120_000 }, async () => {
    const senior = await office.sit(office.senior, language);
    await senior.go('/review/conditions');
    const { conditions } = review;
    await senior.give(
      conditions.add,
      { 'text.zh': own.condition.zh, 'text.en': own.condition.en, cite: own.cite },
      conditions.save,
    );
    const row = senior.page.locator('tr').filter({ hasText: condition });
    expect(await row.innerText()).toContain(conditions.inUse);
    expect(await row.getByRole('link').getAttribute('href')).toContain('/law/provision?id=');
    await row.getByRole('button', { name: `${conditions.reword}: ${condition}` }).click();
    await senior.put(`text.${language}`, own.reworded);
    await senior.press(conditions.save);
    const anew = senior.page.locator('tr').filter({ hasText: own.reworded });
    await anew.waitFor();
    expect(await senior.text()).not.toContain(condition);

    const officer = await office.sit(office.officer, language);
    await officer.go('/review/conditions');
    await officer.sees(own.reworded);
    await officer.sees(review.mayRead);
    expect(await officer.page.locator('main').getByRole('button').count()).toBe(0);
    await officer.close();

    await anew.getByRole('button', { name: conditions.retire }).click();
    const dialog = senior.page.getByRole('dialog');
    expect(await dialog.innerText()).toContain(said(conditions.retireText, { condition: own.reworded }));
    await senior.press(conditions.retire);
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => anew.innerText(), WAIT).toContain(conditions.retired);
    expect(await anew.getByRole('button').count()).toBe(0);
    expect(senior.faults).toEqual([]);
    await senior.close();
  });

  test('a rule is written, tried on past cases, activated, changed and retired; a new case carries its flag', {
    timeout: 120_000,
  }, async () => {
    const over = Number(own.over);
    const library = (await office.senior.client.call('condition.add', { body: { text: own.condition } })).body;
    const large = await submitted(`${over + 1}`);
    const small = await submitted(own.over);
    const numbers = [(await get(large)).number ?? '', (await get(small)).number ?? ''];
    const senior = await office.sit(office.senior, language);
    const { cases } = senior.words;
    const { editor, tried, rules } = review;
    await senior.go('/review/rules');
    await senior.press(rules.add);
    await senior.page.waitForURL('**/review/rules/new');
    await senior.settle();

    // Nothing is sent before it is whole.
    await senior.press(editor.try);
    await senior.sees(editor.noSuggestion);
    await senior.put('rule.name.zh', own.name.zh);
    await senior.put('rule.name.en', own.name.en);
    await senior.put('when.0.in', own.country);
    await senior.press(editor.addCondition);
    await senior.put('when.1.fact', review.facts.value);
    await senior.put('when.1.currency', 'eur');
    await senior.put('when.1.over', own.over);
    await senior.put('flags.0.zh', own.flag.zh);
    await senior.put('flags.0.en', own.flag.en);
    await senior.put('suggests.departments', own.department);
    await senior.put('suggests.conditions', condition);
    await senior.look();
    const sentence = await senior.page.locator('form .rule-in-words').innerText();
    for (const part of [own.country, 'EUR', own.over, own.flag[language], own.department, condition.replace(/\.$/, '')])
      expect(sentence).toContain(part);

    await senior.press(editor.try);
    const count = senior.page.locator('.tried-count');
    await count.waitFor();
    const { body: versions } = await office.officer.client.call('rule.list');
    const made = versions.find(({ rule }) => rule.name.zh === own.name.zh);
    expect(made).toMatchObject({ version: 1, status: 'tried', flagged: 1 });
    expect(await count.innerText()).toBe(said(tried.speaks_other, { flagged: 1, count: made?.triedOn ?? 0 }));
    const listed = senior.page.locator('[aria-labelledby=tried-title] table a');
    expect(await listed.allInnerTexts()).toEqual([numbers[0]]);
    expect((await get(large)).flags.filter(({ rule }) => rule === made?.id)).toEqual([]);

    await senior.press(`${said(tried.activate, { version: 1 })}: ${name}`);
    await senior.sees(tried.notYet);
    await senior.press(tried.doActivate);
    await senior.page.waitForURL('**/review/rules#*');
    await expect
      .poll(() => cardOf(senior, name).locator('.card-head').innerText(), WAIT)
      .toContain(review.states.active);

    const next = await submitted(`${over + 2}`);
    const officer = await office.sit(office.officer, language);
    await officer.go(`/cases/${next}`);
    const flags = officer.page.locator('[aria-labelledby=flags-title]');
    const words = await flags.innerText();
    expect(words).toContain(own.flag[language]);
    expect(words).toContain(said(cases.flags.ask, { department: own.department }));
    expect(words).toContain(said(cases.flags.set, { condition }));
    expect(await flags.getByRole('link', { name }).getAttribute('href')).toBe(`/review/rules#${made?.id ?? ''}`);
    await officer.go(`/cases/${small}`);
    expect(await officer.page.getByText(own.flag[language]).count()).toBe(0);
    expect(officer.faults).toEqual([]);
    await officer.close();

    // A lower threshold speaks on one case more: the one that was just at it.
    await cardOf(senior, name).getByRole('link', { name: rules.change }).click();
    await senior.page.waitForURL('**/review/rules/*-*');
    await senior.settle();
    await senior.put('when.1.over', `${over - 1}`);
    await senior.press(editor.try);
    await count.waitFor();
    await senior.sees(said(tried.difference, { version: 1, before: 2, newly: 1, noLonger: 0 }));
    const isNew = senior.page.locator('[aria-labelledby=tried-title] tr').filter({ hasText: tried.isNew });
    expect(await isNew.locator('a').allInnerTexts()).toEqual([numbers[1]]);
    // What is changed after it was tried has to be tried again.
    await senior.put('when.1.over', `${over - 2}`);
    await count.waitFor({ state: 'detached' });
    await senior.press(editor.try);
    await count.waitFor();
    await senior.press(`${said(tried.activate, { version: 3 })}: ${name}`);
    await senior.press(tried.doActivate);
    await senior.page.waitForURL('**/review/rules#*');
    expect((await get(small)).flags.map(({ rule, version }) => [rule, version])).toContainEqual([made?.id, 3]);

    await cardOf(senior, name).locator('summary').click();
    const states = cardOf(senior, name).locator('tbody .rule-state');
    await expect.poll(() => states.count(), WAIT).toBe(3);
    expect((await states.allInnerTexts()).map((each) => each.trim())).toEqual(
      (['active', 'tried', 'replaced'] as const).map((state, at) =>
        said(rules.versionIs, { version: 3 - at, state: review.states[state] }),
      ),
    );
    // The library tells which rules suggest a condition that is to be retired.
    await senior.go('/review/conditions');
    const kept = senior.page.locator('tr').filter({ hasText: condition });
    await kept.getByRole('button', { name: review.conditions.retire }).click();
    const dialog = senior.page.getByRole('dialog');
    expect(await dialog.innerText()).toContain(said(review.conditions.suggestedBy, { rules: name }));
    await senior.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await senior.go('/review/rules');
    await cardOf(senior, name).getByRole('button', { name: rules.retire }).click();
    await senior.press(rules.retire);
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => cardOf(senior, name).locator('.card-head').innerText(), WAIT)
      .toContain(review.states.retired);
    expect((await get(small)).flags.map(({ rule }) => rule)).not.toContain(made?.id);
    expect(senior.faults).toEqual([]);
    await senior.close();
    await office.senior.client.call('condition.retire', { params: { condition: library.id } });
  });

  test('alike cases are decided together, with a preview; one that differs is left out, and in what is told', {
    timeout: 120_000,
  }, async () => {
    const value = language === 'zh' ? '46250' : '46251';
    const alike = [await recommended(value), await recommended(value)];
    const open = await submitted(value);
    const other = await recommended('9999');
    const all = await Promise.all([...alike, open, other].map(get));
    const numbers = all.map(({ number }) => number ?? '');
    const senior = await office.sit(office.senior, language);
    const { bulk, decision, commands } = senior.words.cases;
    await senior.go('/cases');
    await senior.press(bulk.choose);
    for (const number of numbers) {
      const box = senior.page.getByRole('checkbox', { name: number });
      await box.focus();
      await senior.page.keyboard.press('Space');
    }
    await senior.sees(said(bulk.chosen_other, { count: 4 }));
    await senior.press(bulk.compare);
    await senior.page.waitForURL('**/cases/bulk?*');
    await senior.settle();
    await senior.look();
    await senior.sees(said(bulk.alike_other, { count: 3 }));
    const different = senior.page.locator('section').filter({ has: senior.page.getByText(bulk.differentHint) });
    const differences = (await different.locator('table').last().locator('tbody tr').allInnerTexts()).join(' ');
    expect(differences).toContain(senior.words.cases.application.value);
    expect(differences).toContain(value);
    expect(differences).toContain('9999');

    await senior.give(decision.grant, {});
    const preview = senior.page.locator('[aria-labelledby=preview-title]');
    const rowOf = (number: string) => preview.locator('tr').filter({ hasText: number });
    for (const [at, number] of numbers.entries()) {
      const row = await rowOf(number).innerText();
      const isLeft = row.includes(bulk.leftOut.split('{{')[0] ?? '');
      expect([number, isLeft]).toEqual([number, at > 1]);
    }
    expect(await rowOf(numbers[3] ?? '').innerText()).toContain(bulk.differs);
    expect((await Promise.all(alike.map(get))).map(({ status }) => status)).toEqual(['recommended', 'recommended']);

    // Somebody was faster: nothing is done on any, and the preview has to be looked at again.
    const [one = ''] = alike;
    const { version: revision } = await get(one);
    const back = { command: 'send-back', reason: 'x' };
    await office.otherSenior.client.call('case.act', { params: { case: one }, body: back }, { revision });
    await senior.press(said(bulk.carryOut_other, { count: 2 }));
    await senior.sees(bulk.nothingDone);
    expect((await get(alike[1] ?? '')).status).toBe('recommended');
    const again = {
      command: 'recommend-grant',
      reasons: '民用，最终用户可靠',
      provisions: ['cn/npcsc-2020-export-control-law/13'],
    };
    const { version: later } = await get(one);
    await office.officer.client.call('case.act', { params: { case: one }, body: again }, { revision: later });
    await senior.press(bulk.again);
    await senior.page.getByText(bulk.nothingDone).waitFor({ state: 'detached' });

    await senior.press(said(bulk.carryOut_other, { count: 2 }));
    await senior.sees(said(bulk.done_other, { command: commands.grant, count: 2 }));
    await senior.look();
    const after = await Promise.all([...alike, open, other].map(get));
    expect(after.map(({ status }) => status)).toEqual(['granted', 'granted', 'submitted', 'recommended']);
    expect(new Set(after.slice(0, 2).map(({ licence }) => licence)).size).toBe(2);
    const done = senior.page.locator('[aria-labelledby=done-title] table a');
    expect((await done.allInnerTexts()).sort()).toEqual(numbers.slice(0, 2).sort());
    const left = senior.page.locator('section').filter({ hasText: said(bulk.left_other, { count: 2 }) });
    expect((await left.locator('table a').allInnerTexts()).sort()).toEqual(numbers.slice(2).sort());
    expect(senior.faults.filter((fault) => !/40[59]|412/.test(fault))).toEqual([]);
    await senior.close();
  });
});
