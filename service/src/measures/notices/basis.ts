import { ENACTED, type LegalDate, readingsOf, type Text } from '@ytterby/core';
import type { TradeRow } from '@ytterby/core/impact';
import {
  type ContactPoint,
  daysOfEffect,
  firstDayOf,
  generalLicenceRoute,
  humanitarianRoute,
  lastRevision,
  newlyControlled,
  type NoticeBasis,
  type Partner,
  revisionOf,
  signOffOf,
} from '@ytterby/core/measures';
import type { Transaction } from 'kysely';
import type { StoredRun } from '../../contract/assessment.ts';
import { partyName } from '../../impact/report/words.ts';
import { ImpactFileError } from '../../impact/problems.ts';
import type { TableSets } from '../../impact/table-sets.ts';
import { IntakeError } from '../../intake/index.ts';
import { countryCode } from '../../intake/countries.ts';
import { givenText } from '../../recorded-law/given-text.ts';
import type { LawService } from '../../recorded-law/law-service.ts';
import type { Database } from '../../store/schema.ts';
import { asAnnounced, readDraft } from '../draft-text.ts';
import type { StoredMeasure } from '../measures.ts';
import { countryText } from './country.ts';

type Db = Transaction<Database>;

export interface BasisNeeds {
  readonly law: Pick<LawService, 'with' | 'current'>;
  readonly tables: TableSets;
}

/** What the notices of a revision are drafted from, but for the partner. */
export type CommonBasis = Omit<NoticeBasis, 'partner' | 'embargo'>;
/** Of a measure with a signed-off assessment: what it says, and how it stands on its tables. */
export interface SignedRun {
  readonly run: StoredRun;
  readonly tables: string;
  readonly tablesFingerprint: string;
}

/** The signed-off assessment of the last revision; undefined: none is. */
export async function signedRun(db: Db, { state }: StoredMeasure): Promise<SignedRun | undefined> {
  const signOff = signOffOf(state);
  if (signOff === undefined) return undefined;
  const { result, tables, tables_fingerprint } = await db
    .selectFrom('assessment')
    .select(['result', 'tables', 'tables_fingerprint'])
    .where('id', '=', signOff.assessment)
    .executeTakeFirstOrThrow();
  return { run: result as unknown as StoredRun, tables, tablesFingerprint: tables_fingerprint };
}

/**
 * Everything that the notices of the last revision say, or why they cannot be drafted. The law is that of the draft as it would be
 * published on the day that it names, or today where that day has passed.
 */
export async function commonBasis(
  db: Db,
  { law, tables }: BasisNeeds,
  measure: StoredMeasure,
  contact: ContactPoint | undefined,
  today: LegalDate,
): Promise<CommonBasis | { readonly missing: readonly Text[] }> {
  const missing: Text[] = [];
  const signed = await signedRun(db, measure);
  if (signed === undefined)
    missing.push({ zh: '本稿的影响评估尚未签署', en: 'No assessment of this revision is signed off' });
  if (contact === undefined)
    missing.push({ zh: '尚未填写供伙伴国联系的联络人', en: 'There is no contact point for partners' });
  const candidate = givenText({ text: lastRevision(measure.state).text });
  const plannedFor = candidate.published >= today ? candidate.published : undefined;
  const published = plannedFor ?? today;
  const read = await readDraft(db, law, { text: asAnnounced(candidate, published).text });
  if ('problems' in read)
    missing.push({ zh: '草案与现行法规不再相容', en: 'The draft does not fit the law of today any more' });
  if (signed === undefined || contact === undefined || 'problems' in read) return { missing };
  const { book } = read.law;
  const { instrument } = read;
  const first = firstDayOf(instrument);
  const lawOf = first < published ? published : first;
  const readings = readingsOf(book);
  const days = daysOfEffect(instrument, readings);
  // What begins before the publication counts from then on.
  const counts = [...new Set([published, ...days.map(({ day }) => day).filter((day) => day > published)])];
  const before = law.current().book;
  const inLaw = { measure: instrument, before, after: book, days: counts.filter((day) => day >= lawOf) };
  const entries = newlyControlled(before, book, counts, { knownAt: published, branch: ENACTED, readings });
  return {
    instrument,
    revision: revisionOf(measure.state),
    plannedFor,
    lawOf,
    days,
    humanitarian: humanitarianRoute(inLaw),
    generalLicence: generalLicenceRoute(inLaw),
    items: {
      codes: entries.map(({ entry }) => entry.code),
      hs: entries.flatMap(({ entry }) => (entry.hs ?? []).map(({ code }) => code)),
    },
    given: signed.run.case,
    assessment: signed.run.assessment,
    trade: await tradeOf(tables, signed),
    nameOf: (party) => ({ zh: partyName(party, (zh) => zh), en: partyName(party, (_, en) => en) }),
    contact,
  };
}

/** The trade rows that the assessment was made with; undefined where its tables are gone or were changed since. */
async function tradeOf(
  tables: TableSets,
  { tables: name, tablesFingerprint }: SignedRun,
): Promise<readonly TradeRow[] | undefined> {
  try {
    const { tablesRead, fingerprint } = await tables.read(name);
    return fingerprint === tablesFingerprint ? tablesRead.trade : undefined;
  } catch (error) {
    if (error instanceof ImpactFileError || error instanceof IntakeError) return undefined;
    throw error;
  }
}

/** The basis of one partner's notice. Tables call a country as they like, so it is known there by what its names mean. */
export function basisFor(common: CommonBasis, { partner, embargo }: Partner): NoticeBasis {
  const { given, trade = [] } = common;
  const parties = [given.economy, ...trade.flatMap(({ reporter, partner: other }) => [reporter, other])];
  return {
    ...common,
    partner: {
      code: partner,
      name: countryText(partner),
      inTables: parties.find((party) => countryCode(party) === partner),
    },
    embargo,
  };
}
