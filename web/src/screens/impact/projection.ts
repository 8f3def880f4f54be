/**
 * The Equal Earth projection (Šavrič, Patterson and Jenny 2018, doi 10.1080/13658816.2018.1504949): areas are true, so that no country looks larger
 * than it is. In the middle lies 150° east, so that the way across the Pacific is in one piece.
 */

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const MIDDLE = 150;
const RADIAN = Math.PI / 180;

/** Degrees from the middle of the map: from −180 to 180. */
const fromMiddle = (east: number) => ((((east - MIDDLE + 180) % 360) + 360) % 360) - 180;

function onPlane(fromTheMiddle: number, north: number): readonly [x: number, y: number] {
  const angle = Math.asin(M * Math.sin(north * RADIAN));
  const [squared, sixth] = [angle ** 2, angle ** 6];
  const x =
    (fromTheMiddle * RADIAN * Math.cos(angle)) / (M * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared)));
  return [x, -angle * (A1 + A2 * squared + sixth * (A3 + A4 * squared))];
}

/** Half of the map's width, in the units of `project`. */
export const HALF_WIDTH = onPlane(180, 0)[0];

/** A place on the map; x grows to the east and y to the south. @example project(150, 0) // [0, 0] */
export const project = (east: number, north: number): readonly [x: number, y: number] =>
  onPlane(fromMiddle(east), north);

/**
 * A ring as the path of a drawing, once for each time around the earth that shows a part of it: the ring keeps together where the map has
 * its edge, and what sticks out is to be cut off.
 */
export function ringPath(ring: readonly (readonly number[])[]): string {
  let before: number | undefined;
  const unbroken = ring.map(([east = 0, north = 0]) => {
    let at = fromMiddle(east);
    while (before !== undefined && at - before > 180) at -= 360;
    while (before !== undefined && at - before < -180) at += 360;
    before = at;
    return [at, north] as const;
  });
  const [west, east] = [Math.min(...unbroken.map(([at]) => at)), Math.max(...unbroken.map(([at]) => at))];
  return [-360, 0, 360]
    .filter((turn) => west + turn < 180 && east + turn > -180)
    .map((turn) => {
      const points = unbroken.map(([at, north]) =>
        onPlane(at + turn, north)
          .map((value) => value.toFixed(3))
          .join(' '),
      );
      return `M${points.join('L')}Z`;
    })
    .join('');
}
