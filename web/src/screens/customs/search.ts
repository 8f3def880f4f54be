/** What the addresses of customs say behind `?`. */

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

export interface CheckSearch {
  /** Of a licence. */
  readonly number?: string | undefined;
}
export const checkSearch = ({ number }: Record<string, unknown>): CheckSearch => ({ number: text(number) });

export interface RemarkSearch {
  /** A control code. */
  readonly code?: string | undefined;
}
export const remarkSearch = ({ code }: Record<string, unknown>): RemarkSearch => ({ code: text(code) });
