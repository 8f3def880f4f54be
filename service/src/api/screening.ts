import { coverageOf } from '@ytterby/core';
import type { ScreeningQuery } from '@ytterby/core/screening';
import type { SCREENING_ROUTES } from '../contract/party-screening.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { ListEffects } from '../screening/effects.ts';
import { partyOf } from '../screening/read-parties.ts';
import { LIMIT, type PartyHit, type PartyScreening } from '../screening/screen-parties.ts';
import type { SharedScreener, SharedScreeners } from '../screening/shared-screeners.ts';
import { takenReadings } from './determination.ts';
import type { HandlersOf } from './handler.ts';
import { checkDays } from './law-asked.ts';
import { readingLists } from './list-problem.ts';

type ScreeningRoute = (typeof SCREENING_ROUTES)['screening.run'];
type PartyAsked = InputOf<ScreeningRoute>['body']['parties'][number];
type PartyReply = ReplyOf<ScreeningRoute>['parties'][number];

export function screeningHandlers(
  law: () => LawInUse,
  screeners: SharedScreeners,
): HandlersOf<typeof SCREENING_ROUTES> {
  return {
    'screening.run': async ({ body }, { today, signal }) => {
      const inUse = law();
      const { asOf = today, knownOn = today, lists, limit = LIMIT } = body;
      checkDays({ asOf, knownOn }, '/body');
      const parties = partiesOf(body.parties);
      const screener = await readingLists(() =>
        screeners.screener({ law: inUse, asOf, knownAt: knownOn, lists, readings: takenReadings(body.readings) }),
      );
      const found: PartyReply[] = [];
      for (const party of parties) {
        signal.throwIfAborted();
        found.push(replyOf(await screener.screen(party, limit), screener));
      }
      const { known } = screener;
      return {
        body: {
          law: inUse.fingerprint,
          asOf,
          knownOn,
          coverage: coverageOf(inUse.book, asOf, knownOn),
          lists: [...known.lists],
          notLookedInto: [...known.missing],
          parties: found,
        },
      };
    },
  };
}

/** Fields of a body, by the names that a table of parties has. */
const FIELDS: Readonly<Record<string, keyof PartyAsked>> = {
  country: 'countries',
  identifier: 'identifiers',
  otherNames: 'otherNames',
};

/**
 * Parties of a body as screening compares them.
 * @param at where the party of that index stands in the body
 * @throws ApiProblem `not-valid`, with a sentence for each field
 */
export function partiesOf(
  asked: readonly PartyAsked[],
  at = (index: number) => `/body/parties/${index}`,
): readonly ScreeningQuery[] {
  const wrong: FieldProblem[] = [];
  const parties = asked.flatMap(({ name, kind, birth, address, countries, identifiers, otherNames }, index) => {
    const { query, problems } = partyOf(
      {
        name,
        ...(kind === undefined ? {} : { kind }),
        ...(birth === undefined ? {} : { birth }),
        ...(address === undefined ? {} : { address }),
        ...(countries === undefined ? {} : { country: countries.join(';') }),
        ...(identifiers === undefined ? {} : { identifier: identifiers.join(';') }),
        ...(otherNames === undefined ? {} : { otherNames: otherNames.join(';') }),
      },
      (field) => ({ file: 'body', field }),
    );
    for (const { field = '', message, remedy } of problems ?? [])
      wrong.push({
        path: `${at(index)}/${FIELDS[field] ?? field}`,
        zh: `${message.zh} ${remedy.zh}`,
        en: `${message.en} ${remedy.en}`,
      });
    return query ?? [];
  });
  if (wrong.length > 0) throw new ApiProblem('not-valid', undefined, wrong);
  return parties;
}

function replyOf(screening: PartyScreening, screener: SharedScreener): PartyReply {
  const { verdict, bites, algorithm, query, notes, hits } = screening;
  // Only a decision clears a hit, and these screeners know of none.
  if (verdict === 'clear-by-decision') throw new Error('a decision counts in a screening without decisions');
  return { verdict, bites, algorithm, query, notes: [...notes], hits: hits.map((hit) => hitOf(hit, screener)) };
}

function hitOf(hit: PartyHit, { overTime }: SharedScreener): PartyReply['hits'][number] {
  const { verdict, score, list, entry, record, recordHash, asked, listed, listedAs, names, evidence, standing } = hit;
  if (verdict === 'cleared') throw new Error('a decision counts in a screening without decisions');
  return {
    verdict,
    score,
    list: list.id,
    entry,
    record,
    recordHash,
    asked,
    listed,
    listedAs,
    names,
    evidence: [...evidence],
    decidedBy: hit.decidedBy ?? null,
    standing,
    effects: effectsShown(hit.effects),
    effectsOverTime:
      list.from === 'pack' ? overTime(record).map((stretch) => ({ ...stretch, tags: [...stretch.tags] })) : [],
  };
}

/** Effects as the contract has them. */
export function effectsShown({ tags, inForce, paused }: ListEffects): PartyReply['hits'][number]['effects'] {
  const measures = (some: ListEffects['inForce']) =>
    some.map(({ provision, cite, text, tags: own }) => ({ provision, cite, text, tags: [...own] }));
  return { tags: [...tags], inForce: measures(inForce), paused: measures(paused) };
}
