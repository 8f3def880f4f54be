import { fileTypeFromBuffer } from 'file-type';

/** A kind of document that is taken: what it is sent out as, and the extensions that name it, the usual one first. */
export interface DocumentKind {
  readonly mediaType: string;
  readonly extensions: readonly [string, ...string[]];
}

const TEXT: DocumentKind = { mediaType: 'text/plain; charset=utf-8', extensions: ['.txt', '.csv', '.md'] };

/** All others by their signature. Office files with macros are kinds of their own, which are not here. */
const SIGNED: readonly DocumentKind[] = [
  { mediaType: 'application/pdf', extensions: ['.pdf'] },
  { mediaType: 'image/png', extensions: ['.png'] },
  { mediaType: 'image/jpeg', extensions: ['.jpg', '.jpeg'] },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['.docx'],
  },
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['.xlsx'] },
];

/** Every kind that is taken. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [...SIGNED, TEXT];

/** What begins like this is run or drawn by some program, text though it is: markup, RTF, PostScript, scripts. */
const RUN_OR_DRAWN = /^\s*(?:<[a-z!?/]|\{\\rtf|%!PS|#!|MIME-Version:|From |%PDF-)/i;
/** Controls that no text has, but the tab, the line ends and the form feed. */
// oxlint-disable-next-line no-control-regex
const NO_TEXT = /[\0-\x08\x0B\x0E-\x1F\x7F]/;

/**
 * What kind of document is it? By its content alone: what the file is called and what the browser says of it do not count.
 * undefined = none that is taken.
 * @example (await documentKind(Buffer.from('%PDF-1.7 …')))?.mediaType // 'application/pdf'
 * @example await documentKind(Buffer.from('<script>…')) // undefined
 */
export async function documentKind(bytes: Uint8Array): Promise<DocumentKind | undefined> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const signed = SIGNED.find(({ mediaType }) => mediaType === found?.mime);
  // A text may begin like some old format ("BM" is a bitmap, too): it is asked itself.
  return signed ?? (isPlainText(bytes) ? TEXT : undefined);
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !NO_TEXT.test(text) && !RUN_OR_DRAWN.test(text);
  } catch {
    return false;
  }
}
