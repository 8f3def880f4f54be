import type { Determination, ExplainedBlock, LineDetermination, Segment } from '@ytterby/core';
import { Type } from 'typebox';
import { route } from './route.ts';
import { LanguageShape } from './shapes.ts';

/** Is this export caught, on this day, by which paragraph, and what follows? */

const closed = { additionalProperties: false } as const;

/** Facts about an export; the schema is core's, and problems are told field by field in both languages. */
export const FactsInBody = Type.Unsafe<unknown>({ 'x-schema': 'ExportFacts', description: 'Facts about the export.' });
export const ReadingsInBody = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 100 }), {
  description: "Readings taken in place of the pack's: id → option.",
});

export const DeterminationShape = Type.Unsafe<Determination>({
  type: 'object',
  description:
    'The determination, with outcome, branches, lines, citations, trace, duties, questions and what it turns on.',
});
export const BlocksShape = Type.Unsafe<readonly ExplainedBlock[]>({
  type: 'array',
  items: { type: 'object' },
  description: 'The explanation in the wanted language, as blocks to draw.',
});
const StretchesShape = Type.Unsafe<readonly (readonly Segment[])[]>({
  type: 'array',
  items: { type: 'array', items: { type: 'object' } },
  description: 'Line by line: how the answer runs over time, in every branch.',
});
const QuestionsShape = Type.Unsafe<readonly Pick<LineDetermination, 'id' | 'possible' | 'questions'>[]>({
  type: 'array',
  items: { type: 'object' },
});

export const DETERMINATION_ROUTES = {
  'determination.make': route({
    id: 'determination.make',
    method: 'POST',
    path: '/v1/determinations',
    summary: 'Determine one export, with its bill of materials if it has one',
    description:
      'Nothing is stored. An unknown fact never gives a definite answer: the questions that settle it come with it.',
    action: 'determination.make',
    kind: 'compute',
    body: Type.Object(
      {
        facts: FactsInBody,
        readings: Type.Optional(ReadingsInBody),
        language: Type.Optional(LanguageShape),
        with: Type.Optional(
          Type.Array(Type.Enum(['explanation', 'timeline'] as const), {
            uniqueItems: true,
            description: 'What should come beside the determination.',
          }),
        ),
      },
      closed,
    ),
    reply: Type.Object(
      {
        law: Type.String({ description: 'Fingerprint of the law that was asked: equal fingerprints, equal answers.' }),
        determination: DeterminationShape,
        explanation: Type.Union([BlocksShape, Type.Null()]),
        timeline: Type.Union([StretchesShape, Type.Null()]),
      },
      closed,
    ),
    problems: ['not-valid'],
  }),
  'question.list': route({
    id: 'question.list',
    method: 'POST',
    path: '/v1/questions',
    summary: 'The smallest set of facts that would settle the answer, line by line',
    action: 'determination.make',
    kind: 'compute',
    body: Type.Object({ facts: FactsInBody, readings: Type.Optional(ReadingsInBody) }, closed),
    reply: Type.Object({ law: Type.String(), lines: QuestionsShape }, closed),
    problems: ['not-valid'],
  }),
} as const;
