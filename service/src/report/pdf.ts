import { columns, type Determination, explain, type ExplainedBlock, type Language, speaker, tame } from '@ytterby/core';
import { outcomeSvg, TONES } from './outcome-look.ts';
import { typesetter } from './typesetting.ts';

export interface PdfOptions {
  readonly language: Language;
  /** When the answers were given, an RFC 3339 instant; becomes the date of the file. */
  readonly generatedAt: string;
}

/** The full trace makes ten pages for each export, so a report of more than so many leaves it to the JSON answer. */
const TRACED = 10;

const set = typesetter(import.meta.dirname);

/**
 * The answers as a PDF to print, send and keep: A4, PDF/A-2a, the same words as the HTML report without its drawings; of
 * more than ten exports without the full trace. A text in a script that no font has (Thai, say) makes it a plain tagged PDF with
 * boxes in its place.
 * @example await writeFile('answer.pdf', await reportPdf([determination], { language: 'zh', generatedAt: '2026-11-24T07:00:00Z' }))
 */
export async function reportPdf(
  determinations: readonly Determination[],
  { language, generatedAt }: PdfOptions,
): Promise<Uint8Array> {
  const say = speaker(language);
  const [first] = determinations;
  const title = [say('report.title'), tame(first?.lines[0]?.description ?? ''), first?.asOf ?? '']
    .filter((part) => part.trim() !== '')
    .join(' · ');
  const at = Temporal.Instant.from(generatedAt);
  const minute = at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' });
  const data = {
    title,
    lang: language,
    region: language === 'zh' ? 'cn' : 'gb',
    generated: say('report.generated', { at: `${minute.replace('T', ' ')} (UTC+8)` }),
    words: { disclaimer: say('report.disclaimer'), 'no-tests': say('step.no-tests') },
    tones: TONES,
    icons: Object.fromEntries(
      Object.entries(TONES).map(([outcome, tone]) => [outcome, outcomeSvg(outcome as keyof typeof TONES, tone)]),
    ),
    articles: determinations.map((determination) =>
      explain(determination, language).map((block) => laidOut(block, determinations.length <= TRACED)),
    ),
  };
  return set('report.typ', data, at);
}

/** Columns up to so many characters wide are never broken. */
const UNBROKEN = 14;
const WIDEST = 40;

/** A block as the template takes it: the columns of a table with their part of the width, null where they take what they need. */
function laidOut(block: ExplainedBlock, traced: boolean): object {
  if (block.kind === 'section') {
    const blocks = block.blocks.filter((each) => traced || each.kind !== 'section' || each.topic !== 'trace');
    return { ...block, blocks: blocks.map((each) => laidOut(each, traced)) };
  }
  if (block.kind !== 'grid') return block;
  const widths = block.head.map((head, column) => {
    const widest = Math.max(columns(head), ...block.rows.map((row) => columns(row[column] ?? '')));
    return widest <= UNBROKEN ? null : Math.min(WIDEST, widest);
  });
  return { ...block, widths };
}
