import { stateDiagram } from '../licensing/index.ts';
import { DRAW_DOWN_STATUSES, DRAW_DOWN_TRANSITIONS } from './draw-down.ts';

/** The part of the documentation that draws what customs does with a licence, in Markdown. */
export const drawDownsPart = (): string => `## Draw-down

What customs takes off a licence. A reservation that is neither confirmed nor released by its last day runs out: nobody does that, it follows from the day. A part can be confirmed, and the rest goes back. A correction says what was drawn in truth, up or down, and never beyond the licence.

${stateDiagram(DRAW_DOWN_TRANSITIONS, DRAW_DOWN_STATUSES)}
`;
