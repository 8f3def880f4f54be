import filenamify from 'filenamify';
import { DOCUMENT_KINDS } from './kinds.ts';

/** So that with its extension, in Chinese too, it is a name on every file system (255 bytes). */
const LONGEST = 80;

/** What a name of a kind of its own ends with. */
const EXTENSION = /\.[a-z0-9]{1,8}$/i;

/**
 * The name under which a document is kept and handed out: no folders, no marks that turn the writing round or are not seen, nothing
 * that a file system reserves, and an extension of its kind. The same again for a name that is clean already.
 * @param mediaType of `DOCUMENT_KINDS`; any other leaves the extension as it is
 * @example documentName('..\\合同\u202Efdp.exe', 'application/pdf') // '合同fdp.exe.pdf'
 * @example documentName('Contract.PDF', 'application/pdf') // 'Contract.PDF'
 */
export function documentName(given: string, mediaType: string): string {
  // First what is not seen: it may stand within the extension.
  const bare = withoutUnseen(given.toWellFormed())
    .replace(/^.*[/\\]/s, '')
    .trim();
  const extensions = DOCUMENT_KINDS.find((kind) => kind.mediaType === mediaType)?.extensions;
  const ending = EXTENSION.exec(bare)?.[0] ?? '';
  const isOfItsKind = extensions === undefined || extensions.includes(ending.toLowerCase());
  const own = isOfItsKind ? ending : '';
  return `${cleaned(bare.slice(0, bare.length - own.length))}${own === '' ? (extensions?.[0] ?? '') : own}`;
}

/** The library keeps joiners, for the sake of emoji; they are not seen, too. */
const withoutUnseen = (text: string): string => text.replace(/[\p{Cf}\p{Cc}]/gu, '');

function cleaned(stem: string): string {
  const named = filenamify(stem, UNCUT);
  const short = named.length <= LONGEST ? named : filenamify(firstOf(named), UNCUT);
  return /^[_\s]*$/.test(short) ? 'document' : short;
}

const UNCUT = { replacement: '_', maxLength: Number.MAX_SAFE_INTEGER };

function firstOf(name: string): string {
  let short = '';
  for (const { segment } of new Intl.Segmenter('und').segment(name)) {
    if (short.length + segment.length > LONGEST) break;
    short += segment;
  }
  return short;
}
