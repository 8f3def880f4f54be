import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { buildWeb } from '@ytterby/web/build';
import { type TestService, testService } from '../../src/api/testing.ts';

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
  /** Errors of the console and of scripts, and requests that would have left the machine. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/**
 * Debian's Chromium, installed if it can be.
 * @throws with a sentence that says what to do where it cannot
 */
export function findChromium(): string {
  const named = process.env['YTTERBY_CHROMIUM'];
  const found = [...(named === undefined ? [] : [named]), ...PLACES].find((place) => existsSync(place));
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the tests of the screens …');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = PLACES.find((place) => existsSync(place));
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The tests of the screens need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk), or name it in YTTERBY_CHROMIUM.',
  );
}

export async function openScreens(): Promise<Screens> {
  const executablePath = findChromium();
  const webFolder = await buildWeb();
  const service = await testService({ webFolder });
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
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
  // Nothing leaves the machine: what tries is stopped, and told.
  await context.route('**/*', (route) => {
    const { origin, protocol } = new URL(route.request().url());
    if (origin === url || protocol === 'data:' || protocol === 'blob:') return route.continue();
    faults.push(`a request to ${origin}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return {
    page,
    faults,
    go: async (address) => {
      await page.goto(`${url}${address}`, { waitUntil: 'networkidle' });
    },
    close: () => context.close(),
  };
}

/** What axe finds that is serious or critical, one sentence each. */
export async function axeFaults(page: Page): Promise<string[]> {
  // Past our own policy, which lets no foreign script in.
  await page.evaluate(readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeReport> } };
    const { violations } = await axe.run();
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
