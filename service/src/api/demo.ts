import { sql } from 'kysely';
import type { DEMO_ROUTES } from '../contract/demo.ts';
import type { HandlersOf } from './handler.ts';

/** The demo organisations. */
export function demoHandlers(): HandlersOf<typeof DEMO_ROUTES> {
  return {
    'demo.remove': async (_, { db }) => {
      const { rows } = await sql<{ removed: number }>`select remove_demo() as removed`.execute(db);
      const organisations = rows[0]?.removed ?? 0;
      return { body: { organisations }, detail: { organisations } };
    },
  };
}
