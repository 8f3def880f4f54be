declare module 'spdx-satisfies' {
  /** @throws if the expression is not one of SPDX */
  export default function satisfies(expression: string, licences: readonly string[]): boolean;
}
