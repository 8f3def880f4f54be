import { type Selectable, sql } from 'kysely';
import { instantText } from '../access/moments.ts';
import type { HIT_DECISION_ROUTES } from '../contract/hit-decision.ts';
import type { SCREENING_ROUTES } from '../contract/party-screening.ts';
import { ApiProblem, problemOfField } from '../contract/problems.ts';
import type { ReplyOf } from '../contract/route.ts';
import { decisionOf, decisionsBy, keepDecision } from '../libraries/hit-decisions.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { DecisionError, type DecisionFound, type Decisions, queryHash } from '../screening/decisions.ts';
import { entryOf, LIMIT } from '../screening/screen-parties.ts';
import type { HitDecision } from '../store/schema.ts';
import type { Context, HandlersOf } from './handler.ts';
import { readingLists } from './list-problem.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';
import { partiesOf } from './screening.ts';

type Screened = ReplyOf<(typeof SCREENING_ROUTES)['screening.run']>['parties'][number];
type Reply = ReplyOf<(typeof HIT_DECISION_ROUTES)['hit-decision.screen']>['parties'][number];

export interface HitDecisionNeeds {
  readonly law: () => LawInUse;
  /** Where imported lists are. */
  readonly dataFolder: string;
  readonly screening: HandlersOf<typeof SCREENING_ROUTES>;
}

/** An organisation's decisions on hits, and screenings that respect them. */
export function hitDecisionHandlers(needs: HitDecisionNeeds): HandlersOf<typeof HIT_DECISION_ROUTES> {
  const { law, dataFolder, screening } = needs;
  return {
    'hit-decision.list': async ({ params, query }, { db }) => {
      const start = pageStart(query, 2);
      let rows = db
        .selectFrom('hit_decision as d')
        .selectAll()
        .select(
          sql<boolean>`exists (select from hit_decision later where later.organisation = d.organisation
            and later.party_key = d.party_key and later.entry = d.entry and later.data->>'list' = d.data->>'list'
            and (later.decided_at, later.id) > (d.decided_at, d.id))`.as('replaced'),
        )
        .where('organisation', '=', params.organisation);
      if (query.query !== undefined) rows = rows.where('party_key', '=', query.query);
      if (start) rows = rows.where(sql<boolean>`(decided_at, id) < (${start[0]}::timestamptz, ${start[1]}::uuid)`);
      const found = await rows.orderBy('decided_at', 'desc').orderBy('id', 'desc').limit(rowsToRead(query)).execute();
      return { body: pageOf(found, query, ({ decided_at, id }) => [instantText(decided_at), id], present) };
    },

    'hit-decision.record': async ({ params: { organisation }, body }, { db, actor, now, today }) => {
      const [party] = partiesOf([body.party], () => '/body/party');
      if (party === undefined || actor.account === null) throw new ApiProblem('not-allowed');
      const found = await readingLists(() =>
        entryOf({ book: law().book, dataFolder, knownAt: today }, body.list, body.entry),
      );
      if (found?.hash !== body.recordHash)
        throw problemOfField('conflict', '/body/recordHash', {
          zh: '该清单条目已变更或删除，请重新筛查后再作决定。',
          en: 'The entry has changed or is gone: screen again and look at it before you decide.',
        });
      const { list, entry, decided, reason } = body;
      const decision = { decided, reason, list, entry, party, record: found.hash, on: today, by: actor.account.name };
      try {
        const row = await keepDecision(db, organisation, decision, now);
        return {
          body: present({ ...row, replaced: false }),
          subject: { kind: 'hit-decision', id: row.id },
          detail: { decided, list, entry },
        };
      } catch (error) {
        if (!(error instanceof DecisionError)) throw error;
        throw new ApiProblem('not-valid', undefined, [
          { path: `/body/${error.field}`, zh: '须写明可以读懂的理由。', en: 'A reason that can be read is needed.' },
        ]);
      }
    },

    'hit-decision.screen': async ({ params, body }, context) => {
      const decisions = await decisionsBy(context.db, params.organisation, body.knownOn ?? context.today);
      const limit = body.limit ?? LIMIT;
      // What was cleared does not take the place of what was not.
      const cleared = Math.max(0, ...partiesOf(body.parties).map((party) => decisions.clearedFor(queryHash(party))));
      const asked = { params: undefined, query: undefined, body: { ...body, limit: limit + cleared } };
      const answer = await screening['screening.run'](asked, { ...context, db: undefined } as Context<
        (typeof SCREENING_ROUTES)['screening.run']
      >);
      const { lists } = answer.body;
      const isOfPack = (list: string) => lists.find(({ id }) => id === list)?.from === 'pack';
      const parties = answer.body.parties.map((screened, index) =>
        withDecisions(screened, body.parties[index]?.name ?? '', { decisions, limit, isOfPack }),
      );
      return { body: { ...answer.body, parties } };
    },
  };
}

interface LaidOver {
  readonly decisions: Decisions;
  readonly limit: number;
  readonly isOfPack: (list: string) => boolean;
}

/** A decision that counts goes before the comparison, in both directions. */
function withDecisions(screened: Screened, name: string, { decisions, limit, isOfPack }: LaidOver): Reply {
  const { query } = screened;
  const all = screened.hits.map((hit): Reply['hits'][number] => {
    const { list, entry, recordHash: record } = hit;
    const found = decisions.on({ list, entry, record, query, name });
    return { ...hit, verdict: verdictOf(hit.verdict, found), decision: found === undefined ? null : shown(found) };
  });
  const open = all.filter(({ verdict }) => verdict !== 'cleared').slice(0, limit);
  const hits = all.filter((hit) => hit.verdict === 'cleared' || open.includes(hit));
  return {
    ...screened,
    verdict: screened.verdict === 'unreadable' && hits.length === 0 ? 'unreadable' : overall(hits),
    bites: open.some(({ list, standing, effects: { inForce } }) =>
      isOfPack(list) ? inForce.length > 0 : standing.is === 'listed',
    ),
    hits,
  };
}

function verdictOf(compared: Screened['hits'][number]['verdict'], found: DecisionFound | undefined) {
  if (found?.counts !== true) return compared;
  return found.decision.decided === 'true-match' ? 'hit' : 'cleared';
}

function overall(hits: Reply['hits']): Reply['verdict'] {
  if (hits.some(({ verdict }) => verdict === 'hit')) return 'hit';
  if (hits.some(({ verdict }) => verdict === 'possible')) return 'possible';
  return hits.length > 0 ? 'clear-by-decision' : 'none';
}

function shown(found: DecisionFound): NonNullable<Reply['hits'][number]['decision']> {
  const { decided, by, reason, on } = found.decision;
  return { counts: found.counts, changed: found.counts ? null : found.changed, decided, by, reason, on };
}

function present(row: Selectable<HitDecision> & { readonly replaced: boolean }) {
  const { decided, by, reason, on, list, entry, record, party, query } = decisionOf(row);
  const at = instantText(row.decided_at);
  return {
    id: row.id,
    decided,
    by,
    reason,
    on,
    at,
    list,
    entry,
    recordHash: record,
    party,
    query,
    replaced: row.replaced,
  };
}
