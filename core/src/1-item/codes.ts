import type { ItemList, ListEntry } from '../law/instrument.ts';

/** One declared code and the entries of the pack that it names. None = the pack does not have it. */
export interface DeclaredCode {
  readonly code: string;
  readonly names: readonly { readonly list: ItemList; readonly entry: ListEntry }[];
}

/** What was declared: nothing, "not listed", or codes. */
export type Declaration =
  | { readonly kind: 'absent' }
  | { readonly kind: 'none' }
  | { readonly kind: 'codes'; readonly codes: readonly DeclaredCode[] };

const NOT_LISTED = new Set(['none', '无', '無', 'not listed', 'not-listed', '不属于管制物项', '非管制']);
const UNKNOWN = new Set(['', 'unknown', '未知', '不明']);

/**
 * A control code in the one way it is compared: full width to half width, no blanks, small letters.
 * Source: Unicode NFKC. @example normaliseCode(' １Ｃ９０５．Ｂ ') // '1c905.b'
 */
export function normaliseCode(code: string): string {
  return code.normalize('NFKC').replace(/。/g, '.').replace(/\s/g, '').replace(/\.+$/, '').toLowerCase();
}

const CODE = /\d[a-z]\d{3}(?:\.[a-z0-9]+)*/g;

/** The codes in a text that says nothing else but words beside them; a text that denies or excepts is one code that no pack has. */
function codesIn(plain: string): readonly string[] {
  const written = plain.split(/[,;、/\s]+/).filter((each) => each !== '');
  if (written.every((each) => /^\d[a-z]\d{3}/.test(each))) return written.map(normaliseCode);
  const found = plain.replace(/。/g, '.').match(CODE) ?? [];
  const isDenied = /非|不|无|未|除|\b(not?|non|none|except|excluding|other than|outside)\b/.test(plain);
  return found.length > 0 && !isDenied ? found : [normaliseCode(plain)];
}

/**
 * Which entries does the declared code name? A code names the entry that has it; a heading (`1C905`, `1C905.a`) names all
 * entries below it, so which one is unknown; a code finer than the pack's entry names that entry. Only the Export Control
 * List (lists of kind dual-use) has control codes. Several codes may stand together, separated by commas or blanks.
 * Source: numbering of the lists themselves. `none` is a declaration that the item is not listed; an absent or unknown
 * code is no evidence. A code that the pack does not have names nothing: the caller reports `code-not-in-pack`.
 * @example readDeclaration('1c905.B', lists) // names 1C905.b
 */
export function readDeclaration(text: string | undefined, lists: readonly ItemList[]): Declaration {
  const plain = (text ?? '').normalize('NFKC').trim().toLowerCase();
  if (UNKNOWN.has(plain)) return { kind: 'absent' };
  if (NOT_LISTED.has(plain)) return { kind: 'none' };
  const codes = codesIn(plain);
  const entries = lists
    .filter((list) => list.kind === 'dual-use')
    .flatMap((list) => list.entries.map((entry) => ({ list, entry, code: normaliseCode(entry.code) })));
  return {
    kind: 'codes',
    codes: [...new Set(codes)].map((code) => ({
      code: code.slice(0, 5).toUpperCase() + code.slice(5),
      names: !/^\d[a-z]\d{3}(\.|$)/.test(code)
        ? []
        : entries.filter(
            (each) => each.code === code || each.code.startsWith(`${code}.`) || code.startsWith(`${each.code}.`),
          ),
    })),
  };
}
