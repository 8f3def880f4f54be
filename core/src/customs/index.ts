/** Customs: what is drawn from a licence, decided to events, and what is left of it. Pure. */
export {
  accountOf,
  accountsOn,
  type Amounts,
  amountsOf,
  type Balance,
  balances,
  baseFactor,
  isExhausted,
  leftOf,
  type LineAccount,
  NONE,
  type OpenReservation,
  type StatedAmount,
  usedOf,
  type WrittenAccount,
} from './balance.ts';
export * from './draw-down.ts';
export { type CustomsRemark, customsRemarks } from './remarks.ts';
export { drawDownsPart } from './diagram.ts';
