import { isLegalDate } from '@ytterby/core';
import { agendaOf, lastRevision, noticeTo, receiptOf } from '@ytterby/core/measures';
import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import { signedInPerson } from '../access/sign-in.ts';
import type { DIALOGUE_ROUTES } from '../contract/dialogue.ts';
import { ApiProblem, problemOfField } from '../contract/problems.ts';
import type { ReplyOf } from '../contract/route.ts';
import { readDraft } from '../measures/draft-text.ts';
import { watchedMeasure } from '../measures/flows.ts';
import { measureOf, type StoredMeasure } from '../measures/measures.ts';
import { countryText } from '../measures/notices/country.ts';
import { repliesOf } from '../measures/notices/present.ts';
import type { LawService } from '../recorded-law/law-service.ts';
import type { Database } from '../store/schema.ts';
import type { HandlersOf } from './handler.ts';

type Routes = typeof DIALOGUE_ROUTES;
type Db = Transaction<Database>;
type Round = ReplyOf<Routes['dialogue.plan']>;

/** Rounds of dialogue with partners about a measure. */
export function dialogueHandlers(law: LawService): HandlersOf<Routes> {
  return {
    'dialogue.list': async ({ params }, { db }) => {
      const { row } = await measureOf(db, params.measure);
      return { body: await roundsOf(db, row.id) };
    },

    'dialogue.draft-agenda': async ({ params, query }, { db }) => {
      const measure = await measureOf(db, params.measure);
      return { body: await draftedAgenda(db, law, measure, query.partners.split(',')) };
    },

    'dialogue.plan': async ({ params, body }, { db, actor, now }) => {
      const { account } = signedInPerson(actor);
      const measure = await measureOf(db, params.measure);
      if (!isLegalDate(body.heldOn))
        throw new ApiProblem('not-valid', undefined, [
          { path: '/body/heldOn', zh: '没有这一天。', en: 'There is no such day.' },
        ]);
      const drafted = await draftedAgenda(db, law, measure, body.partners);
      const agenda = body.agenda ?? drafted;
      const id = randomUUIDv7();
      await db
        .insertInto('dialogue_round')
        .values({
          id,
          measure: params.measure,
          partners: [...body.partners],
          held_on: body.heldOn,
          place: body.place.trim(),
          agenda_zh: agenda.zh,
          agenda_en: agenda.en,
          made_at: dateOf(now),
          made_by: account.id,
        })
        .execute();
      return {
        body: await roundOf(db, params.measure, id),
        subject: { kind: 'measure', id: params.measure },
        detail: { round: id },
      };
    },

    'dialogue.write-minutes': async ({ params, body }, { db, actor, now }) => {
      const { account } = signedInPerson(actor);
      const measure = await measureOf(db, params.measure);
      const { minutes } = await roundOf(db, params.measure, params.round);
      if (body.version !== minutes.length + 1)
        throw problemOfField('conflict', '/body/version', {
          zh: `纪要已有第${minutes.length}版，请在其基础上修改。`,
          en: `Version ${minutes.length} of the minutes is there: write from that one.`,
        });
      const known = new Set(measure.state.replies.map(({ sequence }) => sequence));
      const fields = body.settles.flatMap((sequence, at) =>
        known.has(sequence) ? [] : [{ path: `/body/settles/${at}`, zh: '没有此答复。', en: 'There is no such reply.' }],
      );
      if (fields.length > 0) throw new ApiProblem('not-valid', undefined, fields);
      await db
        .insertInto('dialogue_minutes')
        .values({
          round: params.round,
          version: body.version,
          attendees: body.attendees.trim(),
          text: body.text,
          settles: [...body.settles],
          written_at: dateOf(now),
          written_by: account.id,
        })
        .execute();
      return {
        body: await roundOf(db, params.measure, params.round),
        subject: { kind: 'measure', id: params.measure },
        detail: { round: params.round, version: body.version },
      };
    },
  };
}

/** @throws ApiProblem `not-valid` for a partner that was not chosen */
async function draftedAgenda(db: Db, law: LawService, measure: StoredMeasure, partners: readonly string[]) {
  const { row, state } = measure;
  const chosen = new Set(state.partners.map(({ partner }) => partner));
  const strangers = partners.filter((partner) => !chosen.has(partner));
  if (strangers.length > 0)
    throw new ApiProblem('not-valid', undefined, [
      {
        path: '/body/partners',
        zh: `未选定的伙伴国：${strangers.join('、')}`,
        en: `Not chosen as partners: ${strangers.join(', ')}`,
      },
    ]);
  const at = new Map(partners.map((partner) => [partner, countryText(partner)]));
  const rounds = await db
    .selectFrom('dialogue_round')
    .select(['held_on', 'partners'])
    .where('measure', '=', row.id)
    .orderBy('held_on', 'desc')
    .execute();
  const replies = await repliesOf(db, measure);
  const agenda = agendaOf({
    measure: { zh: row.title_zh, en: row.title_en },
    partners: at,
    notices: partners.map((partner) => ({
      partner,
      sentOn: noticeTo(state, partner)?.on,
      receivedOn: receiptOf(state, partner)?.on,
    })),
    openReplies: replies
      .filter(({ reply }) => reply.isOpen)
      .map(({ partner, reply: { sequence, on, text } }) => ({ id: String(sequence), partner, on, text })),
    lastRound: rounds.find((round) => round.partners.some((partner) => at.has(partner)))?.held_on,
    published: state.announced?.on ?? (await plannedDay(db, law, measure)),
    isAnnounced: state.announced !== null,
    outside:
      state.announced === null
        ? []
        : (await watchedMeasure(db, measure, [])).monitoring.alarms.flatMap((alarm) =>
            alarm.of === 'flow' ? [alarm.month] : [],
          ),
  });
  return inOne(agenda);
}

/** The day that the draft names, or its first day of effect where it cannot be read against the law of today. */
async function plannedDay(db: Db, law: LawService, { state }: StoredMeasure): Promise<string> {
  const { text, firstDay } = lastRevision(state);
  const read = await readDraft(db, law, { text });
  return 'problems' in read ? firstDay : read.instrument.published;
}

const inOne = (lines: readonly { readonly zh: string; readonly en: string }[]) => ({
  zh: lines.map(({ zh }, at) => `${at + 1}. ${zh}`).join('\n'),
  en: lines.map(({ en }, at) => `${at + 1}. ${en}`).join('\n'),
});

/** @throws ApiProblem `not-found` */
async function roundOf(db: Db, measure: string, id: string): Promise<Round> {
  const found = (await roundsOf(db, measure)).find((round) => round.id === id);
  if (found === undefined) throw new ApiProblem('not-found');
  return found;
}

async function roundsOf(db: Db, measure: string): Promise<Round[]> {
  const rounds = await db
    .selectFrom('dialogue_round')
    .selectAll()
    .where('measure', '=', measure)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const minutes = await db
    .selectFrom('dialogue_minutes as m')
    .innerJoin('dialogue_round as r', 'r.id', 'm.round')
    .leftJoin('account as a', 'a.id', 'm.written_by')
    .select(['m.round', 'm.version', 'm.attendees', 'm.text', 'm.settles', 'm.written_at', 'a.name'])
    .where('r.measure', '=', measure)
    .orderBy('m.version')
    .execute();
  return rounds.map(({ id, partners, held_on, place, agenda_zh, agenda_en }) => ({
    id,
    partners,
    heldOn: held_on,
    place,
    agenda: { zh: agenda_zh, en: agenda_en },
    minutes: minutes
      .filter(({ round }) => round === id)
      .map(({ version, attendees, text, settles, written_at, name }) => ({
        version,
        attendees,
        text,
        settles,
        writtenAt: instantText(written_at),
        writtenBy: name ?? '',
      })),
  }));
}
