/**
 * Writes worked-example-rotor.en.md and .zh.md: one export, its full answer as the command line prints it, and a reading
 * guide for a lawyer. Run it after a change of law or wording: `node docs/make-worked-example.ts`. A test compares the files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  determine,
  type DetermineOptions,
  type ExportFacts,
  explainText,
  type Language,
  type LawBook,
  WORDING,
} from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { parse } from 'yaml';

const INPUT = path.join(import.meta.dirname, '..', 'examples', 'rotor.yaml');
/** Columns where the command line does not write to a screen. */
const WIDTH = 100;

/** One change to the example, and what comes of it. */
export interface Variant {
  readonly zh: string;
  readonly en: string;
  readonly change?: (facts: ExportFacts) => ExportFacts;
  readonly options?: DetermineOptions;
}

const METAL = 'dysprosium metal 金属镝';
const MAGNETS = 'magnets 磁体';

function withPart(facts: ExportFacts, id: string, change: object): ExportFacts {
  const parts = facts.bom?.parts.map((part) => (part.id === id ? { ...part, ...change } : part)) ?? [];
  return { ...facts, bom: { ...facts.bom, parts } };
}

const withLine = (facts: ExportFacts, change: object): ExportFacts => ({
  ...facts,
  lines: facts.lines.map((line) => ({ ...line, ...change })),
});

const withParty = (facts: ExportFacts, change: object): ExportFacts => ({
  ...facts,
  parties: facts.parties?.map((party) => ({ ...party, ...change })) ?? [],
});

const VARIANTS: readonly Variant[] = [
  {
    zh: '只以出口的物项为分母（`--reading level-of-test=exported-item-only`）',
    en: 'Only the exported item is the denominator (`--reading level-of-test=exported-item-only`)',
    options: { readings: { 'level-of-test': 'exported-item-only' } },
  },
  {
    zh: '镝来自澳大利亚',
    en: 'The dysprosium is Australian',
    change: (facts) => withPart(facts, METAL, { origin: 'AU' }),
  },
  {
    zh: '镝的原产地未知',
    en: 'Nobody knows where the dysprosium comes from',
    change: (facts) => withPart(facts, METAL, { origin: 'unknown' }),
  },
  {
    zh: '镝价值0.008欧元：8 × 0.001，恰好0.1%',
    en: 'The dysprosium is worth EUR 0.008: 8 × 0.001, exactly 0.1 %',
    change: (facts) => withPart(facts, METAL, { value: { amount: '0.008', currency: 'EUR' } }),
  },
  {
    zh: '镝价值0.0079欧元：0.09875%',
    en: 'The dysprosium is worth EUR 0.0079: 0.09875 %',
    change: (facts) => withPart(facts, METAL, { value: { amount: '0.0079', currency: 'EUR' } }),
  },
  {
    zh: '镝的来源改为澳大利亚，但磁体以原产于中国的技术制造',
    en: 'The dysprosium is Australian, but the magnets are made with technology of Chinese origin',
    change: (facts) => withLine(withPart(facts, METAL, { origin: 'AU' }), { technologyOrigin: 'CN' }),
  },
  {
    zh: '磁体整体原产于中国，转子仍原产于日本',
    en: 'The magnets are of Chinese origin as a whole; the rotor is still Japanese',
    change: (facts) => withPart(facts, MAGNETS, { origin: 'CN' }),
  },
  { zh: '运往中国', en: 'It goes to China', change: (facts) => withParty({ ...facts, to: 'CN' }, { country: 'CN' }) },
  {
    zh: '最终用途为自然灾害救助',
    en: 'The end use is relief after a natural disaster',
    change: (facts) => ({ ...facts, endUse: { kind: 'humanitarian-disaster-relief' } }),
  },
  {
    zh: '最终用户为军事用户',
    en: 'The end user is a military user',
    change: (facts) => withParty(facts, { military: 'yes' }),
  },
  {
    zh: '2025年11月30日出口（第一条第（一）项施行前一日）',
    en: 'It leaves on 30 November 2025, the day before limb 1(1) starts',
    change: (facts) => ({ ...facts, asOf: '2025-11-30' }),
  },
  {
    zh: '2025年12月15日提问（第70号公告已公布）',
    en: 'The question is asked on 15 December 2025, with No. 70 published',
    change: (facts) => ({ ...facts, knownAt: '2025-12-15' }),
  },
  {
    zh: '2026年11月24日出口，当日提问',
    en: 'It leaves on 24 November 2026, and is asked about that day',
    change: (facts) => ({ ...facts, asOf: '2026-11-24', knownAt: '2026-11-24' }),
  },
];

/** A row of the table of changes: what is changed, the answer, and why or what is still to find out. */
export function variantRow(variant: Variant, facts: ExportFacts, book: LawBook, language: Language): string {
  const determination = determine(variant.change?.(facts) ?? facts, book, variant.options);
  const [line] = determination.lines;
  const review = line?.branches[0]?.review?.policy;
  const remarks = [
    ...(determination.outcome === 'licence-required' && review !== undefined && review !== 'undetermined'
      ? [WORDING[`review.${review}`][language]]
      : []),
    ...(line?.branches[0]?.because.map(({ cite }) => cite[language]) ?? []),
    ...(line?.questions.map(({ text }) => text[language]) ?? []),
  ];
  return `| ${variant[language]} | ${WORDING[`outcome.${determination.outcome}`][language]} | ${remarks.join(language === 'zh' ? '；' : '; ')} |`;
}

/** The document in one language. */
export function workedExample(language: Language): string {
  const source = readFileSync(INPUT, 'utf8').replaceAll('\r\n', '\n');
  const facts = parse(source, { schema: 'failsafe' }) as ExportFacts;
  const book = loadLaw();
  const variants = VARIANTS.map((variant) => variantRow(variant, facts, book, language));
  return DOCUMENTS[language]
    .replace('{input}', () => source.trim())
    .replace('{answer}', () => explainText(determine(facts, book), language, { width: WIDTH }).trim())
    .replace('{variants}', () => variants.join('\n'));
}

export const documentPath = (language: Language): string =>
  path.join(import.meta.dirname, `worked-example-rotor.${language}.md`);

const DOCUMENTS: Readonly<Record<Language, string>> = {
  en: `# A rotor with embedded magnets, read line by line

One export, the full answer, and what each line of it rests on. 中文版：[worked-example-rotor.zh.md](worked-example-rotor.zh.md).
Written by \`docs/make-worked-example.ts\`, so that answer and law stay together. The export is invented and this is not legal advice.

A maker in Japan sends a rotor worth EUR 200 to a civil user in the United States. Its magnets are made in Japan and worth EUR 8; the
dysprosium metal in them is of Chinese origin and worth EUR 0.15. It leaves on 15 December 2025. The question is asked on 20 October
2025, when No. 61 was published and the pause of 7 November was not.

## By hand

| level | value | dysprosium | share | threshold 0.1 % = 0.001 |
| --- | --- | --- | --- | --- |
| rotor | EUR 200 | EUR 0.15 | 0.15 / 200 = 0.00075 = 0.075 % | not reached |
| magnets | EUR 8 | EUR 0.15 | 0.15 / 8 = 0.01875 = 1.875 % | reached |

Dysprosium metal is an item of Annex 1 Part 1, so it counts; neodymium, iron and boron are not on Part 1 and would not count
wherever they came from. The magnets (NdFeB with dysprosium) are an item of Part 2, and so is the rotor, as a component that contains
them. At 0.1 % exactly the paragraph applies (达到0.1%及以上).

## What turns on the level of test

Paragraph 1(1) compares the value of Part 1 items with that of the Part 2 item that contains them. Here two Part 2 items contain the
same metal, one inside the other, and the text does not say which one is measured. Since both are Part 2 items, the pack tests every
level and takes the rotor as caught when any of them reaches the threshold (reading \`level-of-test\`, option \`every-level\`). Measured
on the exported rotor alone, the answer is the opposite. No authority was found for either, so the answer says that it turns on this.
MOFCOM takes questions about scope at jingwaizixun@mofcom.gov.cn (paragraph 6).

## The file

\`examples/rotor.yaml\`:

\`\`\`yaml
{input}
\`\`\`

## The answer

\`npx ytterby assess examples/rotor.yaml --lang en\` prints:

\`\`\`text
{answer}
\`\`\`

## Line by line

| lines | rest on | check |
| --- | --- | --- |
| The headline | The strictest thing that any provision in force asks for | A ban would come before a licence, an exemption after it |
| Day and law | No. 61 para. 8: 1(1) and 1(2) start on 1 December 2025, 1(3) at once | “As known on” keeps No. 70, published on 7 November, out |
| Gazette checked | The pack's own statement, \`law/cn/pack.yaml\` | Later announcements are for you to look up |
| What the item is | Annex 1 Part 2, section I, item 4 | The annex file could not be read; its names come from the press (\`law/ACCURACY.md\`) |
| Because | No. 61 para. 1(1) | |
| How an application is reviewed | No. 61 paras. 2 to 4 ask for refusal or case-by-case review; none applies | End user civil, not military, on no list, no listed owner: all four were stated |
| Compliance notice | No. 61 para. 7 | That it goes with items of limb 1(1) from that limb's first day is a reading of the text |
| 45 working days | Order No. 792 art. 17(1) | No. 61 names no time limit; the article applies by reference |
| Forms of permission | Order No. 792 arts. 15, 16, 19, 20 and 26 | Facts about the exporter were not stated, hence the question marks |
| Provision 1, test by test | No. 61 para. 1(1) | ✓ = the condition holds on the fact after the arrow; all eight must hold |
| Provision 4 | No. 61 para. 1(2) | Fails on one fact: the technology is Japanese. It has no threshold, so ask the magnet maker |
| Provision 5 | No. 61 para. 1(3) | Fails on one fact: the rotor is an original product of Japan |
| 41 further provisions | The rest of the pack | \`--format html\` lists each with its tests |
| Content by value | No. 61 para. 1(1), annexes | The table above; magnets would have to be worth more than 0.15 / 0.001 = EUR 150 to fall below |
| Reaches the threshold at a unit price of | 8 × 0.001 = EUR 0.008 in the magnets, 200 × 0.001 = EUR 0.20 in the rotor | The price at which the share is 0.1 % exactly |
| Readings on which it turns | \`law/cn/readings.yaml\` | Every reading was tried with its other options; only this one changes the answer |
| Notes and cautions | Statements of the spokesperson | They stand beside the answer and never change it |
| When the answer changes | The law as known on 20 October 2025 | On that day no end was in sight |

## What would change it

One fact, day or reading is changed at a time. Where nothing asks for a licence, the provision that lists the item is named.

| instead | answer | because of, or still to find out |
| --- | --- | --- |
{variants}
`,
  zh: `# 嵌有磁体的转子：逐行解读

一次出口、完整答案，以及每一行的依据。English: [worked-example-rotor.en.md](worked-example-rotor.en.md)。
本文由 \`docs/make-worked-example.ts\` 生成，答案与法律保持一致。案例系虚构，不构成法律意见。

日本制造商向美国民用用户出口一个转子，价值200欧元。其中的磁体在日本制造，价值8欧元；磁体所含金属镝原产于中国，价值0.15欧元。出口日为2025年12月15日；
提问日为2025年10月20日，此时第61号公告已公布，11月7日的暂停公告尚未公布。

## 手工计算

| 层级 | 价值 | 镝 | 占比 | 门槛0.1%，即0.001 |
| --- | --- | --- | --- | --- |
| 转子 | 200欧元 | 0.15欧元 | 0.15 / 200 = 0.00075 = 0.075% | 未达到 |
| 磁体 | 8欧元 | 0.15欧元 | 0.15 / 8 = 0.01875 = 1.875% | 达到 |

金属镝属于附件1第一部分物项，计入；钕、铁、硼不在第一部分，无论原产于何处均不计入。磁体（含镝的钕铁硼永磁材料）属于第二部分物项，含有该磁体的转子作为组件
也属于第二部分物项。恰好0.1%即为达到（“达到0.1%及以上”）。

## 以哪一层为分母

第一条第（一）项比较的是第一部分物项的价值与含有它的第二部分物项的价值。本例有两个第二部分物项含有同一份金属镝，一个在另一个之内，条文没有说明以哪一个为
分母。二者均为第二部分物项，本法规库因此逐层检验，任何一层达到即视转子为达到（解释 \`level-of-test\`，取 \`every-level\`）。如果只以出口的转子为分母，
结论相反。两种解释均未见官方依据，因此答案注明结论取决于此。对是否属于管制物项有疑问的，可以向商务部咨询：jingwaizixun@mofcom.gov.cn（第六条）。

## 输入文件

\`examples/rotor.yaml\`：

\`\`\`yaml
{input}
\`\`\`

## 答案

\`npx ytterby assess examples/rotor.yaml --lang zh\` 输出：

\`\`\`text
{answer}
\`\`\`

## 逐行解读

| 行 | 依据 | 核对要点 |
| --- | --- | --- |
| 首行结论 | 施行中各项规定的最严要求 | 禁止先于许可，豁免后于许可 |
| 适用日期与法律 | 第61号公告第八条：第一条第（一）、（二）项自2025年12月1日起施行，第（三）项自公布之日起施行 | “所知截至”使11月7日公布的第70号公告不计在内 |
| 公报核对至 | 法规库自述，\`law/cn/pack.yaml\` | 此后的公告须自行查阅 |
| 物项归类 | 附件1第二部分第一节第4项 | 附件原件未能读取，名称取自报刊（\`law/ACCURACY.md\`） |
| 依据 | 第61号公告第一条第（一）项 | |
| 审查政策 | 第61号公告第二条至第四条规定原则上不予许可或者逐案审批，均不适用 | 最终用户为民用、非军事用户、不在名单上、无列名所有者：四项均已说明 |
| 合规告知书 | 第61号公告第七条 | 第（一）项物项自该项施行之日起适用，系对条文的解读 |
| 45个工作日 | 《两用物项出口管制条例》第十七条第一款 | 第61号公告没有规定时限，系参照适用 |
| 可用的许可形式 | 条例第十五、十六、十九、二十、二十六条 | 出口经营者的有关事实未说明，故为问号 |
| 逐条核对第1条 | 第61号公告第一条第（一）项 | ✓表示箭头后的事实符合该条件；八项须全部符合 |
| 逐条核对第4条 | 第61号公告第一条第（二）项 | 仅一项不符：技术原产于日本。该项没有门槛，应当向磁体制造商核实 |
| 逐条核对第5条 | 第61号公告第一条第（三）项 | 仅一项不符：转子原产于日本 |
| 另有41条规定 | 法规库其余规定 | \`--format html\` 逐条列出 |
| 价值比例 | 第61号公告第一条第（一）项及附件 | 见上表；磁体价值须超过0.15 / 0.001 = 150欧元才低于门槛 |
| 单价达某数即触及门槛 | 磁体：8 × 0.001 = 0.008欧元；转子：200 × 0.001 = 0.20欧元 | 占比恰为0.1%的单价 |
| 结论所取决的解释 | \`law/cn/readings.yaml\` | 各项解释均试过其他选项，只有此项改变结论 |
| 提示与说明 | 发言人的说明 | 仅列于答案之侧，不改变结论 |
| 结论何时变化 | 2025年10月20日所知的法律 | 当日尚无终止日期 |

## 何种变化会改变答案

每次只改变一项事实、日期或者解释。没有规定要求许可时，所列依据为列明该物项的规定。

| 改为 | 答案 | 依据或者待查明的事实 |
| --- | --- | --- |
{variants}
`,
};

if (import.meta.main)
  for (const language of ['en', 'zh'] as const) writeFileSync(documentPath(language), workedExample(language));
