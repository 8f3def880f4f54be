import type { Text } from '../finding.ts';
import { type LawBook, procedureOn, type RuleCite } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';

/** What the remark field of a customs declaration says of goods under one control code of one list. */
export interface CustomsRemark {
  /** Id of the list of items. */
  readonly list: string;
  readonly code: string;
  readonly item: Text;
  /** For goods under the code: the law's words, then the control code. The law names both and not their arrangement. */
  readonly controlled: string;
  /** For goods that come near and are not controlled: these words, then the parameters. */
  readonly near: string;
  readonly because: RuleCite;
  readonly note: Text | null;
}

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * What must the remark field say of goods under this control code, on this day? One answer for each list that has the code
 * and a rule in force; none where the law names no words, as for the lists of No. 61 of 2025: nothing is made up then.
 * @param code as it stands on the list; capitals and width do not matter
 * @example customsRemarks(book, '1C902.a.1', '2026-03-02')[0]?.controlled // '属于两用物项 1C902.a.1'
 */
export function customsRemarks(book: LawBook, code: string, on: LegalDate): readonly CustomsRemark[] {
  const { remarks } = procedureOn(book, on);
  return remarks.flatMap(({ list, controlled, near, because, note }) =>
    (book.itemLists.find(({ id }) => id === list)?.entries ?? [])
      .filter((entry) => folded(entry.code) === folded(code))
      .map((entry) => ({
        list,
        code: entry.code,
        item: entry.name,
        controlled: `${controlled} ${entry.code}`,
        near,
        because,
        note: note ?? null,
      })),
  );
}
