import type { ExportFacts } from '@ytterby/core';
import { UNDERTAKING } from '@ytterby/core/humanitarian';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putInDemo } from '../../src/demo/put-in-demo.ts';
import { publishAssessments, runAssessments } from '../../src/impact/assessments.ts';
import { tableSets } from '../../src/impact/table-sets.ts';
import type { TestPerson } from '../../src/api/testing.ts';
import { axeFaults, type OpenPage, openScreens, type Screens, sidewaysOverflow } from './browser.ts';

/** What every page must be, whatever it is about: readable, reachable, quiet. */

/** Addresses that anybody may open. */
const OPEN = [
  '/',
  '/law',
  '/law/readings',
  '/law/control-list',
  '/law/changes',
  '/content',
  '/parties',
  '/parties/ownership',
  '/parties/lists',
  '/statistics',
  '/impact',
  '/verify',
  '/notice',
  '/supplier-form',
  '/partner-notice',
  '/workspace',
  '/sign-in',
] as const;
/** Addresses of somebody who is signed in. */
const OWN = [
  '/account',
  '/administration',
  '/administration/people',
  '/administration/rights',
  '/administration/law',
  '/administration/law/record',
  '/administration/lists',
  '/administration/jobs',
  '/administration/audit',
  '/workspace',
  '/workspace/:company/applications',
  '/workspace/:company/licences',
  '/workspace/:company/shipments',
  '/workspace/:company/shipments/new?determination=:relief',
  '/workspace/:company/shipments/:shipment',
  '/shipments',
  '/shipments/:shipment',
  '/workspace/:company/duties',
  '/workspace/:company/duties?month=2026-11',
  '/duties',
  '/duties?month=2026-11',
  '/workspace/:company/watch',
  '/watch',
  '/messages',
  '/notices',
  '/notices/form',
  '/workspace/:company/notices',
  '/workspace/:company/notices/new',
  '/cases',
  '/cases/bulk',
  '/review/rules',
  '/review/rules/new',
  '/review/conditions',
  '/licences',
  '/customs',
  '/customs/file',
  '/customs/remarks?code=1C902.a.1',
  '/administration/organisations/:company',
  '/measures',
  '/measures/new',
  '/measures/:measure',
  '/measures/:measure/instrument',
  '/measures/:measure/assessment',
  '/measures/:measure/partners',
] as const;

/** The windows in which a page is looked at in a language, one after the other without loading it anew. */
export interface View {
  readonly language: 'en' | 'zh';
  readonly windows: readonly [Window, ...Window[]];
}
interface Window {
  readonly width: number;
  readonly dark: boolean;
}

let screens: Screens;
let administrator: TestPerson;
let company: string;
/** A determination about relief, and a shipment that has left. */
let relief: string;
let shipment: string;
let measure: string;

/** A service with something on every page; for the whole file. */
export function openPages(): void {
  beforeAll(async () => {
    screens = await openScreens();
    const { service } = screens;
    await putInDemo({ store: service.store, law: service.law.current(), now: service.clock.now });
    await publishAssessments(service.store, {
      book: service.law.current().book,
      sets: tableSets(service.dataFolder),
      now: service.clock.now,
      cases: ['october-2025'],
      samples: 10,
    });
    await runAssessments({
      store: service.store,
      book: service.law.current().book,
      sets: tableSets(service.dataFolder),
      now: () => service.clock.now,
      signal: new AbortController().signal,
    });
    const installation = await service.organisation('installation');
    company = await service.organisation('company', 'Example Magnets');
    const authority = await service.organisation('licensing-authority', 'Licensing authority');
    administrator = await service.person([
      [installation, ['administrator']],
      [company, ['organisation-administrator', 'exporter']],
      [authority, ['licensing-officer', 'senior-officer', 'policy-officer']],
      [await service.organisation('customs', 'Customs'), ['customs-officer']],
    ]);
    ({ relief, shipment } = await shipRelief(administrator, company));
    measure = await draftMeasure(administrator);
  }, 600_000);
  afterAll(() => screens.close());
}

async function shipRelief({ client }: TestPerson, organisation: string) {
  const params = { organisation };
  const parties: NonNullable<ExportFacts['parties']> = [
    { role: 'end-user', name: 'Example Relief Hospital', country: 'TR', military: 'no', owners: 'none' },
  ];
  const facts: ExportFacts = {
    asOf: '2025-10-09',
    act: 'export',
    from: 'JP',
    to: 'TR',
    exporter: { country: 'JP' },
    endUse: { kind: 'humanitarian-disaster-relief' },
    parties,
    lines: [{ id: 'a', item: { form: 'magnet', elements: ['Sm', 'Co'] }, madeIn: 'CN', origin: 'CN' }],
  };
  const { body: saved } = await client.call('saved-determination.save', {
    params,
    body: { name: 'Relief', facts, asOfMode: 'today' },
  });
  const claim = {
    endUse: { kind: 'humanitarian-disaster-relief' as const },
    destination: 'TR',
    parties,
    items: [{ description: 'magnets' }],
    evidence: [],
  };
  const undertaking = { ...UNDERTAKING, signatory: 'A. Example' };
  const { body } = await client.call('humanitarian.claim', {
    params,
    body: { determination: saved.id, claim, undertaking },
  });
  const { day } = body.state.found ?? { day: '' };
  const ship = { command: 'ship', exportedOn: day };
  const given = { params: { organisation, shipment: body.id }, body: ship };
  await client.call('humanitarian.act', given, { revision: body.version });
  return { relief: saved.id, shipment: body.id };
}

/** A draft that ends a pause, with a partner to be told. */
async function draftMeasure({ client }: TestPerson): Promise<string> {
  const words = { zh: '关于恢复实施的公告（虚构）', en: 'Announcement on resuming (invented)' };
  const day = '2099-01-01';
  const { body } = await client.call('measure.draft', {
    body: {
      form: {
        id: 'cn/mofcom-gac-2026-990',
        kind: 'announcement',
        title: words,
        issuer: words,
        published: day,
        from: day,
        verified: 'no',
        source: ['invented for a test'],
        summary: words,
        provisions: [
          {
            paragraph: '1',
            cite: words,
            text: words,
            acts: [{ do: 'resume', on: ['cn/mofcom-gac-2025-57'], from: day }],
          },
        ],
      },
    },
  });
  const partner = { partner: 'JP', contact: 'Example ministry', language: 'en' as const };
  const contactPoint = { name: 'Example desk', email: 'desk@example.com', telephone: null };
  await client.call(
    'partner-notice.choose',
    { params: { measure: body.id }, body: { partners: [partner], contactPoint } },
    { revision: body.version },
  );
  return body.id;
}

/** Every page in one language. Each language has a file, so that they are looked at side by side. */
export function everyPageIn({ language, windows }: View): void {
  const addresses = [
    ...OPEN.map((address) => [address, false] as const),
    ...OWN.map((address) => [address, true] as const),
  ];

  // A visitor and somebody who is signed in; what they have loaded once stays in the cache.
  let visitor: OpenPage;
  let member: OpenPage;
  beforeAll(async () => {
    visitor = await screens.open({ language });
    member = await screens.open({ language, cookie: administrator.cookie });
  });
  afterAll(async () => {
    await visitor.close();
    await member.close();
  });

  test.each(addresses)('%s (signed in: %s)', async (address, signedIn) => {
    const opened = signedIn ? member : visitor;
    const { page } = opened;
    const before = opened.faults.length;
    const look = async ({ width, dark }: Window) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    };
    await look(windows[0]);
    await opened.go(addressOf(address));
    // A busy machine may draw after it has fetched everything.
    await expect.poll(() => page.locator('h1').count()).toBe(1);
    expect(await page.locator('h1').innerText()).not.toMatch(/Page not found|未找到页面/);
    expect(await page.locator('html').getAttribute('lang')).toMatch(language === 'zh' ? /^zh/ : /^en/);
    for (const window of windows) {
      await look(window);
      await opened.settle();
      expect([window, await axeFaults(page)]).toEqual([window, []]);
      expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    }
    expect(opened.faults.slice(before)).toEqual([]);
  });
}

/** What somebody could have written into any field that is shown. */
const SCRIPT = '"><img src=x onerror="window.__ran=1"><svg onload="window.__ran=1"></svg>{{x}}';

/** Every text of every reply carries a script, and every address is one: none runs, whoever wrote it, and wherever it is shown. */
export function everyFieldIsText(): void {
  let opened: OpenPage;
  const shown = new Set<string>();
  beforeAll(async () => {
    opened = await screens.open({ cookie: administrator.cookie });
    await opened.page.route('**/v1/**', async (route) => {
      const response = await route.fetch();
      const isJson = response.headers()['content-type']?.includes('json') ?? false;
      await route.fulfill(isJson ? { response, json: withScripts(await response.json()) } : { response });
    });
  });
  afterAll(async () => {
    await opened.close();
    // Otherwise it was not tried.
    expect(shown.size).toBeGreaterThan(30);
  });

  test.each([...OPEN, ...OWN])('is text on %s', async (address) => {
    const { page } = opened;
    await opened.go(addressOf(address));
    const tried = await page.evaluate(async (script) => {
      const all = () => [...document.querySelectorAll<HTMLElement>('button, summary, [role=tab], svg *, td, [title]')];
      // What is drawn when the pointer comes, too.
      for (const each of all().slice(0, 300))
        for (const type of ['pointerover', 'mouseover', 'mousemove', 'focusin'])
          each.dispatchEvent(new MouseEvent(type, { bubbles: true }));
      for (const each of document.querySelectorAll('details')) each.open = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return {
        ran: (globalThis as { __ran?: number }).__ran ?? 0,
        images: document.querySelectorAll('img[src=x], svg[onload]').length,
        links: [...document.querySelectorAll('a, area, iframe, form')]
          .flatMap((each) => ['href', 'src', 'action', 'xlink:href'].map((name) => each.getAttribute(name) ?? ''))
          .filter((to) => /^\s*(javascript|data|vbscript):/i.test(to) && to.includes('__ran')),
        isShown: document.body.innerText.includes(script.slice(0, 20)),
      };
    }, SCRIPT);
    if (tried.isShown) shown.add(address);
    expect(tried).toMatchObject({ ran: 0, images: 0, links: [] });
  });
}

/** The same with what a person could have written made hostile; codes, days and keys stay, or nothing would be drawn. */
function withScripts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withScripts);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withScripts(each)]));
  if (typeof value !== 'string') return value;
  if (/^https?:/.test(value)) return 'javascript:window.__ran=1';
  return /[\s\u3400-\u9fff]/.test(value) ? `${value}${SCRIPT}` : value;
}

const addressOf = (address: string): string =>
  address
    .replace(':company', company)
    .replace(':relief', relief)
    .replace(':shipment', shipment)
    .replace(':measure', measure);

/** What does not depend on the language. */
export function everyPageByKeyboard(): void {
  test.each(OPEN)('everything on %s that can be clicked is reached by the keyboard', async (address) => {
    const { page, go, close } = await screens.open();
    await go(address);
    const unreached = await page.evaluate(() => {
      const clickable = [
        ...document.querySelectorAll<HTMLElement>(
          'a[href], button, input, select, textarea, [role=button], [role=tab], [onclick]',
        ),
      ];
      const isShown = (element: HTMLElement) =>
        element.offsetParent !== null && getComputedStyle(element).visibility !== 'hidden';
      return (
        clickable
          .filter(
            (element) =>
              isShown(element) &&
              !(element as HTMLButtonElement).disabled &&
              element.closest('[aria-hidden=true], [inert]') === null,
          )
          .filter((element) => element.tabIndex < 0)
          // Of a group one is reached, and the arrows lead to the others.
          .filter((element) => {
            const group = element.closest(
              '[role=group], [role=tablist], [role=radiogroup], [role=listbox], [role=region], svg, table',
            );
            return ![...(group?.querySelectorAll<HTMLElement>(element.tagName) ?? [])].some(
              (other) => other.tabIndex >= 0,
            );
          })
          .map((element) => element.outerHTML.slice(0, 160))
      );
    });
    expect(unreached).toEqual([]);
    // The first step leads past the navigation.
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
    expect(first).toMatch(/^#/);
    await close();
  });
}

export function firstScreenIsSmall(): void {
  test('the first screen needs less than 300 kB of compressed script', async () => {
    const { page, go, close } = await screens.open();
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.headers()['content-type']?.includes('javascript'))
        sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await go('/');
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(300_000);
    await close();
  });
}
