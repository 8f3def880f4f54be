import type { LicenceStanding } from '@ytterby/core/licensing';

/** What the address of the register says behind `?`. */

export const LICENCE_KINDS = ['individual-licence', 'general-licence', 'registration-certificate'] as const;

export interface RegisterSearch {
  readonly standing?: LicenceStanding | undefined;
  readonly kind?: (typeof LICENCE_KINDS)[number] | undefined;
  readonly destination?: string | undefined;
  readonly search?: string | undefined;
}

/** Written out here, because every page loads the addresses, and core's own table would bring its schemas with it. */
const STANDINGS = {
  'not-issued': true,
  'not-yet-valid': true,
  valid: true,
  suspended: true,
  revoked: true,
  surrendered: true,
  exhausted: true,
  expired: true,
} satisfies Record<LicenceStanding, true>;

export const registerSearch = (given: Record<string, unknown>): RegisterSearch => {
  const { standing, kind, destination, search } = given;
  return {
    standing:
      typeof standing === 'string' && Object.hasOwn(STANDINGS, standing) ? (standing as LicenceStanding) : undefined,
    kind: LICENCE_KINDS.find((each) => each === kind),
    destination: typeof destination === 'string' && /^[A-Z]{2}$/.test(destination) ? destination : undefined,
    search: typeof search === 'string' && search !== '' ? search : undefined,
  };
};
