import {
  FormWord,
  Goods,
  Holidays,
  Instrument,
  ItemList,
  Note,
  Pack,
  PartyList,
  Procedure,
  Reading,
} from '@ytterby/core';
import { NoticeLaw } from '@ytterby/core/notices';
import { Type } from 'typebox';

/** Every kind of file in a pack: its schema and the place where it lies. */
export const KINDS = {
  pack: { schema: Pack, place: /^[a-z]{2}\/pack\.yaml$/ },
  instrument: { schema: Instrument, place: /^[a-z]{2}\/(instruments|statements)\// },
  goods: { schema: Goods, place: /^[a-z]{2}\/goods\.yaml$/ },
  'item-list': { schema: ItemList, place: /^[a-z]{2}\/control-list\// },
  'party-list': { schema: PartyList, place: /^[a-z]{2}\/lists\// },
  readings: { schema: Type.Array(Reading), place: /^[a-z]{2}\/readings\.yaml$/ },
  forms: { schema: Type.Array(FormWord), place: /^[a-z]{2}\/forms\.yaml$/ },
  notes: { schema: Type.Array(Note), place: /^[a-z]{2}\/notes\.yaml$/ },
  procedure: { schema: Procedure, place: /^[a-z]{2}\/procedure\.yaml$/ },
  notice: { schema: NoticeLaw, place: /^[a-z]{2}\/compliance-notice\.yaml$/ },
  holidays: { schema: Holidays, place: /^[a-z]{2}\/calendars\// },
} as const;
export type Kind = keyof typeof KINDS;

/** What a file is: by its place in the pack, or, for a file laid over the pack from elsewhere, by its fields. */
export function kindOf(path: string, data: unknown): Kind | undefined {
  const placed = (Object.keys(KINDS) as Kind[]).find((kind) => KINDS[kind].place.test(path));
  return placed ?? kindByFields(data);
}

function kindByFields(data: unknown): Kind | undefined {
  if (Array.isArray(data)) {
    const first: unknown = data[0];
    if (!isRecord(first)) return undefined;
    return 'takes' in first ? 'readings' : 'mayBe' in first ? 'forms' : 'notes';
  }
  if (!isRecord(data)) return undefined;
  if ('provisions' in data) return 'instrument';
  if ('entries' in data) return data['kind'] === 'dual-use' || data['kind'] === 'annex' ? 'item-list' : 'party-list';
  if ('families' in data) return 'goods';
  if ('papers' in data) return 'procedure';
  if ('limbs' in data) return 'notice';
  if ('year' in data) return 'holidays';
  return 'covers' in data ? 'pack' : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
