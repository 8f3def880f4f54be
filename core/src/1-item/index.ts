/** Step 1, the door: what is the item, and which list entries does it meet? */
export {
  type Classification,
  type ClassifyOptions,
  type ContainedCodes,
  type InsideVerdict,
  classify,
  containedCodes,
  type EntryFinding,
  type ItemHint,
} from './classify.ts';
export { compositionOf } from './composition.ts';
export { elementName, isRareEarth, RARE_EARTHS, readElement } from './elements.ts';
export { decidingWords, type GoodsReach, goodsReach, holdsRareEarth } from './goods.ts';
export { isRuledOut, ITEM_PROBLEMS, type ItemProblem, type ItemProblemCode } from './evidence.ts';
export { formBasis, goodsBasis, itemBasis, massFractionBasis } from './item-basis.ts';
export { type ItemReadings } from './match-entry.ts';
export { type ItemQuestion, QUESTION_ORDER, type QuestionFact } from './questions.ts';
export { suggest, type Suggestion } from './suggest.ts';
export { technologyExclusionBasis } from './technology-basis.ts';
export { elementsSaid, namesRareEarth } from './words.ts';
