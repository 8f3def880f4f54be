/**
 * Is a licence genuine, and may it be used? What a verifier needs, in a browser too and without a network: nothing that this leads to
 * knows of files, of a server or of private keys.
 */
export { canVerify, type KeySet, parseKeySet } from './key-set.ts';
export { instantOf } from './moments.ts';
export { gathered, QR_PREFIX } from './qr-text.ts';
export { readStatusList } from './status-list.ts';
export { type StatusFinding, type Verification, verifyLicence } from './verify.ts';
