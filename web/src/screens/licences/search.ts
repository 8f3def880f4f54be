import { LICENCE_STANDINGS, type LicenceStanding } from '@ytterby/core/licensing';

/** What the address of the register says behind `?`. */

export const LICENCE_KINDS = ['individual-licence', 'general-licence', 'registration-certificate'] as const;

export interface RegisterSearch {
  readonly standing?: LicenceStanding | undefined;
  readonly kind?: (typeof LICENCE_KINDS)[number] | undefined;
  readonly destination?: string | undefined;
  readonly search?: string | undefined;
}

const STANDINGS = Object.keys(LICENCE_STANDINGS) as LicenceStanding[];

export const registerSearch = (given: Record<string, unknown>): RegisterSearch => {
  const { standing, kind, destination, search } = given;
  return {
    standing: STANDINGS.find((each) => each === standing),
    kind: LICENCE_KINDS.find((each) => each === kind),
    destination: typeof destination === 'string' && /^[A-Z]{2}$/.test(destination) ? destination : undefined,
    search: typeof search === 'string' && search !== '' ? search : undefined,
  };
};
