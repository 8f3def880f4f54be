import type { Text } from '../finding.ts';

/**
 * What must hold of the law itself, on every day, in every branch and under every reading. What each means exactly stands
 * in `proofs.ts` (over all exports of a day) and `provision-checks.ts` (over what the provisions say of each other).
 */
export const STATEMENTS = {
  gap: {
    zh: '任何一天任何出口都有且只有一个结果',
    en: 'every export has exactly one outcome on every day',
  },
  'path-to-approval': {
    zh: '合规民用出口不被禁止，也不原则上不予许可（出口管制不是禁止出口）',
    en: 'a compliant civil export is never prohibited nor refused in principle (controls are not bans)',
  },
  humanitarian: {
    zh: '2025年第61号公告项下的人道主义出口无须许可',
    en: 'a humanitarian export from outside China never needs a licence',
  },
  'catch-all': {
    zh: '明知用于大规模杀伤性武器或者恐怖主义、明知危害国家安全的出口绝非无须许可',
    en: 'an export from China known to be for weapons of mass destruction or terrorism, or known to be a danger, is never free of a licence',
  },
  'ban-holds': {
    zh: '符合禁止性规定的出口，结果一律为禁止；没有除外或者豁免可以改变',
    en: 'what a ban describes is prohibited, and no exclusion or exemption makes it anything else',
  },
  'ban-ground': {
    zh: '没有列名主体、军事用户或者军事用途，就没有禁止',
    en: 'nothing is prohibited without a listed party, a military user or a military use',
  },
  'control-list': {
    zh: '向管控名单主体出口两用物项，只要名单和措施在施行，一律禁止',
    en: 'dual-use items for a Control List party are prohibited while its listing and measures run',
  },
  'unreliable-entity': {
    zh: '自中国向不可靠实体清单主体的出口，只要其贸易措施在施行，不论何种物项一律禁止',
    en: 'any export from China to an Unreliable Entity is prohibited while its trade measures run, whatever the item',
  },
  'military-user': {
    zh: '一国军事用户被禁止后，自中国向其出口两用物项一律禁止，不论最终用途和途经地',
    en: 'once the military users of a country are barred, dual-use items from China for them are prohibited whatever the end use and the destination',
  },
  'listed-from-china': {
    zh: '自中国出口在施行清单所列物项，绝非无须许可，也不会落在法规库之外',
    en: 'an item on a list in force that leaves China is never free of a licence, nor outside the pack',
  },
  'pause-of-another': {
    zh: '一项公告的暂停，不会放开另一在施行清单所列的物项',
    en: 'the pause of one list never frees an item that is also on another in force',
  },
  'list-and-duty': {
    zh: '清单与其许可义务同时施行、同时暂停',
    en: 'a list of items and the licence duty for it run together and sleep together',
  },
  'exclusion-of-goods': {
    zh: '技术的除外情形不放开任何货物',
    en: 'the exclusions for technology free no goods',
  },
  'exclusion-of-technology': {
    zh: '已进入公共领域等除外情形的清单技术，合规提供时不受管制',
    en: 'listed technology that is public, basic research or for a patent is not subject when all else is compliant',
  },
  'in-country': {
    zh: '同一国家或者地区内的转移无须许可，但依解释选项须许可的向外国主体提供除外',
    en: 'a transfer inside one country never needs a licence, but for what is handed to a foreign person where a reading asks for one',
  },
  'to-china': {
    zh: '境外经营者运往中国、不再运出的出口无须许可',
    en: 'what an operator abroad sends to China, to stay there, never needs a licence',
  },
  'ground-in-china': {
    zh: '在中国的出口经营者，物项不在施行清单、不知危险、用途合规的，无须许可',
    en: 'an exporter in China needs no licence for an item on no list in force without a known danger, use or help',
  },
  'ground-abroad': {
    zh: '境外经营者的许可义务，须有清单物项并与中国有关（原产地、技术或者含量）',
    en: 'an operator abroad needs a licence only for an item on its annex and only with a link to China (origin, technology or content)',
  },
  limbs: {
    zh: '境外许可义务所指的与中国的联系一经满足，除人道主义用途外，运往中国以外任何目的地均须许可',
    en: 'where the link to China that a duty abroad names is there, every destination but China and every use but relief needs a licence',
  },
  'refusal-grounds': {
    zh: '公告规定的每一项原则上不予许可的理由，适用于其全部许可义务',
    en: 'each ground for refusal in principle reaches every licence duty of its announcement',
  },
  'watch-list': {
    zh: '向关注名单主体出口：审查更严格，便利许可和审查时限不适用',
    en: 'for a Watch List party the review is stricter, and easy permissions and the clock are off',
  },
  'decision-clock': {
    zh: '自中国出口须许可的，除关注名单主体外，均有作出决定的期限',
    en: 'where a licence is needed there is a time limit for the decision, except for a Watch List party',
  },
  'exempt-or-licence': {
    zh: '同一公告不会对同一出口既豁免又要求许可',
    en: 'no announcement both exempts an export and asks it for a licence',
  },
  targets: {
    zh: '审查、豁免、义务和除外只指向存在的许可义务或者清单',
    en: 'reviews, exemptions, duties and exclusions name licence duties or lists, nothing else',
  },
  'duty-day': {
    zh: '每项义务都有期限，或者说明何时履行',
    en: 'every duty has a day, or says why it has none',
  },
  'pause-ends': {
    zh: '每项暂停都写明截止日；没有截止日的是停止',
    en: 'every pause names its last day; one without an end is an end',
  },
  'no-hindsight': {
    zh: '事后公布的文件不改变某日当时适用的法律',
    en: 'what is published later never changes the law of an earlier day',
  },
  'listing-ends': {
    zh: '列名终止后，恢复到列名之前的结果',
    en: 'the end of a listing restores what was before it',
  },
  'another-list': {
    zh: '物项多列入一份清单，结果不会更宽',
    en: 'one more list that an item is on never makes the answer freer',
  },
  'another-party': {
    zh: '多一个列名主体，结果不会更宽',
    en: 'one more listed party never makes the answer freer',
  },
  'branch-ends': {
    zh: '宣布的变更只及于其写明的日期；此外与已颁布文本一致',
    en: 'an announced change is for the days that it names; on all others its branch is the enacted text',
  },
  'extension-joins': {
    zh: '宣布的延长与原暂停首尾相接，不留空档',
    en: 'an announced extension joins the pause it extends without a gap',
  },
  options: {
    zh: '条文所依的解释选项，每个选项都有对应条文',
    en: 'where provisions hang on a reading, every option of it has a provision',
  },
} satisfies Record<string, Text>;
export type StatementId = keyof typeof STATEMENTS;
