import { isLegalDate } from '@ytterby/core';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Place } from '../../intake/index.ts';
import { birthOf } from './births.ts';
import { listProblem, type ListProblem, refuseList } from './errors.ts';
import { bytesOf, type ListFile } from './list-file.ts';
import { type Draft, type ListReading, makeRecord } from './make-record.ts';
import type { IdentifierScheme } from './party-record.ts';

/** The UN's file is five levels deep. */
const MAX_DEPTH = 16;
/** The largest text of one element. */
const MAX_TEXT = 1024 * 1024;
/** Elements of one entry; the largest real entry has a few hundred. */
const MAX_ELEMENTS = 20_000;
/** Bytes that may pass without one tag: a comment, an attribute or a declaration without end. */
const MAX_SILENCE = 4 * 1024 * 1024;

/** One element of an entry. */
interface Element {
  readonly name: string;
  text: string;
  readonly children: Element[];
}

/** An XML entry as it closes, with its line; also the attributes of the root, once. */
type Event =
  | { readonly is: 'root'; readonly tag: SaxesTagPlain }
  | { readonly is: 'entry'; readonly element: Element; readonly line: number; readonly tooLarge: boolean };

/**
 * Streams the entries (elements of the given names) of an XML file. Nothing is expanded but XML's own five entities and
 * character references: a document type declaration is refused, so no entity can be declared.
 * Raises `lists/xml-declares-types`, `lists/xml-too-large`, `lists/broken-off` (not well-formed, not UTF-8, cut off).
 */
async function* xmlEntries(input: ListFile, entryNames: ReadonlySet<string>): AsyncGenerator<Event> {
  const place = (): Place => ({ file: input.file, line: parser.line, column: parser.column + 1 });
  const parser = new SaxesParser({ xmlns: false, position: true });
  const events: Event[] = [];
  const open: Element[] = [];
  let depth = 0;
  let elements = 0;
  let startLine = 1;
  let silence = 0;
  let sawRoot = false;

  parser.on('error', (error) =>
    refuseList('lists/broken-off', place(), { detail: error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '') }),
  );
  parser.on('doctype', () => refuseList('lists/xml-declares-types', place()));
  parser.on('opentag', (tag) => {
    silence = 0;
    if (!sawRoot) events.push({ is: 'root', tag });
    sawRoot = true;
    if (++depth > MAX_DEPTH) refuseList('lists/xml-too-large', place(), { what: 'depth', limit: MAX_DEPTH });
    const parent = open.at(-1);
    if (parent === undefined && !entryNames.has(tag.name)) return;
    if (parent === undefined) {
      elements = 0;
      startLine = parser.line;
    }
    const element: Element = { name: tag.name, text: '', children: [] };
    // An entry that is too large is read to its end without being kept.
    if (++elements <= MAX_ELEMENTS) parent?.children.push(element);
    open.push(element);
  });
  const text = (piece: string) => {
    silence = 0;
    const element = open.at(-1);
    if (element === undefined) return;
    element.text += piece;
    if (element.text.length > MAX_TEXT)
      refuseList('lists/xml-too-large', place(), { what: 'element text', limit: MAX_TEXT });
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    silence = 0;
    depth--;
    const element = open.pop();
    if (element !== undefined && open.length === 0)
      events.push({ is: 'entry', element, line: startLine, tooLarge: elements > MAX_ELEMENTS });
  });

  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      return refuseList('lists/broken-off', place(), { detail: 'the text is not UTF-8 throughout' });
    }
  };
  for await (const chunk of bytesOf(input)) {
    // Small pieces, so that a declaration or a text without end is seen early.
    for (let start = 0; start < chunk.length; start += 65_536) {
      const piece = chunk.subarray(start, start + 65_536);
      silence += piece.length;
      parser.write(decode(piece));
      if (silence > MAX_SILENCE)
        refuseList('lists/xml-too-large', place(), { what: 'tag or text', limit: MAX_SILENCE });
      yield* events.splice(0);
    }
  }
  parser.write(decode());
  parser.close();
  yield* events.splice(0);
}

const childrenOf = (element: Element, name: string) => element.children.filter((child) => child.name === name);
const textOf = (element: Element, name: string) => childrenOf(element, name)[0]?.text.trim() ?? '';
const valuesOf = (element: Element, name: string) =>
  childrenOf(element, name).flatMap((child) => childrenOf(child, 'VALUE').map((value) => value.text.trim()));
const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(', ');

function documentScheme(type: string): IdentifierScheme {
  return /pass(?:port|eport|aporte)/i.test(type) ? 'passport' : 'other';
}

function draftOf(entry: Element, problems: ListProblem[], place: Place): Draft {
  const isPerson = entry.name === 'INDIVIDUAL';
  const part = (name: string) => `${entry.name}_${name}`;
  const names = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].map((name) => textOf(entry, name));
  const reference = textOf(entry, 'REFERENCE_NUMBER');
  const draft: Draft = {
    id: reference === '' ? textOf(entry, 'DATAID') : reference,
    kind: isPerson ? 'person' : 'organisation',
    names: [
      { text: names.filter((name) => name !== '').join(' '), type: 'primary' },
      { text: textOf(entry, 'NAME_ORIGINAL_SCRIPT'), type: 'alias' },
      ...childrenOf(entry, part('ALIAS')).map((alias) => {
        const quality = textOf(alias, 'QUALITY').toLowerCase();
        const type = quality.startsWith('f') ? 'former' : quality === 'low' ? 'weak-alias' : 'alias';
        return { text: textOf(alias, 'ALIAS_NAME'), type } as const;
      }),
    ],
    countries: valuesOf(entry, 'NATIONALITY'),
    programmes: [textOf(entry, 'UN_LIST_TYPE')],
  };
  draft.addresses = childrenOf(entry, part('ADDRESS')).map((address) => {
    const [country, note] = [textOf(address, 'COUNTRY'), textOf(address, 'NOTE')];
    const fields = ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE'].map((name) => textOf(address, name));
    const text = joined(...fields, country);
    return { text: note === '' || text === '' ? text : `${text} (${note})`, country };
  });
  draft.identifiers = childrenOf(entry, part('DOCUMENT')).flatMap((paper) => {
    const country = textOf(paper, 'ISSUING_COUNTRY') || textOf(paper, 'COUNTRY_OF_ISSUE');
    const types = `${textOf(paper, 'TYPE_OF_DOCUMENT')} ${textOf(paper, 'TYPE_OF_DOCUMENT2')}`;
    return [{ scheme: documentScheme(types), value: textOf(paper, 'NUMBER'), country }];
  });
  draft.births = childrenOf(entry, part('DATE_OF_BIRTH')).flatMap((birth) => {
    const [from, to] = [textOf(birth, 'FROM_YEAR'), textOf(birth, 'TO_YEAR')];
    const said =
      textOf(birth, 'DATE') || textOf(birth, 'YEAR') || (from !== '' && to !== '' ? `${from} to ${to}` : from);
    if (said === '') return [];
    const date = birthOf(said);
    if (date === undefined) {
      problems.push(listProblem('lists/bad-value', place, { value: said, wanted: 'a date of birth' }));
      return [];
    }
    return [textOf(birth, 'TYPE_OF_DATE') === 'APPROXIMATELY' ? { ...date, about: true as const } : date];
  });
  const listed = textOf(entry, 'LISTED_ON').slice(0, 10);
  if (isLegalDate(listed)) draft.from = listed;
  else if (listed !== '')
    problems.push(listProblem('lists/bad-value', place, { value: listed, wanted: 'a day of listing' }));
  const born = childrenOf(entry, part('PLACE_OF_BIRTH')).map((birth) =>
    joined(textOf(birth, 'CITY'), textOf(birth, 'STATE_PROVINCE'), textOf(birth, 'COUNTRY')),
  );
  draft.remarks = [
    ...valuesOf(entry, 'TITLE').map((text) => `Title: ${text}`),
    ...valuesOf(entry, 'DESIGNATION').map((text) => `Designation: ${text}`),
    ...born.filter((text) => text !== '').map((text) => `Born in: ${text}`),
    textOf(entry, 'COMMENTS1'),
  ]
    .filter((text) => text !== '')
    .join('; ');
  return draft;
}

/**
 * The consolidated list of the UN Security Council in the UN's own XML, streamed. `id` is the permanent reference number
 * (`QDi.001`), `from` the day of listing; aliases of low quality are weak. `onDate` is told the day on which the UN made the file.
 */
export async function* readUn(
  input: ListFile,
  list: string,
  onDate: (day: string) => void = () => {},
): AsyncGenerator<ListReading> {
  let count = 0;
  for await (const event of xmlEntries(input, new Set(['INDIVIDUAL', 'ENTITY']))) {
    if (event.is === 'root') {
      if (event.tag.name !== 'CONSOLIDATED_LIST')
        refuseList('lists/wrong-format', { file: input.file }, { wanted: 'the UN list', found: `<${event.tag.name}>` });
      const day = (event.tag.attributes['dateGenerated'] ?? '').slice(0, 10);
      if (isLegalDate(day)) onDate(day);
      continue;
    }
    count++;
    const place: Place = { file: input.file, line: event.line };
    if (event.tooLarge) {
      const values = { count: 'too many', what: 'elements', limit: MAX_ELEMENTS };
      yield { problems: [listProblem('lists/record-too-large', place, values)] };
      continue;
    }
    const problems: ListProblem[] = [];
    const made = makeRecord(draftOf(event.element, problems, place), list, place, count);
    yield { ...made, problems: [...problems, ...made.problems] };
  }
}
