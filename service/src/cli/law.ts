import { loadLaw } from '@ytterby/law';
import {
  branchLabel,
  checkLaw,
  ENACTED,
  type LawBook,
  type LawCheck,
  type LawDifference,
  lawOn,
  readingSets,
  type Status,
  type Text,
} from '@ytterby/core';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { compareLaw } from '../browse-law/compare-law.ts';
import { type LawAt, lawAt } from '../browse-law/law-at.ts';
import { standingInBranches, statusChanges } from '../browse-law/standing-over-time.ts';
import { EXIT, UsageError } from './errors.ts';
import { type DraftDifference, draftDifference } from './law-draft.ts';
import { todayInBeijing } from './today.ts';
import { type Language, languageOption, dateOption, say, table, textOrJson, legalDay } from './terminal.ts';

/** Provisions named in one row of the timeline. */
const SHOWN = 6;

interface LawOptions {
  readonly lang: Language;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly format: 'text' | 'json';
  readonly extra: readonly string[];
}

/** `ytterby law …`: the law itself, not an export. */
export function addLawCommands(program: Command): void {
  const law = program.command('law').description('read, compare and check the law pack / 查阅、比较和核对法规库');
  const add = (name: string, description: string) =>
    law
      .command(name)
      .description(description)
      .addOption(languageOption())
      .addOption(dateOption('--as-of <day>', 'day whose law applies (default: today in Beijing)'))
      .addOption(dateOption('--known-at <day>', 'only instruments published by this day (default: --as-of)'))
      .option('--extra <file...>', 'further law files laid over the pack', [])
      .addOption(textOrJson());

  add('list', 'every instrument with its dates and where it stands').action((options: LawOptions) => {
    const { book, moment } = opened(options);
    const rows = book.instruments.map((instrument) => {
      const on = lawOn(book, moment).provisions.filter(
        (each) => each.instrument.id === instrument.id && each.provision.effect !== undefined,
      );
      return [
        instrument.published,
        instrument.from,
        instrument.id,
        standing(
          on.map(({ status }) => status),
          options.lang,
        ),
        instrument.title[options.lang],
      ];
    });
    if (options.format === 'json')
      print(
        book.instruments.map(({ provisions, ...instrument }) => ({ ...instrument, provisions: provisions.length })),
      );
    else
      console.log(
        table([
          say(options.lang, ['公布', '施行', '编号', '状态', '名称'], ['published', 'from', 'id', 'standing', 'title']),
          ...rows.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
        ]),
      );
  });

  add(
    'show <id>',
    'one instrument or provision, word for word as the pack has it, with its standing on the day',
  ).action((id: string, options: LawOptions) => {
    const { book, moment } = opened(options);
    const found = lawOn(book, moment).provisions.filter(
      ({ instrument, provision }) => instrument.id === id || provision.id === id,
    );
    const instrument = book.instruments.find(
      (each) => each.id === id || each.provisions.some((provision) => provision.id === id),
    );
    if (instrument === undefined)
      throw new UsageError(
        say(
          options.lang,
          `法规库中没有“${id}”（于${moment.knownAt}所知）。请用 ytterby law list 查看编号。`,
          `The pack has no ${id} (as known on ${moment.knownAt}). See ytterby law list for the ids.`,
        ),
      );
    if (options.format === 'json')
      return print({ instrument, standing: found.map(({ provision, status }) => ({ id: provision.id, status })) });
    const lines = [
      instrument.title[options.lang],
      `  ${instrument.issuer[options.lang]} · ${instrument.published} · ${instrument.verified}`,
      `  ${instrument.summary[options.lang]}`,
    ];
    const shown =
      instrument.id === id ? instrument.provisions : instrument.provisions.filter((provision) => provision.id === id);
    for (const provision of shown) {
      const on = found.find((each) => each.provision.id === provision.id);
      lines.push(
        '',
        `${provision.id}  ${provision.cite[options.lang]}${on === undefined ? '' : `  [${statusText(on.status, options.lang)}]`}`,
        `  ${provision.text[options.lang]}`,
      );
      if (provision.doubt) lines.push(`  ? ${provision.doubt[options.lang]}`);
    }
    lines.push(
      '',
      ...instrument.source.map(
        (source) => `  ${typeof source === 'string' ? source : `${source.note} ${source.url ?? ''}`}`,
      ),
    );
    console.log(lines.join('\n'));
  });

  add('timeline', 'the days on which the law changes, and what changes').action((options: LawOptions) => {
    const { book, moment } = opened(options);
    const cited = new Map(
      book.instruments.flatMap(({ title, provisions }) =>
        provisions.map(({ id, cite }) => [id, `${title[options.lang]} ${cite[options.lang]}`] as const),
      ),
    );
    const changes = statusChanges(book, standingInBranches(book, moment)).map(({ status, provision, ...change }) => ({
      ...change,
      provision,
      cite: cited.get(provision) ?? provision,
      status: statusText(status, options.lang),
    }));
    if (options.format === 'json') return print(changes);
    const groups = new Map<
      string,
      { day: string; branch: string; status: string; instrument: string; ids: string[] }
    >();
    for (const { day, branch, instrument, provision, status } of changes) {
      const key = `${day} ${branch} ${status} ${instrument}`;
      const group = groups.get(key) ?? { day, branch, status, instrument, ids: [] };
      group.ids.push(provision.slice(instrument.length + 1));
      groups.set(key, group);
    }
    let heading = '';
    for (const { day, branch, status, instrument, ids } of groups.values()) {
      const title = branch === ENACTED ? day : `${day}  (${branchLabel(branch, book)[options.lang]})`;
      if (title !== heading) console.log(`${heading === '' ? '' : '\n'}${title}`);
      heading = title;
      const named = ids.length <= SHOWN ? ids.join(', ') : `${ids.slice(0, SHOWN).join(', ')} … (${ids.length})`;
      console.log(`  ${instrument}  ${named}\n    ${status}`);
    }
  });

  add('diff', 'what changes between two days, or with a draft: provisions, and exports that are answered differently')
    .argument('[before]', 'earlier day', legalDay)
    .argument('[after]', 'later day', legalDay)
    .option('--branch <branch>', 'branch for the later day: enacted, or the id of a statement', ENACTED)
    .option('--draft <file>', 'in place of two days: the law without and with this draft of an instrument')
    .option('--exports <file>', 'with --draft: exports (YAML, JSON, CSV, XLSX, NDJSON) to ask about on its first day')
    .action(async (before: string | undefined, after: string | undefined, options: DiffOptions) => {
      const { draft, lang, format } = options;
      if (draft !== undefined && before === undefined) {
        const difference = await draftDifference({ ...options, draft }, todayInBeijing());
        if (format === 'json') print(difference);
        else printDraft(difference, lang);
        if ((difference.exports?.unread ?? 0) > 0) process.exitCode = EXIT.problems;
        else if (difference.statements.broken.length > 0) process.exitCode = EXIT.failed;
        return;
      }
      if (draft !== undefined || options.exports !== undefined || before === undefined || after === undefined)
        throw new UsageError(
          say(
            lang,
            '请给出两个日期；或者用 --draft FILE，可加 --exports FILE。',
            'Give two days; or --draft FILE, with --exports FILE if you like.',
          ),
        );
      const { pack } = opened(options);
      const difference = compareLaw(pack, { before, after, knownAt: options.knownAt, branch: options.branch });
      if (format === 'json') return print(difference);
      printDifference(difference, lang);
    });

  add('check', 'prove statements about the law on every day of a span, under every branch')
    .addOption(dateOption('--from <day>', 'first day').default('2024-12-01'))
    .addOption(dateOption('--until <day>', 'last day').default('2027-12-31'))
    .action((options: LawOptions & { from: string; until: string }) => {
      const { pack } = opened(options);
      const result = checkLaw(pack, options.from, options.until, readingSets(pack));
      if (options.format === 'json') print(result);
      else printCheck(result, options.lang);
      if (result.problems.length > 0) process.exitCode = 1;
    });
}

interface DiffOptions extends LawOptions {
  readonly branch: string;
  readonly draft?: string;
  readonly exports?: string;
}

/** Every problem with an export that can be asked about: `ytterby assess` on what stands below it gives the same answer. */
function printCheck(result: LawCheck, language: Language): void {
  const { from, until, statements, days, branches, stretches, laws, nodes, problems } = result;
  console.log(
    say(
      language,
      `${from} 至 ${until}：${statements} 条命题，${days} 天，${branches.length} 个分支，含各解释选项共 ${stretches} 段法律不变的日期；${laws} 种法律状态，${nodes} 个判定图节点。`,
      `${from} to ${until}: ${statements} statements, ${days} days, ${branches.length} branches, ${stretches} stretches of days between changes of law under all readings; ${laws} different laws, ${nodes} nodes of decision diagrams.`,
    ),
  );
  for (const problem of problems) {
    const readings = Object.entries(problem.readings).map(([reading, option]) => `${reading}=${option}`);
    console.log(`\n✗ ${[problem.from, problem.branch, ...readings].join(' ')}: ${problem.text[language]}`);
    if (problem.export === undefined) console.log(JSON.stringify(problem.example, null, 2));
    else console.log(`# ${problem.export.outcome}\n${stringify(problem.export.facts)}`);
  }
  if (problems.length === 0) console.log(say(language, '✓ 各命题均成立。', '✓ Every statement holds.'));
}

function printDifference({ provisions, exports }: LawDifference, language: Language): void {
  const lines = provisions.map(({ id, before: was, after: is }) => [id, was ?? '–', '→', is ?? '–']);
  console.log(lines.length === 0 ? say(language, '没有条款变化。', 'No provision changes.') : table(lines));
  for (const { outcomes, example } of exports) {
    console.log(
      `\n${outcomes.replace('>', ' → ')}\n${Object.entries(example)
        .map(([fact, values]) => `    ${fact}: ${values.slice(0, 4).join(', ')}${values.length > 4 ? ' …' : ''}`)
        .join('\n')}`,
    );
  }
}

function printDraft({ instrument, knownAt, days, statements, exports }: DraftDifference, language: Language): void {
  console.log(say(language, `${instrument}，于${knownAt}所知`, `${instrument}, as known on ${knownAt}`));
  for (const { day, difference } of days) {
    console.log(`\n${day}`);
    printDifference(difference, language);
  }
  for (const { from, branch, text, example } of statements.broken)
    console.log(`\n✗ ${from} ${branch}: ${text[language]}\n${JSON.stringify(example, null, 2)}`);
  if (exports === null) return;
  const { asOf, asked, different } = exports;
  console.log(
    `\n${say(
      language,
      `${asOf}：${asked} 项出口中 ${different.length} 项结果不同。`,
      `${asOf}: of ${asked} exports ${different.length} are answered differently.`,
    )}`,
  );
  for (const each of different)
    console.log(each.difference.map((text) => `  ${each.export}  ${text[language]}`).join('\n'));
}

function opened(options: LawOptions): { pack: LawBook } & LawAt {
  const pack = loadLaw({ extra: options.extra });
  return { pack, ...lawAt(pack, options, todayInBeijing()) };
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

const STATUS: Readonly<Record<Status['is'], Text>> = {
  'not-yet-published': { zh: '尚未公布', en: 'not yet published' },
  'not-yet-in-force': { zh: '已公布，尚未施行', en: 'published, not yet in force' },
  'in-force': { zh: '施行中', en: 'in force' },
  paused: { zh: '暂停实施', en: 'paused' },
  ended: { zh: '已停止', en: 'ended' },
  'never-ran': { zh: '从未施行', en: 'never ran' },
};

/** Where a provision stands, with its dates. */
export function statusText(status: Status, language: Language): string {
  const name = STATUS[status.is][language];
  switch (status.is) {
    case 'in-force':
      return say(language, `${name}（自${status.since}）`, `${name} since ${status.since}`);
    case 'not-yet-in-force':
      return say(language, `${name}（自${status.from}起）`, `${name}, from ${status.from}`);
    case 'paused': {
      const until = status.until === undefined ? '' : say(language, `至${status.until}`, ` until ${status.until}`);
      const never = status.everInForce ? '' : say(language, '，此前从未施行', ', before it ever ran');
      return `${name}${until}${never} (${status.by})`;
    }
    case 'ended':
      return `${name} ${status.on} (${status.by})`;
    default:
      return name;
  }
}

function standing(statuses: readonly Status[], language: Language): string {
  return [...new Set(statuses.map(({ is }) => STATUS[is][language]))].join(say(language, '、', ' / ')) || '–';
}
