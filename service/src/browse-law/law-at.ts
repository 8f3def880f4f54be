import {
  type BranchId,
  ENACTED,
  type LawBook,
  lawKnownAt,
  type LegalDate,
  type Moment,
  type ReadingId,
  readingsOf,
} from '@ytterby/core';

/** Which law is looked into; what is left out is taken from what is there. */
export interface LawAsked {
  /** Default: `knownAt`, else today. */
  readonly asOf?: LegalDate | undefined;
  /** Default: `asOf`. */
  readonly knownAt?: LegalDate | undefined;
  /** Default: the enacted text. */
  readonly branch?: BranchId | undefined;
  readonly readings?: Partial<Record<ReadingId, string>>;
}

/** The law as somebody could know it by one day, to be asked about another. */
export interface LawAt {
  /** What was published by then. */
  readonly book: LawBook;
  readonly moment: Moment;
}

/**
 * @param today in Beijing
 * @example lawAt(loadLaw(), { asOf: '2026-11-10' }, today).moment.knownAt // '2026-11-10'
 */
export function lawAt(
  pack: LawBook,
  { asOf, knownAt, branch = ENACTED, readings = {} }: LawAsked,
  today: LegalDate,
): LawAt {
  const day = asOf ?? knownAt ?? today;
  const known = knownAt ?? day;
  return {
    book: lawKnownAt(pack, known),
    moment: { asOf: day, knownAt: known, branch, readings: readingsOf(pack, readings) },
  };
}
