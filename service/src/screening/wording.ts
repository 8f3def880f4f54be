import type { TextNote } from '@ytterby/core/screening';
import type { Standing } from '../feeds/lists/index.ts';
import type { EffectTag } from './effects.ts';
import type { PartyHit, PartyScreening, PartyVerdict } from './screen-parties.ts';

export type Language = 'zh' | 'en';
type Words<Key extends string> = Readonly<Record<Key, Readonly<Record<Language, string>>>>;

const VERDICTS: Words<PartyVerdict | 'cleared' | 'not-screened'> = {
  hit: { zh: '命中', en: 'HIT' },
  possible: { zh: '疑似', en: 'POSSIBLE HIT' },
  'clear-by-decision': { zh: '已由人工排除', en: 'CLEARED BY DECISION' },
  none: { zh: '未发现', en: 'NOTHING FOUND' },
  unreadable: { zh: '名称无法比对', en: 'NAME CANNOT BE READ' },
  cleared: { zh: '已排除', en: 'cleared' },
  'not-screened': { zh: '未筛查', en: 'NOT SCREENED' },
};
const STANDINGS: Words<Standing['is']> = {
  'not-yet-listed': { zh: '尚未列入', en: 'not yet listed' },
  listed: { zh: '在列', en: 'listed' },
  'listed-without-measures': { zh: '在列，未定措施', en: 'listed, no measures set' },
  suspended: { zh: '在列，措施暂停', en: 'listed, measures suspended' },
  stopped: { zh: '已停止', en: 'stopped' },
};
const EFFECTS: Words<EffectTag> = {
  banned: { zh: '禁止向其出口', en: 'exports to it are banned' },
  'refusal-in-principle': { zh: '原则上不予许可', en: 'licence refused in principle' },
  'no-general-licence': { zh: '不得使用通用许可', en: 'no general licence' },
  'no-registration': { zh: '不得以登记取得出口凭证', en: 'no certificate by registration' },
  'no-statutory-clock': { zh: '不适用法定审查期限', en: 'no statutory time limit' },
  'stricter-review': { zh: '从严审查', en: 'stricter review' },
  'risk-assessment-report': { zh: '须提交风险评估报告', en: 'risk assessment report needed' },
  'written-undertaking': { zh: '须提交书面承诺', en: 'written undertaking needed' },
  other: { zh: '另有措施', en: 'another measure' },
};
const NOTES: Words<TextNote> = {
  'invisible-characters': { zh: '名称含不可见字符', en: 'the name holds invisible characters' },
  'direction-marks': { zh: '名称含文字方向控制符', en: 'the name holds marks that turn the direction of writing' },
  'look-alike-letters': { zh: '名称含形近异体字母', en: 'the name holds letters of another script that look alike' },
  'broken-characters': { zh: '名称含损坏的字符', en: 'the name holds broken characters' },
  'piled-up-marks': { zh: '名称中附加符号过多', en: 'the name has marks piled on its letters' },
  'cut-short': { zh: '名称过长，仅比对了开头部分', en: 'the name is too long; only its beginning was compared' },
};
const HOW: Words<PartyHit['names']['met'][number]['how']> = {
  same: { zh: '相同', en: 'same' },
  translation: { zh: '译名', en: 'translation' },
  sound: { zh: '读音相近', en: 'alike in sound' },
  spelling: { zh: '拼写相近', en: 'alike in spelling' },
  variant: { zh: '异写', en: 'variant' },
  romanisation: { zh: '拉丁转写', en: 'romanisation' },
  consonants: { zh: '辅音相同', en: 'same consonants' },
  characters: { zh: '汉字相近', en: 'alike in characters' },
  initial: { zh: '首字母', en: 'initial' },
  abbreviation: { zh: '缩写', en: 'abbreviation' },
  acronym: { zh: '首字母缩略', en: 'acronym' },
  joined: { zh: '连写', en: 'written as one' },
};
const ABOUT: Words<PartyHit['evidence'][number]['about']> = {
  identifier: { zh: '识别号', en: 'identifier' },
  country: { zh: '国家', en: 'country' },
  birth: { zh: '出生日期', en: 'date of birth' },
  address: { zh: '地址', en: 'address' },
};
const TYPES: Words<PartyHit['listedAs']> = {
  primary: { zh: '名称', en: 'name' },
  alias: { zh: '别名', en: 'alias' },
  'weak-alias': { zh: '弱别名', en: 'weak alias' },
  former: { zh: '曾用名', en: 'former name' },
};

const unique = (ids: readonly string[]) => [...new Set(ids)].join(', ');

/** The words for one language. Texts from outside come as they are; the writer of a format makes them safe. */
export function screeningWords(language: Language) {
  const pick = <Value>(zh: Value, en: Value): Value => (language === 'zh' ? zh : en);
  const join = (words: readonly string[]) => words.join(pick('；', '; '));
  const verdict = (of: keyof typeof VERDICTS) => VERDICTS[of][language];
  const standing = ({ is, from, until, by }: Standing): string =>
    [
      STANDINGS[is][language],
      from === undefined ? '' : pick(`自${from}`, `from ${from}`),
      until === undefined ? '' : pick(`至${until}前`, `until before ${until}`),
      by === undefined ? '' : `(${by})`,
    ]
      .filter((text) => text !== '')
      .join(' ');
  /** What the entry means for an export on that day, in one line. */
  const meaning = ({ list, standing: { is }, effects }: PartyHit): string => {
    if (list.from === 'import')
      return is === 'listed'
        ? pick(
            '外部名单；后果依该名单所属法律',
            'a list from outside the pack; what it means is for the law of its issuer',
          )
        : pick('外部名单；当日不在列', 'a list from outside the pack; not on it that day');
    if (effects.tags.length > 0) return join(effects.tags.map((tag) => EFFECTS[tag][language]));
    if (is === 'not-yet-listed') return pick('当日尚未列入，无后果', 'not listed on that day: no effect');
    if (is === 'stopped') return pick('措施已停止，无后果', 'stopped by that day: no effect');
    if (is === 'suspended') return pick('措施暂停，当日不适用', 'measures suspended: not applied on that day');
    return pick('在列，但名单本身未定出口措施', 'on the list, which sets no measure on exports');
  };
  return {
    pick,
    meaning,
    verdict,
    standing,
    note: (note: TextNote) => NOTES[note][language],
    nameType: (type: PartyHit['listedAs']) => TYPES[type][language],
    effects: (tags: readonly EffectTag[]) => join(tags.map((tag) => EFFECTS[tag][language])),

    /** Title and id of the list of a hit. */
    list: ({ list }: PartyHit) => `${list.title[language]}${list.from === 'pack' ? ` (${list.id})` : ''}`,

    /** All names of the entry, primary ones first. */
    entryNames: ({ record }: PartyHit, most = 6): string => {
      const names = [...new Set(record.names.map(({ text }) => text))];
      return names.slice(0, most).join(' / ') + (names.length > most ? ` … (+${names.length - most})` : '');
    },

    /** Which words met and how, and which did not. */
    words: ({ names }: PartyHit): string => {
      const met = names.met.map(
        ({ ours, theirs, how, alike }) => `${ours} ~ ${theirs} (${HOW[how][language]}, ${alike.toFixed(2)})`,
      );
      const left = (words: PartyHit['names']['leftOurs']) => words.map(({ word }) => word).join(' ');
      return join([
        ...met,
        ...(names.leftOurs.length === 0 ? [] : [pick('仅查询名称有：', 'only asked: ') + left(names.leftOurs)]),
        ...(names.leftTheirs.length === 0 ? [] : [pick('仅名单有：', 'only listed: ') + left(names.leftTheirs)]),
      ]);
    },

    /** What speaks for it, or against it, besides the words. */
    evidence: (hit: PartyHit, speaks: 'for' | 'against'): string => {
      const { evidence, names, listedAs, decidedBy } = hit;
      const said = evidence
        .filter((each) => each.speaks === speaks)
        .map(({ about, ours, theirs }) => `${ABOUT[about][language]} ${ours === theirs ? ours : `${ours} ≠ ${theirs}`}`)
        .map((text) => (speaks === 'for' ? text.replace(' ≠ ', ' ~ ') : text));
      if (speaks === 'for' && decidedBy === 'identifier') said.push(pick('由识别号认定', 'decided by the identifier'));
      if (speaks === 'for' && names.forms === 'same') said.push(pick('法律形式相同', 'same legal form'));
      if (speaks === 'against' && names.forms === 'different') said.push(pick('法律形式不同', 'another legal form'));
      if (speaks === 'against' && listedAs === 'weak-alias')
        said.push(pick('仅与弱别名相符', 'it met a weak alias only'));
      return join(said);
    },

    /** One line for a party with several hits: the entry that counts most, and what all open ones mean together. */
    inShort: ({ hits }: PartyScreening): { readonly entry: string; readonly meaning: string } => {
      const open = (['hit', 'possible'] as const)
        .map((of) => hits.filter((hit) => hit.verdict === of))
        .find((found) => found.length > 0);
      const [first] = open ?? hits;
      if (first === undefined) return { entry: '', meaning: '' };
      if (open === undefined) return { entry: first.listed, meaning: pick('已由人工排除', 'cleared by decision') };
      const main = open.find(({ effects }) => effects.inForce.length > 0) ?? first;
      const tags = new Set(open.flatMap(({ effects }) => effects.tags));
      const outside = open.filter(({ list, standing: { is } }) => list.from === 'import' && is === 'listed');
      const said = [
        ...(Object.keys(EFFECTS) as EffectTag[]).filter((tag) => tags.has(tag)).map((tag) => EFFECTS[tag][language]),
        ...(outside.length === 0
          ? []
          : [pick('外部名单：', 'outside lists: ') + unique(outside.map(({ list }) => list.id))]),
      ];
      return { entry: main.listed, meaning: said.length === 0 ? meaning(main) : join(said) };
    },

    /** Who decided what, why, and whether it still counts. */
    decision: ({ decision }: PartyHit): string => {
      if (decision === undefined) return '';
      const { decided, by, on, reason } = decision.decision;
      const what =
        decided === 'true-match'
          ? pick('确认为同一主体', 'true match')
          : pick('确认为不同主体（误报）', 'false positive');
      const lapsed = decision.counts
        ? ''
        : decision.changed === 'entry'
          ? pick('（条目已变更，不再有效，须重新决定）', ' — no longer counts: the entry changed; decide again')
          : pick(
              '（查询信息不同，不适用，须另行决定）',
              ' — does not count here: it was made on other data about the party; decide again',
            );
      return pick(`${what}，${by}，${on}：${reason}${lapsed}`, `${what}, by ${by} on ${on}: ${reason}${lapsed}`);
    },

    /** The answer about one party in one sentence. */
    summary: ({ verdict: found, hits, bites, asOf }: PartyScreening): string => {
      const open = hits.filter((hit) => hit.verdict !== 'cleared').length;
      const day = bites
        ? pick(`${asOf} 当日有名单效果`, `on ${asOf} a listing has effect`)
        : pick(`${asOf} 当日无名单效果`, `on ${asOf} no listing has effect`);
      switch (found) {
        case 'hit':
        case 'possible':
          return pick(`${open} 个条目待确认；${day}`, `${open} ${open === 1 ? 'entry' : 'entries'} to look at; ${day}`);
        case 'clear-by-decision':
          return pick(
            `${hits.length} 个条目均已由人工决定排除`,
            `${hits.length} ${hits.length === 1 ? 'entry was' : 'entries were all'} told to be another party`,
          );
        case 'none':
          return pick('所查名单中没有这一名称', 'no entry of the lists carries this name or one like it');
        case 'unreadable':
          return pick(
            '名称中没有可比对的文字，不等于排除',
            'nothing in the name can be compared; this is no clearance',
          );
      }
    },
  };
}
