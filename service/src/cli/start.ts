import { existsSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import open from 'open';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { dataFolder } from '../data-folder.ts';
import { PostgresError } from '../postgres/errors.ts';
import { type Service, startService } from '../server.ts';
import { EXIT, report } from './errors.ts';
import { type Language, languageOption, say } from './terminal.ts';

/** `npm start`: the service with its web app, until it is stopped. */

interface StartOptions {
  readonly lang: Language;
  readonly port?: string;
  readonly data?: string;
  readonly open: boolean;
}

async function start({ lang, port, data, open: mayOpen }: StartOptions): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...(port === undefined ? {} : { YTTERBY_PORT: port }),
    ...(data === undefined ? {} : { YTTERBY_DATA: path.resolve(data) }),
  };
  const config = readConfig(env);
  const tell = (zh: string, en: string) => console.log(say(lang, zh, en));
  tell(styled('Ytterby：稀土出口管制'), styled('Ytterby: export control for rare earths'));
  const webFolder = await builtScreens(lang);
  const service = await startService({
    config,
    folder: dataFolder(env),
    env,
    webFolder,
    step: (step) => {
      if (step === 'database') tell('正在启动数据库…', 'Starting the database …');
      if (step === 'law') tell('正在载入法规…', 'Loading the law …');
    },
  });
  tell(`\n  请打开 ${styled(service.address)}`, `\n  Open ${styled(service.address)}`);
  tell('  无须登录即可判定。', '  Answers need no account.');
  if (service.setUpLink !== undefined)
    tell(
      `  首位管理员在此设置（24小时内有效，仅限一次）：\n  ${service.setUpLink}`,
      `  The first administrator signs up here (once, within 24 hours):\n  ${service.setUpLink}`,
    );
  tell('  按 Ctrl-C 停止。\n', '  Ctrl-C stops it.\n');
  if (mayOpen && config.openBrowser && hasDesktop()) await open(service.address).catch(() => undefined);
  await untilStopped(service, lang);
}

async function builtScreens(lang: Language): Promise<string> {
  // A release brings its own, and no builder.
  const shipped = path.join(import.meta.dirname, '../../../web/screens');
  if (existsSync(shipped)) return shipped;
  const { buildWeb } = await import('@ytterby/web/build');
  return buildWeb({
    onBuild: () => {
      console.log(say(lang, '正在构建界面（仅首次需要）…', 'Building the screens (the first time only) …'));
    },
  });
}

/** Ends with the service: by a signal, or because the database has gone. */
async function untilStopped(service: Service, lang: Language): Promise<void> {
  const signal = new Promise<undefined>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve(undefined));
  });
  const failure = await Promise.race([signal, service.failed]);
  if (failure === undefined) console.log(say(lang, '正在停止…', 'Stopping …'));
  await service.stop();
  if (failure !== undefined) throw failure;
}

/** Is there somebody at a screen of this machine? */
function hasDesktop(): boolean {
  if (!process.stdout.isTTY || process.env['SSH_CONNECTION'] !== undefined || process.env['CI'] !== undefined)
    return false;
  return process.platform !== 'linux' || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}

const styled = (text: string): string => (process.stdout.isTTY ? styleText('bold', text) : text);

/** Why it does not start, in a sentence; the exit code. */
function explainFailure(error: unknown, lang: Language, config: Pick<Config, 'port'> | undefined): number {
  const tell = (line: string) => console.error(line);
  if (error instanceof PostgresError) tell(error.text[lang]);
  else if (error instanceof ConfigError) tell(lang === 'zh' ? error.zh : error.message);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    tell(
      say(
        lang,
        `端口 ${config?.port ?? ''} 已被占用；可能 Ytterby 已在运行。请先停止它，或用 --port 另选端口。`,
        `Port ${config?.port ?? ''} is taken; maybe Ytterby is running already. Stop that, or choose another port with --port.`,
      ),
    );
  else if (error instanceof Error && 'code' in error && error.code === 'EACCES')
    tell(say(lang, `无权限：${error.message}`, `Not permitted: ${error.message}`));
  else return report(error, lang, tell);
  return EXIT.failed;
}

const program = new Command('npm start --')
  .description('starts Ytterby with its web app / 启动 Ytterby')
  .addOption(languageOption())
  .option('--port <port>', 'port to listen on (default: YTTERBY_PORT, else 7474)', (text) => {
    if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('It must be a number.');
    return text;
  })
  .option('--data <folder>', 'where the database is (default: YTTERBY_DATA, else the user’s data folder)')
  .option('--no-open', 'do not open the browser')
  .exitOverride();
program.action(start);
try {
  await program.parseAsync();
  // Whatever still holds a handle has nothing left to do.
  process.exit(EXIT.answered);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.answered : EXIT.problems;
  else {
    const { lang, port } = program.opts<StartOptions>();
    const taken = Number(port ?? process.env['YTTERBY_PORT'] ?? 7474);
    process.exit(explainFailure(error, lang, { port: taken }));
  }
}
