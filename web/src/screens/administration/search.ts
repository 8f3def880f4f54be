/** What the address says behind `?` on the screens of administration. */

type Given = Record<string, unknown>;
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export interface VersionSearch {
  readonly list: string;
  /** The newer of the two versions that are compared. */
  readonly to?: string | undefined;
}
export const versionSearch = ({ list, to }: Given): VersionSearch => ({
  list: text(list) ?? '',
  to: /^[1-9]\d{0,8}$/.test(text(to) ?? '') ? text(to) : undefined,
});

export interface AuditSearch {
  readonly action?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
  readonly account?: string | undefined;
  readonly organisation?: string | undefined;
}
const uuid = (value: unknown) => (/^[0-9a-f-]{36}$/.test(text(value) ?? '') ? text(value) : undefined);
export const auditSearch = ({ action, outcome, account, organisation }: Given): AuditSearch => ({
  action: text(action),
  outcome: outcome === 'done' || outcome === 'refused' ? outcome : undefined,
  account: uuid(account),
  organisation: uuid(organisation),
});
