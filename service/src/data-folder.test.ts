import { expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';

const ada = { platform: 'linux', home: '/home/ada', root: false } as const;

test.each([
  ['named', { YTTERBY_DATA: '/data', XDG_DATA_HOME: '/xdg' }, ada, '/data'],
  ['named to root too', { YTTERBY_DATA: '/data' }, { ...ada, root: true }, '/data'],
  ['by the desktop', { XDG_DATA_HOME: '/xdg' }, ada, '/xdg/ytterby'],
  ['by the desktop, relative', { XDG_DATA_HOME: 'xdg' }, ada, '/home/ada/.local/share/ytterby'],
  ['empty names', { YTTERBY_DATA: '', XDG_DATA_HOME: '' }, ada, '/home/ada/.local/share/ytterby'],
  ['on a Mac', {}, { ...ada, platform: 'darwin' }, '/home/ada/Library/Application Support/Ytterby'],
  ['on Windows', { APPDATA: 'C:/Users/ada/Roaming' }, { ...ada, platform: 'win32' }, 'C:/Users/ada/Roaming/Ytterby'],
  ['root', { XDG_DATA_HOME: '/root/.local/share' }, { ...ada, root: true }, '/var/lib/ytterby'],
] as const)('%s', (_, env, machine, folder) => {
  expect(dataFolder(env, machine)).toBe(folder);
});
