import type { Text } from '../finding.ts';
import type { Transition } from '../licensing/transitions.ts';
import type { ShipmentCommandName, ShipmentRole } from './shipment-commands.ts';

/** Where a shipment under the humanitarian exemption can stand. `new` is the state before the first event. */
export const SHIPMENT_STATUSES = {
  new: { zh: '未建立', en: 'new' },
  claimed: { zh: '可以立即出口', en: 'may go at once' },
  'stopped-for-review': { zh: '暂停，待审核', en: 'stopped for review' },
  cleared: { zh: '审核通过，可以出口', en: 'cleared, may go' },
  refused: { zh: '不适用豁免', en: 'exemption refused' },
  shipped: { zh: '已出口', en: 'shipped' },
  reported: { zh: '已报告', en: 'reported' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Text>;
export type ShipmentStatus = keyof typeof SHIPMENT_STATUSES;
export const SHIPMENT_STATUS_NAMES = Object.keys(SHIPMENT_STATUSES) as readonly ShipmentStatus[];

type Row = Transition<ShipmentStatus, ShipmentCommandName, ShipmentRole>;
const row = (
  command: ShipmentCommandName,
  from: ShipmentStatus | readonly ShipmentStatus[],
  to: Row['to'],
  ...roles: readonly ShipmentRole[]
): Row => ({ command, from: typeof from === 'string' ? [from] : from, to, roles });

/**
 * Who may do what with a shipment, when, and where it leads: the whole of it. Paragraph 5 knows no permission, so nothing waits for
 * the authority but what an obstacle has stopped; there one officer is enough, for relief is urgent. What has left has left: it is
 * recorded also where the exemption was refused, and the authority sees it (`leftThoughRefused`).
 */
export const SHIPMENT_TRANSITIONS: readonly Row[] = [
  row('claim', 'new', 'claimed', 'exporter'),
  row('supplement', ['claimed', 'stopped-for-review', 'cleared', 'shipped'], 'stays', 'exporter'),
  row('stop', ['claimed', 'cleared'], 'stopped-for-review', 'exporter'),
  row('resume', 'stopped-for-review', 'claimed', 'exporter'),
  row('clear', 'stopped-for-review', 'cleared', 'licensing-officer', 'senior-officer'),
  row('refuse', 'stopped-for-review', 'refused', 'licensing-officer', 'senior-officer'),
  row('ship', ['claimed', 'cleared', 'refused'], 'shipped', 'exporter'),
  row('draft', 'shipped', 'stays', 'exporter'),
  row('report', 'shipped', 'reported', 'exporter'),
  row('withdraw', ['claimed', 'stopped-for-review', 'cleared'], 'withdrawn', 'exporter'),
];
