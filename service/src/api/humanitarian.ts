import { determine, type Determination, type ExportFacts } from '@ytterby/core';
import { standingOn } from '@ytterby/core/duties';
import {
  assess,
  Claim as ClaimSchema,
  type Claim,
  factsOfClaim,
  gapsOf,
  leftThoughRefused,
  reportRuleOn,
  type ReportRule,
  SHIPMENT_ROLES,
  type ShipmentActor,
  type ShipmentCommand,
  type ShipmentState,
  type ShipmentStatus,
  UNDERTAKING,
} from '@ytterby/core/humanitarian';
import { sql, type Transaction } from 'kysely';
import { Compile } from 'typebox/compile';
import type { Actor } from '../access/actor.ts';
import { instantText } from '../access/moments.ts';
import { SHIPMENT_COMMANDS } from '../contract/core-schemas.ts';
import type { HUMANITARIAN_ROUTES } from '../contract/humanitarian.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { FileReply, ReplyOf } from '../contract/route.ts';
import { addShipmentDocument, readShipmentDocument, shipmentDocuments } from '../humanitarian/documents.ts';
import { reportAsPdf, reportAsText, reportText } from '../humanitarian/report-file.ts';
import {
  actOnShipment,
  claimShipment,
  reportDutyOf,
  type ShipmentMoment,
  shipmentOf,
  shipmentRoleFor,
  shipmentState,
  type StoredShipment,
} from '../humanitarian/shipments.ts';
import type { StoredDocument } from '../documents/taken-document.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import { commandInBody, partOfBody } from './command-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';
import { authoritiesIn, withoutOfficers } from './without-officers.ts';

type Routes = typeof HUMANITARIAN_ROUTES;
type Summary = ReplyOf<Routes['humanitarian.register']>['items'][number];

const isClaim = Compile(ClaimSchema);
const OPEN = ['claimed', 'stopped-for-review', 'cleared', 'shipped'];

/** Shipments under the humanitarian exemption. */
export function humanitarianHandlers(law: () => LawInUse, mostDocumentBytes: number): HandlersOf<Routes> {
  const momentOf = (today: string, now: Temporal.Instant): ShipmentMoment => ({ today, now, book: law().book });

  return {
    'humanitarian.preview': async ({ params, body }, { db, today }) => {
      const { book } = law();
      const facts = await savedFacts(db, params.organisation, body.determination);
      const claim = claimIn(body.claim, '/body/claim');
      const rule = reportRuleOn(book, today);
      return {
        body: {
          found: assess(factsOfClaim(facts, claim, today), book),
          gaps: [...gapsOf({ claim, shipped: null })],
          rule: ruleShape(rule),
          undertaking: { ...UNDERTAKING },
        },
      };
    },

    'humanitarian.claim': async ({ params: { organisation }, body }, { db, actor, today, now }) => {
      const { book } = law();
      const facts = await savedFacts(db, organisation, body.determination);
      const claim = claimIn(body.claim, '/body/claim');
      const frozen = { facts, determination: determine(factsOfClaim(facts, claim, today), book) };
      const { determination, undertaking } = body;
      const command = { command: 'claim', determination, claim, undertaking } as const;
      const signer = exporterIn(actor, organisation);
      const row = await claimShipment(db, organisation, command, frozen, signer, momentOf(today, now));
      return { ...(await forExporter(db, row, momentOf(today, now))), detail: { status: row.status } };
    },

    'humanitarian.list': async ({ params, query }, { db, today, now }) => {
      const start = pageStart(query, 1);
      const rows = await shipments(db)
        .where('s.organisation', '=', params.organisation)
        .$if(start !== undefined, (select) => select.where('s.id', '<', start?.[0] ?? ''))
        .orderBy('s.id', 'desc')
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ id }) => [id],
          (row) => summaryOf(row, momentOf(today, now)),
        ),
      };
    },

    'humanitarian.get': async ({ params }, { db, today, now }) =>
      forExporter(db, await shipmentOf(db, params.shipment, params.organisation), momentOf(today, now)),

    'humanitarian.act': async ({ params, body }, { db, actor, today, now, revision }) => {
      const row = await seenShipment(db, params.shipment, revision, params.organisation);
      const command = await withDocuments(db, row, commandIn(body));
      const done = await actOnShipment(db, row, command, exporterIn(actor, params.organisation), momentOf(today, now));
      return {
        ...(await forExporter(db, done, momentOf(today, now))),
        detail: { command: body.command, status: done.status },
      };
    },

    'humanitarian.add-document': async ({ params, body }, { db, actor }) => {
      const row = await shipmentOf(db, params.shipment, params.organisation);
      const { person } = exporterIn(actor, params.organisation);
      const of = { organisation: params.organisation, shipment: row.id, person };
      const added = await addShipmentDocument(db, of, body, mostDocumentBytes);
      const { sha256, size } = added;
      return {
        body: documentShape(added),
        subject: { kind: 'document', id: added.id },
        detail: { shipment: row.id, sha256, size },
      };
    },

    'humanitarian.document': async ({ params }, { db }) => {
      await shipmentOf(db, params.shipment, params.organisation);
      return { body: fileOf(await readShipmentDocument(db, params.shipment, params.document)) };
    },

    'humanitarian.report': async ({ params, query }, { db, today, now }) => {
      const row = await shipmentOf(db, params.shipment, params.organisation);
      return { body: await reportFile(db, row, query.format, momentOf(today, now)) };
    },

    'humanitarian.register': async ({ query }, { db, today, now }) => {
      const { show = 'open', limit = 200 } = query;
      let rows = shipments(db);
      if (show === 'open') rows = rows.where('s.status', 'in', OPEN);
      if (show === 'stopped') rows = rows.where('s.status', '=', 'stopped-for-review');
      if (show === 'late') rows = rows.where('s.status', '=', 'shipped');
      // What is late follows from the calendar; of those not reported yet there are never many.
      const found =
        show === 'late'
          ? await rows.orderBy('s.id').execute()
          : await rows
              .orderBy('s.id', 'desc')
              .limit(limit + 1)
              .execute();
      const items = found
        .map((row) => summaryOf(row, momentOf(today, now)))
        .filter(({ report }) => show !== 'late' || report.status === 'late');
      return { body: { items: items.slice(0, limit).sort(pressingFirst), more: items.length > limit } };
    },

    'humanitarian.registered': async ({ params }, { db, today, now }) =>
      forOfficer(db, await shipmentOf(db, params.shipment), momentOf(today, now)),

    'humanitarian.review': async ({ params, body }, { db, actor, today, now, revision }) => {
      const row = await seenShipment(db, params.shipment, revision);
      const command = commandIn(body);
      const signer = officerIn(actor, shipmentState(row), command);
      const done = await actOnShipment(db, row, command, signer, momentOf(today, now));
      return {
        ...(await forOfficer(db, done, momentOf(today, now))),
        detail: { command: body.command, status: done.status },
        organisation: row.organisation,
      };
    },

    'humanitarian.registered-document': async ({ params }, { db }) => {
      await shipmentOf(db, params.shipment);
      return { body: fileOf(await readShipmentDocument(db, params.shipment, params.document)) };
    },

    'humanitarian.registered-report': async ({ params, query }, { db, today, now }) => {
      const row = await shipmentOf(db, params.shipment);
      return { body: await reportFile(db, row, query.format, momentOf(today, now)) };
    },
  };
}

/** The facts of a determination that the organisation keeps. */
async function savedFacts(db: Transaction<Database>, organisation: string, id: string): Promise<ExportFacts> {
  const found = await db
    .selectFrom('saved_determination')
    .select('facts')
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (!found)
    throw new ApiProblem('not-valid', undefined, [
      { path: '/body/determination', zh: '没有这项判定。', en: 'There is no such determination.' },
    ]);
  return found.facts as unknown as ExportFacts;
}

const claimIn = (value: unknown, path: string): Claim => partOfBody<Claim>(isClaim, value, path);

const commandIn = (body: { readonly command: string }): ShipmentCommand =>
  commandInBody<ShipmentCommand>(SHIPMENT_COMMANDS, body, '/body');

/** A command that names documents names those of its own shipment. */
async function withDocuments(
  db: Transaction<Database>,
  { id }: StoredShipment,
  command: ShipmentCommand,
): Promise<ShipmentCommand> {
  const named =
    command.command === 'supplement'
      ? command.claim.evidence.map(({ document }) => document)
      : command.command === 'report'
        ? command.proof
        : [];
  const known = new Set((await shipmentDocuments(db, id)).map((document) => document.id));
  if (named.every((document) => document === undefined || known.has(document))) return command;
  throw new ApiProblem('not-valid', undefined, [
    {
      path: command.command === 'supplement' ? '/body/claim/evidence' : '/body/proof',
      zh: '所引文件不属于本次出口。',
      en: 'A document that is named does not belong to this shipment.',
    },
  ]);
}

function exporterIn({ account }: Actor, organisation: string): ShipmentActor {
  if (account === null) throw new ApiProblem('not-signed-in');
  return { person: account.id, role: 'exporter', organisation };
}

function officerIn({ account, memberships }: Actor, state: ShipmentState, command: ShipmentCommand): ShipmentActor {
  if (account === null) throw new ApiProblem('not-signed-in');
  const held = SHIPMENT_ROLES.filter(
    (role) => role !== 'exporter' && memberships.some(({ roles }) => roles.includes(role)),
  );
  const role = shipmentRoleFor(state, command, held);
  const organisation = memberships.find(({ roles }) => roles.some((each) => each === role))?.organisation ?? '';
  return { person: account.id, role, organisation };
}

/** The shipment in the version that the person saw. */
async function seenShipment(
  db: Transaction<Database>,
  id: string,
  revision: number | undefined,
  organisation?: string,
): Promise<StoredShipment> {
  const row = await shipmentOf(db, id, organisation);
  if (row.version !== revision) throw new ApiProblem('changed-meanwhile');
  return row;
}

const shipments = (db: Transaction<Database>) =>
  db
    .selectFrom('humanitarian_shipment as s')
    .innerJoin('organisation as o', 'o.id', 's.organisation')
    .select(['s.id', 's.number', 's.organisation', 's.status', 's.version', 's.state', 's.created_at'])
    .select(['o.name_zh', 'o.name_en', 'o.country']);
type Row = Awaited<ReturnType<ReturnType<typeof shipments>['execute']>>[number];

async function named(db: Transaction<Database>, id: string): Promise<Row> {
  const [row] = await shipments(db).where('s.id', '=', id).execute();
  if (!row) throw new ApiProblem('not-found');
  return row;
}

const nameOf = ({ name_zh, name_en }: Row) => ({ zh: name_zh || name_en, en: name_en || name_zh });

function summaryOf(row: Row, { today, book }: ShipmentMoment): Summary {
  const state = shipmentState(row);
  const { claim, shipped, report } = state;
  const duty = reportDutyOf(row, book);
  const standing = duty && standingOn(duty, today, book.calendar);
  return {
    id: row.id,
    number: row.number,
    organisation: row.organisation,
    exporter: nameOf(row),
    status: row.status as ShipmentStatus,
    version: row.version,
    createdAt: instantText(row.created_at),
    endUse: claim?.endUse.kind ?? '',
    endUser: claim?.parties?.find(({ role }) => role === 'end-user')?.name ?? null,
    destination: claim?.destination ?? '',
    item: claim?.items[0]?.description ?? '',
    exportedOn: shipped?.exportedOn ?? null,
    leftThoughRefused: leftThoughRefused(state),
    report: {
      due: duty?.last?.date ?? null,
      provisional: duty?.last?.provisional ?? false,
      status: standing?.status ?? null,
      remaining: standing?.remaining ?? null,
      sentOn: report?.sentOn ?? null,
    },
  };
}

/** Stopped ones first, then those that left though refused, then those that are late, then by the last day for the report. */
function pressingFirst(a: Summary, b: Summary): number {
  const rankOf = ({ status, report, leftThoughRefused: isBreach }: Summary) =>
    status === 'stopped-for-review' ? 0 : isBreach ? 1 : report.status === 'late' ? 2 : 3;
  const key = (row: Summary) => {
    const { report, id } = row;
    return `${rankOf(row)} ${report.due ?? '9999'} ${id}`;
  };
  return key(a) < key(b) ? -1 : 1;
}

const ruleShape = (rule: ReportRule | undefined) => (rule === undefined ? null : { ...rule, cite: { ...rule.cite } });

/** The duty to report, on the day of the export; before that, as of today. */
const ruleFor = ({ shipped }: ShipmentState, { today, book }: ShipmentMoment) =>
  reportRuleOn(book, shipped?.exportedOn ?? today);

function textOf(row: Row, moment: ShipmentMoment) {
  const state = shipmentState(row);
  const due = reportDutyOf(row, moment.book)?.last?.date;
  const exporter = { ...nameOf(row), country: row.country };
  return reportText(state, { number: row.number, exporter, rule: ruleFor(state, moment), due });
}

async function wholeOf(db: Transaction<Database>, stored: StoredShipment, moment: ShipmentMoment) {
  const row = await named(db, stored.id);
  const { forExporter: _, forAuthority: __, ...state } = shipmentState(stored);
  const { zh, en } = textOf(row, moment);
  return {
    ...summaryOf(row, moment),
    state,
    gaps: [...gapsOf(state)],
    rule: ruleShape(ruleFor(shipmentState(stored), moment)),
    text: { zh, en },
    documents: (await shipmentDocuments(db, stored.id)).map(documentShape),
    determination: stored.determination as unknown as Determination,
  };
}

async function forExporter(db: Transaction<Database>, row: StoredShipment, moment: ShipmentMoment) {
  const { state, ...whole } = await wholeOf(db, row, moment);
  return {
    body: { ...whole, state: withoutOfficers(state), authorities: await authoritiesIn(db, state) },
    revision: row.version,
    subject: { kind: 'shipment', id: row.id },
  };
}

async function forOfficer(db: Transaction<Database>, row: StoredShipment, moment: ShipmentMoment) {
  const events = await db
    .selectFrom('humanitarian_event as e')
    .leftJoin('account as a', 'a.id', 'e.person')
    .select(['e.version', 'e.at', 'e.role', 'e.command', sql<string>`coalesce(a.name, '')`.as('person')])
    .where('e.humanitarian_shipment', '=', row.id)
    .orderBy('e.version')
    .execute();
  return {
    body: {
      ...(await wholeOf(db, row, moment)),
      events: events.map(({ at, ...event }) => ({ ...event, at: instantText(at) })),
    },
    revision: row.version,
    subject: { kind: 'shipment', id: row.id },
  };
}

async function reportFile(
  db: Transaction<Database>,
  stored: StoredShipment,
  format: 'text' | 'pdf',
  moment: ShipmentMoment,
): Promise<FileReply> {
  const row = await named(db, stored.id);
  const text = textOf(row, moment);
  const name = `${row.number}-报告`;
  if (format === 'pdf')
    return {
      mediaType: 'application/pdf',
      name: `${name}.pdf`,
      bytes: await reportAsPdf(text, row.number, moment.now),
    };
  return { mediaType: 'text/plain; charset=utf-8', name: `${name}.txt`, bytes: Buffer.from(reportAsText(text)) };
}

const documentShape = ({ id, name, media_type, sha256, size, added_at }: StoredDocument) => ({
  id,
  name,
  mediaType: media_type,
  sha256,
  size,
  addedAt: instantText(added_at),
});

const fileOf = ({
  name,
  media_type,
  bytes,
}: {
  readonly name: string;
  readonly media_type: string;
  readonly bytes: Uint8Array;
}): FileReply => ({
  mediaType: media_type,
  name,
  bytes,
});
