import { randomUUIDv7 } from 'node:crypto';
import { LawFileError } from '@ytterby/law';
import { parseDocument } from 'yaml';
import type { FieldProblem } from '../contract/problems.ts';
import type { InstrumentGiven } from '../contract/recorded-instrument.ts';
import { lawTextOf, pathOf } from './instrument-form.ts';
import type { LawInUse, RecordedText } from './law-in-use.ts';
import { inBothLanguages, type RecordedLawProblem } from './law-problems.ts';
import type { LawService } from './law-service.ts';

/** An instrument as somebody gave it, as a text that could be recorded. Nothing of it is checked yet. */
export function givenText(given: InstrumentGiven): RecordedText {
  const { text, path } =
    'form' in given
      ? lawTextOf(given.form)
      : { text: given.text, path: pathOf(wordIn(given.text, 'id'), wordIn(given.text, 'kind')) };
  return { id: randomUUIDv7(), path, text, instrument: wordIn(text, 'id'), published: wordIn(text, 'published') };
}

/** A text at the root of a law file; empty where there is none. */
function wordIn(text: string, key: string): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  try {
    const value: unknown = document.get(key);
    return typeof value === 'string' ? value.trim() : '';
  } catch {
    // Not a map.
    return '';
  }
}

/** The law with one more record, or what is wrong with it. */
export type Tried = { readonly law: LawInUse } | { readonly problems: readonly RecordedLawProblem[] };

export function tryRecord(
  service: Pick<LawService, 'with'>,
  recorded: readonly RecordedText[],
  candidate: RecordedText,
): Tried {
  try {
    const law = service.with([...recorded, candidate]);
    if (law.recorded.some(({ id }) => id === candidate.id)) return { law };
    return { problems: [inPack(candidate)] };
  } catch (error) {
    if (!(error instanceof LawFileError)) throw error;
    return { problems: error.problems.map(inBothLanguages) };
  }
}

const inPack = ({ path, instrument }: RecordedText): RecordedLawProblem => ({
  file: path,
  line: 1,
  column: 1,
  field: 'id',
  code: 'duplicate-id',
  zh: `法规库已收录${instrument}，无须另行录入。`,
  en: `The law pack has ${instrument} already, so it need not be recorded.`,
});

/**
 * A problem at its place in the body: the field of a form, the line of a text.
 * @example fieldProblem(found, given).path // '/body/form/provisions/0/acts/0/on/1'
 */
export function fieldProblem({ line, field, zh, en }: RecordedLawProblem, given: InstrumentGiven): FieldProblem {
  if (!('form' in given)) return { path: '/body/text', zh: `第${line}行：${zh}`, en: `Line ${line}: ${en}` };
  const steps = field
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step, at, all) => FORM_NAMES[`${all[at - 2] ?? ''}.${step}`] ?? step);
  const destinations = steps.indexOf('destinations');
  const pointer = destinations < 0 ? steps : steps.slice(0, destinations + 1);
  return { path: ['/body/form', ...pointer].join('/'), zh, en };
}

/** Fields that the form calls by another name than the law file. */
const FORM_NAMES: Readonly<Record<string, string>> = { 'provisions.id': 'paragraph', 'acts.when': 'destinations' };
