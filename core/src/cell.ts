import type { ContentLimb, TestedProduct } from './2-content/index.ts';
import { chipProcess, endUseValues } from './4-end-use/index.ts';
import {
  type EntryHit,
  type LikeHit,
  likeListed,
  findEntries,
  type HoldingAnswer,
  holdingIn,
  namedOwners,
  type OwnershipGraph,
  PARTY_OF_FACTS,
  registerOfOwners,
} from './3-parties/index.ts';
import type { ExportFacts, LineFacts, PartyFacts } from './facts.ts';
import type { Text, Verdict } from './finding.ts';
import {
  type LawBook,
  type ListsInForce,
  type Readings,
  type Test,
  type Variable,
  VOCABULARY,
  members,
  NONE,
  setValue,
  valueText,
  WORDS,
  joined,
} from './law/index.ts';
import { shareOf } from './quantity/amount.ts';
import { addIntervals, atLeast, type Interval, NOTHING } from './quantity/interval.ts';
import { compare, decimalText, multiply, type Rational, rational } from './quantity/rational.ts';

/**
 * Facts cut at the law's own boundaries. What remains of an export is its cell: for every variable of the rules the
 * values that are still possible. The outcome is a function of the cell alone.
 */

/** What one variable may be, the fact it was read from, and how to ask for it when it is open. */
export interface Basis {
  readonly values: readonly string[];
  readonly used: Text;
  /** The question that settles it; variables with the same `id` are settled by the same answer. */
  readonly ask: { readonly id: string; readonly about: string; readonly text: Text };
}

/** What the earlier steps found about one line. */
export interface LineFindings {
  readonly facts: ExportFacts;
  readonly line: LineFacts;
  /** Path of the line in the facts: `lines[0]`. */
  readonly path: string;
  readonly book: LawBook;
  readonly readings: Readings;
  /** Sets of lists that the item may be on. */
  readonly memberships: readonly (readonly string[])[];
  readonly itemUsed: Text;
  /** The content test of this threshold and lists; null without a bill of materials. */
  readonly content: (of: string, within: string, atLeast: string) => ContentLimb | null;
  /** Origin of the line's item under the reading taken. */
  readonly isOfChineseOrigin: Verdict;
  readonly holdsListedMaterial: Verdict;
}

const t = (zh: string, en: string): Text => ({ zh, en });
const NOT_STATED = t('未说明', 'not stated');

const worked = new WeakMap<LineFindings, Map<string, Basis>>();

/** The cell's entry for one variable, worked out once for a line. Every fact has a way to be unknown. */
export function basisOf(variable: Variable, findings: LineFindings, lists: ListsInForce): Basis {
  if (variable.test.fact === 'held') return heldBasis(variable.test.by, variable.test.atLeast, findings, lists);
  const known = worked.get(findings) ?? new Map<string, Basis>();
  worked.set(findings, known);
  const found = known.get(variable.key) ?? workOut(variable, findings);
  known.set(variable.key, found);
  return found;
}

function workOut({ test }: Variable, findings: LineFindings): Basis {
  switch (test.fact) {
    case 'held':
      throw new Error('holdings depend on the lists in force and are worked out with them');
    case 'item':
      return {
        values: findings.memberships.map((lists) => setValue(lists)),
        used: findings.itemUsed,
        ask: ask(
          'item',
          `${findings.path}.item`,
          '物项是什么（形态、成分或管制编码）？',
          'What is the item (form, composition or control code)?',
        ),
      };
    case 'party':
      return partyBasis(findings);
    case 'content': {
      const limb = findings.content(test.of, test.in, test.atLeast);
      return ofVerdict(
        limb?.verdict ?? 'unknown',
        contentUsed(limb),
        ask(
          'content',
          'bom',
          '物项中受管制的中国原产成分价值占比是多少？',
          'What share of the value is controlled Chinese-origin content?',
        ),
      );
    }
    case 'chip-process':
      return ofVerdict(
        chipProcess(findings.facts.endUse, test.logicNodeNmAtMost, test.memoryLayersAtLeast),
        t('最终用途中的芯片参数', 'chip parameters of the end use'),
        ask(
          'chip-process',
          'endUse.logicNodeNm',
          '逻辑芯片制程（纳米）或存储芯片层数是多少？',
          'What is the logic node (nm) or the number of memory layers?',
        ),
      );
    case 'mass-fraction': {
      const fractions = test.of.map((element) =>
        shareOf(findings.line.item.massFractions?.[element] ?? (isAbsent(findings.line, element) ? '0' : undefined)),
      );
      const total =
        fractions.reduce((sum, share) => addIntervals(sum ?? NOTHING, share ?? NOTHING), NOTHING) ?? NOTHING;
      const reached = atLeast(total, rational(test.below));
      return ofVerdict(
        reached,
        t('质量分数', 'mass fractions'),
        ask(
          'mass-fraction',
          `${findings.path}.item.massFractions`,
          '各元素质量分数是多少？',
          'What are the mass fractions?',
        ),
      );
    }
    default:
      return plainBasis(test.fact, findings);
  }
}

/** The product of the bill that decides, with its share. */
function contentUsed(limb: ContentLimb | null): Text {
  if (limb === null) return t('未提供物料清单', 'no bill of materials given');
  const [deciding] = limb.tested.filter(({ verdict }) => verdict === limb.verdict).sort(mostTelling);
  if (deciding === undefined) return t('物料清单中没有清单所列产品', 'the bill holds no listed product');
  const share = percentRange(deciding.share);
  return t(`${deciding.id}：${share}`, `${deciding.id}: ${share}`);
}

/** Bounded shares first, then the larger. */
function mostTelling(a: TestedProduct, b: TestedProduct): number {
  if ((a.share.hi === null) !== (b.share.hi === null)) return a.share.hi === null ? 1 : -1;
  return (
    compare(b.share.lo, a.share.lo) ||
    (a.share.hi === null || b.share.hi === null ? 0 : compare(b.share.hi, a.share.hi))
  );
}

function percentRange({ lo, hi }: Interval): string {
  const percent = (value: Rational, rounding: 'down' | 'up') =>
    decimalText(multiply(value, rational('100')), 6, rounding).replace(/\.?0+$/, '');
  const least = percent(lo, 'down');
  const most = hi === null ? '∞' : percent(hi, 'up');
  return least === most ? `${least} %` : `${least} – ${most} %`;
}

function isAbsent(line: LineFacts, element: string): boolean {
  const { elements, mayContain } = line.item;
  return Array.isArray(elements) && !elements.includes(element) && !(mayContain ?? []).includes(element);
}

function ask(id: string, about: string, zh: string, en: string): Basis['ask'] {
  return { id, about, text: t(zh, en) };
}

function ofVerdict(verdict: Verdict, used: Text, question: Basis['ask']): Basis {
  const values = verdict === 'unknown' ? ['reached', 'below'] : [verdict === 'met' ? 'reached' : 'below'];
  return { values, used, ask: question };
}

/** What a place is to the law; Hong Kong, Macao and Taiwan by the reading `region` (open question Q-09). */
function placesOf(country: string | undefined, readings: Readings, vocabulary: readonly string[]): readonly string[] {
  if (country === undefined || country === 'unknown') return vocabulary;
  const named: Readonly<Record<string, string>> = { CN: 'china', US: 'united-states', JP: 'japan' };
  const region = ['HK', 'MO', 'TW'].includes(country);
  if (region && readings.region === 'inside') return ['china'];
  const value = region ? 'hong-kong-macao-taiwan' : (named[country] ?? 'elsewhere');
  if (vocabulary.includes(value)) return [value];
  return [vocabulary.includes('elsewhere') ? 'elsewhere' : 'abroad'];
}

function yesNo(stated: 'yes' | 'no' | 'unknown' | undefined, absent: readonly string[]): readonly string[] {
  if (stated === undefined) return absent;
  return stated === 'unknown' ? ['yes', 'no'] : [stated];
}

/** Does `should know` count as knowledge (reading `knowledge-62`, open question Q-12)? */
function knowledgeValues(
  stated: 'yes' | 'no' | 'unknown' | 'should-know' | undefined,
  readings: Readings,
): readonly string[] {
  if (stated === 'should-know') return [readings['knowledge-62'] === 'should-know' ? 'yes' : 'no'];
  return yesNo(stated, ['no']);
}

function chinaOrAbroad(country: string | undefined, readings: Readings): readonly string[] {
  return placesOf(country, readings, ['china', 'abroad']);
}

/** A stated value in words; codes of countries and numbers stay as they are. */
function said(value: string | undefined): Text {
  return value === undefined ? NOT_STATED : (WORDS[value] ?? t(value, value));
}

type PlainFact = Exclude<Test['fact'], 'item' | 'party' | 'held' | 'content' | 'chip-process' | 'mass-fraction'>;

function plainBasis(fact: PlainFact, findings: LineFindings): Basis {
  const { facts, line, path, readings } = findings;
  const known = (values: readonly string[], used: Text, question: Basis['ask']): Basis => ({
    values,
    used,
    ask: question,
  });
  switch (fact) {
    case 'act':
      return known(
        actValues(facts, line),
        said(facts.act),
        ask(
          'act',
          'act',
          '行为是出口、境内转移、提供技术还是提供帮助？',
          'Is it an export, a transfer inside one country, a provision of technology, or help?',
        ),
      );
    case 'from':
      return known(
        placesOf(facts.from, readings, VOCABULARY.from),
        said(facts.from),
        ask('from', 'from', '从哪个国家（地区）起运？', 'From which country or region do the goods leave?'),
      );
    case 'to':
      return known(
        placesOf(facts.to, readings, VOCABULARY.to),
        said(facts.to),
        ask('to', 'to', '运往哪个国家（地区）？', 'To which country or region do they go?'),
      );
    case 'same-country': {
      const [from, to] = [facts.from, facts.to];
      const open = from === undefined || to === undefined || from === 'unknown' || to === 'unknown';
      return known(
        open ? ['yes', 'no'] : [from === to ? 'yes' : 'no'],
        t(`${from ?? '?'} → ${to ?? '?'}`, `${from ?? '?'} → ${to ?? '?'}`),
        ask('to', 'to', '运往哪个国家（地区）？', 'To which country or region do they go?'),
      );
    }
    case 'exporter':
      return known(
        exporterValues(facts),
        said(facts.exporter?.country),
        ask(
          'exporter',
          'exporter.country',
          '出口经营者设在哪个国家（地区）？',
          'In which country is the exporter established?',
        ),
      );
    case 'origin':
      return known(
        findings.isOfChineseOrigin === 'unknown'
          ? ['china', 'abroad']
          : [findings.isOfChineseOrigin === 'met' ? 'china' : 'abroad'],
        said(
          line.origin ??
            (line.steps === undefined
              ? undefined
              : Object.entries(line.steps)
                  .map(([step, country]) => `${step}: ${country}`)
                  .join(', ')),
        ),
        ask(
          'origin',
          `${path}.origin`,
          '物项原产于哪个国家（地区）？',
          'Of which country is the item an original product?',
        ),
      );
    case 'made-in':
      return known(
        chinaOrAbroad(line.madeIn, readings),
        said(line.madeIn),
        ask('made-in', `${path}.madeIn`, '物项在哪里生产？', 'Where was the item made?'),
      );
    case 'technology-origin':
      return known(
        chinaOrAbroad(line.technologyOrigin, readings),
        said(line.technologyOrigin),
        ask(
          'technology-origin',
          `${path}.technologyOrigin`,
          '生产所用的稀土开采、冶炼分离、金属冶炼、磁材制造或回收技术原产于哪里？',
          'Where does the mining, smelting-separation, metal-smelting, magnet-making or recycling technology used to make it come from?',
        ),
      );
    case 'technology-exclusion': {
      const stated = line.technologyExclusion;
      const isGoods = line.item.form !== undefined && line.item.form !== 'unknown' && line.item.form !== 'technology';
      const values =
        stated === undefined
          ? isGoods
            ? ['none']
            : VOCABULARY[fact]
          : stated === 'unknown'
            ? VOCABULARY[fact]
            : [stated];
      return known(
        values,
        said(stated),
        ask(
          'technology-exclusion',
          `${path}.technologyExclusion`,
          '技术是否已进入公共领域、属于基础科学研究或普通专利申请所必需？',
          'Is the technology in the public domain, basic research, or needed for an ordinary patent application?',
        ),
      );
    }
    case 'substantial-help':
      return known(
        yesNo(line.substantialHelp, actValues(facts, line).includes('help-abroad') ? ['yes', 'no'] : ['no']),
        said(line.substantialHelp),
        ask(
          'substantial-help',
          `${path}.substantialHelp`,
          '是否构成实质性帮助和支持？',
          'Is it substantial help or support?',
        ),
      );
    case 'helps-rare-earth-activity':
      return known(
        knowledgeValues(facts.endUse?.helpsRareEarthActivityAbroad, readings),
        said(facts.endUse?.helpsRareEarthActivityAbroad),
        ask(
          'helps-rare-earth-activity',
          'endUse.helpsRareEarthActivityAbroad',
          '是否明知用于或实质性有助于境外稀土五类活动？',
          'Is it known that it will be used for, or substantially help, one of the five rare-earth activities abroad?',
        ),
      );
    case 'danger-known':
      return known(
        yesNo(facts.endUse?.dangerKnown, ['no']),
        said(facts.endUse?.dangerKnown),
        ask(
          'danger-known',
          'endUse.dangerKnown',
          '是否知道、应当知道或被告知可能危害国家安全和利益？',
          'Is it known, or were you told, that it may endanger national security and interests?',
        ),
      );
    case 'military-user':
      return militaryBasis(findings);
    case 'end-use':
      return known(
        endUseValues(facts.endUse),
        said(facts.endUse?.kind),
        ask('end-use', 'endUse.kind', '最终用途是什么？', 'What is the end use?'),
      );
    case 'military-ai':
      return known(
        yesNo(
          facts.endUse?.militaryPotentialOfAi,
          endUseValues(facts.endUse).some((use) => members(use).includes('artificial-intelligence'))
            ? ['yes', 'no']
            : ['no'],
        ),
        said(facts.endUse?.militaryPotentialOfAi),
        ask(
          'military-ai',
          'endUse.militaryPotentialOfAi',
          '该人工智能研发是否具有潜在军事用途？',
          'Does the artificial-intelligence research have a potential military use?',
        ),
      );
    case 'item-form':
      return known(
        line.item.form === undefined || line.item.form === 'unknown' ? VOCABULARY[fact] : [line.item.form],
        said(line.item.form),
        ask('item', `${path}.item.form`, '物项是什么形态？', 'What form does the item have?'),
      );
    case 'holds-listed-material':
      return known(
        findings.holdsListedMaterial === 'unknown'
          ? ['yes', 'no']
          : [findings.holdsListedMaterial === 'met' ? 'yes' : 'no'],
        t('物料清单', 'bill of materials'),
        ask('content', 'bom', '物项是否含有清单内材料？', 'Does the item hold listed material?'),
      );
  }
}

/** The act as stated; without a statement an item that crosses a border is exported, one that does not is transferred. */
function actValues(facts: ExportFacts, line: LineFacts): readonly string[] {
  if (facts.act !== undefined && facts.act !== 'unknown') return [facts.act];
  if (facts.act === 'unknown') return VOCABULARY.act;
  const goods = line.item.form === 'technology' ? 'provide-technology' : 'export';
  const { from, to } = facts;
  if (from === undefined || to === undefined || from === 'unknown' || to === 'unknown')
    return [goods, 'transfer-in-country'];
  return [from === to ? 'transfer-in-country' : goods];
}

/** A body is where it is established; `chinesePerson` tells of persons of Chinese nationality abroad and is `no` if absent. */
function exporterValues(facts: ExportFacts): readonly string[] {
  const { country, chinesePerson } = facts.exporter ?? {};
  if (country === 'CN') return ['in-china'];
  const abroad =
    chinesePerson === 'yes'
      ? ['chinese-abroad']
      : chinesePerson === 'unknown'
        ? ['chinese-abroad', 'foreign-abroad']
        : ['foreign-abroad'];
  return country === undefined || country === 'unknown' ? ['in-china', ...abroad] : abroad;
}

const UNNAMED_END_USER: PartyFacts = { role: 'end-user' };

/** The recipients, with an unnamed end user added where none is stated: somebody will use the goods. */
export function recipients(facts: ExportFacts): readonly PartyFacts[] {
  const stated = facts.parties ?? [];
  return stated.some(({ role }) => role === 'end-user') ? stated : [...stated, UNNAMED_END_USER];
}

const ASK_END_USER = ask('end-user', 'parties', '最终用户是谁？', 'Who is the end user?');

function militaryBasis({ facts, readings }: LineFindings): Basis {
  const each = recipients(facts).map((party) => {
    const places = placesOf(party.country, readings, ['china', 'united-states', 'japan', 'elsewhere']);
    const military = party.military ?? 'unknown';
    const abroad = places.map((place) => (place === 'china' ? 'none' : place));
    return [...new Set(military === 'yes' ? abroad : military === 'no' ? ['none'] : ['none', ...abroad])];
  });
  const open = recipients(facts).find((party) => party.military === undefined || party.military === 'unknown');
  const name = open?.name ?? '';
  return {
    values: combinations(each)
      .map((users) => setValue(users.filter((user) => user !== 'none')))
      .map((value) => (value === NONE ? 'none' : value)),
    used: joined(
      recipients(facts).map((party) =>
        t(
          `${party.name ?? '?'}：${party.military ?? '未说明'}`,
          `${party.name ?? '?'}: ${party.military ?? 'not stated'}`,
        ),
      ),
      t('；', '; '),
    ),
    ask:
      name === ''
        ? ASK_END_USER
        : ask(
            `military:${name}`,
            `parties[${name}].military`,
            `“${name}”是否为军事用户？`,
            `Is ${name} a military user?`,
          ),
  };
}

/** Every way to take one value from each, without repeats. */
function combinations(each: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let sets: readonly (readonly string[])[] = [[]];
  for (const values of each) {
    const seen = new Map<string, readonly string[]>();
    for (const set of sets)
      for (const value of values) {
        const next = [...new Set([...set, value])].sort();
        seen.set(next.join('+'), next);
      }
    sets = [...seen.values()];
  }
  return sets;
}

/** Which lists name a party: for certain (confirmed entry, or exactly the name), and by a likeness that a person must judge. */
export interface Naming {
  readonly certain: readonly EntryHit[];
  readonly like: readonly LikeHit[];
}

/** By confirmed entry, by exactly the name, or by a name like it. `undefined` = the party is not known. */
export function namingOf(party: PartyFacts, book: LawBook): Naming | undefined {
  const { listEntry, name } = party;
  if (listEntry === 'none') return { certain: [], like: [] };
  if (Array.isArray(listEntry))
    return { certain: listEntry.flatMap((id) => findEntries(id, book.partyLists)), like: [] };
  if (listEntry === 'unknown' || name === undefined) return undefined;
  const certain = findEntries(name, book.partyLists);
  return { certain, like: certain.length > 0 ? [] : likeListed(name, book.partyLists) };
}

function partyBasis({ facts, book }: LineFindings): Basis {
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
    const entries = doubt.hits.map(({ zh, en, entry }) => t(zh ?? en ?? entry, en ?? zh ?? entry));
    const named = joined(entries, t('、', ', '));
    return {
      values: [...new Set(values)],
      used: t(`“${name}”与名单上的“${named.zh}”相似`, `${name} is like ${named.en} on a list`),
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
      ? t('名单上没有相同或者相似的名称', 'no list entry of this name or one like it')
      : valueText(base, book);
  return { values: [base], used, ask: ASK_END_USER };
}

const registers = new WeakMap<object, OwnershipGraph>();

/** The owners that the facts name, as a graph of holdings. Taken apart once for each party and day. */
function graphOf(party: PartyFacts, asOf: string): OwnershipGraph {
  const known = registers.get(party);
  if (known?.day === asOf) return known;
  const graph = registerOfOwners(party.owners).asOf(asOf);
  registers.set(party, graph);
  return graph;
}

/** What parties on lists of these kinds, in force on the day, hold of one importer or end user. */
export function holdingBy(
  kinds: readonly string[],
  party: PartyFacts,
  { book, readings, facts }: LineFindings,
  lists: ListsInForce,
  threshold: string,
): HoldingAnswer {
  const counted = new Set(kinds.flatMap((kind) => lists.parties[kind] ?? []));
  const isListed = (name: string) => findEntries(name, book.partyLists).some((hit) => counted.has(hit.list));
  const graph = graphOf(party, facts.asOf);
  const listed = graph.ids.filter((id) => id !== PARTY_OF_FACTS && isListed(id));
  return holdingIn(
    graph,
    PARTY_OF_FACTS,
    listed,
    { chain: readings['owners-chain'], sum: readings['owners-sum'] },
    { threshold: rational(threshold), deciding: false, paths: 3 },
  );
}

function heldBasis(kinds: readonly string[], threshold: string, findings: LineFindings, lists: ListsInForce): Basis {
  const subject = recipients(findings.facts).filter(({ role }) => role === 'importer' || role === 'end-user');
  const verdicts = subject.map((party) => ({
    party,
    verdict: holdingBy(kinds, party, findings, lists, threshold).verdict,
  }));
  const verdict: Verdict = verdicts.some((each) => each.verdict === 'met')
    ? 'met'
    : verdicts.some((each) => each.verdict === 'unknown')
      ? 'unknown'
      : 'not-met';
  const name = verdicts.find((each) => each.verdict === 'unknown')?.party.name;
  const owners = subject.flatMap((party) => [...namedOwners(party.owners)].map((owner) => owner.name));
  return ofVerdict(
    verdict,
    owners.length === 0
      ? subject.every((party) => party.owners === 'none')
        ? t('无列名所有者', 'no listed owner')
        : NOT_STATED
      : t(owners.join('、'), owners.join(', ')),
    name === undefined
      ? ASK_END_USER
      : ask(
          `owners:${name}`,
          `parties[${name}].owners`,
          `谁持有“${name}”的股权，各占多少？`,
          `Who owns ${name}, and what share does each hold?`,
        ),
  );
}
