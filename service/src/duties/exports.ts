import type { DrawnLine } from '@ytterby/core/customs';
import type { LicensedExport } from '@ytterby/core/licensing';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';

/**
 * What has left under licences, by licence: one export for each declaration that customs has confirmed, on the day of its first
 * confirmation. What was corrected to nothing has not left.
 */
export async function exportsUnder(
  db: Transaction<Database>,
  licences: readonly string[],
): Promise<ReadonlyMap<string, readonly LicensedExport[]>> {
  if (licences.length === 0) return new Map();
  const rows = await db
    .selectFrom('draw_down as d')
    .innerJoin('draw_down_event as e', 'e.draw_down', 'd.id')
    .select(['d.licence', 'd.declaration', 'd.lines', 'e.on_day'])
    .where('e.command', '=', 'confirm')
    .where('d.status', 'in', ['confirmed', 'corrected'])
    .where(sql<boolean>`d.licence = any (${licences}::uuid[])`)
    .orderBy('e.on_day')
    .execute();
  const found = new Map<string, LicensedExport[]>();
  for (const { licence, declaration, lines, on_day: on } of rows) {
    const exports = found.get(licence) ?? [];
    found.set(licence, exports);
    const left = (lines as unknown as readonly DrawnLine[]).some(({ quantity }) => /[1-9]/.test(quantity));
    if (left && !exports.some((each) => each.declaration === declaration)) exports.push({ declaration, on });
  }
  return found;
}
