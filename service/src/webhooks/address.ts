import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Where a webhook may go: to the open internet over TLS, and into private networks only where the installation allows it. */

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Ranges that are not the open internet (IANA special-purpose registries). */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
// Of IPv6 only 2000::/3 is given out; of that, what leads to IPv4 or is for documentation is left out.
const OPEN6 = new BlockList();
OPEN6.addSubnet('2000::', 3, 'ipv6');
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

/** Is it an address of the open internet? @example isOpenAddress('169.254.169.254') // false */
export function isOpenAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !PRIVATE.check(address, 'ipv4');
  return family === 6 && OPEN6.check(address, 'ipv6') && !PRIVATE.check(address, 'ipv6');
}

/** Of a URL: the name or address alone. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

function isLoopback(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return host === 'localhost';
  return LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/** What is wrong with the address of a webhook; null = nothing that can be seen before its name is looked up. */
export type AddressFault = 'no-address' | 'not-https' | 'with-password' | 'private';

/**
 * May a webhook be sent to this address?
 * @param allowPrivate the installation lets webhooks go into private networks; to this machine itself then also without TLS
 * @example addressFault('https://10.0.0.8/hook', false) // 'private'
 */
export function addressFault(text: string, allowPrivate: boolean): AddressFault | null {
  if (!URL.canParse(text)) return 'no-address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-https';
  if (url.username !== '' || url.password !== '') return 'with-password';
  const host = hostOf(url);
  const isPrivate = isLoopback(host) || host.endsWith('.localhost') || (isIP(host) !== 0 && !isOpenAddress(host));
  if (isPrivate && !allowPrivate) return 'private';
  return url.protocol === 'http:' && !isLoopback(host) ? 'not-https' : null;
}

/** A name leads into a private network. */
export class AddressRefused extends Error {}

/**
 * Looks names up for a connection and refuses those that lead into a private network: the very address that was checked is the one
 * that is connected to, so a name cannot change its mind in between.
 */
export const openLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0);
    const [first] = found;
    if (first === undefined || !found.every(({ address }) => isOpenAddress(address)))
      return done(new AddressRefused(hostname), '', 0);
    if (options.all === true) done(null, found);
    else done(null, first.address, first.family);
  });
};
