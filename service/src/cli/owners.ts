import { type Rational, rationalText, readingsOf } from '@ytterby/core';
import { type HoldingAnswer, holdingIn, type OwnershipGraph } from '@ytterby/core/ownership';
import { loadLaw } from '@ytterby/law';
import { type Command, Option } from 'commander';
import { loadOwnership, OWNERSHIP_FORMATS, type OwnershipFormat } from '../feeds/ownership/index.ts';
import { formatProblem } from '../intake/index.ts';
import { holdingText } from '../ownership/holding-text.ts';
import { listedOwners, nameOf, partyNamed } from '../ownership/listed-owners.ts';
import { html } from '../report/markup.ts';
import { ownershipSvg } from '../report/ownership-svg.ts';
import { STYLE } from '../report/style.ts';
import { EXIT, UsageError } from './errors.ts';
import { readingsFrom } from './options.ts';
import { progressBar } from './progress.ts';
import { dateOption, type Language, languageOption, say } from './terminal.ts';
import { todayInBeijing } from './today.ts';
import { wholeFile } from './whole-file.ts';

/** Parties of one name told in a refusal. */
const MOST_NAMESAKES = 20;

interface OwnersOptions {
  readonly of: string;
  readonly listed: readonly string[];
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly lang: Language;
  readonly format: 'text' | 'json' | 'html';
  readonly as?: OwnershipFormat;
  readonly out?: string;
  readonly reading: readonly string[];
}

/** `ytterby owners FILE… --of PARTY`: what parties on the Control List and Watch List hold of a party, through all chains. */
export function addOwners(program: Command): void {
  program
    .command('owners <file...>')
    .description('who stands behind a party: holdings of listed parties through all chains / 谁在背后：列名主体的持股')
    .requiredOption('--of <party>', 'the party asked about, by id or exact name')
    .option(
      '--listed <party...>',
      'parties that count, by id or exact name (default: Control List and Watch List in force)',
      [],
    )
    .addOption(languageOption())
    .addOption(dateOption('--as-of <day>', 'day on which interests and lists count (default: today in Beijing)'))
    .addOption(dateOption('--known-at <day>', 'only lists published by this day count'))
    .addOption(
      new Option('--as <format>', 'format of the files (default: found by looking)').choices(OWNERSHIP_FORMATS),
    )
    .option('--reading <id=option...>', 'owners-chain=multiply|majority-whole, owners-sum=single|sum', [])
    .addOption(new Option('--format <format>', 'form of the answer').choices(['text', 'json', 'html']).default('text'))
    .option('--out <file>', 'write the answer to a file')
    .action(owners);
}

async function owners(files: readonly string[], options: OwnersOptions): Promise<void> {
  const { lang } = options;
  const asOf = options.asOf ?? todayInBeijing();
  const pack = loadLaw();
  const readings = readingsOf(pack, readingsFrom(options.reading, lang));
  const bars = files.map((file) => progressBar(file));
  const loaded = await loadOwnership(
    files.map((path, index) => ({
      path,
      onProgress: bars[index]?.update ?? (() => {}),
      ...(options.as === undefined ? {} : { format: options.as }),
    })),
  );
  for (const bar of bars) bar.stop();
  for (const problem of loaded.problems) console.error(formatProblem(problem, lang));
  const graph = loaded.register.asOf(asOf);
  const target = partyMeant(options.of, graph, lang);
  const listed =
    options.listed.length > 0
      ? options.listed.map((name) => partyMeant(name, graph, lang))
      : listedOwners(graph, pack, { asOf, knownAt: options.knownAt ?? asOf }, readings).map(({ id }) => id);
  const answer = holdingIn(graph, target, listed, { chain: readings['owners-chain'], sum: readings['owners-sum'] });
  const text =
    options.format === 'json'
      ? `${JSON.stringify({ ...answer, sources: loaded.sources }, exactly, 2)}\n`
      : options.format === 'html'
        ? page(answer, graph, new Set(listed), lang)
        : `${holdingText(answer, graph, lang).join('\n')}\n`;
  if (options.out === undefined) process.stdout.write(text);
  else {
    const file = wholeFile(options.out, lang);
    file.stream.write(text);
    await file.keep();
    console.error(say(lang, `已写入 ${options.out}`, `written: ${options.out}`));
  }
  if (loaded.problems.length > 0) process.exitCode = EXIT.problems;
}

function partyMeant(said: string, graph: OwnershipGraph, lang: Language): string {
  const named = partyNamed(said, graph);
  if ('id' in named) return named.id;
  throw new UsageError(
    named.found.length === 0
      ? say(lang, `文件中没有“${said}”。`, `The files have no party ${said}.`)
      : say(
          lang,
          `“${said}”有${named.found.length}个：${named.found.slice(0, MOST_NAMESAKES).join('、')}。请写编号。`,
          `${named.found.length} parties are called ${said}: ${named.found.slice(0, MOST_NAMESAKES).join(', ')}. Give the id.`,
        ),
  );
}

function page(answer: HoldingAnswer, graph: OwnershipGraph, listed: ReadonlySet<string>, lang: Language): string {
  const title = say(lang, `“${nameOf(graph, answer.entity)}”的所有者`, `Owners of ${nameOf(graph, answer.entity)}`);
  const [first = '', ...rest] = holdingText(answer, graph, lang);
  const picture = ownershipSvg(graph, answer.entity, listed, title);
  return `<!doctype html>\n${
    html`<html lang="${lang === 'zh' ? 'zh-Hans' : 'en-GB'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main><h1>${title}</h1><p><strong>${first}</strong></p>${picture}<pre>${rest.join('\n')}</pre></main></body></html>`
      .source
  }\n`;
}

/** Our own style sheet, which holds nothing that a file could have put there. */
function raw(style: string): ReturnType<typeof html> {
  return Object.assign(html``, { source: style });
}

/** Exact shares as text, so that JSON loses nothing. */
function exactly(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'n' in value && 'd' in value && typeof value.n === 'bigint'
    ? rationalText(value as Rational)
    : value;
}
