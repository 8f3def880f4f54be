import {
  announcedText,
  gatesOf,
  lastRevision,
  MEASURE_STANDINGS,
  MEASURE_TRANSITIONS,
  type MeasureStatus,
  noticeTo,
  receiptOf,
  signOffOf,
  standingOfMeasure,
} from '@ytterby/core/measures';
import type { Selectable, Transaction } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { instantText } from '../access/moments.ts';
import type { MEASURE_ROUTES } from '../contract/measure.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { ReplyOf } from '../contract/route.ts';
import { draftIn } from '../measures/draft-text.ts';
import { eventText } from '../measures/event-text.ts';
import {
  actOnMeasure,
  announceMeasure,
  draftMeasure,
  measureOf,
  policyActor,
  policyRoles,
  type StoredMeasure,
} from '../measures/measures.ts';
import { previewOf } from '../measures/preview.ts';
import type { LawService } from '../recorded-law/law-service.ts';
import type { Database, Measure } from '../store/schema.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

type Routes = typeof MEASURE_ROUTES;
type Summary = ReplyOf<Routes['measure.list']>['items'][number];
type Whole = ReplyOf<Routes['measure.get']>;

/** Measures before they are law, and their announcement. */
export function measureHandlers(law: LawService): HandlersOf<Routes> {
  const whole = async (db: Transaction<Database>, measure: StoredMeasure, actor: Actor, today: string) => ({
    body: await wholeOf(db, measure, { law, actor, today }),
    revision: measure.row.version,
    subject: { kind: 'measure', id: measure.row.id },
  });
  // This process need not wait until it hears of its own record. Should this fail, it hears of it all the same.
  const stored = () =>
    law.refresh().then(
      () => undefined,
      () => undefined,
    );

  return {
    'measure.list': async ({ query }, { db, today }) => {
      const start = pageStart(query, 1);
      const { status } = query;
      const rows = await db
        .selectFrom('measure')
        .selectAll()
        .$if(start !== undefined, (select) => select.where('id', '<', start?.[0] ?? ''))
        .$if(status !== undefined, (select) => select.where('status', '=', status ?? ''))
        .orderBy('id', 'desc')
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ id }) => [id],
          (row) => summaryOf(row, law, today),
        ),
      };
    },

    'measure.draft': async ({ body }, { db, actor, now, today }) => {
      const command = { command: 'draft', ...(await draftIn(db, law, body)) } as const;
      const made = await draftMeasure(db, command, policyActor(actor, { status: 'new' }, 'draft'), now);
      return { ...(await whole(db, made, actor, today)), detail: { revision: made.row.revision } };
    },

    'measure.preview': async ({ body }, { db, today, signal }) => ({
      body: await previewOf(db, law, body, { today, signal }),
    }),

    'measure.get': async ({ params }, { db, actor, today }) => {
      const { body, revision } = await whole(db, await measureOf(db, params.measure), actor, today);
      return { body, revision };
    },

    'measure.text': async ({ params, query }, { db }) => {
      const { row, state } = await measureOf(db, params.measure);
      const { revision = row.revision } = query;
      const found = state.revisions[revision - 1];
      if (found === undefined) throw new ApiProblem('not-found');
      const text =
        revision === row.revision && state.announced ? announcedText(found.text, state.announced.on) : found.text;
      const name = `${found.instrument.replace(/^[a-z]{2}\//, '').replace(/[^a-z0-9.-]+/g, '-')}.yaml`;
      return { body: { mediaType: 'application/yaml; charset=utf-8', name, bytes: new TextEncoder().encode(text) } };
    },

    'measure.revise': async ({ params, body }, { db, actor, now, today, revision }) => {
      const { state } = await measureOf(db, params.measure);
      const command = { command: 'revise', ...(await draftIn(db, law, body)) } as const;
      const act = { measure: params.measure, command, actor: policyActor(actor, state, 'revise'), now, revision };
      const done = await actOnMeasure(db, act);
      return { ...(await whole(db, done, actor, today)), detail: { revision: done.row.revision } };
    },

    'measure.sign-off': async ({ params, body }, { db, actor, now, today, revision }) => {
      const { state } = await measureOf(db, params.measure);
      const command = { command: 'sign-off', assessment: body.assessment } as const;
      const act = { measure: params.measure, command, actor: policyActor(actor, state, 'sign-off'), now, revision };
      const done = await actOnMeasure(db, act);
      return {
        ...(await whole(db, done, actor, today)),
        detail: { revision: done.row.revision, assessment: body.assessment },
      };
    },

    'measure.announce': async ({ params }, { db, actor, now, today, revision }) => {
      const { state } = await measureOf(db, params.measure);
      const act = { measure: params.measure, actor: policyActor(actor, state, 'announce'), now, revision };
      const { measure, recorded } = await announceMeasure(db, law, act);
      const { row } = measure;
      return {
        body: await wholeOf(db, measure, { law: { current: () => recorded.law }, actor, today }),
        revision: row.version,
        subject: { kind: 'measure', id: row.id },
        detail: { instrument: row.instrument, record: recorded.row.id, law: recorded.law.fingerprint },
        stored,
      };
    },

    'measure.withdraw': async ({ params, body }, { db, actor, now, today, revision }) => {
      const { state } = await measureOf(db, params.measure);
      const command = { command: 'withdraw', reason: body.reason } as const;
      const act = { measure: params.measure, command, actor: policyActor(actor, state, 'withdraw'), now, revision };
      return whole(db, await actOnMeasure(db, act), actor, today);
    },
  };
}

function summaryOf(row: Selectable<Measure>, law: Pick<LawService, 'current'>, today: string): Summary {
  const status = row.status as MeasureStatus;
  const { is } = standingOfMeasure({ status, instrument: row.instrument }, law.current().book, today);
  return {
    id: row.id,
    instrument: row.instrument,
    title: { zh: row.title_zh, en: row.title_en },
    status,
    standing: is,
    standingText: { ...MEASURE_STANDINGS[is] },
    revision: row.revision,
    version: row.version,
    firstDay: row.first_day ?? '',
    createdAt: instantText(row.created_at),
  };
}

interface Reading {
  readonly law: Pick<LawService, 'current'>;
  readonly actor: Actor;
  readonly today: string;
}

async function wholeOf(
  db: Transaction<Database>,
  { row, state, events }: StoredMeasure,
  { law, actor, today }: Reading,
): Promise<Whole> {
  const last = lastRevision(state);
  const people = await namesOf(
    db,
    events.map(({ account }) => account).filter((account) => account !== null),
  );
  const person = (id: string | null) => (id === null ? null : { id, name: people.get(id) ?? '' });
  const instantAt = (sequence: number) => instantText((events[sequence - 1] as (typeof events)[number]).at);
  const roles = policyRoles(actor);
  const wouldAnnounce =
    actor.account !== null && roles.includes('policy-director')
      ? ({ person: actor.account.id, role: 'policy-director' } as const)
      : null;
  const { provisions } = standingOfMeasure(
    { status: state.status, instrument: last.instrument },
    law.current().book,
    today,
  );
  return {
    ...summaryOf(row, law, today),
    text: state.announced === null ? last.text : announcedText(last.text, state.announced.on),
    announcedOn: state.announced?.on ?? null,
    withdrawn: state.withdrawn === null ? null : { on: state.withdrawn.on, reason: state.withdrawn.reason },
    revisedBy: person(last.by.person),
    assessment: signOffOf(state)?.assessment ?? null,
    gates: gatesOf(state, { on: state.announced?.on ?? today, actor: state.announced?.by ?? wouldAnnounce }).map(
      (gate) => ({
        ...gate,
        text: { ...gate.text },
        missing: gate.missing.map((each) => ({ ...each })),
        partners: [...gate.partners],
      }),
    ),
    commands: [
      ...new Set(
        MEASURE_TRANSITIONS.filter(
          (each) =>
            each.command !== 'all-told' &&
            each.from.includes(state.status) &&
            each.roles.some((role) => role !== 'partner' && roles.includes(role)),
        ).map(({ command }) => command),
      ),
    ],
    partners: state.partners.map((partner) => {
      const notice = noticeTo(state, partner.partner);
      const receipt = receiptOf(state, partner.partner);
      return {
        partner,
        notice: notice
          ? {
              on: notice.on,
              at: instantAt(notice.sequence),
              how: notice.how,
              text: notice.text,
              reference: notice.reference ?? null,
            }
          : null,
        receipt: receipt
          ? {
              on: receipt.on,
              at: instantAt(receipt.sequence),
              how: receipt.how,
              name: receipt.name ?? null,
              note: receipt.note ?? null,
            }
          : null,
        replies: state.replies
          .filter((reply) => reply.partner === partner.partner)
          .map(({ on, sequence, text, name }) => ({ on, at: instantAt(sequence), text, name: name ?? null })),
      };
    }),
    provisions: provisions.map(({ provision: { id, cite }, status }) => ({ id, cite, status })),
    events: events.map(({ sequence, revision, at, on_day, kind, account, role, content }) => ({
      sequence,
      revision,
      at: instantText(at),
      on: on_day,
      kind,
      person: person(account),
      role,
      text: { ...eventText(content, revision) },
      content: withoutLawFile(content),
    })),
  };
}

function withoutLawFile(content: StoredMeasure['events'][number]['content']): Readonly<Record<string, unknown>> {
  if (content.command !== 'draft' && content.command !== 'revise') return { ...content };
  const { text: _, ...rest } = content;
  return rest;
}

/** Names of people, as far as the reader may know them. */
async function namesOf(db: Transaction<Database>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
