import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { AUDIT_START, verifyAudit } from '@ytterby/service/audit';
import { testService } from '@ytterby/service/testing';

/** How long does the whole audit trail take to verify? */
const EVENTS = 1_000_000;
const PIECE = 20_000;

export async function verifyMillion(): Promise<{ readonly events: number; readonly ms: number }> {
  const { config, store, close } = await testService();
  const owner = new pg.Client(config);
  await owner.connect();
  try {
    // Written past the trigger, which would take minutes; the verification notices any difference.
    await owner.query('alter table audit_event disable trigger audit_chain');
    let hash = AUDIT_START;
    for (let from = 1; from <= EVENTS; from += PIECE) {
      const rows = Array.from({ length: PIECE }, (_, index) => {
        const event = eventOf(from + index);
        hash = createHash('sha256').update(hash).update(Object.values(event).join('\x1f')).digest();
        return { ...event, api_token: null, at: new Date(event.at).toISOString(), hash: `\\x${hash.toString('hex')}` };
      });
      await owner.query('insert into audit_event select * from json_populate_recordset(null::audit_event, $1::json)', [
        JSON.stringify(rows),
      ]);
    }
    await owner.query('update audit_head set sequence = $1, hash = $2', [EVENTS, hash]);
    const began = performance.now();
    const { events, fault } = await store.asProduct((db) => verifyAudit(db));
    if (events !== EVENTS || fault !== null) throw new Error(`the trail is not whole: ${JSON.stringify(fault)}`);
    return { events, ms: performance.now() - began };
  } finally {
    await owner.end();
    await close();
  }
}

/** In the order in which the hash covers them. */
function eventOf(sequence: number) {
  return {
    sequence,
    at: 1_790_000_000_000 + sequence * 1000,
    account: randomUUID(),
    api_token: '',
    organisation: randomUUID(),
    action: 'library.change',
    subject_kind: 'product',
    subject_id: randomUUID(),
    outcome: 'done',
    request_id: randomUUID(),
    detail: `{"code":"M-${sequence}","parts":17}`,
  };
}
