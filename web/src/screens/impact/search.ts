/** What the address says behind `?` on the impact screen: which case is shown. */
export interface ImpactSearch {
  readonly case?: string | undefined;
}
export const impactSearch = ({ case: id }: Record<string, unknown>): ImpactSearch => ({
  case: typeof id === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(id) ? id : undefined,
});
