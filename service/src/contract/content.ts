import { Type } from 'typebox';
import { ReadingsInBody } from './determination.ts';
import { CoverageShape, StatusShape } from './law.ts';
import { route } from './route.ts';
import { Day, TextShape } from './shapes.ts';

/** What share of controlled Chinese-origin value does a product hold, and through which part? */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

/** A bill of materials; the schema is core's, and problems are told field by field in both languages. */
export const BomInBody = Type.Unsafe<unknown>({ 'x-schema': 'BomFacts', description: 'Bill of materials.' });

const VerdictShape = Type.Enum(['met', 'not-met', 'unknown'] as const);
const Exact = Type.String({ description: 'Exact: a decimal or a fraction, as 0.001 or 1/3.' });
const RangeShape = Type.Object(
  { atLeast: Exact, atMost: Type.Union([Exact, Type.Null()], { description: 'Null: no upper limit is known.' }) },
  closed,
);

const ContributionShape = Type.Object(
  {
    part: Type.String(),
    path: Type.Array(Type.String(), { description: 'From the product down to the part.' }),
    amount: RangeShape,
    share: RangeShape,
    flipPrice: Type.Union([Exact, Type.Null()], {
      description: 'Price of one unit at which the share reaches the threshold; null where there is none.',
    }),
    flipCurrency: orNull(Type.String()),
  },
  closed,
);

const RuleShape = Type.Object(
  {
    provisions: Type.Array(Type.Object({ id: Type.String(), cite: TextShape, status: StatusShape }, closed), {
      description: 'Provisions that ask for such a share, with where they stand on the day.',
    }),
    verdict: Type.Enum(['met', 'not-met', 'unknown'] as const, {
      description: 'Does a product reach the threshold? Only what the law then says of it is left out.',
    }),
    threshold: Exact,
    products: Type.Array(
      Type.Object(
        {
          part: Type.String(),
          basis: Type.String({ description: 'Price basis of its value.' }),
          verdict: VerdictShape,
          share: RangeShape,
          value: Type.Object({ ...RangeShape.properties, currency: Type.String() }, closed),
          flipValue: Type.Union([Exact, Type.Null()], {
            description: 'Value of the product at which the verdict turns; null where there is none.',
          }),
          contributions: Type.Array(ContributionShape, { description: 'Largest first; at most 20.' }),
        },
        closed,
      ),
      { description: 'Products tested: those that decide, then those of the largest share; at most 12.' },
    ),
    parts: Type.Array(
      Type.Object(
        {
          part: Type.String(),
          description: orNull(Type.String()),
          origin: orNull(Type.String({ description: 'As stated.' })),
          product: orNull(VerdictShape),
          productShare: orNull(RangeShape),
          contributes: Type.Array(Type.Object({ to: Type.String(), amount: RangeShape, share: RangeShape }, closed)),
          unknown: Type.Array(Type.String(), {
            description: 'Fields of it that would help to settle the verdict: value, origin, item …',
          }),
        },
        closed,
      ),
      { description: 'The parts that matter: tested products, what contributes to them, and what is unknown.' },
    ),
    questions: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          about: Type.String({ description: 'Field of the bill: bom.parts[dy-metal].origin.' }),
          text: TextShape,
          best: Type.Object({ text: TextShape, verdict: VerdictShape }, closed),
          worst: Type.Object({ text: TextShape, verdict: VerdictShape }, closed),
        },
        closed,
      ),
      {
        description: 'The smallest set of facts that can settle the verdict, cheapest first; none when it is settled.',
      },
    ),
    assumptions: Type.Array(TextShape),
    problems: Type.Array(Type.Object({ code: Type.String(), text: TextShape }, closed), {
      description: 'What is wrong with the bill: loops, units that do not convert, missing rates.',
    }),
  },
  closed,
);

export const CONTENT_ROUTES = {
  'content.assess': route({
    id: 'content.assess',
    method: 'POST',
    path: '/v1/content',
    summary: 'Share of controlled Chinese-origin value at every level of a bill of materials',
    description:
      'Steps 1 and 2 of a determination alone, exact, with bounds where the bill is silent. Nothing is stored.',
    action: 'content.assess',
    kind: 'compute',
    body: Type.Object(
      {
        bom: BomInBody,
        product: Type.Optional(
          Type.String({ maxLength: 500, description: 'The exported part. Default: the part that no other contains.' }),
        ),
        asOf: Type.Optional(Day),
        knownAt: Type.Optional(Day),
        readings: Type.Optional(ReadingsInBody),
      },
      closed,
    ),
    reply: Type.Object(
      {
        law: Type.String({ description: 'Fingerprint of the law that was asked.' }),
        asOf: Day,
        knownAt: Day,
        coverage: CoverageShape,
        rules: Type.Array(RuleShape, { description: 'None when no law known by then has a content test.' }),
        flow: orNull(
          Type.Object(
            {
              nodes: Type.Array(
                Type.Object({ id: Type.String(), name: Type.String(), controlled: Type.Boolean() }, closed),
              ),
              links: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), value: Type.Number() }, closed)),
            },
            {
              ...closed,
              description:
                'How value flows into the product, to be drawn only: rounded, the middle of ranges, no loops.',
            },
          ),
        ),
      },
      closed,
    ),
    problems: ['not-valid'],
  }),
} as const;
