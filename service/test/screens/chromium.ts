import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Without a window of its own it needs half the time of a whole one, but it cannot show a PDF. */
const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/**
 * Debian's Chromium, installed if it can be.
 * @param need `pdf`: one that can show a PDF
 * @throws with a sentence that says what to do where it cannot
 */
export function findChromium(need: 'pages' | 'pdf' = 'pages'): string {
  const { YTTERBY_CHROMIUM: named } = process.env;
  if (named !== undefined && existsSync(named)) return named;
  const find = () => [...(need === 'pages' ? [SHELL] : []), ...WHOLE].find((place) => existsSync(place));
  if (!WHOLE.some((place) => existsSync(place)) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the tests of the screens …');
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
    apt('update', '-qq');
    // Older releases have no package of the shell.
    if (apt(...install, 'chromium-headless-shell').status !== 0) apt(...install);
  }
  const found = find();
  if (found !== undefined) return found;
  throw new Error(
    'The tests of the screens need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk), or name it in YTTERBY_CHROMIUM.',
  );
}
