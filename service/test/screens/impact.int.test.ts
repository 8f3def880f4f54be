import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Assessment, ImpactCase, Parameter } from '@ytterby/core/impact';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPerson } from '../../src/api/testing.ts';
import { publishAssessments, runAssessments } from '../../src/impact/assessments.ts';
import { caseTextFrom, readCase } from '../../src/impact/case-file.ts';
import { wordsIn } from '../../src/impact/report/index.ts';
import { assessInThread, prepare, runCase } from '../../src/impact/run-case.ts';
import { shippedCase } from '../../src/impact/shipped-cases.ts';
import { tableSets } from '../../src/impact/table-sets.ts';
import { axeFaults, openScreens, type Screens, sidewaysOverflow } from './browser.ts';

/** Impact assessments on the service and on the screens: what is published, what is worked out in the browser, what is a secret. */

let screens: Screens;
let officer: TestPerson;
let director: TestPerson;
let exporter: TestPerson;
const SAMPLES = 20;
const OCTOBER = shippedCase('october-2025') as string;

/** An invented announcement that asks a licence for the items of No. 57 of 2025. */
const DRAFT = `id: cn/mofcom-gac-2027-901
kind: announcement
title: { zh: 公告（虚构）, en: Announcement (invented) }
issuer: { zh: 商务部、海关总署, en: "MOFCOM, GAC" }
published: 2027-02-01
from: 2027-02-02
verified: no
source: [invented for a test]
summary: { zh: 对重稀土物项恢复许可, en: Licences for heavy rare earths again }
provisions:
  - id: cn/mofcom-gac-2027-901/1
    cite: { zh: 第一条（虚构）, en: para. 1 (invented) }
    text: { zh: 出口第57号公告所列物项须经许可。, en: Items of No. 57 need a licence. }
    when:
      all:
        - { fact: act, is: [export] }
        - { fact: from, is: [china] }
        - { fact: item, on: [cn/mofcom-gac-2025-57/items] }
    effect: { kind: licence-required }
`;

beforeAll(async () => {
  screens = await openScreens();
  const { service } = screens;
  const needs = {
    book: service.law.current().book,
    sets: tableSets(service.dataFolder),
    now: service.clock.now,
    cases: ['october-2025'],
    samples: SAMPLES,
  };
  expect(await publishAssessments(service.store, needs)).toBe(1);
  // The same case and tables are not put there again.
  expect(await publishAssessments(service.store, needs)).toBe(0);
  const { store } = service;
  await runAssessments({ store, ...needs, now: () => service.clock.now, signal: new AbortController().signal });
  const authority = await service.organisation('licensing-authority');
  officer = await service.person([[authority, ['policy-officer']]]);
  director = await service.person([[authority, ['policy-director']]]);
  exporter = await service.person([[await service.organisation('company'), ['exporter']]]);
}, 600_000);
afterAll(() => screens.close());

const book = () => screens.service.law.current().book;
const inNode = async (name: string, samples: number) =>
  (await runCase(shippedCase(name) as string, { book: book(), seed: 1, samples })).assessment;

/** How the facilitations are told on the page: value added lost, case by case. */
const lossesOn = (page: Page) =>
  page.locator('.interval-bars').first().locator('td.drawn > span:first-child').allInnerTexts();
const lossesOf = ({ facilitation, unit }: Assessment, language: 'zh' | 'en') =>
  facilitation.map(({ lossBand }) => wordsIn(language, unit).moneyBand(lossBand));

describe('what is published', () => {
  test.each([
    { language: 'en', width: 1280 },
    { language: 'zh', width: 375, dark: true },
    { language: 'zh', width: 1280 },
  ] as const)('is there for everybody: $language, $width px', async (view) => {
    const { page, go, close, faults } = await screens.open(view);
    await go('/impact');
    await page.locator('.flow-map svg').waitFor();
    const found = await inNode('october-2025', SAMPLES);
    const words = wordsIn(view.language, found.unit);
    expect(await page.locator('[data-figure=loss]').innerText()).toBe(words.money(found.loss.middle));
    expect(await page.locator('.headline').innerText()).toContain(words.moneyRange(found.loss));
    expect(await page.locator('[data-figure=path]').innerText()).toBe(words.money(found.path.lost));
    expect(await lossesOn(page)).toEqual(lossesOf(found, view.language));
    for (const summary of await page.locator('.impact summary').all()) await summary.click();
    expect(await axeFaults(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await close();
  });

  test('its report comes as a page and as a PDF', async () => {
    const { visitor, url } = screens.service;
    const [published] = (await visitor.call('assessment.list', { query: {} })).body.items;
    const report = (format: string, language: string) =>
      fetch(`${url}/v1/assessments/${published?.id}/report?format=${format}&language=${language}`);
    const found = await inNode('october-2025', SAMPLES);
    const html = await (await report('html', 'zh')).text();
    expect(html).toContain(wordsIn('zh', found.unit).moneyBand(found.loss));
    const pdf = await report('pdf', 'en');
    expect(pdf.headers.get('content-disposition')).toContain('october-2025-en.pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('in the browser', () => {
  test('a slider that is moved gives other numbers: the same that the service works out', async () => {
    const { page, go, close, faults } = await screens.open();
    await go('/impact');
    const figures = page.locator('.board .figures');
    const before = await figures.innerText();
    const slider = page.getByLabel('Share under general licences');
    await slider.focus();
    for (let times = 0; times < 8; times += 1) await page.keyboard.press('ArrowRight');
    await page.locator('.chip', { hasText: 'Your scenario' }).waitFor();
    await expect.poll(() => page.locator('.running').count(), { timeout: 60_000 }).toBe(0);
    expect(await figures.innerText()).not.toBe(before);

    const half: Parameter = { low: 0.5, high: 0.5, basis: 'assumed', source: { zh: '例', en: 'example' } };
    const read = await readCase(OCTOBER);
    const { measure } = read.given;
    if (measure.kind !== 'licence') throw new Error('a licence requirement');
    const given: ImpactCase = {
      ...read.given,
      measure: { ...measure, generalLicences: { ...measure.generalLicences, share: half } },
    };
    const { tablesRead } = await tableSets().read(read.tables);
    const found = await assessInThread(prepare(given, tablesRead, book(), OCTOBER), OCTOBER, {
      seed: 1,
      samples: SAMPLES,
    });
    expect(await lossesOn(page)).toEqual(lossesOf(found, 'en'));
    const words = wordsIn('en', found.unit);
    expect(await figures.innerText()).toContain(words.moneyBand(found.loss));
    const sectors = page.locator('section', { has: page.getByRole('heading', { name: 'Who is hit' }) });
    expect(await sectors.locator('td.drawn > span:first-child').allInnerTexts()).toEqual(
      found.sectors.map(({ loss }) => words.moneyBand(loss)),
    );

    await page.getByRole('button', { name: 'As the case has it', exact: true }).click();
    await page.locator('.chip', { hasText: 'The case as it is' }).waitFor();
    expect(await figures.innerText()).toBe(before);
    expect(faults).toEqual([]);
    await close();
  });

  test('a case of which nothing was published is worked out here, and can be stopped', async () => {
    const { page, close, faults } = await screens.open();
    // While the solver does not come, the run goes on for as long as the test likes.
    const solver = '**/*.wasm';
    await page.route(solver, () => undefined);
    await page.goto(`${screens.service.url}/impact?case=magnets-2025`);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.unroute(solver);
    const start = page.getByRole('button', { name: 'Work it out' });
    await start.waitFor();
    expect(await page.locator('.headline').count()).toBe(0);
    await start.click();
    await page.locator('.headline').waitFor({ timeout: 120_000 });
    const found = await inNode('magnets-2025', 500);
    expect(await lossesOn(page)).toEqual(lossesOf(found, 'en'));
    // April to October 2025 were observed.
    expect(await page.locator('.observed-at').count()).toBe(7);
    expect(faults).toEqual([]);
    await close();
  });

  test('WebAssembly is let run in that thread alone', async () => {
    const { page, go, close } = await screens.open();
    const policies = new Map<string, string>();
    page.on('response', (response) => {
      policies.set(new URL(response.url()).pathname, response.headers()['content-security-policy'] ?? '');
    });
    await go('/impact?case=magnets-2025');
    await page.locator('.on-its-way, .headline').first().waitFor();
    const thread = [...policies.keys()].filter((file) => file.includes('assessment-thread'));
    expect(thread).toHaveLength(1);
    for (const [file, policy] of policies)
      expect(policy.includes('wasm-unsafe-eval'), file).toBe(thread.includes(file));
    await close();
  });
});

describe('asked for', () => {
  const ask = (person: TestPerson, body: object) =>
    person.client.call('assessment.ask', { body: { case: { shipped: 'october-2025' }, samples: 4, ...body } });
  const get = (person: Pick<TestPerson, 'client'>, assessment: string) =>
    person.client.call('assessment.get', { params: { assessment } });
  async function ended(assessment: string) {
    for (let tries = 0; tries < 300; tries += 1) {
      const { body } = await get(officer, assessment);
      if (!['waiting', 'running'].includes(body.state)) return body;
      await wait(100);
    }
    throw new Error('It did not end.');
  }
  const refused = (call: Promise<unknown>) =>
    call.then(
      () => 'allowed',
      (error: { readonly code?: string }) => error.code,
    );

  test('by a policy officer it is run, for those who may read measures and nobody else', async () => {
    const { body: asked } = await ask(officer, { seed: 7 });
    const done = await ended(asked.id);
    expect(done).toMatchObject({ state: 'done', samplesDone: 4, seed: 7, demo: false, measure: null, problems: null });
    const { assessment } = await runCase(OCTOBER, { book: book(), seed: 7, samples: 4 });
    expect(done.result?.assessment).toEqual(JSON.parse(JSON.stringify(assessment)));
    expect((await get(director, asked.id)).body.state).toBe('done');
    const visitor = { client: screens.service.visitor };
    for (const person of [exporter, visitor]) {
      expect(await refused(get(person, asked.id))).toBe('not-found');
      const { body } = await person.client.call('assessment.list', { query: {} });
      expect(body.items.map(({ demo }) => demo)).toEqual([true]);
    }
    expect(await refused(ask(exporter, {}))).toBe('not-allowed');
    expect(await refused(visitor.client.call('assessment.stop', { params: { assessment: asked.id } }))).toBe(
      'not-signed-in',
    );
  });

  test('of a draft it is as secret as the draft, and a director who did not run it signs it off', async () => {
    const { body: measure } = await officer.client.call('measure.draft', { body: { text: DRAFT } });
    const shipped = { shipped: 'october-2025', from: measure.firstDay };
    const { body: run } = await ask(officer, { measure: measure.id, case: shipped });
    expect(run).toMatchObject({ measure: measure.id, revision: 1, demo: false, case: { from: '2027-02-02' } });
    const done = await ended(run.id);
    expect(done.state).toBe('done');
    // What is stored is the case from the day of effect, so that it comes out the same wherever it is run again.
    const text = readFileSync(OCTOBER, 'utf8');
    expect(done.caseText).toBe(caseTextFrom(text, '2027-02-02', 'case.yaml'));
    const again = await runCase(OCTOBER, { book: book(), from: '2027-02-02', seed: 1, samples: 4 });
    expect(done.result?.assessment).toEqual(JSON.parse(JSON.stringify(again.assessment)));
    expect(again.assessment.queue?.months[0]?.month).toBe('2027-02');
    expect(again.assessment.gaps).toContainEqual({ kind: 'no-holidays', year: '2027' });
    const ofMeasure = { query: { measure: measure.id } };
    expect((await director.client.call('assessment.list', ofMeasure)).body.items.map(({ id }) => id)).toEqual([run.id]);
    for (const client of [exporter.client, screens.service.visitor]) {
      expect(await refused(get({ client }, run.id))).toBe('not-found');
      expect((await client.call('assessment.list', ofMeasure)).body.items).toEqual([]);
    }
    const sign = { params: { measure: measure.id }, body: { assessment: run.id } };
    const { body: signed } = await director.client.call('measure.sign-off', sign, { revision: measure.version });
    expect(signed.status).toBe('assessed');
  });

  test('a case with a fault is refused with its line, and so are tables that are not there', async () => {
    const fault = async (body: object) => {
      const error: unknown = await ask(officer, body).catch((caught: unknown) => caught);
      return (error as { readonly fields?: readonly { readonly en: string }[] }).fields?.map(({ en }) => en).join();
    };
    expect(await fault({ case: { text: 'id: bad\ntitle: { zh: 例 }\n' } })).toContain('case.yaml:2 title');
    expect(await fault({ case: { text: ': [' } })).toContain('case.yaml:1');
    const late = { shipped: 'october-2025', from: '2027-02-30' };
    expect(await fault({ case: late })).toContain('There is no such day: 2027-02-30');
    const broken = readFileSync(OCTOBER, 'utf8').replace('from: ', 'from:\n  ');
    expect(await fault({ case: { text: broken, from: '2027-02-02' } })).toContain('a line of its own');
    expect(await fault({ tables: 'nowhere' })).toContain('impact-tables/nowhere');
    expect(await fault({ tables: 'us-2017-detail' })).toContain('no sector 3361MV');
    expect(await refused(ask(officer, { case: { shipped: 'nowhere' } }))).toBe('not-found');
    expect(await refused(ask(officer, { measure: asked() }))).toBe('not-found');
  });
  const asked = () => '01980000-0000-7000-8000-000000000000';

  test('one that runs is stopped, and one on tables that were changed meanwhile fails and says so', async () => {
    const { dataFolder } = screens.service;
    const own = path.join(dataFolder, 'impact-tables', 'own');
    mkdirSync(own, { recursive: true });
    cpSync(path.join(path.dirname(OCTOBER), 'us-2023'), own, { recursive: true });
    const { body: long } = await ask(officer, { samples: 20_000 });
    const { body: second } = await ask(officer, { tables: 'own' });
    writeFileSync(path.join(own, 'trade.csv'), 'period,partner,value\n2025,CHN,1\n');
    expect(
      await refused(
        screens.service.visitor.call('assessment.report', {
          params: { assessment: long.id },
          query: { format: 'html', language: 'zh' },
        }),
      ),
    ).toBe('not-found');
    const stop = () => officer.client.call('assessment.stop', { params: { assessment: long.id } });
    await expect
      .poll(async () => (await get(officer, long.id)).body.samplesDone, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await stop();
    expect(await refused(stop())).toBe('conflict');
    expect((await get(officer, long.id)).body).toMatchObject({ state: 'stopped', result: null });
    const failed = await ended(second.id);
    expect(failed).toMatchObject({ state: 'failed', result: null });
    expect(failed.problems?.[0]?.en).toContain('the tables were changed');
    const { body: third } = await ask(officer, { tables: 'own' });
    const done = await ended(third.id);
    expect(done.state).toBe('done');
    expect(done.tablesFingerprint).not.toBe(second.tablesFingerprint);
    expect(done.result?.assessment.exposure[1]).toMatchObject({ rows: 1 });
  });
});
