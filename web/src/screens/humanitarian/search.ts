/** What the addresses of humanitarian shipments say behind `?`. */

export const SHOWS = ['open', 'stopped', 'late', 'all'] as const;

export const shipmentRegisterSearch = ({
  show,
}: Record<string, unknown>): { readonly show?: (typeof SHOWS)[number] | undefined } => ({
  show: SHOWS.find((each) => each === show),
});

/** The saved determination from which a shipment is claimed. */
export const claimSearch = ({ determination }: Record<string, unknown>): { readonly determination: string } => ({
  determination: typeof determination === 'string' ? determination : '',
});
