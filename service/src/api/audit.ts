import { instantText } from '../access/moments.ts';
import type { AuditHead } from '../audit/audit-head.ts';
import type { HeadKeeper } from '../audit/head-keeper.ts';
import type { AUDIT_ROUTES } from '../contract/audit.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

export function auditHandlers(keeper: Pick<HeadKeeper, 'state' | 'verify'>): HandlersOf<typeof AUDIT_ROUTES> {
  return {
    'audit.list': async ({ query }, { db }) => {
      const start = pageStart(query, 1);
      const rows = await db
        .selectFrom('audit_event as e')
        .leftJoin('account', 'account.id', 'e.account')
        .selectAll('e')
        .select('account.name')
        .$if(start !== undefined, (select) => select.where('sequence', '<', start?.[0] ?? ''))
        .$if(query.account !== undefined, (select) => select.where('e.account', '=', query.account ?? ''))
        .$if(query.organisation !== undefined, (select) =>
          select.where('e.organisation', '=', query.organisation ?? ''),
        )
        .$if(query.action !== undefined, (select) => select.where('action', '=', query.action ?? ''))
        .$if(query.outcome !== undefined, (select) => select.where('outcome', '=', query.outcome ?? ''))
        .orderBy('sequence', 'desc')
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ sequence }) => [sequence],
          (row) => ({
            sequence: Number(row.sequence),
            at: instantText(row.at),
            account: row.account,
            name: row.name,
            token: row.api_token,
            organisation: row.organisation,
            action: row.action,
            subject: row.subject_kind === null ? null : { kind: row.subject_kind, id: row.subject_id ?? '' },
            outcome: row.outcome === 'done' ? 'done' : 'refused',
            requestId: row.request_id,
            detail: detailOf(row.detail),
            hash: row.hash.toString('hex'),
          }),
        ),
      };
    },

    'audit.verify': async ({ body: { anchor } }, { db }) => {
      const { events, fault, head, heads, records } = await keeper.verify(db, anchor === undefined ? [] : [anchor]);
      return {
        body: {
          events,
          fault: fault === null ? null : { ...fault },
          head: { ...head },
          records: records.map((each) => ({ ...each })),
          heads: {
            signed: heads.signed.length,
            unknownKey: heads.unknownKey,
            broken: heads.broken.length,
            latest: headOf(heads.signed.at(-1)?.head),
            accepted: heads.signed.flatMap((each) => (each.head.accepts === null ? [] : [{ ...each.head }])),
          },
        },
      };
    },

    'audit.heads': async () => {
      const { key, latest, fault, destinations } = await keeper.state();
      return {
        body: {
          key: { kty: key.kty, crv: key.crv, x: key.x, kid: key.kid },
          latest: headOf(latest?.head),
          statement: latest?.statement ?? null,
          fault: fault === null ? null : { ...fault },
          destinations: destinations.map((each) => ({ ...each })),
        },
      };
    },
  };
}

const headOf = (head: AuditHead | undefined) => (head === undefined ? null : { ...head });

/** Of records it is told how many: their hashes say nothing to a person. */
function detailOf(text: string): Record<string, unknown> {
  const { records, ...detail } = JSON.parse(text) as Record<string, unknown>;
  return typeof records === 'object' && records !== null ? { ...detail, records: Object.keys(records).length } : detail;
}
