import type { LegalDate } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { type Command, Option } from 'commander';
import {
  diffVersions,
  findRecord,
  formatListProblem,
  importList,
  LIST_FORMATS,
  type ListDifference,
  ListError,
  type ListFormat,
  type ListProblem,
  ListStore,
  type ListVersion,
  packLists,
  type PartyRecord,
  type Standing,
  standingOn,
} from '../feeds/lists/index.ts';
import { dataFolder } from '../data-folder.ts';
import { EXIT, UsageError } from './errors.ts';
import { progressBar } from './progress.ts';
import { dateOption, type Language, languageOption, say, table } from './terminal.ts';
import { todayInBeijing } from './today.ts';

/** Problems told one by one; the rest are counted. */
const PROBLEMS_SHOWN = 20;
/** Differences shown in text; JSON has them all. */
const DIFFERENCES_SHOWN = 200;
/** As a shell reports a command that was stopped with Ctrl-C. */
const STOPPED = 130;

interface Common {
  readonly lang: Language;
  readonly data?: string;
  readonly format: 'text' | 'json';
}

interface ImportOptions extends Omit<Common, 'format'> {
  readonly as: string;
  readonly format: 'auto' | ListFormat;
  readonly date?: LegalDate;
  readonly source?: string;
}

/** `ytterby lists …`: lists of parties. Those of the law pack are always there; others are imported and kept by version. */
export function addListsCommands(program: Command): void {
  const lists = program
    .command('lists')
    .description('lists of parties to screen against: import, compare, look up / 当事方名单：导入、比较、查阅');
  const common = (command: Command) =>
    command
      .addOption(languageOption())
      .option('--data <folder>', 'where imported lists are kept (default: YTTERBY_DATA, else the user’s data folder)');
  const reading = (command: Command) =>
    common(command).addOption(
      new Option('--format <format>', 'form of the answer').choices(['text', 'json']).default('text'),
    );

  common(
    lists
      .command('import <file...>')
      .description(
        'import a list; an OFAC list with its files of aliases (alt), addresses (add) and comments / 导入名单',
      ),
  )
    .requiredOption('--as <list>', 'id of the list: lower-case letters, digits, hyphens, such as ofac-sdn')
    .addOption(
      new Option('--format <format>', 'format of the files').choices(['auto', ...LIST_FORMATS]).default('auto'),
    )
    .addOption(dateOption('--date <day>', 'day of the list (default: what the file says)'))
    .option('--source <text>', 'where it came from (default: the names of the files)')
    .action((files: string[], options: ImportOptions) => refusing(options.lang, () => importing(files, options)));

  reading(lists.command('list').description('every list, with its versions, counts and dates / 现有名单')).action(
    (options: Common) => refusing(options.lang, () => listing(options)),
  );

  reading(lists.command('diff <list>').description('what changed between two versions of a list / 比较名单的两个版本'))
    .option('--from <version>', 'earlier version (default: the one before --to)')
    .option('--to <version>', 'later version (default: the newest)')
    .action((list: string, options: Common & { from?: string; to?: string }) =>
      refusing(options.lang, () => comparing(list, options)),
    );

  reading(lists.command('show <list> <id>').description('one entry, with where it stands on a day / 查阅名单条目'))
    .addOption(dateOption('--as-of <day>', 'day asked about (default: today in Beijing)'))
    .addOption(dateOption('--known-on <day>', 'the version that was in use on this day (default: the newest)'))
    .option('--version <version>', 'this version of the list')
    .action((list: string, id: string, options: ShowOptions) =>
      refusing(options.lang, () => showing(list, id, options)),
    );
}

interface ShowOptions extends Common {
  readonly asOf?: LegalDate;
  readonly knownOn?: LegalDate;
  readonly version?: string;
}

function storeOf({ data }: { readonly data?: string }): ListStore {
  return new ListStore(dataFolder({ ...process.env, ...(data === undefined ? {} : { YTTERBY_DATA: data }) }));
}

/** What a list cannot do is the user's to mend: said in their language, one problem a line. */
async function refusing(language: Language, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    throw new UsageError(error.problems.map((problem) => formatListProblem(problem, language)).join('\n'));
  }
}

async function importing(files: readonly string[], options: ImportOptions): Promise<void> {
  const { lang } = options;
  const store = storeOf(options);
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
  };
  // A second Ctrl-C ends the process at once; that leaves the old state too.
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  let bar: ReturnType<typeof progressBar> | undefined;
  let shown = '';
  const paths = new Map(files.map((file) => [file.replace(/^.*[/\\]/, ''), file]));
  const now = new Date();
  let told = 0;
  try {
    const { is, version, before } = await importList(store, {
      list: options.as,
      files,
      ...(options.format === 'auto' ? {} : { format: options.format }),
      ...(options.date === undefined ? {} : { date: options.date }),
      ...(options.source === undefined ? {} : { source: options.source }),
      importedAt: now,
      importedOn: todayInBeijing(now),
      signal: stop.signal,
      onWait: (pid) => {
        console.error(
          say(lang, `进程 ${pid} 正在导入此名单，请稍候。`, `Process ${pid} is importing this list; waiting for it.`),
        );
      },
      onBytes: (file, done) => {
        if (bar === undefined || shown !== file) {
          bar?.stop();
          bar = progressBar(paths.get(file) ?? file);
          shown = file;
        }
        bar.update(done, 0);
      },
      onProblem: (problem: ListProblem) => {
        if (told++ < PROBLEMS_SHOWN) console.error(formatListProblem(problem, lang));
      },
    });
    if (told > PROBLEMS_SHOWN)
      console.error(say(lang, `……另有 ${told - PROBLEMS_SHOWN} 处`, `… and ${told - PROBLEMS_SHOWN} more`));
    bar?.stop();
    if (is === 'unchanged') {
      console.log(
        say(
          lang,
          `${version.list}：与版本 ${version.version}（${version.importedOn} 导入）完全相同，未作更改。`,
          `${version.list}: the same bytes as version ${version.version}, imported on ${version.importedOn}; nothing to do.`,
        ),
      );
      return;
    }
    console.log(
      say(
        lang,
        `${version.list} 版本 ${version.version}（${version.format}）：${version.records} 个当事方，${version.names} 个名称，${version.problems} 处问题`,
        `${version.list} version ${version.version} (${version.format}): ${version.records} parties, ${version.names} names, ${version.problems} problems`,
      ),
    );
    if (before !== undefined) {
      const count = { added: 0, changed: 0, removed: 0 };
      for await (const difference of diffVersions(store, before, version)) count[difference.is]++;
      console.log(
        say(
          lang,
          `与版本 ${before.version} 相比：新增 ${count.added}，变更 ${count.changed}，移除 ${count.removed}`,
          `against version ${before.version}: ${count.added} added, ${count.changed} changed, ${count.removed} removed`,
        ),
      );
    }
    if (version.problems > 0) process.exitCode = EXIT.problems;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.error(say(lang, '已停止；名单未作更改。', 'Stopped; the lists are as they were.'));
    process.exitCode = STOPPED;
  } finally {
    bar?.stop();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

async function listing(options: Common): Promise<void> {
  const store = storeOf(options);
  const pack = packLists(loadLaw());
  const imported: ListVersion[] = [];
  for (const list of await store.lists()) imported.push(...(await store.versions(list)));
  if (options.format === 'json') {
    console.log(JSON.stringify({ folder: store.folder, pack, imported }, null, 2));
    return;
  }
  const { lang } = options;
  console.log(
    table([
      say(
        lang,
        ['名单', '版本', '当事方', '名单日期', '导入日期', '来源'],
        ['list', 'version', 'parties', 'dated', 'imported', 'source'],
      ),
      ...pack.map(({ list, version, records, published, title }) => [
        list,
        `pack ${version}`,
        String(records),
        published ?? '–',
        '–',
        title[lang],
      ]),
      ...imported.map(({ list, version, records, date, importedOn, source }) => [
        list,
        String(version),
        String(records),
        date ?? '–',
        importedOn,
        source,
      ]),
    ]),
  );
  if (imported.length === 0)
    console.log(
      say(
        lang,
        '\n尚未导入外部名单：ytterby lists import 文件 --as 编号',
        '\nNo list was imported yet: ytterby lists import FILE --as LIST',
      ),
    );
}

function versionNumber(text: string, list: string, language: Language): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(
    say(language, `“${text}”不是 ${list} 的版本号（1、2、3……）。`, `${text} is no version of ${list} (1, 2, 3 …).`),
  );
}

async function comparing(list: string, options: Common & { from?: string; to?: string }): Promise<void> {
  const store = storeOf(options);
  const { lang } = options;
  const numbers = await store.versionNumbers(list);
  const to = options.to === undefined ? numbers.at(-1) : versionNumber(options.to, list, lang);
  if (to === undefined) {
    await store.version(list, 1);
    return;
  }
  const later = await store.version(list, to);
  const from =
    options.from === undefined ? numbers.findLast((number) => number < to) : versionNumber(options.from, list, lang);
  if (from === undefined)
    throw new UsageError(
      say(
        lang,
        `${list} 只有版本 ${to}，没有可比较的更早版本。`,
        `${list} has no version before ${to} to compare with.`,
      ),
    );
  const earlier = await store.version(list, from);
  const found: ListDifference[] = [];
  const count = { added: 0, changed: 0, removed: 0 };
  for await (const difference of diffVersions(store, earlier, later)) {
    count[difference.is]++;
    if (options.format === 'json' || found.length < DIFFERENCES_SHOWN) found.push(difference);
  }
  if (options.format === 'json') {
    console.log(JSON.stringify({ list, from, to, count, differences: found }, null, 2));
    return;
  }
  console.log(
    say(
      lang,
      `${list} 版本 ${from} → ${to}：新增 ${count.added}，变更 ${count.changed}，移除 ${count.removed}`,
      `${list} version ${from} → ${to}: ${count.added} added, ${count.changed} changed, ${count.removed} removed`,
    ),
  );
  const sign = { added: '+', changed: '~', removed: '-' } as const;
  if (found.length > 0)
    console.log(
      table(
        found.map((difference) => {
          const record = difference.is === 'removed' ? difference.before : difference.after;
          const fields = difference.is === 'changed' ? `  (${difference.fields.join(', ')})` : '';
          return [sign[difference.is], difference.id, `${record.names[0]?.text ?? ''}${fields}`];
        }),
      ),
    );
  const total = count.added + count.changed + count.removed;
  if (total > found.length)
    console.log(
      say(
        lang,
        `……另有 ${total - found.length} 项；--format json 给出全部`,
        `… and ${total - found.length} more; --format json gives them all`,
      ),
    );
}

async function recordIn(list: string, id: string, today: LegalDate, options: ShowOptions): Promise<PartyRecord> {
  const { lang, knownOn } = options;
  const version = options.version === undefined ? undefined : versionNumber(options.version, list, lang);
  const places = { book: loadLaw(), store: storeOf(options) };
  const found = await findRecord(places, list, id, { knownOn, version, today });
  if (found === 'no-entry')
    throw new UsageError(
      say(
        lang,
        `法规库的名单 ${list} 中没有条目 ${id}。请用 ytterby lists list 查看名单。`,
        `The pack has no entry ${id} in a list ${list}. See ytterby lists list.`,
      ),
    );
  if (found === 'no-version')
    throw new UsageError(
      say(lang, `${knownOn} 及以前未导入过 ${list}。`, `No version of ${list} had been imported by ${knownOn}.`),
    );
  return found;
}

const STANDING = {
  'not-yet-listed': { zh: '尚未列入', en: 'not yet listed' },
  listed: { zh: '在列', en: 'listed' },
  'listed-without-measures': { zh: '在列，未定措施', en: 'listed, no measures set' },
  suspended: { zh: '在列，措施暂停', en: 'listed, measures suspended' },
  stopped: { zh: '已停止', en: 'stopped' },
} as const satisfies Record<Standing['is'], unknown>;

function standingText({ is, from, until, by }: Standing, language: Language): string {
  const days = [
    from === undefined ? '' : say(language, `自${from}`, `from ${from}`),
    until === undefined ? '' : say(language, `至${until}前`, `until before ${until}`),
  ].filter((text) => text !== '');
  return [STANDING[is][language], ...days, ...(by === undefined ? [] : [`(${by})`])].join(' ');
}

async function showing(list: string, id: string, options: ShowOptions): Promise<void> {
  const today = todayInBeijing();
  const asOf = options.asOf ?? today;
  const record = await recordIn(list, id, today, options);
  const standing = standingOn(record, asOf);
  if (options.format === 'json') {
    console.log(JSON.stringify({ asOf, standing, record }, null, 2));
    return;
  }
  const { lang } = options;
  const rows: (readonly [string, string])[] = [
    [say(lang, '名单', 'list'), `${record.list}  ${record.id}`],
    [asOf, standingText(standing, lang)],
    ...record.names.map(({ text, type }): [string, string] => [say(lang, NAMES[type].zh, NAMES[type].en), text]),
    [say(lang, '类型', 'kind'), record.kind],
    [say(lang, '国家', 'countries'), (record.countries ?? []).join(', ')],
    ...(record.addresses ?? []).map(({ text }): [string, string] => [say(lang, '地址', 'address'), text]),
    ...(record.identifiers ?? []).map(({ scheme, value, country }): [string, string] => [
      scheme,
      country === undefined ? value : `${value} (${country})`,
    ]),
    ...(record.births ?? []).map(({ date, to, about }): [string, string] => [
      say(lang, '出生', 'born'),
      `${about === true ? say(lang, '约', 'about ') : ''}${date}${to === undefined ? '' : `–${to}`}`,
    ]),
    [say(lang, '项目', 'programmes'), (record.programmes ?? []).join(', ')],
    ...(record.links ?? []).map(({ relation, name, id: other }): [string, string] => [relation, name ?? other ?? '']),
    [say(lang, '备注', 'remarks'), record.remarks ?? ''],
    [say(lang, '出处', 'source'), `${record.source.file} · ${record.source.record}`],
  ];
  console.log(table(rows.filter(([, text]) => text !== '')));
  if (record.standings !== undefined) {
    console.log('');
    for (const stretch of record.standings) console.log(`  ${standingText(stretch, lang)}`);
  }
}

const NAMES = {
  primary: { zh: '名称', en: 'name' },
  alias: { zh: '别名', en: 'alias' },
  'weak-alias': { zh: '弱别名', en: 'weak alias' },
  former: { zh: '曾用名', en: 'former name' },
} as const;
