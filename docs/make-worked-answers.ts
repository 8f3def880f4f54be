/**
 * Writes worked-answer-*.en.md and .zh.md: exports of which a lawyer should know how the answer reads, each with what to look at and what
 * would change it. Run it after a change of law or wording: `node docs/make-worked-answers.ts`. A test compares the files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { determine, type ExportFacts, explainText, type Language, type Text } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { parse } from 'yaml';
import { type Variant, variantRow } from './make-worked-example.ts';

/** Columns where the command line does not write to a screen. */
const WIDTH = 100;
const ROOT = path.join(import.meta.dirname, '..');

interface WorkedAnswer {
  /** Of the document: `worked-answer-magnet`. */
  readonly name: string;
  /** In `examples/`. */
  readonly file: string;
  readonly title: Text;
  /** What is asked, and what a reader should look at in the answer. */
  readonly story: readonly Text[];
  readonly variants: readonly Variant[];
}

type Line = ExportFacts['lines'][number];

/** With other elements the words of before no longer fit. */
const withItem = (facts: ExportFacts, item: Line['item']): ExportFacts => ({
  ...facts,
  lines: facts.lines.map((line) => {
    const { description, ...kept } = line.item;
    const words = item.elements === undefined && description !== undefined ? { description } : {};
    return { ...line, item: { ...kept, ...words, ...item } };
  }),
});

const withRow = (facts: ExportFacts, change: object): ExportFacts => ({
  ...facts,
  ...(facts.bom === undefined
    ? {}
    : { bom: { ...facts.bom, parts: facts.bom.parts.map((part) => ({ ...part, ...change })) } }),
});

const withEndUser = (facts: ExportFacts, change: object): ExportFacts => ({
  ...facts,
  parties: (facts.parties ?? []).map((party) => (party.role === 'end-user' ? { ...party, ...change } : party)),
});

export const WORKED_ANSWERS: readonly WorkedAnswer[] = [
  {
    name: 'worked-answer-magnet',
    file: 'unknown-magnet.yaml',
    title: { zh: '成分不明的境外制磁体', en: 'A magnet made abroad of unknown content' },
    story: [
      {
        zh: '越南贸易商向德国民用用户出口一块在越南制造的烧结磁体，没有人说明其成分。物料清单只有一行。沉默不等于零：没有写明含有什么，不等于什么也不含。',
        en: 'A seller in Viet Nam sends a sintered magnet made there to a civil user in Germany. Nobody has said what is in it, and the bill of materials has one row. Silence is not zero: that nothing is stated does not mean that nothing is inside.',
      },
      {
        zh: '因此答案是“尚不能确定”，并列出各种可能的结论和可以确定结论的最少事实。每项事实下面写明各种回答会得出什么结论。价值比例门槛为0.1%，只要磁体含镝、铽或者钐，就足以达到。',
        en: 'So the answer is “undetermined”, with the outcomes that remain and the fewest facts that would settle it; under each fact stands what each reply leads to. The threshold is 0.1 % of the value, which a magnet with dysprosium, terbium or samarium of Chinese origin easily reaches.',
      },
    ],
    variants: [
      {
        zh: '供应商声明：不含任何受管制稀土，技术原产于越南',
        en: 'The supplier states that no listed rare earth is in it and that the technology is Vietnamese',
        change: (facts) => ({
          ...withRow(withItem(facts, { elements: ['Nd', 'Fe', 'B'] }), {
            item: { form: 'magnet', elements: ['Nd', 'Fe', 'B'] },
            rareEarths: 'none',
          }),
          lines: withItem(facts, { elements: ['Nd', 'Fe', 'B'] }).lines.map((line) => ({
            ...line,
            technologyOrigin: 'VN',
          })),
        }),
      },
      {
        zh: '仅知含镝，其他仍未知',
        en: 'Dysprosium is known to be in it, and nothing more is known',
        change: (facts) =>
          withRow(withItem(facts, { elements: ['Nd', 'Fe', 'B', 'Dy'] }), {
            item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
          }),
      },
      {
        zh: '制造技术原产于中国，且含镝',
        en: 'It holds dysprosium and was made with technology of Chinese origin',
        change: (facts) => ({
          ...facts,
          lines: withItem(facts, { elements: ['Nd', 'Fe', 'B', 'Dy'] }).lines.map((line) => ({
            ...line,
            technologyOrigin: 'CN',
          })),
        }),
      },
      {
        zh: '2026年8月3日出口并提问（暂停期间）',
        en: 'It leaves on 3 August 2026 and is asked about that day, while the pause runs',
        change: (facts) => ({ ...facts, asOf: '2026-08-03', knownAt: '2026-08-03' }),
      },
    ],
  },
  {
    name: 'worked-answer-alloy',
    file: 'two-rare-earths.yaml',
    title: { zh: '自中国出口的两种稀土的合金', en: 'An alloy of two listed rare earths from China' },
    story: [
      {
        zh: '中国出口商向德国民用用户出口铽镝合金。两种元素各有自己的管制条目。物项含有另一种清单内元素，并不因此脱离管制：条目的文字没有这样说。',
        en: 'An exporter in China sends a terbium-dysprosium alloy to a civil user in Germany. Each of the two elements has entries of its own. That the other one is there as well takes the goods out of neither: the words of the entries do not say so.',
      },
      {
        zh: '请看“物项归类”：哪些条目适用，哪些待定，理由各是什么。',
        en: 'Look at “What the item is”: which entries match, which stay open, and for what reason.',
      },
    ],
    variants: [
      {
        zh: '纯金属镝',
        en: 'Dysprosium metal alone',
        change: (facts) => withItem(facts, { form: 'metal', elements: ['Dy'] }),
      },
      {
        zh: '镝铁合金',
        en: 'Dysprosium-iron alloy',
        change: (facts) => withItem(facts, { elements: ['Dy', 'Fe'] }),
      },
      {
        zh: '两种氧化物的混合物（镝、铽）',
        en: 'A mixture of the two oxides',
        change: (facts) => withItem(facts, { form: 'mixture', elements: ['Tb', 'Dy', 'O'] }),
      },
      {
        zh: '形态未知',
        en: 'The form is unknown',
        change: (facts) => withItem(facts, { form: 'unknown' }),
      },
      {
        zh: '铈镧合金（两种元素均不在清单上）',
        en: 'A cerium-lanthanum alloy, neither of which is listed',
        change: (facts) => withItem(facts, { elements: ['Ce', 'La'] }),
      },
    ],
  },
  {
    name: 'worked-answer-third-country',
    file: 'third-country-user.yaml',
    title: { zh: '经第三国交付受禁止用户', en: 'Goods through a third country to a banned user' },
    story: [
      {
        zh: '中国出口商把氧化镝发往马来西亚货运代理，最终用户是列入出口管制管控名单的美国公司。下一站是哪里不起决定作用：禁令针对接收方，货物先到哪里都一样。',
        en: 'An exporter in China sends dysprosium oxide to a forwarder in Malaysia; the end user is a United States company on the Control List. The next stop decides nothing: the ban is on the recipient, wherever the goods go first.',
      },
      {
        zh: '答案先说“禁止出口”，再说依据哪一公告、哪一条件。许可义务仍列在其后，但不能以许可排除禁令；公告所称“特殊情况”须另行申请。',
        en: 'The answer says “prohibited” first, then by which notice and on which condition. The licence duty is listed after it, but no licence is given against the ban; the “special circumstances” of the notice are a matter for an application of its own.',
      },
    ],
    variants: [
      {
        zh: '最终用户未知',
        en: 'Nobody knows the end user',
        change: (facts) => ({ ...facts, parties: (facts.parties ?? []).filter(({ role }) => role !== 'end-user') }),
      },
      {
        zh: '最终用户为美国军事用户，不在名单上',
        en: 'The end user is a military user in the United States, on no list',
        change: (facts) => withEndUser(facts, { name: 'Example Depot (invented)', listEntry: 'none', military: 'yes' }),
      },
      {
        zh: '最终用户为美国民用公司，不在名单上，无列名所有者',
        en: 'The end user is a civil company in the United States, on no list, with no listed owner',
        change: (facts) => ({
          ...withEndUser(facts, {
            name: 'Example Pumps Inc. (invented)',
            listEntry: 'none',
            military: 'no',
            owners: 'none',
          }),
          endUse: { kind: 'civil' },
        }),
      },
      {
        zh: '名单公司的名称写法不同',
        en: 'The listed company is written in another way',
        change: (facts) => withEndUser(facts, { name: 'General Dynamics Corp' }),
      },
    ],
  },
  {
    name: 'worked-answer-outside',
    file: 'outside-the-pack.yaml',
    title: { zh: '法规库之外的物项', en: 'An item outside the pack' },
    story: [
      {
        zh: '中国出口商向德国民用用户出口金属镓。镓受2023年第23号公告管制，而本法规库没有收录该公告的物项清单。对这样的物项，答案不能说“不在管制范围内”。',
        en: 'An exporter in China sends gallium metal to a civil user in Germany. Gallium is controlled by No. 23 of 2023, whose item list this pack does not hold. Of such goods the answer cannot say “not subject to control”.',
      },
      {
        zh: '答案写明哪些公告可能适用于该物项、应当查阅什么。结论须由查阅原公告的人作出。',
        en: 'It names the announcements that may reach the item and what to look up. The conclusion is for the person who reads them.',
      },
    ],
    variants: [
      {
        zh: '氧化镝',
        en: 'Dysprosium oxide instead',
        change: (facts) => withItem(facts, { form: 'oxide', elements: ['Dy', 'O'] }),
      },
      {
        zh: '只有文字描述',
        en: 'Nothing but a description',
        change: (facts) => ({
          ...facts,
          lines: facts.lines.map((line) => ({ ...line, item: { description: 'machine parts 机器零件' } })),
        }),
      },
      {
        zh: '最终用户为美国军事用户',
        en: 'The end user is a military user in the United States',
        change: (facts) => ({ ...withEndUser(facts, { country: 'US', military: 'yes' }), to: 'US' }),
      },
    ],
  },
];

const WORDS: Readonly<Record<Language, (of: WorkedAnswer) => readonly string[]>> = {
  en: ({ name, file }) => [
    `What to look at, the file, the full answer, and what would change it. 中文版：[${name}.zh.md](${name}.zh.md).`,
    'Written by `docs/make-worked-answers.ts`, so that answer and law stay together. The export is invented and this is not legal advice.',
    '## The file',
    '## The answer',
    `\`npx ytterby assess examples/${file} --lang en\` prints:`,
    '## What would change it',
    'One thing is changed at a time.',
    '| instead | answer | because of, or still to find out |',
  ],
  zh: ({ name, file }) => [
    `要点、输入文件、完整答案以及何种变化会改变答案。English: [${name}.en.md](${name}.en.md)。`,
    '本文由 `docs/make-worked-answers.ts` 生成，答案与法律保持一致。案例系虚构，不构成法律意见。',
    '## 输入文件',
    '## 答案',
    `\`npx ytterby assess examples/${file} --lang zh\` 输出：`,
    '## 何种变化会改变答案',
    '每次只改变一项。',
    '| 改为 | 答案 | 依据或者待查明的事实 |',
  ],
};

export const answerPath = (name: string, language: Language): string =>
  path.join(import.meta.dirname, `${name}.${language}.md`);

/** The document in one language. */
export function workedAnswer(of: WorkedAnswer, language: Language): string {
  const input = readFileSync(path.join(ROOT, 'examples', of.file), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim();
  const facts = parse(input, { schema: 'failsafe' }) as ExportFacts;
  const book = loadLaw();
  const [intro, origin, fileTitle, answerTitle, prints, changesTitle, oneThing, head] = WORDS[language](of);
  const answer = explainText(determine(facts, book), language, { width: WIDTH }).trim();
  return (
    [
      `# ${of.title[language]}`,
      `${intro}\n${origin}`,
      ...of.story.map((text) => text[language]),
      fileTitle,
      `\`\`\`yaml\n${input}\n\`\`\``,
      answerTitle,
      prints,
      `\`\`\`text\n${answer}\n\`\`\``,
      changesTitle,
      oneThing,
      [head, '| --- | --- | --- |', ...of.variants.map((variant) => variantRow(variant, facts, book, language))].join(
        '\n',
      ),
    ].join('\n\n') + '\n'
  );
}

if (import.meta.main)
  for (const of of WORKED_ANSWERS)
    for (const language of ['en', 'zh'] as const)
      writeFileSync(answerPath(of.name, language), workedAnswer(of, language));
