import type { ItemList, ListEntry } from '../law/instrument.ts';
import type { LegalDate } from '../time/legal-date.ts';

/** Entries that print a customs code which the item's code falls under or above. */
export interface CustomsHint {
  readonly hs: string;
  /** 6, 8 or 10 digits were read. */
  readonly readable: boolean;
  readonly entries: readonly { readonly list: ItemList; readonly entry: ListEntry }[];
}

/**
 * Which entries print this customs code as a reference? A shorter code matches every longer one that begins with it, in
 * either direction. Codes that the pack dates later than `asOf` do not count. Source: the lists' own column
 * 参考海关商品编号 (customs codes for reference); the control code decides, so this is a hint and never a verdict.
 * Text without 6, 8 or 10 digits is unreadable, which the caller reports; nothing is thrown.
 * @example customsHint('2846.9015.00', lists, '2026-08-03') // hints at 1C905.b
 */
export function customsHint(text: string, lists: readonly ItemList[], asOf: LegalDate): CustomsHint {
  const hs = text.normalize('NFKC').replace(/[.\s-]/g, '');
  if (!/^(\d{6}|\d{8}|\d{10})$/.test(hs)) return { hs, readable: false, entries: [] };
  const entries = lists.flatMap((list) =>
    list.entries
      .filter((entry) =>
        entry.hs?.some(
          ({ code, from }) => (from === undefined || from <= asOf) && (code.startsWith(hs) || hs.startsWith(code)),
        ),
      )
      .map((entry) => ({ list, entry })),
  );
  return { hs, readable: true, entries };
}
