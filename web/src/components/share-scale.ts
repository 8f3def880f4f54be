/** Where a share stands on a bar. For drawing only: floats are fine here, verdicts are exact and come from the service. */

/** An exact number, a decimal or a fraction, as a float. @example drawn('1/8') // 0.125 */
export function drawn(exact: string): number {
  const [over = '0', under = '1'] = exact.split('/');
  return Number(over) / Number(under);
}

/** Below this a logarithmic bar does not look: 0.001 %. */
const LEAST = 1e-5;

/**
 * From 0 (left) to 1 (right). `log` for a threshold that would vanish on a straight scale: 0.001 % to 100 %, with nothing at all
 * on the left edge.
 * @example placeOf(0.001, 'log') // 0.4
 */
export function placeOf(share: number, scale: 'log' | 'linear'): number {
  const place = scale === 'linear' ? share : share <= LEAST ? 0 : 1 - Math.log10(share) / Math.log10(LEAST);
  return Math.min(1, Math.max(0, place));
}
