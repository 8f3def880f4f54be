import { describe } from 'vitest';
import { everyPageIn, openPages } from './pages.ts';

openPages();
describe('in zh', () =>
  everyPageIn({
    language: 'zh',
    windows: [
      { width: 375, dark: false },
      // A window of 1280 px at 200 %.
      { width: 640, dark: true },
    ],
  }));
