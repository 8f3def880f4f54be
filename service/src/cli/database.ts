import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { ClientConfig } from 'pg';
import { readConfig } from '../config.ts';
import { dataFolder } from '../data-folder.ts';
import { renewSecrets } from '../sealed-secrets.ts';
import { keyOf } from '../server.ts';
import { PostgresError } from '../postgres/errors.ts';
import { joinDatabase } from '../postgres/open-database.ts';
import { drawDownFaults } from '../customs/accounts.ts';
import { type AuditAnchor, type AuditFault, verifyAudit } from '../store/audit.ts';
import { BackupError, backUp, restore } from '../store/backup.ts';
import { migrate } from '../store/migrate.ts';
import { openStore } from '../store/store.ts';
import { EXIT, UsageError } from './errors.ts';
import { type Language, languageOption, say, textOrJson } from './terminal.ts';

interface Common {
  readonly lang: Language;
  readonly data?: string;
}

/** `ytterby audit`, `backup`, `restore`: what is done to the database, while the product runs or not. */
export function addDatabaseCommands(program: Command): void {
  const common = (command: Command) =>
    command
      .addOption(languageOption())
      .option('--data <folder>', 'the data folder (default: YTTERBY_DATA, else the user’s data folder)');

  const audit = program.command('audit').description('the audit trail / 审计记录');
  common(audit.command('verify').description('is every event as it was stored? / 核验审计记录是否完整'))
    .addOption(textOrJson())
    .option('--anchor <number:hash>', 'last event of an earlier verification: shows that nothing was cut off', anchorIn)
    .action(verify);

  const key = program.command('key').description('the instance key / 实例密钥');
  common(
    key
      .command('renew')
      .description('make anew what a lost instance key had sealed / 实例密钥遗失后，重新生成其封存的密钥'),
  ).action(renew);

  common(
    program.command('backup <file>').description('write everything into one file, without stopping / 备份全部数据'),
  ).action((file: string, options: Common) =>
    onDatabase(options, { isMade: false }, async (config) => {
      const { rows } = await backUp(config, file, counting(options.lang));
      console.log(
        say(
          options.lang,
          `已备份 ${rows} 行到 ${file}。数据文件夹中的实例密钥（instance.key）和导入的名单（lists）不在其中，请另行妥善保存。`,
          `${rows} rows are in ${file}. The instance key (instance.key) and the imported lists (lists) of the data folder are not: keep copies of them elsewhere.`,
        ),
      );
    }),
  );

  common(
    program
      .command('restore <file>')
      .description('put a backup into an empty data folder / 将备份恢复到空的数据文件夹'),
  ).action((file: string, options: Common) =>
    onDatabase(options, { isMade: true }, async (config) => {
      const { rows } = await restore(config, file, counting(options.lang));
      console.log(say(options.lang, `已恢复 ${rows} 行。`, `${rows} rows restored.`));
      await tellVerification(config, options.lang);
    }),
  );
}

async function renew(options: Common): Promise<void> {
  const { lang } = options;
  await onDatabase(options, { isMade: false }, async (config) => {
    await migrate(config);
    const store = openStore(config);
    try {
      const key = keyOf(readConfig(process.env), dataFolder(envOf(options)));
      const { kid, secondFactors, webhooks } = await store.asProduct((db) =>
        renewSecrets(db, key, Temporal.Now.instant(), randomUUID()),
      );
      console.log(
        say(
          lang,
          `新的签发密钥：${kid}。已停用 ${secondFactors} 个账户的一次性验证码，${webhooks} 个 webhook 已换用新密钥，请在其页面再次更换并告知接收方。`,
          `The key that signs from now on: ${kid}. One-time codes of ${secondFactors} accounts are off; ${webhooks} webhooks have new secrets: renew each on its page and give it to the receiver.`,
        ),
      );
    } finally {
      await store.close();
    }
  });
}

async function verify(
  options: Common & { readonly format: 'text' | 'json'; readonly anchor?: AuditAnchor },
): Promise<void> {
  await onDatabase(options, { isMade: false }, async (config) => {
    await migrate(config);
    await tellVerification(config, options.lang, options.format, options.anchor);
  });
}

async function tellVerification(
  config: ClientConfig,
  lang: Language,
  format: 'text' | 'json' = 'text',
  anchor?: AuditAnchor,
): Promise<void> {
  const store = openStore(config);
  try {
    const found = await store.asProduct((db) =>
      verifyAudit(db, { ...(anchor === undefined ? {} : { anchor }), progress: counting(lang) }),
    );
    const { events, fault, head } = found;
    const drawDowns = await store.asProduct(drawDownFaults);
    if (fault !== null || drawDowns.length > 0) process.exitCode = EXIT.failed;
    if (format !== 'json')
      for (const each of drawDowns)
        console.log(
          `✗ ${say(lang, `${each}：与核销记录不符。`, `${each} is not what the events of its draw-downs make it.`)}`,
        );
    if (format === 'json') console.log(JSON.stringify({ ...found, drawDowns }));
    else if (fault !== null) console.log(`✗ ${faultText(fault, lang)}`);
    else
      console.log(
        say(
          lang,
          `✓ ${events} 条审计记录均完整。最后一条：${head.sequence}:${head.hash}（请另行保存，日后用 --anchor 核对）`,
          `✓ All ${events} audit events are as they were stored. The last one: ${head.sequence}:${head.hash} (keep it elsewhere, and give it to --anchor later)`,
        ),
      );
  } finally {
    await store.close();
  }
}

function faultText({ sequence, fault }: AuditFault, lang: Language): string {
  switch (fault) {
    case 'changed':
      return say(lang, `第 ${sequence} 条审计记录被更改。`, `Audit event ${sequence} is not what was stored.`);
    case 'missing':
      return say(lang, `缺少第 ${sequence} 条审计记录。`, `Audit event ${sequence} is missing.`);
    case 'cut':
      return say(
        lang,
        `自第 ${sequence} 条起的审计记录被删除。`,
        `The audit trail was cut off from event ${sequence} on.`,
      );
  }
}

function anchorIn(text: string): AuditAnchor {
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (!found) throw new InvalidArgumentError('It must be as `audit verify` printed it: number:hash.');
  return { sequence: Number(found[1]), hash: found[2] ?? '' };
}

const envOf = ({ data }: { readonly data?: string | undefined }): NodeJS.ProcessEnv => ({
  ...process.env,
  ...(data === undefined ? {} : { YTTERBY_DATA: path.resolve(data) }),
});

interface Wanted {
  /** Is a database made where there is none? What reads one would find nothing wrong with an empty one. */
  readonly isMade: boolean;
}

/** What a person has to mend is said in their language. */
async function onDatabase(
  { lang, data }: Common,
  { isMade }: Wanted,
  work: (config: ClientConfig) => Promise<void>,
): Promise<void> {
  const env = envOf({ data });
  const folder = dataFolder(env);
  if (!isMade && !env.DATABASE_URL && !existsSync(path.join(folder, 'postgres', 'PG_VERSION')))
    throw new UsageError(
      say(
        lang,
        `${folder} 中没有数据库。请用 --data 指明数据文件夹，或者用 DATABASE_URL 指明数据库。`,
        `There is no database in ${folder}. Name its data folder with --data, or the database with DATABASE_URL.`,
      ),
    );
  try {
    const database = await joinDatabase(env);
    try {
      await work(database.poolConfig());
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (error instanceof PostgresError) throw new UsageError(error.text[lang]);
    if (error instanceof BackupError) throw new UsageError(lang === 'zh' ? error.zh : error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && /^E[A-Z]+$/.test(code)) throw new UsageError(message);
    throw error;
  }
}

/** How far it is, on one line, while somebody looks. */
function counting(lang: Language): (rows: number) => void {
  let told = 0;
  return (rows) => {
    if (!process.stderr.isTTY || Date.now() - told < 200) return;
    told = Date.now();
    process.stderr.write(`\r${say(lang, `${rows} 行`, `${rows} rows`)}\r`);
  };
}
