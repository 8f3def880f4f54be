import type { ExportFacts } from '@ytterby/core';
import { chromium, type Locator, type Page } from 'playwright-core';
import { sql } from 'kysely';
import enApply from '@ytterby/web/words/en/apply';
import enCustoms from '@ytterby/web/words/en/customs';
import enCases from '@ytterby/web/words/en/cases';
import enLicences from '@ytterby/web/words/en/licences';
import enMeasures from '@ytterby/web/words/en/measures';
import zhApply from '@ytterby/web/words/zh/apply';
import zhCustoms from '@ytterby/web/words/zh/customs';
import zhCases from '@ytterby/web/words/zh/cases';
import zhLicences from '@ytterby/web/words/zh/licences';
import zhMeasures from '@ytterby/web/words/zh/measures';
import type { TestPerson, TestService } from '../../src/api/testing.ts';
import { decodeQR } from 'qr/decode.js';
import { type OpenPage, openScreens, type PageOptions, type Screens } from './browser.ts';
import { findChromium } from './chromium.ts';

/**
 * Those who play a licensing case in the browser: an exporter, officers of the authority, advisers of departments. What they
 * do they do with clicks and keys; a button is found by the words on it, a field by its path.
 */

export type Language = 'zh' | 'en';

/** The words of the screens: a button is found by what it says, in the language of the reader. */
export const WORDS = {
  zh: { apply: zhApply, cases: zhCases, customs: zhCustoms, licences: zhLicences, measures: zhMeasures },
  en: { apply: enApply, cases: enCases, customs: enCustoms, licences: enLicences, measures: enMeasures },
} as const;

/** What somebody types, in their language. */
export const TYPED = {
  zh: {
    item: '含镝钕铁硼磁体',
    endUser: '示例电机有限公司',
    endUserAddress: '斯图加特示例大街1号',
    applicantAddress: '示例市示例路1号',
    endUse: '电动汽车驱动电机',
    place: '斯图加特总装车间',
    contact: '张示例',
    signatory: '李示例',
    reasons: '民用，最终用户可靠。',
  },
  en: {
    item: 'Sintered NdFeB magnets containing dysprosium',
    endUser: 'Beispiel Motoren GmbH',
    endUserAddress: 'Musterstrasse 1, Stuttgart',
    applicantAddress: '1 Example Road, Example City',
    endUse: 'Drive motors of electric cars',
    place: 'Assembly hall, Stuttgart',
    contact: 'A. Muster',
    signatory: 'B. Muster',
    reasons: 'Civil use by a reliable end user.',
  },
} as const;

/** The papers of an individual licence (Order 792 art. 16). */
export const PAPERS = [
  'application-form',
  'identity-papers',
  'contract',
  'technical-description',
  'end-user-proof',
] as const;

/** The example of GB 32100-2015. */
const USCC = '91350100M000100Y43';

/** Magnets with dysprosium for a civil end user: a licence is required. */
export function magnetFacts(language: Language, asOf: string): ExportFacts {
  const { item, endUser, endUse } = TYPED[language];
  return {
    asOf,
    from: 'CN',
    to: 'DE',
    exporter: { name: language === 'zh' ? '示例磁材有限公司' : 'Example Magnets', country: 'CN' },
    endUse: { kind: 'civil', dangerKnown: 'no', description: endUse },
    parties: [{ role: 'end-user', name: endUser, country: 'DE', military: 'no', owners: 'none' }],
    lines: [
      {
        id: 'a',
        item: { description: item, form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
        origin: 'CN',
        madeIn: 'CN',
        quantity: '500',
        unit: 'kg',
        value: { amount: '46250', currency: 'EUR' },
      },
    ],
  };
}

/** Keeps a determination of these facts in the company's name. */
export async function keepDetermination(office: Office, name: string, facts: ExportFacts): Promise<string> {
  const { body } = await office.exporter.client.call('saved-determination.save', {
    params: { organisation: office.company },
    body: { name, facts, asOfMode: 'fixed' },
  });
  return body.id;
}

/** Everybody whom a case needs, in one service. */
export interface Office {
  readonly screens: Screens;
  /** Those who have not got up yet. */
  readonly seats: ReadonlySet<Seat>;
  readonly service: TestService;
  readonly company: string;
  readonly departments: readonly [string, string];
  readonly exporter: TestPerson;
  readonly officer: TestPerson;
  readonly second: TestPerson;
  readonly senior: TestPerson;
  readonly otherSenior: TestPerson;
  /** Of each department two: who gives the advice, and who countersigns it. */
  readonly advisers: readonly [readonly [TestPerson, TestPerson], readonly [TestPerson, TestPerson]];
  /** Moves the clock of the service and of all seats to nine in the morning of that day in Beijing. */
  at(day: string): Promise<void>;
  /** Sits somebody down before a browser of their own; undefined = somebody who is not signed in. */
  sit(person: TestPerson | undefined, language: Language, options?: PageOptions): Promise<Seat>;
  close(): Promise<void>;
}

/** Opens a service with an authority, two departments and a company, on that day. */
export async function openOffice(day: string, options: Parameters<typeof openScreens>[0] = {}): Promise<Office> {
  const screens = await openScreens(options);
  const { service } = screens;
  const seats = new Set<Seat>();
  const at = async (on: string) => {
    service.clock.now = Temporal.PlainDateTime.from(`${on}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
    // The sessions are kept open by hand, for they would end.
    await service.store.asProduct((db) => {
      const now = service.clock.now.toString();
      return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(
        db,
      );
    });
    for (const seat of seats) await seat.page.clock.setFixedTime(service.clock.now.epochMilliseconds);
  };
  await at(day);
  const named = async (kind: Parameters<TestService['organisation']>[0], zh: string, en: string, uscc?: string) => {
    const id = await service.organisation(kind, en);
    await service.store.asProduct((db) =>
      db
        .updateTable('organisation')
        .set({ name_zh: zh, name_en: en, ...(uscc !== undefined && { uscc }) })
        .where('id', '=', id)
        .execute(),
    );
    return id;
  };
  const company = await named('company', '示例磁材有限公司', 'Example Magnets', USCC);
  const authority = await named('licensing-authority', '示例许可机关', 'Example Authority');
  const departments = [
    await named('authority-unit', '示例部门甲', 'Example Department One'),
    await named('authority-unit', '示例部门乙', 'Example Department Two'),
  ] as const;
  const of = (organisation: string, ...roles: Parameters<TestService['person']>[0][number][1]) =>
    service.person([[organisation, roles]]);
  const pair = async (department: string) =>
    [await of(department, 'adviser'), await of(department, 'adviser')] as const;
  return {
    screens,
    seats,
    service,
    company,
    departments,
    exporter: await of(company, 'exporter'),
    officer: await of(authority, 'licensing-officer'),
    second: await of(authority, 'licensing-officer'),
    senior: await of(authority, 'senior-officer'),
    otherSenior: await of(authority, 'senior-officer'),
    advisers: [await pair(departments[0]), await pair(departments[1])],
    at,
    sit: async (person, language, options = {}) => {
      const opened = await screens.open({ ...options, language, ...(person && { cookie: person.cookie }) });
      const seat = new Seat(opened, language, () => seats.delete(seat));
      seats.add(seat);
      await seat.page.clock.setFixedTime(service.clock.now.epochMilliseconds);
      return seat;
    },
    close: () => screens.close(),
  };
}

/** Somebody before a browser: acts by clicks and keys, each counted. */
export class Seat {
  readonly page: Page;
  readonly faults: readonly string[];
  readonly language: Language;
  readonly words: (typeof WORDS)[Language];
  /** Fields typed or chosen and buttons pressed so far. */
  inputs = 0;
  readonly #opened: OpenPage;
  readonly #left: () => void;

  constructor(opened: OpenPage, language: Language, left: () => void) {
    this.#opened = opened;
    this.#left = left;
    this.page = opened.page;
    this.page.setDefaultTimeout(20_000);
    this.faults = opened.faults;
    this.language = language;
    this.words = WORDS[language];
  }

  /** Goes to an address, and looks at the language of what is there. */
  async go(address: string): Promise<void> {
    await this.#opened.go(address);
    await this.look();
  }

  /** Where it is typed or chosen just now: in the dialog that is open, else on the page. */
  get place(): Locator {
    return this.page.locator('[role=dialog]:visible, body:not(:has([role=dialog]:visible)) main').last();
  }

  /** Presses a button or follows a link by its words. */
  async press(name: string | RegExp): Promise<void> {
    this.inputs += 1;
    const { place } = this;
    await place
      .getByRole('button', { name, exact: true })
      .or(place.getByRole('link', { name, exact: true }))
      .first()
      .click();
  }

  /** Types into a field, or chooses in it; `field` is its path in the application, or in the command of the dialog: `questions.0.zh`. */
  async put(field: string, value: string): Promise<void> {
    this.inputs += 1;
    const input = this.place.locator(`[id="${field}"], form [id$="_${field.replaceAll('.', '_')}"]`).first();
    await input.waitFor();
    const kind = await input.evaluate((element) =>
      element.querySelector('input[type=radio]') !== null
        ? 'radio'
        : element.getAttribute('role') === 'combobox'
          ? 'select'
          : 'text',
    );
    if (kind === 'radio') return input.locator(`input[value="${value}"]`).check();
    if (kind === 'text') return input.fill(value);
    await this.#choose(input, value);
  }

  /** Chooses in a list by what the entry is called; where more than one may be chosen, the list is closed afterwards. */
  async #choose(input: Locator, label: string): Promise<void> {
    // A list that opens while its dialog still moves stands in the wrong place, and closes when the page is scrolled.
    for (let tries = 0; ; tries += 1) {
      if ((await input.getAttribute('aria-expanded')) !== 'true') await input.click();
      // Not every list can be searched.
      if (await input.isEditable()) await input.fill(label);
      const list = await input.getAttribute('aria-controls');
      const options = this.page.locator(`.ant-select-dropdown:has([id="${list}"]) .ant-select-item-option`);
      try {
        await options.filter({ hasText: label }).first().click({ timeout: 3_000 });
        break;
      } catch (error) {
        if (tries === 3) throw error;
      }
    }
    if (await input.evaluate((element) => element.closest('.ant-select-multiple') !== null)) await input.press('Tab');
    // While a list closes, what stands below it is not reached.
    await this.page.locator('.ant-select-dropdown:visible').first().waitFor({ state: 'hidden' });
  }

  /** Gives a command through its dialog: opens it, fills it, sends it and waits until it is closed. */
  async give(button: string | RegExp, fields: Readonly<Record<string, string>> = {}, send = button): Promise<void> {
    await this.press(button);
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    await this.look();
    for (const [field, value] of Object.entries(fields)) await this.put(field, value);
    await this.press(send);
    await dialog.waitFor({ state: 'detached' });
    await this.settle();
  }

  /** From the page of a kept determination to an application; the first page that is still open stands there. @returns the case */
  async beginFrom(organisation: string, determination: string): Promise<string> {
    await this.go(`/workspace/${organisation}/determinations/${determination}`);
    await this.press(this.words.apply.apply.button);
    await this.page.waitForURL('**/edit/*');
    await this.settle();
    return /applications\/([^/]+)\/edit/.exec(this.page.url())?.[1] ?? '';
  }

  /** The page of the application that stands there. */
  get editPage(): string {
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** Fills fields of the page of the application that stands there, and goes on to the next that is open. */
  async fill(fields: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [field, value] of Object.entries(fields)) await this.put(field, value);
    const before = this.editPage;
    // What is open next, the check says a moment after the last key.
    await this.page.waitForTimeout(450);
    await this.settle();
    await this.press(this.words.apply.edit.saveOn);
    await this.page.waitForURL((url) => !url.pathname.endsWith(`/${before}`));
    await this.settle();
    await this.look();
  }

  /** Adds a file for one paper of the application, as a dialog of the system would. */
  async addPaper(paper: string, name: string): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.place.locator(`[id="papers.${paper}"]`).click();
    await (await choosing).setFiles({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(`%PDF-1.7 ${name}`),
    });
    await this.sees(name);
    await this.settle();
  }

  /** Goes to a page of the application by the list at its side. */
  async turnTo(page: keyof (typeof WORDS)['en']['apply']['pages']): Promise<void> {
    await this.page.locator('nav.progress a').filter({ hasText: this.words.apply.pages[page] }).click();
    await this.page.waitForURL(`**/edit/${page}`);
    await this.settle();
    await this.look();
  }

  /** Submits from the last page of the application. @returns its number */
  async submit(): Promise<string> {
    await this.press(this.words.apply.check.submit);
    const heading = this.page.getByRole('heading', { level: 1, name: /^\d{4}-\d{6}$/ });
    await heading.waitFor();
    await this.settle();
    await this.look();
    return heading.innerText();
  }

  /** Loads the page anew. */
  async reload(): Promise<void> {
    await this.#opened.reload();
  }

  /** Waits until nothing is being fetched. */
  async settle(): Promise<void> {
    await this.#opened.settle();
  }

  /** What stands on the page. */
  text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /** Waits until these words are there. */
  async sees(words: string | RegExp): Promise<void> {
    await this.page.locator('main').getByText(words).first().waitFor();
  }

  /** Everything speaks the reader's language: no key without its words, and no heading or button of the other language. */
  async look(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    const found = await this.page.evaluate((language) => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const keys: string[] = [];
      while (texts.nextNode()) {
        const { parentElement: parent, textContent } = texts.currentNode;
        const text = (textContent ?? '').trim();
        if (parent === null || parent.closest('.code, pre, script, style, .file-name') !== null) continue;
        if (/^[a-z][A-Za-z]*(\.[a-z][\w-]*)+$/.test(text) || text.includes('{{')) keys.push(text);
      }
      const other = language === 'zh' ? /[A-Za-z]{2,}( [A-Za-z]{2,}){2}/ : /\p{Script=Han}/u;
      const named = [...document.querySelectorAll<HTMLElement>('h1, h2, h3, button, [role=tab], .ant-modal-title')]
        .filter((element) => element.offsetParent !== null && element.lang === '')
        .map((element) => element.innerText)
        // A file keeps its name, and the other language is offered in its own.
        .filter((text) => other.test(text) && text.trim() !== '中文' && !/\.pdf\s*$/.test(text));
      return { keys, named };
    }, this.language);
    if (found.keys.length + found.named.length > 0)
      throw new Error(`Not in ${this.language} at ${this.page.url()}: ${JSON.stringify(found)}`);
  }

  async close(): Promise<void> {
    this.#left();
    await this.#opened.close();
  }
}

/**
 * The text of the QR code of a licence, read from the picture that the browser's own PDF reader draws of its last page. For a
 * licence short enough to have one code.
 */
export async function codeOn(pdf: Buffer): Promise<string> {
  const browser = await chromium.launch({
    executablePath: findChromium('pdf'),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 1980 } });
  await context.route('**/*.pdf', (route) => route.fulfill({ contentType: 'application/pdf', body: pdf }));
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const reader = await context.newPage();
  await reader.goto(`http://127.0.0.1/licence.pdf#page=${pages}&toolbar=0&navpanes=0&view=FitH`);
  const desk = await context.newPage();
  try {
    // The reader draws when it has read the file, and tells nobody.
    for (let tries = 0; tries < 10; tries += 1) {
      const picture = (await reader.screenshot()).toString('base64');
      const rows = await desk.evaluate(darkSquare, `data:image/png;base64,${picture}`);
      const [{ length: width } = ''] = rows;
      const data = Uint8Array.from(
        [...rows.join('')].flatMap((dot) => (dot === '1' ? [0, 0, 0, 255] : [255, 255, 255, 255])),
      );
      if (rows.length > 0) return decodeQR({ width, height: rows.length, data }, { effort: 100, timeLimit: 5_000 });
      await reader.waitForTimeout(500);
    }
    throw new Error('no QR code stands on the last page of the licence');
  } finally {
    await browser.close();
  }
}

/** The square of a picture in which much is dark, with a margin, row by row: 1 = dark. None: no rows. Runs in the browser. */
async function darkSquare(picture: string): Promise<string[]> {
  const bitmap = await createImageBitmap(await (await fetch(picture)).blob());
  const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (pen === null) return [];
  pen.drawImage(bitmap, 0, 0);
  const { data, width, height } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
  const isDark = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < 128;
  /** The longest run of steps at which more than a twelfth is dark, small gaps included: frames and text are thin. */
  const longest = (length: number, across: number, isDarkAt: (step: number, at: number) => boolean) => {
    let best = { from: 0, length: 0 };
    let run = { from: 0, length: 0 };
    for (let step = 0; step < length; step += 1) {
      let dark = 0;
      for (let at = 0; at < across; at += 1) if (isDarkAt(step, at)) dark += 1;
      if (dark <= across / 12) continue;
      const from = step - (run.from + run.length) <= 8 ? run.from : step;
      run = { from, length: step + 1 - from };
      if (run.length > best.length) best = run;
    }
    return best;
  };
  const rows = longest(height, width, (y, x) => isDark(x, y));
  const columns = longest(width, rows.length, (x, y) => isDark(x, rows.from + y));
  // Before it has drawn the page, the reader is dark all over.
  if (rows.length < 200 || Math.abs(rows.length - columns.length) > 4) return [];
  const margin = 20;
  return Array.from({ length: rows.length + 2 * margin }, (_, y) =>
    Array.from({ length: columns.length + 2 * margin }, (__, x) =>
      isDark(columns.from - margin + x, rows.from - margin + y) ? '1' : '0',
    ).join(''),
  );
}
