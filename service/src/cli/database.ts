import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { ClientConfig } from 'pg';
import { instanceKeyIn, parseInstanceKey } from '../access/instance-key.ts';
import { ADDRESSES_KEPT_DAYS, refusedAddresses } from '../access/refused-addresses.ts';
import { acceptTrail } from '../audit/accept.ts';
import { HEADS_FILE, headSigner, type HeadsRead, readHeads, standing } from '../audit/audit-head.ts';
import { auditHeadsIn, readConfig } from '../config.ts';
import { dataFolder } from '../data-folder.ts';
import { parseKeySet, type VerifyingKey } from '../licence-document/key-set.ts';
import { beijingTime } from '../licence-document/moments.ts';
import { isOurs, renewSecrets } from '../sealed-secrets.ts';
import { keyOf } from '../server.ts';
import { PostgresError } from '../postgres/errors.ts';
import { joinDatabase } from '../postgres/open-database.ts';
import { drawDownFaults } from '../customs/accounts.ts';
import { type AuditAnchor, type AuditFault, type RecordFault, recordFaults, verifyAudit } from '../store/audit.ts';
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
    .option('--heads <file...>', `signed heads (default: ${HEADS_FILE} of the data folder) / 已签名的链首`)
    .option('--keys <file>', 'public keys of the heads, as audit key prints them / 链首的公钥')
    .action(verify);
  common(
    audit
      .command('addresses')
      .description(
        `which addresses were refused in the last ${ADDRESSES_KEPT_DAYS} days, for what / 近 ${ADDRESSES_KEPT_DAYS} 日被拒绝请求的来源地址`,
      ),
  )
    .addOption(textOrJson())
    .action(addresses);
  common(audit.command('key').description('the public key of signed heads / 链首签名的公钥')).action(auditKey);
  common(
    audit
      .command('accept')
      .description('go on with a trail that is not the one that was signed, as after a restore / 恢复备份后继续'),
  )
    .requiredOption('--reason <words>', 'why; it is signed, and shown for good / 原因')
    .action(accept);

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
          `已备份 ${rows} 行到 ${file}。数据文件夹中的实例密钥（instance.key）不在其中，请另行妥善保存。`,
          `${rows} rows are in ${file}. The instance key (instance.key) of the data folder is not: keep a copy of it elsewhere.`,
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
      await tellVerification(config, options);
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

interface Verifying {
  readonly format?: 'text' | 'json';
  readonly anchor?: AuditAnchor;
  readonly heads?: readonly string[];
  readonly keys?: string;
}

async function verify(options: Common & Verifying): Promise<void> {
  await onDatabase(options, { isMade: false }, async (config) => {
    await migrate(config);
    await tellVerification(config, options, options);
  });
}

async function addresses({ format = 'text', ...options }: Common & Pick<Verifying, 'format'>): Promise<void> {
  const { lang } = options;
  await onDatabase(options, { isMade: false }, async (config) => {
    await migrate(config);
    const store = openStore(config);
    try {
      const found = await store.asProduct((db) => refusedAddresses(db));
      if (format === 'json') {
        console.log(JSON.stringify(found));
        return;
      }
      if (found.length === 0) console.log(say(lang, '没有。', 'None.'));
      for (const { day, address, reason, times, last } of found)
        console.log(
          `${day}  ${address.padEnd(24)}  ${String(times).padStart(9)} ×  ${reason.padEnd(18)}  ${say(lang, '最后一次', 'last at')} ${beijingTime(last.getTime() / 1000)}`,
        );
    } finally {
      await store.close();
    }
  });
}

async function auditKey(options: Common): Promise<void> {
  const key = await headKey(options);
  if (key === undefined) throw noKey(options);
  console.log(JSON.stringify({ keys: [key] }));
}

async function accept(options: Common & { readonly reason: string }): Promise<void> {
  const { lang } = options;
  const reason = options.reason.trim();
  if (reason === '' || reason.length > 1000)
    throw new UsageError(say(lang, '--reason 须为 1 至 1000 字。', '--reason takes 1 to 1000 characters.'));
  await onDatabase(options, { isMade: false }, async (config) => {
    await migrate(config);
    const env = envOf(options);
    const folder = dataFolder(env);
    const { instanceKey } = readConfig(env);
    if (instanceKey === undefined && instanceKeyIn(folder) === undefined) throw noKey(options);
    const key = keyOf({ instanceKey }, folder);
    const store = openStore(config);
    try {
      if (!(await store.asProduct((db) => isOurs(db, key)))) throw noKey(options);
      const destinations = auditHeadsIn(env);
      const now = () => Temporal.Now.instant();
      const done = await acceptTrail({ store, key, folder, destinations, now, reason });
      switch (done.is) {
        case 'not-needed':
          console.log(
            say(
              lang,
              '审计记录与已签名的链首相符，无须确认。',
              'The audit trail is as it was signed: nothing to accept.',
            ),
          );
          return;
        case 'refused':
          process.exitCode = EXIT.failed;
          console.log(`✗ ${faultText(done.fault, lang)}`);
          console.log(
            say(lang, '链本身已断，无法以确认代替。', 'The chain does not hold in itself; that cannot be accepted.'),
          );
          return;
        case 'accepted':
          console.log(
            say(
              lang,
              `已确认：${faultText(done.fault, lang)} 此后自第 ${done.head.sequence} 条继续签名。`,
              `Accepted: ${faultText(done.fault, lang)} Heads are signed again, from event ${done.head.sequence} on.`,
            ),
          );
      }
    } finally {
      await store.close();
    }
  });
}

const noKey = ({ lang, ...options }: Common): UsageError => {
  const folder = dataFolder(envOf(options));
  return new UsageError(
    say(
      lang,
      `需要本安装的实例密钥：${folder} 中的 instance.key 或者 YTTERBY_INSTANCE_KEY。`,
      `This needs the instance key of the installation: instance.key in ${folder}, or YTTERBY_INSTANCE_KEY.`,
    ),
  );
};

/** The key by which heads of this installation are checked; undefined = its instance key is not here, as where an auditor looks. */
async function headKey(options: Common): Promise<VerifyingKey | undefined> {
  const env = envOf(options);
  const { instanceKey } = readConfig(env);
  const key =
    instanceKey === undefined ? instanceKeyIn(dataFolder(env)) : parseInstanceKey(instanceKey, 'YTTERBY_INSTANCE_KEY');
  return key === undefined ? undefined : (await headSigner(key)).key;
}

/** Signed heads, and by which keys they are checked. */
async function knownHeads(options: Common, { heads, keys }: Verifying): Promise<HeadsRead | undefined> {
  const { lang } = options;
  const folder = dataFolder(envOf(options));
  for (const file of heads ?? [])
    if (!existsSync(file))
      throw new UsageError(say(lang, `没有文件 ${file}（--heads）。`, `There is no file ${file} (--heads).`));
  const files = heads ?? [path.join(folder, HEADS_FILE)];
  if (!files.some((file) => existsSync(file))) return undefined;
  const own = await headKey(options);
  const given = keys === undefined ? undefined : parseKeySet(readFileSync(keys, 'utf8'));
  if (keys !== undefined && given === undefined)
    throw new UsageError(
      say(
        lang,
        `${keys} 不是公钥集；用 npx ytterby audit key 取得。`,
        `${keys} is no set of public keys; npx ytterby audit key prints it.`,
      ),
    );
  const set = [...(own === undefined ? [] : [own]), ...(given?.keys ?? [])];
  return readHeads(files, { keys: set });
}

async function tellVerification(config: ClientConfig, options: Common, verifying: Verifying = {}): Promise<void> {
  const { lang } = options;
  const { anchor, format = 'text' } = verifying;
  const heads = await knownHeads(options, verifying);
  const anchors = [...(heads === undefined ? [] : standing(heads)), ...(anchor === undefined ? [] : [anchor])];
  const store = openStore(config);
  try {
    const found = await store.asProduct((db) => verifyAudit(db, { anchors, progress: counting(lang) }));
    const { events, fault, head } = found;
    const drawDowns = await store.asProduct(drawDownFaults);
    const records = await store.asProduct(recordFaults);
    const isHeadsFault = heads !== undefined && (heads.broken.length > 0 || heads.signed.length === 0);
    if (fault !== null || drawDowns.length > 0 || records.length > 0 || isHeadsFault) process.exitCode = EXIT.failed;
    if (format === 'json') {
      console.log(
        JSON.stringify({ ...found, heads: heads === undefined ? null : summaryOf(heads), drawDowns, records }),
      );
      return;
    }
    for (const each of drawDowns)
      console.log(
        `✗ ${say(lang, `${each}：与核销记录不符。`, `${each} is not what the events of its draw-downs make it.`)}`,
      );
    for (const each of records) console.log(`✗ ${recordFaultText(each, lang)}`);
    if (fault !== null) console.log(`✗ ${faultText(fault, lang)}`);
    else
      console.log(
        say(
          lang,
          `✓ ${events} 条审计记录均完整。最后一条：${head.sequence}:${head.hash}（请另行保存，日后用 --anchor 核对）`,
          `✓ All ${events} audit events are as they were stored. The last one: ${head.sequence}:${head.hash} (keep it elsewhere, and give it to --anchor later)`,
        ),
      );
    for (const line of headLines(heads, events, lang)) console.log(line);
  } finally {
    await store.close();
  }
}

function recordFaultText({ record, fault }: RecordFault, lang: Language): string {
  switch (fault) {
    case 'changed':
      return say(lang, `${record}：内容与审计记录所载不同。`, `${record} says something else than the trail was told.`);
    case 'missing':
      return say(lang, `${record}：已不存在。`, `${record} is in the trail, and not there any more.`);
    case 'added':
      return say(lang, `${record}：未经本系统写入。`, `${record} is not in the trail: it came past the product.`);
  }
}

const summaryOf = ({ signed, unknownKey, broken }: HeadsRead) => ({
  signed: signed.length,
  unknownKey,
  broken,
  latest: signed.at(-1)?.head ?? null,
  accepted: signed.flatMap(({ head }) => (head.accepts === null ? [] : [head])),
});

/** What vouches for the trail from outside the database. */
function headLines(heads: HeadsRead | undefined, events: number, lang: Language): readonly string[] {
  if (heads === undefined)
    return [
      say(
        lang,
        `! 没有已签名的链首（${HEADS_FILE}），只核验了链本身：能写数据库的人可以重写整条链。`,
        `! There are no signed heads (${HEADS_FILE}): only the chain itself was checked, and whoever owns the database can write it anew.`,
      ),
    ];
  const { latest, accepted, signed, unknownKey, broken } = summaryOf(heads);
  const lines: string[] = [];
  if (latest !== null) {
    const at = beijingTime(Date.parse(latest.at) / 1000);
    const after = Math.max(0, events - latest.sequence);
    lines.push(
      say(
        lang,
        `  已与 ${signed} 个已签名的链首核对；最后一个签于 ${at}，至第 ${latest.sequence} 条；其后另有 ${after} 条。`,
        `  Compared with the heads that were signed (${signed}); the last was signed at ${at}, up to event ${latest.sequence}; ${after} came after it.`,
      ),
    );
  }
  for (const { at, sequence, accepts } of accepted)
    lines.push(
      say(
        lang,
        `! ${beijingTime(Date.parse(at) / 1000)} 经确认自第 ${sequence} 条继续，此前的链首不再核对：${accepts}`,
        `! Accepted at ${beijingTime(Date.parse(at) / 1000)}, from event ${sequence} on; heads signed before need not hold: ${accepts}`,
      ),
    );
  if (unknownKey > 0)
    lines.push(
      say(
        lang,
        `! ${unknownKey} 个链首由未知的密钥签名，未作核对；如为更换前的密钥，请用 --keys 给出其公钥。`,
        `! ${unknownKey} heads were signed by a key that is not known, and vouch for nothing; if it is an earlier one, give its public key with --keys.`,
      ),
    );
  for (const where of broken)
    lines.push(
      say(lang, `✗ ${where}：不是已签名的链首，或者被更改。`, `✗ ${where} is no signed head, or was changed.`),
    );
  if (signed === 0)
    lines.push(
      say(
        lang,
        '✗ 没有一个链首可信，数据库之外无从证明。',
        '✗ No head can be trusted: nothing outside the database vouches for it.',
      ),
    );
  return lines;
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
    case 'replaced':
      return say(
        lang,
        `审计记录自成一链，但至第 ${sequence} 条已不是当初签名的那一条链。`,
        `The audit trail holds in itself, but up to event ${sequence} it is not the one that was signed.`,
      );
    case 'forked':
      return say(
        lang,
        `签名过两条不同的链，在第 ${sequence} 条或之前分叉。`,
        `Two trails were signed that part at event ${sequence} or before.`,
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
