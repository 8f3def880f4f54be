import type { ClientConfig } from 'pg';
import { appendAudit } from '../../store/audit.ts';
import { migrate } from '../../store/migrate.ts';
import { openStore } from '../../store/store.ts';
import { customsActor, draw } from '../draw-downs.ts';
import { madeLicences } from './made-licences.ts';

/** Reservations as the product makes them, one after the other or many at once: to measure them. */
export interface Drawing {
  /** Reserves a gram of one of the licences. @param audited with its event in the audit trail, as over the API */
  reserve(licence: number, audited: boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * A new database with so many licences, and so many pools of connections as that many processes of the product would have.
 * @example const drawing = await drawingOn(config, { licences: 50, pools: 2 })
 */
export async function drawingOn(
  config: ClientConfig,
  { licences, pools }: { readonly licences: number; readonly pools: number },
): Promise<Drawing> {
  await migrate(config);
  const made = await madeLicences(config, { count: licences, quantity: '1000000', value: '1000000' });
  const stores = Array.from({ length: pools }, () => openStore(config));
  const by = customsActor(made.officer);
  let count = 0;
  return {
    reserve: async (licence, audited) => {
      count += 1;
      const drawDown = `D-${count}`;
      const { number = '', id = '' } = made.licences[licence] ?? {};
      const lines = [{ line: '1', quantity: '1', unit: 'GRM', value: '0', currency: 'EUR' }];
      await stores[count % pools]?.write(made.officer, async (db) => {
        const { organisation } = await draw(
          db,
          number,
          { command: 'reserve', drawDown, declaration: drawDown, lines, lastDay: '2027-01-01' },
          by,
          '2026-07-01',
        );
        if (audited)
          await appendAudit(db, {
            account: by.person,
            token: null,
            organisation,
            action: 'licence.draw',
            subject: { kind: 'licence', id },
            outcome: 'done',
            requestId: drawDown,
            detail: { command: 'reserve', drawDown },
          });
      });
    },
    close: async () => {
      await Promise.all(stores.map((store) => store.close()));
    },
  };
}
