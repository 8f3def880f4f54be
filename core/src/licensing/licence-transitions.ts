import type { Text } from '../finding.ts';
import type { LicenceCommandName, LicenceRole } from './licence-commands.ts';
import type { Transition } from './transitions.ts';

/** Where a licence can stand by what was done to it. Expiry and exhaustion follow from facts: see `licenceOn`. */
export const LICENCE_STATUSES = {
  new: { zh: '未签发', en: 'not issued' },
  issued: { zh: '已签发', en: 'issued' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  surrendered: { zh: '已交回', en: 'surrendered' },
} as const satisfies Record<string, Text>;
export type LicenceStatus = keyof typeof LICENCE_STATUSES;

type Row = Transition<LicenceStatus, LicenceCommandName, LicenceRole>;
const row = (
  command: LicenceCommandName,
  from: LicenceStatus | readonly LicenceStatus[],
  to: Row['to'],
  ...roles: readonly LicenceRole[]
): Row => ({ command, from: typeof from === 'string' ? [from] : from, to, roles });

/**
 * Who may do what with a licence, when, and where it leads: the whole of it. Order 792 lets the authority pause a licence
 * and let it resume (art. 18) and says nothing of how many persons that takes. Our rule: one officer suspends, since it
 * can be urgent; one senior officer reinstates, the same person or another, and states a reason and a provision as for the
 * suspension. A revocation takes two.
 */
export const LICENCE_TRANSITIONS: readonly Row[] = [
  row('issue', 'new', 'issued', 'senior-officer'),
  row('suspend', 'issued', 'suspended', 'licensing-officer', 'senior-officer'),
  row('reinstate', 'suspended', 'issued', 'senior-officer'),
  row('amend', ['issued', 'suspended'], 'stays', 'senior-officer'),
  // Art. 18: with a change of key elements the old licence is returned.
  row('replace', ['issued', 'suspended'], 'surrendered', 'senior-officer'),
  row('propose-revocation', ['issued', 'suspended'], 'stays', 'licensing-officer'),
  row('drop-revocation', ['issued', 'suspended'], 'stays', 'senior-officer'),
  row('revoke', ['issued', 'suspended'], 'revoked', 'senior-officer'),
  row('surrender', ['issued', 'suspended'], 'surrendered', 'exporter'),
];
