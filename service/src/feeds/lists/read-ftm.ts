import { isLegalDate } from '@ytterby/core';
import { isUtf8 } from 'node:buffer';
import type { Place } from '../../intake/index.ts';
import { birthOf } from './births.ts';
import { listProblem, type ListProblem, refuseList } from './errors.ts';
import { kindOfSchema, NUMBER_PROPERTIES, RELATIONS } from './ftm-schema.ts';
import { schemeOf } from './identifiers.ts';
import { bytesOf, type ListFile } from './list-file.ts';
import { type Draft, type ListReading, makeRecord } from './make-record.ts';
import type { PartyLink } from './party-record.ts';

/** The largest entity; real ones reach a few hundred kilobytes. */
export const MAX_FTM_LINE_BYTES = 16 * 1024 * 1024;
/** Sanctions, addresses, papers and relations are held in memory between the two passes. */
const MAX_HELD = 10_000_000;

/** One entity as it stands in a line; a property holds texts, ids, or (nested form) entities. */
interface Entity {
  readonly id: string;
  readonly schema: string;
  readonly caption: string;
  readonly target: boolean | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Line {
  readonly place: Place;
  readonly entity?: Entity;
  readonly problem?: ListProblem;
}

function entityOf(value: unknown): Entity | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object';
  const { id, schema, caption, target, properties } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id === '') return 'no id';
  if (typeof schema !== 'string') return 'no schema';
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return 'no properties';
  return {
    id,
    schema,
    caption: typeof caption === 'string' ? caption : '',
    target: typeof target === 'boolean' ? target : undefined,
    properties: properties as Record<string, unknown>,
  };
}

async function* entitiesOf(input: ListFile): AsyncGenerator<Line> {
  let line = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const finish = (): Line | undefined => {
    line++;
    const place: Place = { file: input.file, line };
    const tooLong = size > MAX_FTM_LINE_BYTES;
    const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    [parts, size] = [[], 0];
    if (tooLong) return { place, problem: listProblem('lists/line-too-long', place, { limit: MAX_FTM_LINE_BYTES }) };
    if (!isUtf8(bytes)) return { place, problem: listProblem('lists/broken-text', place, { where: 'the line' }) };
    const text = bytes.toString('utf8');
    if (text.trim() === '') return undefined;
    try {
      const entity = entityOf(JSON.parse(text));
      if (typeof entity !== 'string') return { place, entity };
      return { place, problem: listProblem('lists/bad-json', place, { detail: entity }) };
    } catch (error) {
      // Nesting that is too deep ends as a RangeError.
      if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
      return { place, problem: listProblem('lists/bad-json', place, { detail: error.message }) };
    }
  };
  const take = (part: Buffer) => {
    size += part.length;
    if (size > MAX_FTM_LINE_BYTES) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  for await (const chunk of bytesOf(input)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end));
      start = end + 1;
      const found = finish();
      if (found !== undefined) yield found;
    }
    // The stream reuses nothing, but a rest must not pin a whole chunk for long.
    take(Buffer.from(chunk.subarray(start)));
  }
  if (size > 0) {
    const found = finish();
    if (found !== undefined) yield found;
  }
}

/** Texts of a property; nested entities are left out. */
function texts({ properties }: Entity, name: string): string[] {
  const values = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : [];
}

function nested({ properties }: Entity): Entity[] {
  return Object.values(properties)
    .flatMap((values) => (Array.isArray(values) ? (values as unknown[]) : []))
    .flatMap((value) => {
      const entity = typeof value === 'object' ? entityOf(value) : 'no entity';
      return typeof entity === 'string' ? [] : [entity];
    });
}

/** What other entities say about a party. */
interface About {
  sanctioned?: true;
  programmes?: string[];
  from?: string;
  until?: string;
  /** Some sanction has no end. */
  open?: true;
  remarks?: string[];
  identifiers?: NonNullable<Draft['identifiers']>;
  links?: PartyLink[];
}

function sanctionInto(about: About, sanction: Entity): void {
  about.sanctioned = true;
  (about.programmes ??= []).push(...texts(sanction, 'programId'), ...texts(sanction, 'program'));
  if (about.programmes.length === 0) about.programmes.push(...texts(sanction, 'authority'));
  (about.remarks ??= []).push(...texts(sanction, 'reason').slice(0, 3));
  for (const day of [...texts(sanction, 'listingDate'), ...texts(sanction, 'startDate')]) {
    if (isLegalDate(day) && (about.from === undefined || day < about.from)) about.from = day;
  }
  const ends = texts(sanction, 'endDate').filter(isLegalDate);
  if (ends.length === 0) about.open = true;
  for (const day of ends) if (about.until === undefined || day > about.until) about.until = day;
}

function paperInto(about: About, paper: Entity): void {
  const passport = paper.schema === 'Passport' || texts(paper, 'type').some((type) => /passport/i.test(type));
  for (const value of texts(paper, 'number')) {
    const scheme = passport ? 'passport' : schemeOf(value);
    (about.identifiers ??= []).push({ scheme, value, country: texts(paper, 'country')[0] });
  }
}

function draftOf(entity: Entity, kind: Draft['kind'], about: About, addressOf: (id: string) => string): Draft {
  const inside = nested(entity);
  for (const each of inside) {
    if (each.schema === 'Sanction') sanctionInto(about, each);
    if (each.schema === 'Passport' || each.schema === 'Identification') paperInto(about, each);
  }
  const [first, ...others] = [...texts(entity, 'name'), entity.caption];
  const named = (property: string, type: Draft['names'][number]['type']) =>
    texts(entity, property).map((text) => ({ text, type }));
  return {
    id: entity.id,
    kind,
    names: [
      { text: first ?? '', type: 'primary' },
      ...others.map((text) => ({ text, type: 'alias' as const })),
      ...named('alias', 'alias'),
      ...named('abbreviation', 'alias'),
      ...named('previousName', 'former'),
      ...named('pastNames', 'former'),
      ...named('weakAlias', 'weak-alias'),
    ],
    countries: ['country', 'jurisdiction', 'nationality', 'citizenship', 'mainCountry', 'flag'].flatMap((name) =>
      texts(entity, name),
    ),
    addresses: [
      ...texts(entity, 'address'),
      ...texts(entity, 'addressEntity').map(addressOf),
      ...inside.filter(({ schema }) => schema === 'Address').flatMap((address) => texts(address, 'full')),
    ].map((text) => ({ text })),
    identifiers: [
      ...Object.entries(NUMBER_PROPERTIES).flatMap(([property, scheme]) =>
        texts(entity, property).map((value) => ({ scheme: scheme === 'other' ? schemeOf(value) : scheme, value })),
      ),
      ...(about.identifiers ?? []),
    ],
    births: texts(entity, 'birthDate').flatMap((text) => birthOf(text) ?? []),
    programmes: [...texts(entity, 'programId'), ...texts(entity, 'program'), ...(about.programmes ?? [])],
    remarks: [...texts(entity, 'notes').slice(0, 5), ...(about.remarks ?? [])].join('; '),
    links: about.links ?? [],
    from: about.from,
    // A party whose sanctions all ended is no longer listed; one without an end keeps it listed.
    until: about.open === true ? undefined : about.until,
  };
}

/**
 * FollowTheMoney entities, one a line (`entities.ftm.json`, or the nested form `targets.nested.json`): Person, Organization,
 * Company, PublicBody, LegalEntity, Vessel, Airplane that are listed themselves, with what Sanction, Address, Passport,
 * Identification and relations say of them wherever they stand in the file. Two passes: the first holds what belongs to
 * parties, the second streams the parties. `target: false` without a sanction is a neighbour of a listed party, not one.
 */
export async function* readFtm(input: ListFile, list: string): AsyncGenerator<ListReading> {
  const about = new Map<string, About>();
  const addresses = new Map<string, string>();
  let held = 0;
  const of = (id: string): About => {
    let found = about.get(id);
    if (found === undefined) about.set(id, (found = {}));
    return found;
  };
  // Two passes, so each counts for half of the progress.
  let total = 0;
  const first: ListFile = {
    ...input,
    onBytes: (file, done) => {
      total = done;
      input.onBytes?.(file, done / 2);
    },
  };
  const second: ListFile = { ...input, onBytes: (file, done) => input.onBytes?.(file, (total + done) / 2) };
  for await (const { place, entity } of entitiesOf(first)) {
    if (entity === undefined) continue;
    const relation = Object.hasOwn(RELATIONS, entity.schema) ? RELATIONS[entity.schema] : undefined;
    if (entity.schema === 'Sanction') for (const id of texts(entity, 'entity')) sanctionInto(of(id), entity);
    else if (entity.schema === 'Address') addresses.set(entity.id, texts(entity, 'full')[0] ?? entity.caption);
    else if (entity.schema === 'Passport' || entity.schema === 'Identification')
      for (const id of texts(entity, 'holder')) paperInto(of(id), entity);
    else if (relation !== undefined) {
      const [from, to] = [texts(entity, relation[0]), texts(entity, relation[1])];
      for (const a of from.slice(0, 20))
        for (const b of to.slice(0, 20)) {
          (of(a).links ??= []).push({ relation: relation[1], id: b });
          (of(b).links ??= []).push({ relation: relation[0], id: a });
        }
    } else continue;
    if (++held > MAX_HELD) refuseList('lists/too-many', place, { what: 'related entities', limit: MAX_HELD });
  }
  for await (const { place, entity, problem } of entitiesOf(second)) {
    if (problem !== undefined) yield { problems: [problem] };
    if (entity === undefined) continue;
    const kind = kindOfSchema(entity.schema);
    if (kind === undefined) continue;
    const own = about.get(entity.id) ?? {};
    const draft = draftOf(entity, kind, own, (id) => addresses.get(id) ?? '');
    const listed =
      entity.target !== false ||
      own.sanctioned === true ||
      texts(entity, 'topics').some((topic) => /^(?:sanction|export\.control|debarment)/.test(topic));
    if (listed) yield makeRecord(draft, list, place, place.line ?? 0);
  }
}
