import type { OidcSettings } from './access/oidc.ts';
import { DECIDING_ROLES, MEMBER_ROLES, type MemberRole } from './access/roles.ts';
import { type HeadDestination, headDestination } from './audit/head-destinations.ts';
import type { MailSettings } from './messages/mailer.ts';
import { GIGABYTE } from './documents/quotas.ts';
import { type Clamd, clamdIn } from './documents/virus-scan.ts';

/** How the service runs here. Everything has a default that is right for one person on their own machine. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where browsers find us. */
  readonly origin: string;
  /** Further hosts under which we may be reached. */
  readonly hosts: ReadonlySet<string>;
  /** The instance key, where it comes from a secret store and not from a file in the data folder. */
  readonly instanceKey: string | undefined;
  readonly needSecondFactor: readonly MemberRole[];
  readonly providers: readonly OidcSettings[];
  /** The ClamAV daemon that scans uploaded documents; undefined = none does. */
  readonly clamd: Clamd | undefined;
  /** How much of documents an organisation may keep. */
  readonly mostDocumentBytes: number;
  /** Where messages go out by mail; undefined = nowhere. */
  readonly mail: MailSettings | undefined;
  /** May webhooks go into private networks? */
  readonly webhooksMayBePrivate: boolean;
  readonly trustProxy: readonly string[];
  readonly rateLimit: number;
  /** Who reads `/metrics` shows this; undefined = nobody who comes through a proxy may. */
  readonly metricsToken: string | undefined;
  /** Where signed heads of the audit trail go, besides the data folder. */
  readonly auditHeads: readonly HeadDestination[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Open the browser at the start? */
  readonly openBrowser: boolean;
  /** Put in the demo organisation at the first start? */
  readonly demo: boolean;
}

/** A setting that cannot be used: which, and what it may be. */
export class ConfigError extends Error {
  readonly zh: string;

  constructor(setting: string, problem: { readonly zh: string; readonly en: string }) {
    super(`${setting}: ${problem.en}`);
    this.name = 'ConfigError';
    this.zh = `${setting}：${problem.zh}`;
  }
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/**
 * The settings in the environment. The only reader of it beside the database's, which has `DATABASE_URL` and `YTTERBY_DATA`.
 * @throws ConfigError for the first setting that cannot be used
 * @example readConfig({ YTTERBY_PORT: '8080' }).origin // 'http://localhost:8080'
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = numberIn(env, 'YTTERBY_PORT', 7474, 0, 65_535);
  const origin = originIn(env, port);
  return {
    host: env['YTTERBY_HOST'] ?? '127.0.0.1',
    port,
    origin,
    hosts: new Set(wordsIn(env, 'YTTERBY_HOSTS').map((host) => host.toLowerCase())),
    instanceKey: env['YTTERBY_INSTANCE_KEY'],
    needSecondFactor: rolesIn(env),
    providers: providersIn(env),
    clamd: clamdAt(env),
    mostDocumentBytes: numberIn(env, 'YTTERBY_DOCUMENTS_GB', 10, 1, 100_000) * GIGABYTE,
    mail: mailIn(env),
    webhooksMayBePrivate: yesIn(env, 'YTTERBY_WEBHOOK_PRIVATE', false),
    trustProxy: wordsIn(env, 'YTTERBY_TRUST_PROXY'),
    rateLimit: numberIn(env, 'YTTERBY_RATE_LIMIT', 1_200, 1, 1_000_000),
    metricsToken: secretIn(env, 'YTTERBY_METRICS_TOKEN'),
    auditHeads: auditHeadsIn(env),
    logLevel: choiceIn(env, 'YTTERBY_LOG', LEVELS, 'warn'),
    openBrowser: yesIn(env, 'YTTERBY_OPEN', true),
    demo: yesIn(env, 'YTTERBY_DEMO', true),
  };
}

const wordsIn = (env: NodeJS.ProcessEnv, name: string): readonly string[] =>
  (env[name] ?? '').split(/[\s,]+/).filter((word) => word !== '');

function secretIn(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (text.length >= 16) return text;
  throw new ConfigError(name, { zh: '至少须有 16 个字符。', en: 'must have at least 16 characters.' });
}

function numberIn(env: NodeJS.ProcessEnv, name: string, otherwise: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new ConfigError(name, {
    zh: `须为 ${least} 至 ${most} 的整数。`,
    en: `must be a whole number from ${least} to ${most}.`,
  });
}

function choiceIn<T extends string>(env: NodeJS.ProcessEnv, name: string, choices: readonly T[], otherwise: T): T {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new ConfigError(name, { zh: `只能是 ${choices.join('、')}。`, en: `must be one of ${choices.join(', ')}.` });
}

const yesIn = (env: NodeJS.ProcessEnv, name: string, otherwise: boolean): boolean =>
  choiceIn(env, name, ['yes', 'no'], otherwise ? 'yes' : 'no') === 'yes';

function originIn(env: NodeJS.ProcessEnv, port: number): string {
  const text = env['YTTERBY_ORIGIN'];
  // Not 127.0.0.1: passkeys want a name.
  if (text === undefined || text === '') return `http://localhost:${port}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')) return url.origin;
  throw new ConfigError('YTTERBY_ORIGIN', {
    zh: '须为不带路径的地址，如 https://ytterby.example。',
    en: 'must be an address without a path, such as https://ytterby.example.',
  });
}

function clamdAt(env: NodeJS.ProcessEnv): Clamd | undefined {
  const text = env['YTTERBY_CLAMD'];
  if (text === undefined || text === '') return undefined;
  const clamd = clamdIn(text);
  if (clamd !== undefined) return clamd;
  throw new ConfigError('YTTERBY_CLAMD', {
    zh: '须为“主机:端口”或者套接字的绝对路径，如 127.0.0.1:3310、/run/clamav/clamd.ctl。',
    en: 'must be host:port or the absolute path of a socket, such as 127.0.0.1:3310 or /run/clamav/clamd.ctl.',
  });
}

export function auditHeadsIn(env: NodeJS.ProcessEnv): readonly HeadDestination[] {
  return wordsIn(env, 'YTTERBY_AUDIT_HEADS').map((word) => {
    const to = headDestination(word);
    if (to !== undefined) return to;
    throw new ConfigError('YTTERBY_AUDIT_HEADS', {
      zh: `“${word}”须为文件的绝对路径或者 https 地址（本机可用 http）。`,
      en: `“${word}” must be the absolute path of a file or an https address (http on this machine).`,
    });
  });
}

function mailIn(env: NodeJS.ProcessEnv): MailSettings | undefined {
  const url = env['YTTERBY_SMTP_URL'];
  if (url === undefined || url === '') return undefined;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || new URL(url).hostname === '')
    throw new ConfigError('YTTERBY_SMTP_URL', {
      zh: '须为 smtp:// 或者 smtps:// 地址，如 smtp://用户:密码@mail.example:587。',
      en: 'must be an smtp:// or smtps:// address, such as smtp://user:password@mail.example:587.',
    });
  const from = env['YTTERBY_MAIL_FROM'] ?? '';
  if (!/^(?:[^<>\p{Cc}]*<[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+>|[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+)$/u.test(from))
    throw new ConfigError('YTTERBY_MAIL_FROM', {
      zh: '设置 YTTERBY_SMTP_URL 时，须为发件地址，如 Ytterby <no-reply@ytterby.example>。',
      en: 'must be the address that mail comes from, such as Ytterby <no-reply@ytterby.example>, while YTTERBY_SMTP_URL is set.',
    });
  return { url, from };
}

function rolesIn(env: NodeJS.ProcessEnv): readonly MemberRole[] {
  const words = wordsIn(env, 'YTTERBY_NEED_SECOND_FACTOR');
  if (words.length === 0) return DECIDING_ROLES;
  if (words[0] === 'none') return [];
  return words.map((word) => {
    const role = MEMBER_ROLES.find((each) => each === word);
    if (role !== undefined) return role;
    throw new ConfigError('YTTERBY_NEED_SECOND_FACTOR', {
      zh: `“${word}”不是角色。可用：none、${MEMBER_ROLES.join('、')}。`,
      en: `${word} is not a role. Known: none, ${MEMBER_ROLES.join(', ')}.`,
    });
  });
}

/** One provider by single settings; several are a matter of a JSON list in YTTERBY_OIDC. */
function providersIn(env: NodeJS.ProcessEnv): readonly OidcSettings[] {
  const text = env['YTTERBY_OIDC'];
  if (text === undefined || text === '') return [];
  const wrong = () =>
    new ConfigError('YTTERBY_OIDC', {
      zh: '须为 JSON 列表，每项含 id、name {zh, en}、issuer、clientId，可含 clientSecret。',
      en: 'must be a JSON list whose items have id, name {zh, en}, issuer, clientId, and maybe clientSecret.',
    });
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong();
  }
  if (!Array.isArray(given) || !given.every(isProvider)) throw wrong();
  return given;
}

function isProvider(value: unknown): value is OidcSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, issuer, clientId, clientSecret } = value as Record<string, unknown>;
  const { zh, en } = (typeof name === 'object' && name !== null ? name : {}) as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    /^[a-z0-9-]{1,40}$/.test(id) &&
    [zh, en, clientId].every((each) => typeof each === 'string' && each !== '') &&
    typeof issuer === 'string' &&
    URL.canParse(issuer) &&
    (clientSecret === undefined || typeof clientSecret === 'string')
  );
}
