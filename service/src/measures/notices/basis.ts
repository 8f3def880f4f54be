import type { LegalDate, Text } from '@ytterby/core';
import type { TradeRow } from '@ytterby/core/impact';
import { type ContactPoint, lastRevision, revisionOf, signOffOf } from '@ytterby/core/measures';
import type { Transaction } from 'kysely';
import type { StoredRun } from '../../contract/assessment.ts';
import { ImpactFileError } from '../../impact/problems.ts';
import type { TableSets } from '../../impact/table-sets.ts';
import { IntakeError } from '../../intake/index.ts';
import { givenText } from '../../recorded-law/given-text.ts';
import type { LawService } from '../../recorded-law/law-service.ts';
import type { Database } from '../../store/schema.ts';
import { asAnnounced, readDraft } from '../draft-text.ts';
import type { StoredMeasure } from '../measures.ts';
import { type CommonBasis, draftedBasis, publicationOf } from './drafting.ts';

type Db = Transaction<Database>;

export interface BasisNeeds {
  readonly law: Pick<LawService, 'with' | 'current'>;
  readonly tables: TableSets;
}

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
  const { published, plannedFor } = publicationOf(candidate.published, today);
  const read = await readDraft(db, law, { text: asAnnounced(candidate, published).text });
  if ('problems' in read)
    missing.push({ zh: '草案与现行法规不再相容', en: 'The draft does not fit the law of today any more' });
  if (signed === undefined || contact === undefined || 'problems' in read) return { missing };
  return draftedBasis(
    { instrument: read.instrument, published, before: law.current().book, after: read.law.book },
    {
      revision: revisionOf(measure.state),
      plannedFor,
      given: signed.run.case,
      assessment: signed.run.assessment,
      trade: await tradeOf(tables, signed),
      contact,
    },
  );
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
