import { ask, type Basis, NOT_STATED } from '../basis.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';
import { joined, type LawBook, members, setValue, valueText } from '../law/index.ts';
import type { LikeHit } from './like-listed.ts';
import { namingOf } from './naming.ts';
import { ASK_END_USER, recipients } from './recipients.ts';

/** On which lists the recipients may be: stated, by exactly the name, or by a likeness that a person must judge. */
export function partyBasis(facts: Pick<ExportFacts, 'parties'>, book: LawBook): Basis {
  const stated: string[] = [];
  const like: { readonly party: PartyFacts; readonly hits: readonly LikeHit[] }[] = [];
  let open: PartyFacts | undefined;
  for (const party of recipients(facts)) {
    const naming = namingOf(party, book);
    if (naming === undefined) {
      open = party;
      continue;
    }
    stated.push(...naming.certain.map(({ list }) => list));
    if (naming.like.length > 0) like.push({ party, hits: naming.like });
  }
  const base = setValue(stated);
  // Each party that resembles an entry is that entry, or it is not.
  let values: readonly string[] = [base];
  for (const { hits } of like) {
    values = values.flatMap((value) => [value, ...hits.map(({ list }) => setValue([...members(value), list]))]);
  }
  const [doubt] = like;
  if (open !== undefined) {
    return {
      values: [...new Set([...values, ...book.partyLists.map((list) => setValue([...stated, list.id]))])],
      used: NOT_STATED,
      ask: ASK_END_USER,
    };
  }
  if (doubt !== undefined) {
    const name = doubt.party.name ?? '?';
    const entries = doubt.hits.map(({ zh, en, entry }) => ({ zh: zh ?? en ?? entry, en: en ?? zh ?? entry }));
    const named = joined(entries, { zh: '、', en: ', ' });
    return {
      values: [...new Set(values)],
      used: { zh: `“${name}”与名单上的“${named.zh}”相似`, en: `${name} is like ${named.en} on a list` },
      ask: ask(
        `listed:${name}`,
        `parties[${name}].listEntry`,
        `“${name}”是否就是名单上的“${named.zh}”？`,
        `Is ${name} the listed ${named.en}?`,
      ),
    };
  }
  const used =
    stated.length === 0
      ? { zh: '名单上没有相同或者相似的名称', en: 'no list entry of this name or one like it' }
      : valueText(base, book);
  return { values: [base], used, ask: ASK_END_USER };
}
