import { type BomFacts, coverageOf } from '@ytterby/core';
import { assessContent, type ContentAssessed } from '../content/assess-content.ts';
import type { CONTENT_ROUTES } from '../contract/content.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { ReplyOf } from '../contract/route.ts';
import type { LawInThread } from '../recorded-law/law-in-thread.ts';
import { drawable } from '../report/drawable-flow.ts';
import { valueFlow } from '../report/value-flow.ts';
import { takenReadings } from './determination.ts';
import { bomFacts } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { checkDays } from './law-asked.ts';

type ContentReply = ReplyOf<(typeof CONTENT_ROUTES)['content.assess']>;

export function contentHandlers(law: () => LawInThread): HandlersOf<typeof CONTENT_ROUTES> {
  return {
    'content.assess': async ({ body }, { today }) => {
      const { book, fingerprint } = law();
      const { product } = body;
      checkDays({ asOf: body.asOf, knownAt: body.knownAt }, '/body');
      const bom = bomFacts(body.bom, '/body/bom');
      if (product !== undefined && !bom.parts.some(({ id }) => id === product)) throw noSuchPart(product);
      const asOf = body.asOf ?? body.knownAt ?? today;
      const knownAt = body.knownAt ?? asOf;
      const assessed = assessContent(bom, book, {
        asOf,
        knownAt,
        readings: takenReadings(body.readings),
        part: product,
      });
      const flow = assessed === null ? null : valueFlow(bom, assessed.content);
      return {
        body: {
          law: fingerprint,
          asOf,
          knownAt,
          coverage: coverageOf(book, asOf, knownAt),
          rules: assessed === null ? [] : [ruleOf(bom, assessed)],
          flow: flow === null ? null : { nodes: [...flow.nodes], links: [...drawable(flow)] },
        },
      };
    },
  };
}

function noSuchPart(part: string): ApiProblem {
  return new ApiProblem('not-valid', undefined, [
    { path: '/body/product', zh: `物料清单中没有“${part}”。`, en: `The bill has no part ${part}.` },
  ]);
}

function ruleOf(bom: BomFacts, { provisions, content, questions }: ContentAssessed): ContentReply['rules'][number] {
  return {
    provisions: provisions.map(({ provision: { id, cite }, status }) => ({ id, cite, status })),
    verdict: content.verdict,
    threshold: content.threshold,
    products: content.products.map((product) => ({
      ...product,
      contributions: product.contributions.map((each) => ({ ...each, path: [...each.path] })),
    })),
    parts: partsThatMatter(bom, { content, questions }),
    questions: questions.map(({ id, about, text, best, worst }) => ({ id, about, text, best, worst })),
    assumptions: [...content.assumptions],
    problems: [...content.problems],
  };
}

/** Tested products, what contributes to them and what is unknown, in the order of the bill. */
function partsThatMatter(
  bom: BomFacts,
  { content, questions }: Pick<ContentAssessed, 'content' | 'questions'>,
): ContentReply['rules'][number]['parts'] {
  const tested = new Map(content.products.map((product) => [product.part, product]));
  const unknown = new Map<string, string[]>();
  for (const { about } of questions) {
    const [, part, field] = /^bom\.parts\[(.*)\]\.(\w+)$/s.exec(about) ?? [];
    if (part !== undefined && field !== undefined) unknown.set(part, [...(unknown.get(part) ?? []), field]);
  }
  return bom.parts.flatMap(({ id, item, origin }) => {
    const product = tested.get(id);
    const contributes = content.products.flatMap(({ part: to, contributions }) =>
      contributions.flatMap(({ part, amount, share }) => (part === id ? [{ to, amount, share }] : [])),
    );
    const open = unknown.get(id) ?? [];
    if (product === undefined && contributes.length === 0 && open.length === 0) return [];
    return [
      {
        part: id,
        description: item?.description ?? null,
        origin: origin ?? null,
        product: product?.verdict ?? null,
        productShare: product?.share ?? null,
        contributes,
        unknown: [...new Set(open)],
      },
    ];
  });
}
