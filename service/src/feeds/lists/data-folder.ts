import os from 'node:os';
import path from 'node:path';

/** What the data folder depends on; the edge passes `process`. */
export interface DataPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home?: string;
}

/**
 * Where does Ytterby keep a user's data? The folder asked for, else YTTERBY_DATA, else the platform's own place: XDG_DATA_HOME
 * (a relative one does not count, as its specification says), Library/Application Support, %APPDATA%.
 */
export function dataFolder(asked: string | undefined, { env, platform, home = os.homedir() }: DataPlace): string {
  const named = asked ?? env['YTTERBY_DATA'];
  if (named !== undefined && named !== '') return path.resolve(named);
  if (platform === 'win32') return path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Ytterby');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Ytterby');
  const xdg = env['XDG_DATA_HOME'];
  return path.join(xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.local', 'share'), 'ytterby');
}
