/** Where flows begin and end on the map: capitals, and the places themselves where a customs territory is a city. Degrees east and north. */
const PLACES = `AE 54.4 24.5|AR -58.4 -34.6|AT 16.4 48.2|AU 149.1 -35.3|BD 90.4 23.8|BE 4.4 50.8|BG 23.3 42.7|BR -47.9 -15.8|CA -75.7 45.4|CH 7.4 46.9|CL -70.7 -33.5
CN 116.4 39.9|CO -74.1 4.7|CZ 14.4 50.1|DE 13.4 52.5|DK 12.6 55.7|EE 24.8 59.4|EG 31.2 30|ES -3.7 40.4|FI 24.9 60.2|FR 2.4 48.9|GB -0.1 51.5|GR 23.7 38|HK 114.2 22.3
HU 19 47.5|ID 106.8 -6.2|IE -6.3 53.3|IL 35.2 31.8|IN 77.2 28.6|IT 12.5 41.9|JP 139.7 35.7|KE 36.8 -1.3|KR 127 37.6|KZ 71.4 51.2|LA 102.6 18|LT 25.3 54.7|LU 6.1 49.6
LV 24.1 57|MM 96.1 19.7|MO 113.5 22.2|MX -99.1 19.4|MY 101.7 3.1|NG 7.5 9.1|NL 4.9 52.4|NO 10.8 59.9|NZ 174.8 -41.3|PE -77 -12|PH 121 14.6|PK 73 33.7|PL 21 52.2
PT -9.1 38.7|RO 26.1 44.4|RU 37.6 55.8|SA 46.7 24.7|SE 18.1 59.3|SG 103.8 1.3|SI 14.5 46.1|SK 17.1 48.1|TH 100.5 13.8|TR 32.9 39.9|TW 121.5 25|UA 30.5 50.5|US -77 38.9
VN 105.8 21|ZA 28.2 -25.7`;

/** ISO 3166-1, three letters to two: those whose first two letters are not the code. */
const THREE = `ARE AE|AUT AT|BGD BD|CHE CH|CHL CL|CHN CN|DNK DK|EST EE|HKG HK|IRL IE|ISR IL|KAZ KZ|KOR KR|MAC MO|MEX MX|MYS MY|POL PL|PRT PT|SVK SK|SVN SI|SWE SE|TUR TR|UKR UA`;

const COORDINATES = new Map(
  PLACES.split(/[|\n]/).map((place) => {
    const [code = '', east, north] = place.split(' ');
    return [code, [Number(east), Number(north)] as const];
  }),
);
const TWO = new Map(THREE.split('|').map((pair) => pair.split(' ') as [string, string]));

/** The code of two letters that screens name a country by. @example twoLetters('KOR') // 'KR'; twoLetters('DE') // 'DE' */
export const twoLetters = (code: string): string =>
  /^[A-Z]{3}$/.test(code) ? (TWO.get(code) ?? code.slice(0, 2)) : code;

/** Degrees east and north; undefined: not on our map. @example placeOf('JPN') // [139.7, 35.7] */
export const placeOf = (code: string): readonly [east: number, north: number] | undefined =>
  COORDINATES.get(twoLetters(code));
