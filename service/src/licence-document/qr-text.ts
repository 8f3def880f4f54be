import { deflateSync } from 'fflate';
import { base64url } from 'jose';
import { inflate } from './inflate.ts';

/**
 * The signed licence as the texts of QR codes, and back: the same JWS character by character. The JSON of its two parts is
 * deflated after the signature and written in Base45 (RFC 9285), which QR codes hold densest. What does not fit into one code
 * that a telephone reads from ordinary paper goes on in the next. Form:
 *
 *     YTB1/2/3/0123456789ABCDEF/….
 *
 * form 1, part 2 of 3, the first eight bytes of the SHA-256 of the whole, Base45, and a full stop, so that no reader drops a
 * space at the end.
 */

export const QR_PREFIX = 'YTB1/';
/** A code of version 25 with error correction M holds 1451; the rest of the text needs up to 30. */
const PART = 1_398;
const MOST_PARTS = 99;
const MOST_BYTES = 4_000_000;
const SIGNATURE_BYTES = 64;

/** @throws RangeError for a licence so long that 99 codes do not hold it; its PDF still carries it whole */
export async function qrTexts(jws: string): Promise<readonly string[]> {
  const [header, payload, signature] = jws.split('.').map((part) => base64url.decode(part));
  if (header === undefined || payload === undefined || signature === undefined)
    throw new RangeError('Not a compact JWS.');
  const clear = new Uint8Array([...header, 0x0a, ...payload]);
  const bytes = new Uint8Array([...signature, ...deflateSync(clear, { level: 9, mem: 12 })]);
  const text = base45(bytes);
  // Parts of equal length, because one dense and one nearly empty code are read worse than two alike.
  const count = Math.ceil(text.length / PART);
  if (count > MOST_PARTS) throw new RangeError('The licence does not fit into QR codes.');
  const length = Math.ceil(text.length / count);
  const check = await checkOf(bytes);
  return Array.from(
    { length: count },
    (_, index) => `${QR_PREFIX}${index + 1}/${count}/${check}/${text.slice(index * length, (index + 1) * length)}.`,
  );
}

export type QrRead =
  | { readonly ok: true; readonly jws: string }
  | { readonly ok: false; readonly fault: 'damaged' }
  /** The numbers of the parts that are still to be scanned. */
  | { readonly ok: false; readonly fault: 'incomplete'; readonly missing: readonly number[] };

/**
 * Of the codes that were scanned one after the other, those of the licence that was scanned last.
 * @example gathered(['YTB1/1/2/0000000000000000/A.'], 'YTB1/2/2/0000000000000000/B.') // both
 */
export function gathered(before: readonly string[], scanned: string): readonly string[] {
  const licenceOf = (text: string) => /^YTB1\/\d+\/(\d+\/[0-9A-F]{16})\//.exec(text)?.[1];
  const licence = licenceOf(scanned);
  const others = before.filter((text) => licence !== undefined && licenceOf(text) === licence && text !== scanned);
  return [...others, scanned];
}

/** The licence in these texts of QR codes, in any order, each as often as it was scanned. */
export async function jwsFromQr(texts: readonly string[]): Promise<QrRead> {
  const damaged = { ok: false, fault: 'damaged' } as const;
  const parts = new Map<number, string>();
  let whole: { readonly count: number; readonly check: string } | undefined;
  for (const text of texts) {
    const found = /^YTB1\/([1-9]\d?)\/([1-9]\d?)\/([0-9A-F]{16})\/([0-9A-Z $%*+./:-]+)\.$/.exec(text);
    const [part, count] = [Number(found?.[1]), Number(found?.[2])];
    const [check, data] = [found?.[3], found?.[4]];
    if (check === undefined || data === undefined || part > count) return damaged;
    if (whole !== undefined && (whole.count !== count || whole.check !== check)) return damaged;
    if ((parts.get(part) ?? data) !== data) return damaged;
    whole = { count, check };
    parts.set(part, data);
  }
  if (whole === undefined) return damaged;
  const numbers = Array.from({ length: whole.count }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !parts.has(number));
  if (missing.length > 0) return { ok: false, fault: 'incomplete', missing };
  const bytes = fromBase45(numbers.map((number) => parts.get(number)).join(''));
  if (bytes === undefined || (await checkOf(bytes)) !== whole.check) return damaged;
  const clear = await inflate(bytes.subarray(SIGNATURE_BYTES), 'deflate-raw', MOST_BYTES);
  const end = clear?.indexOf(0x0a) ?? -1;
  if (clear === undefined || end < 0) return damaged;
  const jws = [clear.subarray(0, end), clear.subarray(end + 1), bytes.subarray(0, SIGNATURE_BYTES)];
  return { ok: true, jws: jws.map((part) => base64url.encode(part)).join('.') };
}

async function checkOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return [...digest.subarray(0, 8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** RFC 9285, 4.2. @example base45(new TextEncoder().encode('ietf!')) // 'QED8WEX0' */
export function base45(bytes: Uint8Array): string {
  let text = '';
  const digits = (value: number, count: number) => {
    for (let rest = value, left = count; left > 0; left -= 1, rest = Math.floor(rest / 45)) text += ALPHABET[rest % 45];
  };
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = [bytes[at], bytes[at + 1]];
    if (second === undefined) digits(first, 2);
    else digits(first * 256 + second, 3);
  }
  return text;
}

/** The bytes, or `undefined` for a text that no bytes have. */
export function fromBase45(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (character) => ALPHABET.indexOf(character));
    if (digits.includes(-1) || digits.length === 1) return undefined;
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (value > (digits.length === 3 ? 0xffff : 0xff)) return undefined;
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return new Uint8Array(bytes);
}
