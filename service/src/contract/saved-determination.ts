import type { ExportFacts, Outcome } from '@ytterby/core';
import { Type } from 'typebox';
import { AS_OF_MODES } from '../saved-determinations/as-of-mode.ts';
import { BlocksShape, DeterminationShape, FactsInBody } from './determination.ts';
import { route } from './route.ts';
import { Day, Id, Instant, LanguageShape, NOTHING, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/** Determinations that an organisation keeps: they are asked again whenever the law changes, and say what is different. */

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 500 });
const AsOfMode = Type.Enum([...AS_OF_MODES], {
  description: '`fixed`: always about the day in the facts. `today`: about the day on which it is asked.',
});
const OutcomeShape = Type.Unsafe<Outcome>({ type: 'string', description: 'Of the whole export.' });
const Sentences = Type.Array(TextShape, {
  description: 'What is different: what was, what is, by which provision, from which day.',
});

const SavedHead = {
  id: Id,
  name: Name,
  asOfMode: AsOfMode,
  outcome: OutcomeShape,
  askedAt: Instant,
  asOf: Day,
  knownAt: Day,
  changedAt: Type.Union([Instant, Type.Null()], {
    description: 'When it last came out differently; null = never yet.',
  }),
  changedSinceSeen: Type.Boolean(),
  archived: Type.Boolean(),
  revision: Type.Integer(),
};
const SavedRow = Type.Object(
  {
    ...SavedHead,
    news: Type.Array(TextShape, { description: 'What is different, while nobody has seen it.' }),
  },
  closed,
);
const FactsShape = Type.Unsafe<ExportFacts>({ type: 'object', description: 'ExportFacts, as they were saved.' });
const SavedShape = Type.Object({ ...SavedHead, facts: FactsShape }, closed);
const SavedFields = Type.Object({ name: Name, facts: FactsInBody, asOfMode: AsOfMode }, closed);
const SavedParams = Type.Object({ organisation: Id, determination: Id }, closed);

const AnswerShape = Type.Object(
  {
    id: Id,
    askedAt: Instant,
    asOf: Day,
    knownAt: Day,
    outcome: OutcomeShape,
    cause: Type.Enum(['saved', 'facts', 'law', 'lists', 'day', 'asked'] as const, {
      description: 'Why it was asked: saved, other facts, the law changed, a day came, somebody asked.',
    }),
    law: Type.String({ description: 'Fingerprint of the law that was known: equal fingerprints, equal answers.' }),
    difference: Sentences,
  },
  closed,
);

export const SAVED_DETERMINATION_ROUTES = {
  'saved-determination.list': route({
    id: 'saved-determination.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/determinations',
    summary: 'The saved determinations of an organisation, the latest saved first',
    action: 'library.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(
      {
        ...PAGING,
        search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name.' })),
        changed: Type.Optional(Type.Boolean({ description: 'Only those that changed since they were seen.' })),
        archived: Type.Optional(Type.Boolean({ description: 'Those that were put away, instead of the others.' })),
      },
      closed,
    ),
    reply: PageOf(SavedRow),
  }),
  'saved-determination.save': route({
    id: 'saved-determination.save',
    method: 'POST',
    path: '/v1/organisations/:organisation/determinations',
    summary: 'Save a determination, so that it is asked again',
    action: 'library.change',
    kind: 'command',
    params: OrganisationParams,
    body: SavedFields,
    reply: SavedShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid'],
  }),
  'saved-determination.get': route({
    id: 'saved-determination.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/determinations/:determination',
    summary: 'A saved determination with its answer, whole, as it is today',
    description: 'The answer is determined anew; `difference` tells how it differs from the last one that was kept.',
    action: 'library.read',
    kind: 'read',
    params: SavedParams,
    query: Type.Object({ language: Type.Optional(LanguageShape) }, closed),
    reply: Type.Object(
      {
        saved: SavedShape,
        law: Type.String({ description: 'Fingerprint of the law that was asked.' }),
        determination: DeterminationShape,
        explanation: BlocksShape,
        difference: Sentences,
      },
      closed,
    ),
    revision: 'given',
  }),
  'saved-determination.answers': route({
    id: 'saved-determination.answers',
    method: 'GET',
    path: '/v1/organisations/:organisation/determinations/:determination/answers',
    summary: 'The answers that were kept, the latest first, each with what was different',
    description: 'An answer is kept when it is the first for its facts, or when it differs in something that counts.',
    action: 'library.read',
    kind: 'read',
    params: SavedParams,
    query: Type.Object(PAGING, closed),
    reply: PageOf(AnswerShape),
  }),
  'saved-determination.ask-again': route({
    id: 'saved-determination.ask-again',
    method: 'POST',
    path: '/v1/organisations/:organisation/determinations/:determination/asked',
    summary: 'Ask it again now',
    action: 'library.change',
    kind: 'command',
    params: SavedParams,
    reply: Type.Object({ saved: SavedShape, difference: Sentences }, closed),
    revision: 'given',
    problems: ['conflict'],
  }),
  'saved-determination.mark-seen': route({
    id: 'saved-determination.mark-seen',
    method: 'POST',
    path: '/v1/organisations/:organisation/determinations/:determination/seen',
    summary: 'Say that a change was seen',
    action: 'library.change',
    kind: 'command',
    params: SavedParams,
    body: Type.Object(
      { changedAt: Type.Unsafe<string>({ ...Instant, description: 'Of what was seen: a later change stays news.' }) },
      closed,
    ),
    reply: NOTHING,
  }),
  'saved-determination.change': route({
    id: 'saved-determination.change',
    method: 'PUT',
    path: '/v1/organisations/:organisation/determinations/:determination',
    summary: 'Change name, facts or day; other facts or another day are asked at once',
    action: 'library.change',
    kind: 'command',
    params: SavedParams,
    body: SavedFields,
    reply: SavedShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'saved-determination.archive': route({
    id: 'saved-determination.archive',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/determinations/:determination',
    summary: 'Put it away: it is not asked again, and its answers stay',
    action: 'library.change',
    kind: 'command',
    params: SavedParams,
    reply: NOTHING,
    revision: 'wanted',
  }),
} as const;
