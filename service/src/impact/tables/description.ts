import { type Static, Type } from 'typebox';

/**
 * The description of a folder of tables: for each file what it holds, of which year, in which unit, from whom and under which licence. Without
 * it a table is a heap of numbers, so nothing is read without one.
 */

const closed = { additionalProperties: false };
const about = {
  /** Name of the file in the folder: CSV, or Parquet where it ends in `.parquet`. */
  file: Type.String({ minLength: 1 }),
  year: Type.String({ pattern: '^\\d{4}(-\\d{4})?$', description: '2017, or 2018-2025' }),
  /** Unit of the amounts: `million USD`, `USD`, `t`. */
  unit: Type.String({ minLength: 1 }),
  source: Type.String({ minLength: 1 }),
  url: Type.Optional(Type.String({ pattern: '^https://' })),
  licence: Type.String({ minLength: 1 }),
  note: Type.Optional(Type.String()),
};
const Columns = Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1 })));
const matrix = {
  ...about,
  /** `sparse`: row, column, amount; what is not there is nothing. `wide`: codes in the first row and the first column. */
  shape: Type.Enum(['sparse', 'wide']),
  columns: Columns,
  /** Codes of sums and of what is neither sector, product nor value added. */
  leaveOut: Type.Optional(Type.Array(Type.String())),
};

export const TableDescription = Type.Union([
  /** Who made which product: sectors down, products across. */
  Type.Object({ kind: Type.Literal('make'), ...matrix }, closed),
  /** Who used which product: products and the parts of value added down, sectors and final demand across. */
  Type.Object({ kind: Type.Literal('use'), ...matrix, valueAdded: Type.Array(Type.String(), { minItems: 1 }) }, closed),
  /** The imported part of use. */
  Type.Object({ kind: Type.Literal('imports'), ...matrix }, closed),
  /** Sectors with output and value added: code, name, output, value_added. */
  Type.Object({ kind: Type.Literal('sectors'), ...about, columns: Columns }, closed),
  /** Deliveries between them: from, to, amount. */
  Type.Object({ kind: Type.Literal('flows'), ...about, columns: Columns }, closed),
  /** Names by code: code, name. */
  Type.Object({ kind: Type.Literal('names'), ...about, columns: Columns }, closed),
  /** reporter, partner, direction, item, period, value, mass; `fixed` says what is the same in all rows. */
  Type.Object(
    {
      kind: Type.Literal('trade'),
      ...about,
      columns: Columns,
      fixed: Type.Optional(Type.Record(Type.String(), Type.String())),
    },
    closed,
  ),
  /** party, item, period, amount. */
  Type.Object(
    {
      kind: Type.Literal('production'),
      ...about,
      columns: Columns,
      fixed: Type.Optional(Type.Record(Type.String(), Type.String())),
    },
    closed,
  ),
  /** item, period, price. */
  Type.Object(
    {
      kind: Type.Literal('prices'),
      ...about,
      columns: Columns,
      fixed: Type.Optional(Type.Record(Type.String(), Type.String())),
    },
    closed,
  ),
]);
export type TableDescription = Static<typeof TableDescription>;

export const Description = Type.Object(
  { title: Type.String({ minLength: 1 }), tables: Type.Array(TableDescription, { minItems: 1 }) },
  closed,
);
export type Description = Static<typeof Description>;

/** What the description of a folder is called. */
export const DESCRIPTION_FILE = 'tables.yaml';
