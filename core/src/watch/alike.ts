import type { BomFacts, ExportFacts, ItemFacts, LineFacts, PartyFacts } from '../facts.ts';
import { decidingWords } from '../1-item/index.ts';
import { forcesNamed, namingOf } from '../3-parties/index.ts';
import { type LawBook, lawKnownAt } from '../law/index.ts';

/**
 * Which exports can no law tell apart? Equal keys: the same answer on the same day, but for what each calls itself and its lines.
 * Left out is what no rule reads: descriptions (but the words in them that point to lists outside the pack), names of exporters, quantities and values of lines (those of a bill of materials are
 * read, and stay). In place of a party's name stands which lists name it, for certain or by a likeness, and whose armed forces it speaks of; names of owners stay, since they
 * also tell which owners are one. So each distinct export of a large base is determined once.
 *
 * @param book the law that both are asked under
 * @example alikeKey({ ...facts, endUse: { kind: 'civil', description: 'servo' } }, book) === alikeKey({ ...facts, endUse: { kind: 'civil' } }, book) // true
 */
export function alikeKey(facts: ExportFacts, book: LawBook): string {
  const { exporter = {}, endUse = {}, parties, lines, bom, ...rest } = facts;
  const known = lawKnownAt(book, facts.knownAt ?? facts.asOf);
  const { name: _, ...exporting } = exporter;
  const { description: __, ...use } = endUse;
  return JSON.stringify([
    rest,
    exporting,
    use,
    // The unnamed end user stands in where none is stated; nobody stated is as good as an empty list.
    (parties ?? []).map((party) => partyKey(party, known)),
    lines.map((line) => lineKey(line, bom !== undefined, known)),
    bom === undefined ? null : { ...bom, parts: bom.parts.map(partKey) },
  ]);
}

function partyKey(party: PartyFacts, book: LawBook): unknown {
  const { name: _, listEntry: __, ...rest } = party;
  const naming = namingOf(party, book);
  const lists = (hits: readonly { readonly list: string }[]) => hits.map(({ list }) => list);
  return [
    rest,
    naming === undefined ? null : [lists(naming.certain), lists(naming.like)],
    forcesNamed(party.name, party.country),
  ];
}

/** With a bill of materials the id tells which part the line is. */
function lineKey(line: LineFacts, hasBom: boolean, { goods }: LawBook): unknown {
  const { id, item, quantity: _, unit: __, value: ___, ...rest } = line;
  return [hasBom ? (id ?? null) : null, itemKey(item), decidingWords(item.description, goods) ?? null, rest];
}

function partKey({ item, ...part }: BomFacts['parts'][number]): unknown {
  // Of a part the words decide where nothing else tells what is in it.
  return [item === undefined ? null : [itemKey(item), item.description ?? null], part];
}

function itemKey(whole: ItemFacts): unknown {
  const { description: _, contains, ...item } = whole;
  if (!Array.isArray(contains)) return [item, contains ?? null];
  return [
    item,
    contains.map((each) => {
      const { description: __, ...material } = each;
      return material;
    }),
  ];
}
