import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tame } from '@ytterby/core';
import { type Command, InvalidArgumentError } from 'commander';
import { dataFolder } from '../data-folder.ts';
import { KEYS_FILE, STATUS_FILE } from '../licence-document/kept-files.ts';
import { type KeySet, parseKeySet } from '../licence-document/key-set.ts';
import type { LicenceContent } from '../licence-document/licence-content.ts';
import { secondsOf } from '../licence-document/moments.ts';
import { type Verification, verifyLicence } from '../licence-document/verify.ts';
import { EXIT, UsageError } from './errors.ts';
import { type Language, languageOption, say, table, textOrJson } from './terminal.ts';

interface VerifyOptions {
  readonly lang: Language;
  readonly format: 'text' | 'json';
  readonly keys?: string;
  readonly status?: string;
  readonly at?: string;
  readonly data?: string;
  readonly document?: true;
}

/** `ytterby verify FILE`: is this licence genuine, and may it be used; or is another sealed document genuine? Nothing is fetched. */
export function addVerify(program: Command): void {
  program
    .command('verify <file>')
    .description('verify a licence: its PDF, its signed text, or the text of its QR codes; offline / 离线核验许可证')
    .addOption(languageOption())
    .addOption(textOrJson())
    .option('--keys <file>', `public keys of the authority, JWKS (default: ${KEYS_FILE} in the data folder)`)
    .option('--status <file>', `signed status list (default: ${STATUS_FILE} in the data folder, if it is there)`)
    .option('--at <instant>', 'the moment asked about, as 2026-12-24T09:00:00+08:00 (default: now)', instantIn)
    .option(
      '--document',
      'it is another sealed PDF of the authority, such as a notice to a partner country / 其他封印文件',
    )
    .option('--data <folder>', 'the data folder (default: YTTERBY_DATA, else the user’s data folder)')
    .action(verify);
}

async function verify(file: string, options: VerifyOptions): Promise<void> {
  const { lang } = options;
  const folder = dataFolder(options.data === undefined ? process.env : { YTTERBY_DATA: options.data });
  const found = await verifyLicence(bytesOf(file, lang), {
    keys: keysIn(options.keys ?? path.join(folder, KEYS_FILE), lang),
    statusList: statusListIn(options.status, path.join(folder, STATUS_FILE), lang),
    at: options.at ?? new Date().toISOString(),
  });
  const isDocument = found.genuine !== 'yes' && found.fault === 'no-licence' && options.document === true;
  // Whoever checks licences must not take another document for one.
  const isUsable = found.genuine === 'yes' ? found.status.is === 'valid' : isDocument;
  if (!isUsable) process.exitCode = EXIT.failed;
  console.log(options.format === 'json' ? JSON.stringify(found) : told(found, lang, isDocument));
}

function keysIn(file: string, lang: Language): KeySet {
  const keys = parseKeySet(bytesOf(file, lang).toString('utf8'));
  if (keys === undefined)
    throw new UsageError(say(lang, `${file} 不是公钥文件（JWKS）。`, `${file} is not a key set (JWKS).`));
  return keys;
}

/** A list that was named must be there; the one of the data folder may be. */
function statusListIn(named: string | undefined, standard: string, lang: Language): string | undefined {
  if (named !== undefined) return bytesOf(named, lang).toString('utf8');
  try {
    return readFileSync(standard, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function bytesOf(file: string, lang: Language): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(code === 'ENOENT' ? say(lang, `没有文件 ${file}。`, `There is no file ${file}.`) : message);
  }
}

function instantIn(text: string): string {
  try {
    secondsOf(text);
    return text;
  } catch {
    throw new InvalidArgumentError('Write an instant with its offset, as 2026-12-24T09:00:00+08:00.');
  }
}

function told(found: Verification, lang: Language, isDocument: boolean): string {
  if (found.genuine !== 'yes') {
    if (isDocument) return `✓ ${say(lang, '真实', 'GENUINE')}: ${found.reason[lang]}`;
    const head =
      found.genuine === 'no'
        ? `✗ ${say(lang, '不予认可', 'NOT GENUINE')}`
        : `? ${say(lang, '无法确认', 'NOT CONFIRMED')}`;
    return `${head}: ${found.reason[lang]}`;
  }
  const { status } = found;
  const mark = status.is === 'valid' ? '✓' : status.is === 'unknown' ? '?' : '✗';
  const listOf =
    status.listOf === null ? '' : say(lang, `（状态清单 ${status.listOf}）`, ` (status list of ${status.listOf})`);
  return [
    `✓ ${say(lang, '真实', 'GENUINE')}: ${found.reason[lang]}`,
    `${mark} ${say(lang, '状态', 'STATUS')}: ${status.reason[lang]}${listOf}`,
    '',
    table(rowsOf(found.licence, lang)),
    '',
    say(lang, `签署于 ${found.signedAt}，密钥 ${found.kid}`, `Signed at ${found.signedAt} with key ${found.kid}`),
  ].join('\n');
}

/** What a customs officer compares with the goods and the papers. */
function rowsOf(licence: LicenceContent, lang: Language): readonly (readonly string[])[] {
  const none = say(lang, '不限', 'no limit');
  const rows = [
    [say(lang, '许可证号', 'Licence'), `${licence.number} (${say(lang, '版次', 'edition')} ${licence.edition})`],
    [say(lang, '有效期', 'Valid'), `${licence.firstDay} – ${licence.lastDay}`],
    [say(lang, '主管部门', 'Authority'), licence.authority[lang]],
    [say(lang, '持证人', 'Holder'), nameOf(licence.holder)],
    ...licence.endUsers.map((user) => [say(lang, '最终用户', 'End user'), nameOf(user)]),
    [say(lang, '最终用途', 'End use'), licence.endUse[lang]],
    [say(lang, '原产', 'Origin'), licence.origin.join(', ')],
    [say(lang, '目的国（地区）', 'Destination'), licence.destinations.join(', ')],
    ...licence.lines.map(({ line, item, controlCode, hs, quantity, value }) => [
      `${say(lang, '物项', 'Item')} ${line}`,
      [
        controlCode,
        ...(hs === null ? [] : [hs]),
        quantity === null ? none : `${quantity.amount} ${quantity.unit}`,
        value === null ? none : `${value.amount} ${value.currency}`,
        item[lang],
      ].join(' | '),
    ]),
    ...licence.conditions.map((condition) => [say(lang, '条件', 'Condition'), condition[lang]]),
  ];
  return rows.map((row) => row.map(tame));
}

const nameOf = ({ name, country, identifiers }: LicenceContent['holder']): string =>
  [`${name} (${country})`, ...identifiers.map(({ kind, value }) => `${kind.toUpperCase()} ${value}`)].join(', ');
