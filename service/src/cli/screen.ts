import { once } from 'node:events';
import { type LegalDate, readingsOf } from '@ytterby/core';
import { holdingIn } from '@ytterby/core/ownership';
import type { ScreeningQuery } from '@ytterby/core/screening';
import { loadLaw } from '@ytterby/law';
import { Presets, SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { dataFolder as folderFor } from '../data-folder.ts';
import { formatListProblem, ListError } from '../feeds/lists/index.ts';
import { loadOwnership } from '../feeds/ownership/index.ts';
import { formatProblem, type Problem } from '../intake/index.ts';
import { holdingText } from '../ownership/holding-text.ts';
import { listedOwners, partyNamed } from '../ownership/listed-owners.ts';
import { ownershipSvg } from '../report/ownership-svg.ts';
import { DECIDED, type Decided } from '../screening/decided.ts';
import { DecisionError, DecisionStore } from '../screening/decisions.ts';
import { partyOf, readParties } from '../screening/read-parties.ts';
import { linesOnly, oneLine } from '../screening/safe-text.ts';
import { entryOf, LIMIT, openScreener, type PartyScreening, type Screener } from '../screening/screen-parties.ts';
import { screeningCsv, type UnscreenedRow } from '../screening/screening-csv.ts';
import { type OwnersShown, screeningHtml } from '../screening/screening-html.ts';
import { screeningText } from '../screening/screening-text.ts';
import { screeningWords } from '../screening/wording.ts';
import { EXIT, UsageError } from './errors.ts';
import { progressBar } from './progress.ts';
import { dateOption, type Language, languageOption, say, table } from './terminal.ts';
import { todayInBeijing } from './today.ts';
import { wholeFile } from './whole-file.ts';

/** Exit code when a hit or a possible hit is open. It goes before that of problems with rows: it is the one not to be missed. */
const FOUND = 3;
const FORMATS = ['text', 'json', 'csv', 'html'] as const;
/** Bars are shown for more parties than this. */
const SHOWN_FROM = 2000;
const MOST_HITS = 1000;

interface PartyOptions {
  readonly country: readonly string[];
  readonly kind?: string;
  readonly identifier: readonly string[];
  readonly birth?: string;
  readonly address?: string;
  readonly otherName: readonly string[];
}

interface Common extends PartyOptions {
  readonly lang: Language;
  readonly data?: string;
  readonly knownAt?: LegalDate;
}

interface ScreenOptions extends Common {
  readonly file?: string;
  readonly sheet?: string;
  readonly asOf?: LegalDate;
  readonly lists?: readonly string[];
  readonly owners?: readonly string[];
  readonly limit: number;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
}

interface DecideOptions extends Common {
  readonly party: string;
  readonly list: string;
  readonly entry: string;
  readonly as: Decided;
  readonly by: string;
  readonly reason: string;
}

const collect = (text: string, before: readonly string[]) => [...before, text];

function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d{1,4}$/.test(text) && number >= 1 && number <= MOST_HITS) return number;
  throw new InvalidArgumentError(`Write a number from 1 to ${MOST_HITS}.`);
}

/** What is known of the party, with its name or besides it. */
function withParty(command: Command): Command {
  return command
    .addOption(languageOption())
    .option('--country <country>', 'seat or nationality; may be given again', collect, [])
    .addOption(new Option('--kind <kind>', 'what the party is').choices(['organisation', 'person', 'vessel']))
    .option('--identifier <scheme:value>', 'such as LEI:5493001KJTIIGC8Y1R12; may be given again', collect, [])
    .option('--birth <date>', 'date of birth: 1970, 1970-03 or 1970-03-01')
    .option('--address <address>', 'address')
    .option('--other-name <name>', 'another name of it; may be given again', collect, [])
    .addOption(
      dateOption('--known-at <day>', 'lists, law and decisions as known on this day (default: today in Beijing)'),
    )
    .option(
      '--data <folder>',
      'where lists and decisions are kept (default: YTTERBY_DATA, else the user’s data folder)',
    );
}

/** `ytterby screen …`: is a party on a list, and what would that mean for an export on a day? */
export function addScreenCommands(program: Command): void {
  // What stands after `decide` belongs to it; without this `screen` would take the options that both have.
  program.enablePositionalOptions();
  const command = withParty(
    program
      .command('screen')
      .argument('[name]')
      .description(
        'screen a party, or a file of them, against the lists; exit code 3 = something was found / 名单筛查',
      ),
  )
    .option('--file <file>', 'parties in a file (CSV, XLSX, NDJSON): name, country, kind, identifier, birth, address')
    .option('--sheet <name>', 'sheet of a workbook (default: the first)')
    .addOption(dateOption('--as-of <day>', 'day of the export (default: today in Beijing)'))
    .option(
      '--owners <file...>',
      'holdings (BODS, FollowTheMoney, GLEIF, CSV): who stands behind the parties, in text and HTML',
    )
    .option('--lists <list...>', 'only these lists; “pack” = all of the law pack')
    .addOption(new Option('--limit <n>', 'hits for each party at most').argParser(wholeNumber).default(LIMIT))
    .addOption(new Option('--format <format>', 'form of the answer').choices(FORMATS).default('text'))
    .option('--out <file>', 'write the answer to a file')
    .enablePositionalOptions()
    .action((name: string | undefined, options: ScreenOptions) => refusing(options, () => screening(name, options)));

  withParty(
    command
      .command('decide')
      .description(
        'decide on a hit, by name and with a reason; counts until the entry or the party changes / 对命中作出决定',
      ),
  )
    .requiredOption('--party <name>', 'the name as it was screened; give --country and the like as then')
    .requiredOption('--list <list>', 'id of the list')
    .requiredOption('--entry <entry>', 'id of the entry')
    .addOption(new Option('--as <decision>', 'what it is').choices(DECIDED).makeOptionMandatory())
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--reason <text>', 'why')
    .action((options: DecideOptions) => refusing(options, () => deciding(options)));
}

/** What a list, a folder or a decision cannot do is the user's to mend: said in their language. */
async function refusing({ lang }: Common, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ListError)
      throw new UsageError(error.problems.map((problem) => formatListProblem(problem, lang)).join('\n'));
    if (error instanceof DecisionError) throw new UsageError(decisionProblem(error, lang));
    if (error instanceof Error && 'syscall' in error && 'path' in error) {
      const { code = '', path } = error as NodeJS.ErrnoException;
      throw new UsageError(
        say(
          lang,
          `无法使用 ${path}（${code}）。请检查该文件或文件夹是否可读写。`,
          `${path} cannot be used (${code}). Check that it can be read and written.`,
        ),
      );
    }
    throw error;
  }
}

function decisionProblem({ field }: DecisionError, language: Language): string {
  if (field === 'by' || field === 'reason')
    return say(
      language,
      `--${field} 须为可读的${field === 'by' ? '姓名' : '理由'}：没有姓名和理由不能排除命中。`,
      `--${field} must be a ${field === 'by' ? 'name' : 'reason'} that can be read: no hit is cleared without both.`,
    );
  return say(language, `决定无效（${field}）。`, `This is no decision (${field}).`);
}

/** The party of the command line. Raises what is wrong with it. */
function partyFrom(name: string, options: PartyOptions, language: Language): ScreeningQuery {
  const { query, problems } = partyOf(
    {
      name,
      ...(options.country.length === 0 ? {} : { country: options.country.join(';') }),
      ...(options.identifier.length === 0 ? {} : { identifier: options.identifier.join(';') }),
      ...(options.otherName.length === 0 ? {} : { otherNames: options.otherName.join(';') }),
      ...(options.kind === undefined ? {} : { kind: options.kind }),
      ...(options.birth === undefined ? {} : { birth: options.birth }),
      ...(options.address === undefined ? {} : { address: options.address }),
    },
    (field) => ({ file: field === 'name' ? say(language, '名称', 'name') : `--${field}` }),
  );
  if (query !== undefined) return query;
  throw new UsageError(problems.map((problem) => formatProblem(problem, language)).join('\n'));
}

function folderOf({ data }: Pick<Common, 'data'>): string {
  return folderFor({ ...process.env, ...(data === undefined ? {} : { YTTERBY_DATA: data }) });
}

/** A bar for so many parties; nothing when they are few or nobody looks. */
function countBar(label: string): { update: (done: number, total: number, label?: string) => void; stop: () => void } {
  let bar: SingleBar | undefined;
  return {
    update: (done, total, now = label) => {
      if (bar === undefined) {
        if (!process.stderr.isTTY || total < SHOWN_FROM) return;
        bar = new SingleBar(
          { stream: process.stderr, format: `{label} {bar} {value}/{total} {eta_formatted}`, clearOnComplete: true },
          Presets.shades_classic,
        );
        bar.start(total, done, { label: now });
      }
      bar.update(done, { label: now });
    },
    stop: () => bar?.stop(),
  };
}

async function ready(options: Common & Pick<ScreenOptions, 'asOf' | 'lists'>): Promise<Screener> {
  const { lang } = options;
  const today = todayInBeijing();
  const bar = countBar('');
  try {
    const screener = await openScreener({
      book: loadLaw(),
      dataFolder: folderOf(options),
      asOf: options.asOf ?? today,
      knownAt: options.knownAt ?? today,
      ...(options.lists === undefined ? {} : { lists: options.lists }),
      onProgress: (phase, done, total) => {
        bar.update(
          done,
          total,
          phase === 'read' ? say(lang, '读取名单', 'reading') : say(lang, '建立索引', 'indexing'),
        );
      },
    });
    return screener;
  } finally {
    bar.stop();
  }
}

/** What the answer leaves out, on standard error. */
function caveats({ known, index, unreadableDecisions }: Screener, language: Language): void {
  if (known.missing.length > 0)
    console.error(
      say(
        language,
        `未查（${known.knownAt} 尚无版本）：${known.missing.join('、')}`,
        `Not looked into, since no version was known on ${known.knownAt}: ${known.missing.join(', ')}`,
      ),
    );
  if (index.notKept !== undefined)
    console.error(
      say(
        language,
        `索引未能保存（${index.notKept}），下次须重新建立。`,
        `The index could not be kept (${index.notKept}); it will be made again next time.`,
      ),
    );
  if (unreadableDecisions.length > 0)
    console.error(
      say(
        language,
        `决定文件中有无法读取的行，不计入：${unreadableDecisions.join('、')}`,
        `Lines of the file of decisions that cannot be read and do not count: ${unreadableDecisions.join(', ')}`,
      ),
    );
}

interface Asked {
  readonly parties: readonly { readonly row: number; readonly party: ScreeningQuery }[];
  readonly unscreened: UnscreenedRow[];
}

async function askedFor(name: string | undefined, options: ScreenOptions): Promise<Asked> {
  const { lang, file } = options;
  if ((name === undefined) === (file === undefined))
    throw new UsageError(
      say(lang, '请给出一个名称，或用 --file 给出文件。', 'Give one name, or a file of parties with --file.'),
    );
  if (file === undefined) return { parties: [{ row: 1, party: partyFrom(name ?? '', options, lang) }], unscreened: [] };
  const about = ['country', 'identifier', 'otherName', 'kind', 'birth', 'address'] as const;
  if (about.some((key) => (options[key]?.length ?? 0) > 0))
    throw new UsageError(
      say(
        lang,
        '使用 --file 时，当事方的信息须写在文件中。',
        'With --file, what is known of each party stands in the file.',
      ),
    );
  const parties: { row: number; party: ScreeningQuery }[] = [];
  const unscreened: UnscreenedRow[] = [];
  const bar = progressBar(file);
  const tell = (problem: Problem) => {
    const text = oneLine(formatProblem(problem, lang), 1000);
    console.error(text);
    return text;
  };
  try {
    const reading = { ...(options.sheet === undefined ? {} : { sheet: options.sheet }), onProgress: bar.update };
    for await (const { row, query, problems, notes } of readParties(file, reading)) {
      notes.forEach(tell);
      if (query === undefined) unscreened.push({ row, problems: problems.map(tell) });
      else parties.push({ row, party: query });
    }
  } finally {
    bar.stop();
  }
  return { parties, unscreened };
}

async function screening(name: string | undefined, options: ScreenOptions): Promise<void> {
  const { lang, file, limit } = options;
  const { parties, unscreened } = await askedFor(name, options);
  const whole = options.out === undefined ? undefined : wholeFile(options.out, lang);
  const found: { row: number; screening: PartyScreening }[] = [];
  try {
    const screener = await ready(options);
    const bar = countBar(say(lang, '筛查', 'screening'));
    try {
      caveats(screener, lang);
      for (const { row, party } of parties) {
        found.push({ row, screening: await screener.screen(party, limit) });
        if (found.length % 100 === 0) bar.update(found.length, parties.length);
      }
    } finally {
      bar.stop();
      await screener.close();
    }
    for (const { row, screening: each } of found) {
      if (each.verdict !== 'unreadable') continue;
      const { verdict, summary } = screeningWords(lang);
      const where = file === undefined ? '' : `${file} ${say(lang, `第${row}行`, `row ${row}`)}: `;
      console.error(`${where}${verdict('unreadable')} ${oneLine(each.party.name, 80)} — ${summary(each)}`);
    }
    const owners = options.owners === undefined ? undefined : await ownersIn(options.owners, options);
    const text = answer({ screener, found, unscreened, owners }, options);
    const out = whole?.stream ?? process.stdout;
    if (!out.write(text)) await once(out, 'drain');
  } catch (error) {
    whole?.drop();
    throw error;
  }
  await whole?.keep();
  if (options.out !== undefined) console.error(say(lang, `已写入 ${options.out}`, `written: ${options.out}`));
  if (found.some((each) => each.screening.verdict === 'hit' || each.screening.verdict === 'possible'))
    process.exitCode = FOUND;
  else if (unscreened.length > 0 || found.some((each) => each.screening.verdict === 'unreadable'))
    process.exitCode = EXIT.problems;
}

interface Answer {
  readonly screener: Screener;
  readonly found: readonly { readonly row: number; readonly screening: PartyScreening }[];
  readonly unscreened: readonly UnscreenedRow[];
  readonly owners: OwnersIn | undefined;
}

function answer({ screener: { known }, found, unscreened, owners }: Answer, options: ScreenOptions): string {
  const { lang, format } = options;
  switch (format) {
    case 'json': {
      const parties = found.map(({ row, screening: each }) => (options.file === undefined ? each : { row, ...each }));
      return `${JSON.stringify({ knownAt: known.knownAt, lists: known.lists, notLookedInto: known.missing, parties, unscreened }, null, 2)}\n`;
    }
    case 'csv':
      return screeningCsv(found, unscreened, lang);
    case 'html':
      return screeningHtml({
        language: lang,
        generatedAt: new Date().toISOString().slice(0, 16).replace('T', ' '),
        known,
        screenings: found.map(({ screening: each }) => each),
        problems: unscreened.flatMap(({ problems }) => problems),
        owners,
      });
    case 'text':
      return textAnswer({ found, unscreened, owners }, options);
  }
}

function textAnswer({ found, unscreened, owners }: Omit<Answer, 'screener'>, options: ScreenOptions): string {
  const { lang, file } = options;
  const width = Math.min(process.stdout.columns ?? 100, 110);
  const [one] = found;
  if (file === undefined && one !== undefined)
    return linesOnly(
      `${screeningText(one.screening, lang, width)}\n${behind(one.screening, owners)}${howToDecide(one.screening, options)}`,
    );
  const words = screeningWords(lang);
  const rows = found.map(({ row, screening: each }) => {
    const { entry, meaning } = words.inShort(each);
    const cells = [oneLine(each.party.name, 40), oneLine(entry, 40), oneLine(meaning, 120)];
    return [String(row), words.verdict(each.verdict), ...cells];
  });
  const head = say(
    lang,
    ['行', '结论', '当事方', '条目', '当日含义'],
    ['row', 'verdict', 'party', 'entry', 'what it means that day'],
  );
  const open = found.filter(({ screening: { verdict } }) => verdict === 'hit' || verdict === 'possible');
  const count = say(
    lang,
    `共 ${found.length} 个当事方，${open.length} 个待确认，${unscreened.length} 行未筛查`,
    `${found.length} parties screened, ${open.length} to look at, ${unscreened.length} rows not screened`,
  );
  const details = open.map(({ row, screening: each }) => {
    const where = say(lang, `── 第 ${row} 行`, `── row ${row}`);
    return `\n${where} ${'─'.repeat(20)}\n${screeningText(each, lang, width)}\n${behind(each, owners)}`;
  });
  return linesOnly(`${count}\n\n${table([head, ...rows])}\n${details.join('')}`);
}

type OwnersIn = (screening: PartyScreening) => OwnersShown | undefined;

/** Who stands behind each screened party that the files of holdings know by its name or id. */
async function ownersIn(files: readonly string[], { lang, asOf, knownAt }: ScreenOptions): Promise<OwnersIn> {
  const day = asOf ?? todayInBeijing();
  const pack = loadLaw();
  const readings = readingsOf(pack);
  const loaded = await loadOwnership(files.map((path) => ({ path, onProgress: () => undefined })));
  for (const problem of loaded.problems) console.error(formatProblem(problem, lang));
  const graph = loaded.register.asOf(day);
  const listed = listedOwners(graph, pack, { asOf: day, knownAt: knownAt ?? day }, readings).map(({ id }) => id);
  return ({ party }) => {
    const named = partyNamed(party.name, graph);
    if (!('id' in named)) return undefined;
    const how = { chain: readings['owners-chain'], sum: readings['owners-sum'] };
    const lines = holdingText(holdingIn(graph, named.id, listed, how), graph, lang);
    return { lines, picture: ownershipSvg(graph, named.id, new Set(listed), party.name) };
  };
}

const behind = (screening: PartyScreening, owners: OwnersIn | undefined): string => {
  const shown = owners?.(screening);
  return shown === undefined ? '' : `\n${shown.lines.join('\n')}\n`;
};

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The command that decides on the first open hit, to be copied. */
function howToDecide({ party, hits }: PartyScreening, options: ScreenOptions): string {
  const hit = hits.find(({ verdict, decision }) => verdict !== 'cleared' && decision?.counts !== true);
  // A name with hidden characters cannot be copied from a terminal.
  if (hit === undefined || oneLine(party.name, 200) !== party.name) return '';
  const given = [
    ...options.country.map((text) => `--country ${quoted(text)}`),
    ...options.identifier.map((text) => `--identifier ${quoted(text)}`),
    ...options.otherName.map((text) => `--other-name ${quoted(text)}`),
    ...(['kind', 'birth', 'address', 'data'] as const).flatMap((key) =>
      options[key] === undefined ? [] : [`--${key} ${quoted(options[key])}`],
    ),
  ];
  const command = [
    `ytterby screen decide --party ${quoted(party.name)}`,
    ...given,
    `--list ${quoted(hit.list.id)} --entry ${quoted(hit.entry)} --as ${DECIDED.join('|')} --by … --reason …`,
  ].join(' ');
  return `\n${say(options.lang, '作出决定：', 'To decide:')} ${oneLine(command, 4000)}\n`;
}

async function deciding(options: DecideOptions): Promise<void> {
  const { lang, list, entry } = options;
  const party = partyFrom(options.party, options, lang);
  const today = todayInBeijing();
  const dataFolder = folderOf(options);
  const found = await entryOf({ book: loadLaw(), dataFolder, knownAt: options.knownAt ?? today }, list, entry);
  if (found === undefined)
    throw new UsageError(
      say(
        lang,
        `名单 ${list} 没有条目 ${entry}。请检查编号。`,
        `The list ${list} has no entry ${entry}; check the id.`,
      ),
    );
  const decision = await new DecisionStore(dataFolder).add({
    decided: options.as,
    by: options.by,
    reason: options.reason,
    on: today,
    list,
    entry,
    record: found.hash,
    party,
  });
  const what = say(
    lang,
    decision.decided === 'true-match' ? '确认为同一主体' : '确认为不同主体（误报）',
    decision.decided === 'true-match' ? 'true match' : 'false positive',
  );
  console.log(
    oneLine(
      `${what}: ${party.name} – ${found.record.names[0]?.text ?? entry} (${list}, ${entry}), ${decision.by}, ${decision.on}`,
      1000,
    ),
  );
}
