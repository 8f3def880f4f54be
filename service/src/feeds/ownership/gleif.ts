import { type Place, problem } from '../../intake/problem.ts';
import type { Table } from '../../intake/table.ts';
import type { Tree } from '../../intake/tree.ts';
import type { EntityKind, Interest, InterestKind } from '@ytterby/core/ownership';
import { emitOver, type OwnershipSink, spansOf } from './feed.ts';
import { at, listAt, textAt } from './json-records.ts';

/**
 * Relationships of the Global LEI System (RR-CDF 2.1), from the child to the parent, and what they count for.
 * "Consolidated" means that the parent's accounts fully include the child, "in the sense given by the accounting standard".
 * Those standards go by control (IFRS 10.5-7; ASC 810 knows variable interests beside majorities), so a parent may hold
 * less than half, and no record says how much: the share is unknown from 0 to 100 %, never "more than 50 %". The ultimate
 * parent sits above the direct one, so its record repeats a chain and is only reported. A branch is the same legal person.
 */
const RELATIONSHIPS: Readonly<Record<string, { kind: InterestKind; share?: string }>> = {
  IS_DIRECTLY_CONSOLIDATED_BY: { kind: 'consolidation' },
  IS_ULTIMATELY_CONSOLIDATED_BY: { kind: 'control' },
  IS_INTERNATIONAL_BRANCH_OF: { kind: 'shareholding', share: '100%' },
  'IS_FUND-MANAGED_BY': { kind: 'office' },
  IS_SUBFUND_OF: { kind: 'other' },
  IS_FEEDER_TO: { kind: 'other' },
};

/** Relationships that are withdrawn as wrong. */
const WITHDRAWN = new Set(['ANNULLED', 'DUPLICATE', 'CANCELLED']);

/** Why no parent was reported, in the words of the Reporting Exceptions format 2.1. */
const REASONS: Readonly<Record<string, string>> = {
  NO_LEI: 'a parent without an LEI',
  NATURAL_PERSONS: 'natural persons, not named',
  NON_CONSOLIDATING: 'a parent that does not consolidate, not named',
  NO_KNOWN_PERSON: 'no person known to control it',
  NON_PUBLIC: 'a parent that may not be published',
};

interface Relation {
  readonly child: string | undefined;
  readonly parent: string | undefined;
  readonly type: string | undefined;
  readonly status?: string | undefined;
  readonly registration?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

function takeRelation(relation: Relation, place: Place, sink: OwnershipSink, source: string): void {
  const { child, parent, type } = relation;
  if (child === undefined || parent === undefined || type === undefined) {
    const key = child === undefined ? 'StartNode' : parent === undefined ? 'EndNode' : 'RelationshipType';
    sink.problem(problem('intake/missing-field', place, { key, hint: '', hintZh: '' }));
    return;
  }
  const known = Object.hasOwn(RELATIONSHIPS, type) ? RELATIONSHIPS[type] : undefined;
  if (known === undefined) {
    sink.problem(
      problem('intake/not-a-choice', place, {
        value: type,
        known: Object.keys(RELATIONSHIPS).join(', '),
        suggestion: '',
        suggestionZh: '',
      }),
    );
    return;
  }
  if (WITHDRAWN.has(relation.registration ?? '')) return;
  // One that ended without a day may have been in force on any.
  const over = ['INACTIVE', 'NULL'].includes(relation.status ?? '') && relation.until === undefined;
  const interest: Interest = {
    owner: parent,
    owned: child,
    kind: known.kind,
    source,
    ...(known.share === undefined ? {} : { share: known.share }),
  };
  const spans = spansOf(relation.from, relation.until, place, sink);
  emitOver(over ? spans.map((span) => ({ ...span, sure: false })) : spans, interest, sink);
}

/** Reads one record of GLEIF: a relationship, a reporting exception or an entity. */
export function takeGleif(tree: Tree, place: Place, sink: OwnershipSink, source: string): void {
  const relationship = at(tree, 'Relationship') ?? at(tree, 'RelationshipRecord', 'Relationship');
  if (relationship !== undefined) {
    const periods = listAt(relationship, 'RelationshipPeriods').flatMap((each) => {
      const inner = at(each, 'RelationshipPeriod');
      return inner === undefined ? [each] : inner.kind === 'list' ? inner.items : [inner];
    });
    const period = periods.find((each) => textAt(each, 'PeriodType') === 'RELATIONSHIP_PERIOD');
    takeRelation(
      {
        child: textAt(relationship, 'StartNode', 'NodeID'),
        parent: textAt(relationship, 'EndNode', 'NodeID'),
        type: textAt(relationship, 'RelationshipType'),
        status: textAt(relationship, 'RelationshipStatus'),
        registration: textAt(tree, 'Registration', 'RegistrationStatus'),
        from: textAt(period, 'StartDate'),
        until: textAt(period, 'EndDate'),
      },
      place,
      sink,
      source,
    );
    return;
  }
  const lei = textAt(tree, 'LEI');
  if (lei === undefined) {
    sink.problem(problem('intake/missing-field', place, { key: 'LEI', hint: '', hintZh: '' }));
    return;
  }
  const category = textAt(tree, 'ExceptionCategory');
  if (category !== undefined) {
    const reason =
      listAt(tree, 'ExceptionReason').map((each) => (each.kind === 'text' ? each.text : textAt(each, '$')))[0] ?? '';
    takeException(lei, category, reason, sink, source);
    return;
  }
  const entity = at(tree, 'Entity');
  if (entity === undefined) {
    sink.problem(problem('intake/missing-field', place, { key: 'Entity', hint: '', hintZh: '' }));
    return;
  }
  const name = textAt(entity, 'LegalName');
  sink.entity({ id: lei, kind: kindOf(textAt(entity, 'EntityCategory')), ...(name === undefined ? {} : { name }) });
}

function kindOf(category: string | undefined): EntityKind {
  if (category === 'RESIDENT_GOVERNMENT_ENTITY' || category === 'INTERNATIONAL_ORGANIZATION') return 'state';
  return category === 'FUND' ? 'arrangement' : 'company';
}

/** An exception says that there is a parent, or may be, who is not named: an unknown owner with an unknown share. */
function takeException(lei: string, category: string, reason: string, sink: OwnershipSink, source: string): void {
  // The ultimate parent is above the direct one; its exception adds no owner.
  if (!category.startsWith('DIRECT')) return;
  const id = `gleif:unnamed-parent-of:${lei}`;
  const why = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  sink.entity({ id, kind: 'unknown', name: `${why ?? 'a parent not reported'} (${reason})` });
  sink.interest({ owner: id, owned: lei, kind: 'consolidation', source });
}

const CSV_COLUMNS: Readonly<Record<string, keyof Relation>> = {
  'relationship.startnode.nodeid': 'child',
  'relationship.endnode.nodeid': 'parent',
  'relationship.relationshiptype': 'type',
  'relationship.relationshipstatus': 'status',
  'registration.registrationstatus': 'registration',
  firm_i: 'child',
  firm_j: 'parent',
  relation_type: 'type',
};

/** Is this the header of a table of relationships of GLEIF? */
export function isGleifHeader(cells: readonly string[]): boolean {
  const fields = new Set(cells.map((cell) => CSV_COLUMNS[cell.trim().toLowerCase()]));
  return fields.has('child') && fields.has('parent') && fields.has('type');
}

/**
 * Reads a table of relationships: the golden copy's CSV, or edges with `firm_i`, `firm_j` and `relation_type` (child to
 * parent). A year of observation is not a day on which a link began or ended, and is not used.
 */
export async function takeGleifTable(table: Table, sink: OwnershipSink, source: string): Promise<void> {
  let columns: (keyof Relation | undefined)[] | undefined;
  let titles: string[] = [];
  for await (const { row, line, cells } of table.rows()) {
    if (columns === undefined) {
      titles = cells.map((cell) => cell.trim().toLowerCase());
      columns = titles.map((title) => CSV_COLUMNS[title]);
      continue;
    }
    if (cells.every((cell) => cell.trim() === '')) continue;
    const found: Partial<Record<keyof Relation, string>> = {};
    columns.forEach((field, i) => {
      const text = cells[i]?.trim();
      if (field !== undefined && text !== undefined && text !== '') found[field] = text;
    });
    titles.forEach((title, i) => {
      const period = /^relationship\.period\.(\d)\.periodtype$/.exec(title)?.[1];
      if (period === undefined || cells[i]?.trim() !== 'RELATIONSHIP_PERIOD') return;
      const cell = (name: string) =>
        cells[titles.indexOf(`relationship.period.${period}.${name}`)]?.trim() || undefined;
      const [from, until] = [cell('startdate'), cell('enddate')];
      if (from !== undefined) found.from = from;
      if (until !== undefined) found.until = until;
    });
    const place: Place = { file: table.file, row, ...(line === undefined ? {} : { line }) };
    takeRelation({ child: undefined, parent: undefined, type: undefined, ...found }, place, sink, source);
  }
}
