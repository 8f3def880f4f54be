/** How holdings are counted: the law says neither, so each way has a name. */
export interface OwnershipReadings {
  /** multiply = shares along a chain are multiplied; majority-whole = a chain of majorities counts with its last share. */
  readonly chain: 'multiply' | 'majority-whole';
  /** single = each listed party by itself; sum = all listed parties together. One party's paths always add up. */
  readonly sum: 'single' | 'sum';
}
