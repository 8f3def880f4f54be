import { type Static, type TSchema, Type } from 'typebox';

/** Shapes that many routes share. */

export const TextShape = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false });
/** A day as text, by which the service also knows where a day is asked for. */
export const DAY_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';
export const Day = Type.String({
  pattern: DAY_PATTERN,
  description:
    'A day in Beijing time, as 2026-11-10. In a request a moment with its offset from UTC stands for its day in Beijing.',
});
export const Instant = Type.String({ format: 'date-time', description: 'A moment in UTC, RFC 3339.' });
export const Id = Type.String({ format: 'uuid' });
export const LanguageShape = Type.Enum(['zh', 'en'] as const);
export const NOTHING = Type.Null();

export const OrganisationParams = Type.Object({ organisation: Id }, { additionalProperties: false });

/** One page of a list. `next` goes into `?after=`; null on the last page. */
export const PageOf = <S extends TSchema>(item: S) =>
  Type.Object(
    { items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false },
  );
/** The part of a query that turns pages. */
export const PAGING = {
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};
export const PageQuery = Type.Object(PAGING, { additionalProperties: false });
export type PageQuery = Static<typeof PageQuery>;
