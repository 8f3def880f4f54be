import type { ExplainedBlock, Topic } from '@ytterby/core';

/** First what is to be done, then what to check, at last what few read. A line's sections in the order of the screen. */
const ORDER: readonly Topic[] = [
  'look-up',
  'questions',
  'answer',
  'branch',
  'readings',
  'changes',
  'content',
  'item',
  'parties',
  'notes',
  'review-questions',
  'steps',
  'trace',
];

const rank = (block: ExplainedBlock) => (block.kind === 'section' ? ORDER.indexOf(block.topic) : -1);

/** The explanation in the order of the screen; nothing is left out. Blocks that are no section come first. */
export function arranged(blocks: readonly ExplainedBlock[]): ExplainedBlock[] {
  return blocks.map((block) =>
    block.kind === 'section' && block.topic === 'line'
      ? { ...block, blocks: [...block.blocks].sort((a, b) => rank(a) - rank(b)) }
      : block,
  );
}
