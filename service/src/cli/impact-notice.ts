import { announcedText, type ContactPoint, firstDayOf, namesPublication, partnerNotice } from '@ytterby/core/measures';
import { parseLawFiles } from '@ytterby/law';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { movedText } from '../impact/report/content.ts';
import { countryCode } from '../intake/countries.ts';
import { unnamedPublication } from '../measures/draft-text.ts';
import { basisFor, draftedBasis, type DraftInLaw, publicationOf } from '../measures/notices/drafting.ts';
import { partnerNoticePdf } from '../measures/notices/notice-pdf.ts';
import { noticeText } from '../measures/notices/notice-text.ts';
import { UsageError } from './errors.ts';
import {
  assessedCase,
  CASE_HELP,
  type CaseOptions,
  give,
  madeWith,
  refuseBarePdf,
  wholeNumber,
  withCaseOptions,
} from './impact-case.ts';
import { type DraftOptions, lawWithDraft } from './law-draft.ts';
import { dateOption, say, table } from './terminal.ts';
import { todayInBeijing } from './today.ts';

const FORMATS = ['text', 'json', 'pdf'] as const;
interface NoticeOptions extends CaseOptions, Pick<DraftOptions, 'draft' | 'extra'> {
  readonly format: (typeof FORMATS)[number];
  readonly partner: string;
  readonly revision: number;
  readonly contact?: string;
  readonly email?: string;
  readonly embargo?: string;
  readonly out?: string;
}

/** Where nobody is named yet: told so in the notice, which is a draft. */
const NO_CONTACT: ContactPoint = { name: '联络人未填写 / no contact point named yet', email: '', telephone: null };

/** `ytterby impact notice CASE --draft LAW-FILE --partner JP`: the notice that the service would draft, never sealed. */
export function addNotice(impact: Command): void {
  withCaseOptions(
    impact
      .command('notice <case>')
      .description(
        `draft the notice of a measure to a partner country, from its law file and a case: ${CASE_HELP} / 起草伙伴国通报（不加封印）`,
      ),
    'the day from which the case counts (default: the first day of effect of the draft) / 案例首日',
  )
    .requiredOption(
      '--draft <file>',
      'law file of the measure, or a folder with it and the lists that it brings / 措施草案',
    )
    .addOption(
      new Option('--partner <country>', 'country or region that is told: JP / 伙伴国（地区）')
        .argParser(country)
        .makeOptionMandatory(),
    )
    .option('--contact <name>', 'whom the partner can ask / 联络人')
    .addOption(new Option('--email <address>', 'of the contact / 联络人邮箱').argParser(address))
    .addOption(
      dateOption(
        '--embargo <day>',
        'last day on which it is kept confidential (default: until the announcement) / 保密期最后一日',
      ),
    )
    .addOption(
      new Option('--revision <number>', 'which revision of the draft it is / 稿次')
        .argParser(wholeNumber(1, 1_000_000))
        .default(1),
    )
    .option('--extra <file...>', 'further law files laid over the pack', [])
    .addOption(
      new Option('--format <format>', 'form of the notice; PDF and JSON are in both languages')
        .choices(FORMATS)
        .default('text'),
    )
    .option('--out <file>', 'write the notice to a file')
    .action(drafting);
}

function country(text: string): string {
  const code = countryCode(text);
  if (code === undefined)
    throw new InvalidArgumentError(`“${text}” is not a country or region; write its two letters: JP.`);
  return code;
}

function address(text: string): string {
  if (!/^[^@\s]+@[^@\s]+$/.test(text)) throw new InvalidArgumentError(`“${text}” is not an address; write NAME@HOST.`);
  return text;
}

async function drafting(named: string, options: NoticeOptions): Promise<void> {
  const { lang, format, out, partner, embargo, revision } = options;
  refuseBarePdf(options);
  const contact = contactOf(options);
  const { plannedFor, ...draft } = draftInLaw(options, todayInBeijing());
  const run = await assessedCase(named, { from: firstDayOf(draft.instrument), ...options }, draft.before);
  if (run === undefined) return;
  const { given, assessment, tablesRead } = run;
  // For who drafts it, and not for the partner.
  const moved = movedText(given);
  if (moved !== undefined) console.error(moved[lang]);
  const common = draftedBasis(draft, { revision, plannedFor, given, assessment, trade: tablesRead.trade, contact });
  const notice = partnerNotice(basisFor(common, { partner, ...(embargo === undefined ? {} : { embargo }) }));
  switch (format) {
    case 'json':
      return give(`${JSON.stringify({ draft: notice, assessment: madeWith(run) }, null, 2)}\n`, out, lang);
    case 'pdf':
      return give(await partnerNoticePdf(notice, { at: Temporal.Now.instant() }), out, lang);
    case 'text':
      return give(noticeText(notice, lang, table), out, lang);
  }
}

function contactOf({ contact, email, lang }: NoticeOptions): ContactPoint {
  if (contact === undefined && email === undefined) return NO_CONTACT;
  if (contact === undefined || email === undefined || contact.trim() === '')
    throw new UsageError(
      say(
        lang,
        '联络人须同时写明姓名和邮箱：--contact NAME --email ADDRESS。',
        'A contact has a name and an address: give --contact NAME and --email ADDRESS.',
      ),
    );
  return { name: contact, email, telephone: null };
}

/** The law without and with the draft as it would be announced. @throws LawFileError, UsageError */
function draftInLaw(
  options: NoticeOptions,
  today: string,
): DraftInLaw & Pick<ReturnType<typeof publicationOf>, 'plannedFor'> {
  const { before, after, instrument, file, others } = lawWithDraft(options);
  if (!namesPublication(file.text)) {
    const problem = unnamedPublication(file);
    throw new UsageError(
      `${problem.file}:${problem.line}:${problem.column} ${problem.field}: ${problem[options.lang]}`,
    );
  }
  const { published, plannedFor } = publicationOf(instrument.published, today);
  if (plannedFor !== undefined) return { before, after, instrument, published, plannedFor };
  const announced = parseLawFiles([...others, { ...file, text: announcedText(file.text, published) }]);
  const found = announced.instruments.find(({ id }) => id === instrument.id);
  if (found === undefined) throw new Error(`${instrument.id} was read and is not there`);
  return { before, after: announced, instrument: found, published, plannedFor };
}
