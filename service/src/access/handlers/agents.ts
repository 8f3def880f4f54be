import { bareIdentifier, isUscc } from '@ytterby/core/screening';
import type { HandlersOf } from '../../api/handler.ts';
import type { AGENT_ROUTES } from '../../contract/agent.ts';
import { ApiProblem } from '../../contract/problems.ts';
import { agenciesOf, appoint, type NamedAgency, revoke, standingOn } from '../agencies.ts';
import { instantText } from '../moments.ts';
import { WRONG_USCC } from '../organisations.ts';
import type { AgencyScope } from '../roles.ts';

/** Powers of attorney. */
export function agentHandlers(): HandlersOf<typeof AGENT_ROUTES> {
  return {
    'agent.list': async ({ params }, { db, today }) => {
      const rows = await agenciesOf(db, params.organisation);
      return { body: rows.map((row) => present(row, today)) };
    },

    'agent.appoint': async ({ params, body }, { db, now, today }) => {
      if (!isUscc(body.uscc)) throw new ApiProblem('not-valid', undefined, [{ path: '/body/uscc', ...WRONG_USCC }]);
      for (const field of ['from', 'lastDay'] as const) checkDay(body[field], `/body/${field}`);
      const given = { ...body, principal: params.organisation, uscc: bareIdentifier(body.uscc) };
      const row = await appoint(db, given, now);
      return {
        body: present(row, today),
        subject: { kind: 'agency', id: row.id },
        detail: { agent: row.agent, scopes: row.scopes },
      };
    },

    'agent.revoke': async ({ params }, { db, now, today }) => {
      const row = await revoke(db, params.organisation, params.agency, now);
      return {
        body: present(row, today),
        subject: { kind: 'agency', id: row.id },
        detail: { agent: row.agent },
      };
    },
  };
}

/** The contract's pattern lets 2026-02-30 through. */
function checkDay(text: string | null, path: string): void {
  if (text === null || isDay(text)) return;
  throw new ApiProblem('not-valid', undefined, [
    { path, zh: '日历上没有这一天。', en: 'The calendar has no such day.' },
  ]);
}

function isDay(text: string): boolean {
  try {
    // The database has no year 0.
    return Temporal.PlainDate.from(text).year > 0;
  } catch {
    return false;
  }
}

function present(row: NamedAgency, today: string) {
  return {
    id: row.id,
    agent: { id: row.agent, name: { zh: row.agent_zh, en: row.agent_en } },
    principal: { id: row.principal, name: { zh: row.principal_zh, en: row.principal_en } },
    scopes: row.scopes as AgencyScope[],
    document: row.document,
    from: row.from_day,
    lastDay: row.last_day,
    revokedAt: row.revoked_at && instantText(row.revoked_at),
    standing: standingOn(row, today),
  };
}
