import { ENACTED, type Instrument, type LawBook, type LegalDate, readingsOf } from '@ytterby/core';
import {
  daysOfEffect,
  firstDayOf,
  generalLicenceRoute,
  humanitarianRoute,
  newlyControlled,
  type NoticeBasis,
  type Partner,
} from '@ytterby/core/measures';
import { partyName } from '../../impact/report/words.ts';
import { countryCode } from '../../intake/countries.ts';
import { countryText } from './country.ts';

/** What the notices of a draft are drafted from, but for the partner. */
export type CommonBasis = Omit<NoticeBasis, 'partner' | 'embargo'>;

/**
 * On which day does a draft count as published: on the day that it names, or today where that day has passed?
 * @returns `plannedFor`: undefined where the day has passed, so that none is fixed
 * @example publicationOf('2026-12-01', '2026-12-02') // { published: '2026-12-02', plannedFor: undefined }
 */
export const publicationOf = (
  named: LegalDate,
  today: LegalDate,
): { readonly published: LegalDate; readonly plannedFor: LegalDate | undefined } =>
  named >= today ? { published: named, plannedFor: named } : { published: today, plannedFor: undefined };

/** The law without a draft and with it. */
export interface DraftInLaw {
  /** As `after` has it. */
  readonly instrument: Instrument;
  readonly published: LegalDate;
  readonly before: LawBook;
  readonly after: LawBook;
}

/** What is told beside the law: the assessment with its trade rows, and whom to ask. */
type Told = Pick<NoticeBasis, 'revision' | 'plannedFor' | 'given' | 'assessment' | 'trade' | 'contact'>;

/** Everything that the notices of a draft say, but for the partner. What begins before the publication counts from then on. */
export function draftedBasis({ instrument, published, before, after }: DraftInLaw, told: Told): CommonBasis {
  const first = firstDayOf(instrument);
  const lawOf = first < published ? published : first;
  const readings = readingsOf(after);
  const days = daysOfEffect(instrument, readings);
  const counts = [...new Set([published, ...days.map(({ day }) => day).filter((day) => day > published)])];
  const inLaw = { measure: instrument, before, after, days: counts.filter((day) => day >= lawOf) };
  const entries = newlyControlled(before, after, counts, { knownAt: published, branch: ENACTED, readings });
  return {
    ...told,
    instrument,
    lawOf,
    days,
    humanitarian: humanitarianRoute(inLaw),
    generalLicence: generalLicenceRoute(inLaw),
    items: {
      codes: entries.map(({ entry }) => entry.code),
      hs: entries.flatMap(({ entry }) => (entry.hs ?? []).map(({ code }) => code)),
    },
    nameOf: (party) => ({ zh: partyName(party, (zh) => zh), en: partyName(party, (_, en) => en) }),
  };
}

/** The basis of one partner's notice. Tables call a country as they like, so it is known there by what its names mean. */
export function basisFor(common: CommonBasis, { partner, embargo }: Pick<Partner, 'partner' | 'embargo'>): NoticeBasis {
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
