import { buildWeb } from '@ytterby/web/build';
import { findChromium } from './chromium.ts';

/** Before the tests of the screens start side by side: a browser and the built screens, once for all. */
export async function setup(): Promise<void> {
  findChromium();
  await buildWeb();
}
