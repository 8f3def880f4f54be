export * from './blocks.ts';
export { citeLine, explain, MARKS } from './explain.ts';
export { explainText, type TextOptions } from './explain-text.ts';
export { amountText, dateText, percentText } from './figures.ts';
export { isWording, type Language, type Say, speaker, WORDING, type WordingKey } from './wording.ts';
export { columns, tame, wrap } from './wrap.ts';
