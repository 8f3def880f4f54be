import { type Place, problem } from '../../intake/problem.ts';
import { readNumber } from '../../intake/numbers.ts';
import type { Tree } from '../../intake/tree.ts';
import type { EntityKind, InterestKind, StatedShare } from '@ytterby/core/ownership';
import { emitOver, type OwnershipSink, spansOf, unsure } from './feed.ts';
import { listAt, textAt } from './json-records.ts';

const PARTIES: Readonly<Record<string, EntityKind>> = {
  Person: 'person',
  Company: 'company',
  Organization: 'company',
  LegalEntity: 'company',
  Asset: 'company',
  Security: 'company',
  PublicBody: 'state',
};

/** Links of FollowTheMoney: from which property to which, and what they count for. */
const LINKS: Readonly<Record<string, { from: string; to: string; kind: InterestKind }>> = {
  Ownership: { from: 'owner', to: 'asset', kind: 'shareholding' },
  Directorship: { from: 'director', to: 'organization', kind: 'office' },
  Employment: { from: 'employee', to: 'employer', kind: 'other' },
  Membership: { from: 'member', to: 'organization', kind: 'other' },
  Representation: { from: 'agent', to: 'client', kind: 'other' },
  UnknownLink: { from: 'subject', to: 'object', kind: 'other' },
};

/**
 * Reads one entity of FollowTheMoney (one a line in its NDJSON files). `Ownership` counts with its `percentage`, which is
 * in percent; directors, members, employees and others are links without a share. An ownership that says it is indirect
 * or beneficial is what the owner holds in all; a former one may be held from nothing up to its percentage. Properties hold lists: each owner is taken with each asset;
 * several percentages are a range, several days mean that it is not sure when the link began or ended. Other schemata
 * (addresses, sanctions, relatives) have nothing to do with ownership and are passed over.
 */
export function takeFtm(tree: Tree, place: Place, sink: OwnershipSink, source: string): void {
  const id = textAt(tree, 'id');
  const schema = textAt(tree, 'schema');
  if (id === undefined || schema === undefined) {
    sink.problem(
      problem('intake/missing-field', place, { key: id === undefined ? 'id' : 'schema', hint: '', hintZh: '' }),
    );
    return;
  }
  const values = (key: string): string[] =>
    listAt(tree, 'properties', key).flatMap((value) => {
      // Nested entities stand where ids may stand.
      const text = value.kind === 'text' ? value.text : textAt(value, 'id');
      return text === undefined || text === '' ? [] : [text];
    });
  const link = Object.hasOwn(LINKS, schema) ? LINKS[schema] : undefined;
  if (link === undefined) {
    const kind = Object.hasOwn(PARTIES, schema) ? PARTIES[schema] : undefined;
    if (kind === undefined) return;
    const name = textAt(tree, 'caption') ?? values('name')[0];
    sink.entity({ id, kind, ...(name === undefined ? {} : { name }) });
    return;
  }
  const [owners, assets] = [values(link.from), values(link.to)];
  for (const [key, list] of [
    [link.from, owners],
    [link.to, assets],
  ] as const) {
    if (list.length === 0) sink.problem(problem('intake/missing-field', place, { key, hint: '', hintZh: '' }));
  }
  let share = link.kind === 'shareholding' ? percentages(values('percentage'), place, sink) : undefined;
  const [starts, ends] = [values('startDate').sort(), values('endDate').sort()];
  const spans = spansOf(starts[0], ends.at(-1), place, sink);
  const words = [...values('ownershipType'), ...values('role'), ...values('status')].join(' ');
  if (starts.length > 1 || ends.length > 1 || /\b(?:former|previous|ex)\b|曾/i.test(words)) share = unsure(share);
  const isIndirect = link.kind === 'shareholding' && /indirect|ultimate|beneficial|间接|最终|实益/i.test(words);
  const kind = isIndirect ? 'indirect' : link.kind;
  for (const owner of owners) {
    for (const owned of assets) {
      emitOver(spans, { owner, owned, kind, source, ...(share === undefined ? {} : { share }) }, sink);
    }
  }
}

function percentages(texts: readonly string[], place: Place, sink: OwnershipSink): StatedShare | undefined {
  const ends = texts.flatMap((text): { min: string; max: string }[] => {
    const read = readNumber(text);
    if (!read.ok || read.currency !== undefined || read.unit !== undefined) {
      const field = { ...place, field: 'percentage' };
      sink.problem(
        read.ok ? problem('intake/not-a-number', field, { value: text }) : problem(read.code, field, read.values),
      );
      return [];
    }
    const { value } = read;
    return [
      typeof value === 'string' ? { min: value, max: value } : { min: value.min ?? '0', max: value.max ?? '100' },
    ];
  });
  const [first] = ends;
  // One that cannot be read may be any of them.
  if (first === undefined || ends.length < texts.length) return undefined;
  const least = ends.map((each) => each.min).reduce((a, b) => (Number(a) <= Number(b) ? a : b));
  const most = ends.map((each) => each.max).reduce((a, b) => (Number(a) >= Number(b) ? a : b));
  return least === most ? `${least}%` : { min: `${least}%`, max: `${most}%` };
}
