/** Step 2: is it caught by what it holds? The only door of this folder. */
export type { QuestionFact } from './answers.ts';
export { type BomGraph, type BomProblem, buildBom, type Standing } from './bom.ts';
export type { Tiers } from './contained.ts';
export {
  type Content,
  type ContentAsked,
  type ContentLimb,
  type ContentProblem,
  type ContentReading,
  contentLimb,
  contentOf,
  type ProductShare,
  rootsOf,
  type TestedProduct,
} from './content.ts';
export { contentBasis, holdsListedBasis } from './content-basis.ts';
export { type Flip, type FlipNumbers, flipNumbers } from './flip.ts';
export { contradictsOrigin, ORIGIN_THEORIES, type OriginTheory, originOf, originOfContents } from './origin.ts';
export { madeInBasis, originBasis, technologyOriginBasis } from './origin-basis.ts';
export { type AnswerEffect, type ContentQuestions, contentQuestions, type Question } from './questions.ts';
export { type Contribution, type ContributionKind, traceContent } from './trace.ts';
export type { BasisUsed, Valuation } from './valuation.ts';
