import { describe } from 'vitest';
import { everyPageByKeyboard, everyPageIn, firstScreenIsSmall, openPages } from './pages.ts';

openPages();
describe('in en', () => everyPageIn({ language: 'en', windows: [{ width: 1280, dark: false }] }));
everyPageByKeyboard();
firstScreenIsSmall();
