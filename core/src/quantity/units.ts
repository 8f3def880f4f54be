import { divide, ONE, type Rational, rational } from './rational.ts';

/** What a unit measures. Amounts convert only inside one dimension: how many pieces a kilogram holds, no table knows. */
export type Dimension = 'mass' | 'piece' | 'set' | 'length' | 'area' | 'volume';

/** A unit that this product can convert. */
export interface Unit {
  /** UN/ECE Recommendation 20 common code. */
  readonly code: string;
  readonly dimension: Dimension;
  /** How many of the dimension's base unit (kilogram, piece, set, metre, square metre, litre) one of it is. Exact. */
  readonly factor: Rational;
}

/**
 * Codes: UN/ECE Recommendation No. 20, Codes for Units of Measure Used in International Trade, annexes I and II. The pound
 * is 0.453 592 37 kg and the ounce a sixteenth of it, exactly, by the International Yard and Pound Agreement of 1959.
 */
const TABLE: readonly (readonly [code: string, dimension: Dimension, factor: string, names: string])[] = [
  ['KGM', 'mass', '1', 'kg kilogram kilograms kilogramme kilogrammes kilo 千克 公斤'],
  ['GRM', 'mass', '0.001', 'g gram grams gramme grammes 克'],
  ['MGM', 'mass', '0.000001', 'mg milligram milligrams milligramme milligrammes 毫克'],
  ['TNE', 'mass', '1000', 't tonne tonnes metric-ton metric-tons 吨 公吨'],
  ['LBR', 'mass', '0.45359237', 'lb lbs pound pounds 磅'],
  ['ONZ', 'mass', '0.028349523125', 'oz ounce ounces 盎司'],
  ['C62', 'piece', '1', 'one unit units ea each 台 辆 1'],
  ['H87', 'piece', '1', 'pc pcs piece pieces 件 个 只 块 片'],
  ['NMB', 'piece', '1', 'number no'],
  ['SET', 'set', '1', 'set sets 套'],
  ['MTR', 'length', '1', 'm metre metres meter meters 米'],
  ['KMT', 'length', '1000', 'km kilometre kilometres kilometer kilometers 千米 公里'],
  ['CMT', 'length', '0.01', 'cm centimetre centimetres centimeter centimeters 厘米'],
  ['MMT', 'length', '0.001', 'mm millimetre millimetres millimeter millimeters 毫米'],
  ['MTK', 'area', '1', 'm2 m² sqm square-metre square-metres square-meter square-meters 平方米'],
  ['LTR', 'volume', '1', 'l litre litres liter liters 升'],
  ['MLT', 'volume', '0.001', 'ml millilitre millilitres milliliter milliliters 毫升'],
];

const UNITS = new Map<string, Unit>();
for (const [code, dimension, factor, names] of TABLE) {
  const unit: Unit = { code, dimension, factor: rational(factor) };
  for (const name of [code.toLowerCase(), ...names.split(' ')]) UNITS.set(name, unit);
}

/** Every name of a unit that is known, in small letters: codes, common names, Chinese names. */
export const UNIT_NAMES: readonly string[] = [...UNITS.keys()];

/** The unit that quantities and values count in when none is stated. */
export const PIECE = 'H87';

/**
 * Which unit does this text name? By Rec 20 code, common name or Chinese name; capitals and spaces do not matter. A unit
 * that is not in the table gives `undefined`: it is never guessed.
 * @example unitNamed('公斤')?.code // 'KGM'
 * @example unitNamed('barrel') // undefined
 */
export function unitNamed(text: string): Unit | undefined {
  return UNITS.get(text.trim().toLowerCase().replace(/\s+/g, '-'));
}

/**
 * How many of unit `to` is one of unit `from`? Exact. The same name is the same unit, even outside the table. Different
 * dimensions, and unknown units with different names, give `undefined`.
 * @example conversion('g', 'KGM') // 1/1000
 * @example conversion('lb', 'oz') // 16
 * @example conversion('kg', '件') // undefined
 */
export function conversion(from: string, to: string): Rational | undefined {
  if (from === to) return ONE;
  const [a, b] = [unitNamed(from), unitNamed(to)];
  if (a === undefined || b === undefined) {
    return from.trim().toLowerCase() === to.trim().toLowerCase() ? ONE : undefined;
  }
  if (a.dimension !== b.dimension) return undefined;
  return a.factor === b.factor ? ONE : divide(a.factor, b.factor);
}
