import { isZero, parseRational } from '../../quantity/rational.ts';
import { type ContentAnswer, type LineDetermination } from '../determination.ts';
import { type Entry, type ExplainedBlock, type TreeNode } from './blocks.ts';
import { amountText, percentText } from './figures.ts';
import { tame } from './wrap.ts';
import { type Voice, worded, capital, both, one } from './voice.ts';

type Ends = { readonly atLeast: string; readonly atMost: string | null };

function rangeText(range: Ends, text: (figure: string) => string, { say }: Voice): string {
  if (range.atMost === range.atLeast) return text(range.atLeast);
  const low = parseRational(range.atLeast);
  if (range.atMost === null)
    return low && isZero(low) ? say('range.any') : say('range.from', { from: text(range.atLeast) });
  return say('range.between', { from: text(range.atLeast), to: text(range.atMost) });
}

/** In percent, with the exact figure beside it. @example '3 % (0.03)' */
function shareText(range: Ends, voice: Voice): string {
  const percent = rangeText(range, (figure) => percentText(figure, voice.language), voice);
  const exact = rangeText(range, (figure) => figure, voice);
  return percent === exact ? percent : percent + voice.say('same-as', { text: exact });
}

/** The content test, level by level. */
export function contentBlocks(content: ContentAnswer, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  const money = (amount: string, currency: string) =>
    [amountText(amount), currency].filter((word) => word !== '').join(' ');
  const blocks: ExplainedBlock[] = [
    {
      kind: 'sentences',
      sentences: [
        say('content.verdict', {
          threshold: percentText(content.threshold, voice.language),
          verdict: say(`reach.${content.verdict}`),
        }) + say('stop'),
      ],
    },
  ];
  if (content.products.length > 0) {
    blocks.push({
      kind: 'grid',
      caption: say('section.content'),
      head: [
        say('content.product'),
        say('content.value'),
        say('content.basis'),
        say('content.share'),
        say('content.reached'),
        say('content.flip-value'),
      ],
      rows: content.products.map((product) => [
        tame(product.part),
        rangeText(product.value, (figure) => money(figure, product.value.currency), voice),
        worded('basis', product.basis, voice),
        shareText(product.share, voice),
        say(`reach.${product.verdict}`),
        product.flipValue === null ? '–' : money(product.flipValue, product.value.currency),
      ]),
    });
  }
  for (const product of content.products) {
    if (product.contributions.length === 0) continue;
    const root = contributionTree(product, (each) =>
      [
        rangeText(each.amount, (figure) => money(figure, product.value.currency), voice),
        shareText(each.share, voice),
        ...(each.flipPrice === null
          ? []
          : [
              say('content.flip-price', {
                price:
                  each.flipCurrency === null ? amountText(each.flipPrice) : money(each.flipPrice, each.flipCurrency),
              }),
            ]),
      ].join(' · '),
    );
    blocks.push({ kind: 'tree', caption: `${say('content.contribution')}${say('colon')}${tame(product.part)}`, root });
  }
  const remarks = [
    ...content.assumptions.map((text) => say('content.assumption', { text: one(text, voice) })),
    ...content.problems.map(({ text }) => say('content.problem', { text: one(text, voice) })),
  ];
  if (remarks.length > 0) blocks.push({ kind: 'sentences', sentences: remarks });
  return blocks;
}

type Product = ContentAnswer['products'][number];

/** The ways from the product down to each input, as one tree. */
function contributionTree(product: Product, detail: (each: Product['contributions'][number]) => string): TreeNode {
  interface Growing {
    name: string;
    detail: string;
    children: Map<string, Growing>;
  }
  const root: Growing = { name: tame(product.part), detail: '', children: new Map() };
  for (const each of product.contributions) {
    const way = each.path[0] === product.part ? each.path.slice(1) : [...each.path];
    if (way.length === 0 || way.at(-1) !== each.part) if (each.part !== product.part) way.push(each.part);
    let at = root;
    for (const step of way) {
      const next = at.children.get(step) ?? { name: tame(step), detail: '', children: new Map<string, Growing>() };
      at.children.set(step, next);
      at = next;
    }
    at.detail = detail(each);
  }
  const finished = (node: Growing): TreeNode => ({
    name: node.name,
    detail: node.detail,
    children: [...node.children.values()].map(finished),
  });
  return finished(root);
}

/** The parties with their list hits and holdings. */
export function partyBlocks(line: LineDetermination, voice: Voice): ExplainedBlock[] {
  const { say } = voice;
  if (line.parties.length === 0) return [];
  const entries = line.parties.map((party): Entry => {
    const hits = party.hits.map((hit) =>
      say('party.hit', {
        kind: worded('kind', hit.kind, voice),
        entry: tame(hit.entry),
        name: both(hit.name, voice),
        list: tame(hit.list),
        state: `${say(hit.inForce ? 'party.in-force' : 'party.not-in-force')}${hit.likeness === null ? '' : say('party.like', { score: hit.likeness })}`,
      }),
    );
    const held = party.heldByListed.flatMap(({ owner, atLeast, atMost, paths, flipStake }) => [
      say('party.held', { owner: tame(owner), share: shareText({ atLeast, atMost }, voice) }),
      ...paths.filter((path) => path.length > 2).map((path) => say('party.path', { path: path.map(tame).join(' → ') })),
      ...(flipStake === null ? [] : [say('party.flip-stake', { share: percentText(flipStake, voice.language) })]),
    ]);
    const below = [...hits, ...held];
    return {
      text: `${capital(worded('role', party.role, voice), voice)}${say('colon')}${tame(party.name)}`,
      mark: null,
      below: [
        ...(party.isKnown ? [] : [say('party.unknown')]),
        ...(party.isKnown && below.length === 0 ? [say('party.clear')] : below),
      ],
      sources: [],
    };
  });
  return [{ kind: 'entries', numbered: false, entries }];
}
