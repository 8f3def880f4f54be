import { base64url } from 'jose';
import { inflate } from './inflate.ts';
import { headerPart, type KeySet, type SignatureFault, type Signer, verifySigned } from './key-set.ts';

/**
 * The seal of a PDF: a detached JWS over the SHA-256 of the whole file, in which the seal's own signature is read as a row of
 * A. It stands among the keywords (which a PDF/A has twice), so the file is an ordinary PDF; and not one byte can be changed,
 * neither in the licence that it carries nor in what it shows.
 */

const MARK = 'ytterby-seal:';
const BLANK = 'A'.repeat(86);
const PLACES = 2;

/** The keyword that a PDF must be made with so that `sealPdf` finds its place. */
export const blankSeal = (kid: string): string => `${MARK}${headerPart(kid, 'ytterby-pdf-seal')}..${BLANK}`;

/** Fills in the blank seal. @throws Error where the file was not made with one */
export async function sealPdf(pdf: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const places = placesOf(pdf);
  if (places.length !== PLACES || places.some(({ seal }) => MARK + seal !== blankSeal(signer.kid)))
    throw new Error('The PDF has no place for the seal.');
  const seal = detached(await signer.sign('ytterby-pdf-seal', await digestOf(pdf)));
  return withSignature(pdf, places, seal.slice(-BLANK.length));
}

/** Is the file, to the last byte, as it was sealed by a key of the set? `form`: it has no seal. */
export async function checkSeal(
  pdf: Uint8Array,
  keys: KeySet,
): Promise<{ ok: true } | { ok: false; fault: SignatureFault }> {
  const places = placesOf(pdf);
  const seal = places[0]?.seal;
  if (seal === undefined || places.length !== PLACES || places.some((place) => place.seal !== seal))
    return { ok: false, fault: 'form' };
  const digest = await digestOf(withSignature(pdf, places, BLANK));
  const signed = await verifySigned(attached(seal, digest), 'ytterby-pdf-seal', keys);
  return signed.ok ? { ok: true } : signed;
}

/** The signature of a compact JWS without its payload, for a payload that both sides have. */
const detached = (jws: string): string => jws.replace(/\.[^.]*\./, '..');
/** @example attached('head..signature', payload) // 'head.payload.signature' */
const attached = (jws: string, payload: Uint8Array): string => jws.replace('..', `.${base64url.encode(payload)}.`);

interface Place {
  readonly seal: string;
  /** Where its signature begins. */
  readonly signatureAt: number;
}

/** One character a byte, whatever the byte. */
const characters = (bytes: Uint8Array): string => new TextDecoder('windows-1252').decode(bytes);

function placesOf(pdf: Uint8Array): readonly Place[] {
  return [...characters(pdf).matchAll(/ytterby-seal:([\w-]{20,200}\.\.[\w-]{86})(?![\w-])/g)].map((found) => ({
    seal: found[1] ?? '',
    signatureAt: found.index + found[0].length - BLANK.length,
  }));
}

function withSignature(pdf: Uint8Array, places: readonly Place[], signature: string): Uint8Array {
  const changed = new Uint8Array(pdf);
  for (const { signatureAt } of places) changed.set(new TextEncoder().encode(signature), signatureAt);
  return changed;
}

const digestOf = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));

const MOST_BYTES = 4_000_000;

/** The signed licence that a sealed PDF carries as its attachment. Knows only what our own files are made of. */
export async function attachedLicence(pdf: Uint8Array): Promise<string | undefined> {
  const text = characters(pdf);
  const type = text.indexOf('/Type /EmbeddedFile');
  const begins = text.lastIndexOf(' obj\n', type);
  const at = text.indexOf('stream\n', type) + 'stream\n'.length;
  const length = /\/Length (\d+)/.exec(text.slice(begins, at))?.[1];
  if (type < 0 || length === undefined) return undefined;
  const bytes = await inflate(pdf.subarray(at, at + Number(length)), 'deflate', MOST_BYTES);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
