import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { buildWeb } from '@ytterby/web/build';
import { type TestService, testService, type TestServiceOptions } from '../../src/api/testing.ts';
import { findChromium } from './chromium.ts';

/** The screens of the whole service, in Debian's Chromium. */
export interface Screens {
  readonly service: TestService;
  /** A page as somebody has it, with what went wrong in it. */
  open(options?: PageOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface PageOptions {
  readonly language?: 'zh' | 'en';
  readonly width?: number;
  readonly height?: number;
  /** The session cookie of somebody who is signed in. */
  readonly cookie?: string;
  readonly dark?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** Goes to an address of ours and waits until nothing is being fetched. */
  readonly go: (address: string) => Promise<void>;
  /** Loads the page anew and waits in the same way. */
  readonly reload: () => Promise<void>;
  /** Waits until nothing is being fetched. */
  readonly settle: () => Promise<void>;
  /** Errors of the console and of scripts, and requests that would have left the machine. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

/** A name of somebody else that leads to us. */
export const REBOUND = 'rebound.example';
/** As long as nothing is fetched for this time, a page is settled. */
const QUIET_MS = 100;
/** Of a request that was under way when its page was left, the browser may never tell the end. */
const LOST_MS = 8_000;

export async function openScreens(options: Pick<TestServiceOptions, 'mail'> = {}): Promise<Screens> {
  const executablePath = findChromium();
  const webFolder = await buildWeb();
  const service = await testService({ webFolder, ...options });
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      // Nothing leaves the machine. Not by a route of the driver's: that would switch the browser's cache off.
      `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
    ],
  });
  return {
    service,
    open: (options = {}) => openPage(browser, service, options),
    close: async () => {
      await browser.close();
      await service.close();
    },
  };
}

async function openPage(browser: Browser, { url }: TestService, options: PageOptions): Promise<OpenPage> {
  const { language = 'en', width = 1280, height = 900, cookie, dark = false } = options;
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  if (cookie !== undefined) {
    const [name = '', value = ''] = cookie.split('=', 2);
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }]);
  }
  const faults: string[] = [];
  const page = await context.newPage();
  const fetching = new Set<Request>();
  let quietSince = 0;
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && protocol !== 'data:' && protocol !== 'blob:') faults.push(`a request to ${origin}`);
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) fetching.clear();
    fetching.add(request);
    quietSince = performance.now();
  });
  const ended = (request: Request) => {
    fetching.delete(request);
    quietSince = performance.now();
  };
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  const isQuiet = () => performance.now() - quietSince >= (fetching.size === 0 ? QUIET_MS : LOST_MS);
  const settle = async () => {
    quietSince = performance.now();
    do {
      await setTimeout(20);
      // What came in last may have to be drawn before it asks for more.
      if (isQuiet()) await page.evaluate(idle).catch(() => undefined);
    } while (!isQuiet() && !page.isClosed());
  };
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return {
    page,
    faults,
    go: async (address) => {
      await page.goto(`${url}${address}`);
      await settle();
    },
    reload: async () => {
      await page.reload();
      await settle();
    },
    settle,
    close: () => context.close(),
  };
}

/** Resolves when the browser has nothing more to do for the page. Runs in the browser. */
const idle = () =>
  new Promise<void>((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 2_000 });
  });

/** Half-way from light to dark nothing can be read: what has begun two frames from now is at its end. Runs in the browser. */
const endTransitions = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
        resolve();
      }),
    );
  });

/** What axe finds that is serious or critical, one sentence each. */
export async function axeFaults(page: Page): Promise<string[]> {
  // A button at work is dimmed, and nobody can press it.
  await page.waitForFunction(() => document.querySelector('.ant-btn-loading') === null);
  await page.evaluate(endTransitions);
  // Past our own policy, which lets no foreign script in.
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    await page.evaluate(readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeReport> } };
    // What passes need not be named.
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .slice(0, 5)
            .join(' | ')}`,
      );
    interface AxeReport {
      readonly violations: readonly {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly target: readonly string[] }[];
      }[];
    }
  });
}

/** By how many pixels the page is wider than the window. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
