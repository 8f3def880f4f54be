import { shareOf } from '../../quantity/amount.ts';
import { EXACTLY_ONE, type Interval } from '../../quantity/interval.ts';
import { ONE, ZERO } from '../../quantity/rational.ts';
import { dayNumber, isLegalDate, type LegalDate } from '../../time/legal-date.ts';
import { graphOf, type InterestColumns, type OwnershipGraph } from './graph.ts';
import { partsOf, type ScaledShare, scaled } from './scaled-share.ts';
import {
  ENTITY_KINDS,
  INTEREST_KINDS,
  type Interest,
  type OwnershipEntity,
  type OwnershipProblem,
  type OwnershipProblemCode,
  type StatedShare,
} from './statements.ts';

const MAX_ID = 500;
/** No share needs so many digits. */
const MAX_SHARE_TEXT = 400;
/** Problems kept word for word; the rest are counted. */
const KEPT_PROBLEMS = 1000;
const ALWAYS_FROM = -2147483648;
const ALWAYS_UNTIL = 2147483647;
const WHOLE = scaled(EXACTLY_ONE);
const UNKNOWN_SHARE = scaled({ lo: ZERO, hi: ONE });

/** Typed columns that grow. */
class Column<T extends Int32Array | Float64Array | Uint8Array> {
  values: T;
  constructor(values: T) {
    this.values = values;
  }
  set(at: number, value: number): void {
    if (at >= this.values.length) {
      const wider = new (this.values.constructor as new (length: number) => T)(this.values.length * 2);
      wider.set(this.values as never);
      this.values = wider;
    }
    this.values[at] = value;
  }
}

/**
 * Everything that was stated about who holds what, for all days, in typed columns: about 60 bytes an interest, so that a
 * million of them fit. Statements that cannot be used are noted in `problems` and never stop the others: a bad share
 * counts as unknown, a bad date as "perhaps in force". Order does not matter.
 * @example new OwnershipRegister().addInterest({ owner: 'L', owned: 'T', kind: 'shareholding', share: '50 %' })
 */
export class OwnershipRegister {
  readonly ids: string[] = [];
  readonly names: string[] = [];
  readonly #nodes = new Map<string, number>();
  readonly #kind = new Column(new Uint8Array(64));
  readonly #clear = new Column(new Uint8Array(64));
  readonly #described = new Column(new Uint8Array(64));
  readonly #labels = new Map<string, number>();
  readonly #labelNames: string[] = [];
  readonly #shares = new Map<string | number, ScaledShare | null>();
  #count = 0;
  readonly #owner = new Column(new Int32Array(64));
  readonly #owned = new Column(new Int32Array(64));
  readonly #interestKind = new Column(new Uint8Array(64));
  readonly #lo = new Column(new Float64Array(64));
  readonly #hi = new Column(new Float64Array(64));
  readonly #odd = new Map<number, Interval>();
  readonly #shareClass = new Column(new Int32Array(64));
  readonly #source = new Column(new Int32Array(64));
  readonly #from = new Column(new Int32Array(64));
  readonly #until = new Column(new Int32Array(64));
  readonly problems: OwnershipProblem[] = [];
  readonly problemCounts = new Map<OwnershipProblemCode, number>();

  get interestCount(): number {
    return this.#count;
  }

  /** The number of a party in the graphs of this register; undefined when it was never named. */
  indexOf(id: string): number | undefined {
    return this.#nodes.get(id);
  }

  #note(code: OwnershipProblemCode, owner?: string, owned?: string): void {
    this.problemCounts.set(code, (this.problemCounts.get(code) ?? 0) + 1);
    if (this.problems.length >= KEPT_PROBLEMS) return;
    const short = (id: string) => (id.length > 80 ? `${id.slice(0, 79)}…` : id);
    this.problems.push({
      code,
      ...(owner === undefined ? {} : { owner: short(owner) }),
      ...(owned === undefined ? {} : { owned: short(owned) }),
    });
  }

  #usable(id: unknown): id is string {
    if (typeof id !== 'string' || id === '') this.#note('ownership/no-id');
    else if (id.length > MAX_ID) this.#note('ownership/id-too-long', id);
    else return true;
    return false;
  }

  #node(id: string): number {
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    const node = this.ids.length;
    this.#nodes.set(id, node);
    this.ids.push(id);
    this.names.push(id);
    this.#kind.set(node, ENTITY_KINDS.indexOf('company'));
    this.#clear.set(node, 0);
    this.#described.set(node, 0);
    return node;
  }

  #label(text: string | undefined): number {
    if (text === undefined) return -1;
    let label = this.#labels.get(text);
    if (label === undefined) {
      label = this.#labelNames.length;
      this.#labels.set(text, label);
      this.#labelNames.push(text);
    }
    return label;
  }

  /** Describes a party. Described twice, differently: the wider description counts (not identified, rest open). */
  addEntity({ id, name, kind = 'company', rest = 'open' }: OwnershipEntity): this {
    if (!this.#usable(id)) return this;
    const node = this.#node(id);
    const code = Math.max(0, ENTITY_KINDS.indexOf(kind));
    if (this.#described.values[node] === 0) {
      this.#described.set(node, 1);
      this.names[node] = name ?? id;
      this.#kind.set(node, code);
      this.#clear.set(node, rest === 'clear' ? 1 : 0);
      return this;
    }
    const before = this.names[node] ?? id;
    if (name !== undefined && (before === id || name < before)) this.names[node] = name;
    const sameKind = this.#kind.values[node] === code;
    const sameRest = this.#clear.values[node] === (rest === 'clear' ? 1 : 0);
    if (sameKind && sameRest) return this;
    this.#note('ownership/party-described-twice', undefined, id);
    if (!sameKind) this.#kind.set(node, ENTITY_KINDS.indexOf('unknown'));
    if (!sameRest) this.#clear.set(node, 0);
    return this;
  }

  #shareFor(share: StatedShare | undefined): ScaledShare | null {
    if (share === undefined) return UNKNOWN_SHARE;
    const isRange = typeof share === 'object';
    const key = isRange ? `${share.min ?? ''}–${share.max ?? ''}` : share;
    const known = this.#shares.get(key);
    if (known !== undefined) return known;
    if (typeof key === 'string' && key.length > MAX_SHARE_TEXT) return null;
    const read = shareOf(isRange ? (share as { min?: string; max?: string }) : share);
    const kept = read === undefined ? null : scaled(read);
    // Most shares are written in the same few thousand ways.
    if (this.#shares.size < 100_000) this.#shares.set(key, kept);
    return kept;
  }

  /** States an interest. Unreadable parts count as unknown and are noted. */
  addInterest(stated: Interest): this {
    if (!this.#usable(stated.owner) || !this.#usable(stated.owned)) return this;
    const row = this.#count++;
    this.#owner.set(row, this.#node(stated.owner));
    this.#owned.set(row, this.#node(stated.owned));
    const kind = INTEREST_KINDS.indexOf(stated.kind);
    this.#interestKind.set(row, kind < 0 ? INTEREST_KINDS.indexOf('other') : kind);
    let share = stated.kind === 'nominee' && stated.share === undefined ? WHOLE : this.#shareFor(stated.share);
    if (share === null) {
      this.#note('ownership/bad-share', stated.owner, stated.owned);
      share = UNKNOWN_SHARE;
    }
    const { from, until } = stated;
    const bad =
      (from !== undefined && !isLegalDate(from)) ||
      (until !== undefined && !isLegalDate(until)) ||
      (from !== undefined && until !== undefined && from >= until);
    if (bad) {
      this.#note('ownership/bad-date', stated.owner, stated.owned);
      share = scaled({ lo: ZERO, hi: share.odd?.hi ?? partsOf(share.hi) });
    }
    this.#lo.set(row, share.lo);
    this.#hi.set(row, share.hi);
    if (share.odd !== undefined) this.#odd.set(row, share.odd);
    this.#shareClass.set(row, this.#label(stated.shareClass));
    this.#source.set(row, this.#label(stated.source));
    this.#from.set(row, bad || from === undefined ? ALWAYS_FROM : dayNumber(from));
    this.#until.set(row, bad || until === undefined ? ALWAYS_UNTIL : dayNumber(until));
    return this;
  }

  /**
   * The graph of what is in force on one day: `from` counts, `until` no longer does.
   * @example register.asOf('2026-11-10')
   */
  asOf(day: LegalDate): OwnershipGraph {
    const columns: InterestColumns = {
      count: this.#count,
      owner: this.#owner.values,
      owned: this.#owned.values,
      kind: this.#interestKind.values,
      lo: this.#lo.values,
      hi: this.#hi.values,
      odd: this.#odd,
      shareClass: this.#shareClass.values,
      source: this.#source.values,
      from: this.#from.values,
      until: this.#until.values,
    };
    return graphOf(columns, day, {
      ids: this.ids,
      names: this.names,
      indexOf: (id) => this.#nodes.get(id),
      kind: this.#kind.values,
      clear: this.#clear.values,
      described: this.#described.values,
      labels: this.#labelNames,
    });
  }
}

/** A register of these statements. */
export function registerOf(entities: Iterable<OwnershipEntity>, interests: Iterable<Interest>): OwnershipRegister {
  const register = new OwnershipRegister();
  for (const entity of entities) register.addEntity(entity);
  for (const interest of interests) register.addInterest(interest);
  return register;
}
