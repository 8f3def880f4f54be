/** Which bill the questions are about. */
export interface BillParams {
  readonly organisation: string;
  readonly bill: string;
}
