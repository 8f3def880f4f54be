import { inflateSync } from 'node:zlib';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { issueStatusList, type LicenceStatus, readStatusList, STATUS_VALUES } from './status-list.ts';
import { A_WEEK, SIGNED_AT, signedExample, STATUS_URI } from './testing/signed-example.ts';

const issued = async (entries: readonly (readonly [number, LicenceStatus])[]) => {
  const { signer, keys } = await signedExample();
  const list = await issueStatusList(
    { statuses: async () => entries },
    { signer, uri: STATUS_URI, at: SIGNED_AT, validFor: A_WEEK },
  );
  return { list, keys };
};

describe('the status list', () => {
  it('is a Status List Token with four bits a licence, the lowest first', async () => {
    const { list } = await issued([
      [0, 'suspended'],
      [1, 'replaced'],
      [4, 'valid'],
    ]);
    expect(decodeProtectedHeader(list).typ).toBe('statuslist+jwt');
    const { sub, iat = 0, exp, status_list } = decodeJwt<{ status_list: { bits: number; lst: string } }>(list);
    expect({ sub, exp, bits: status_list.bits }).toEqual({ sub: STATUS_URI, exp: iat + A_WEEK, bits: 4 });
    expect(inflateSync(Buffer.from(status_list.lst, 'base64url')).toString('hex')).toBe('e2fff0');
  });

  it('says every status, and nothing of a number that no licence has', async () => {
    const statuses = Object.keys(STATUS_VALUES) as LicenceStatus[];
    const { list, keys } = await issued(statuses.map((status, index) => [index * 3, status] as const));
    const read = await readStatusList(`${list}\n`, keys);
    if (!read.ok) throw new Error(read.fault);
    expect(statuses.map((_, index) => read.list.statusOf(index * 3))).toEqual(statuses);
    expect([1, 2, 1_000_000].map((idx) => read.list.statusOf(idx))).toEqual([undefined, undefined, undefined]);
  });

  it('is small: a hundred thousand licences, every tenth not valid', async () => {
    const { list } = await issued(Array.from({ length: 100_000 }, (_, idx) => [idx, idx % 10 ? 'valid' : 'revoked']));
    expect(list.length).toBeLessThan(5_000);
  });

  it('is refused when a licence is passed off as one, and when no known key signed it', async () => {
    const { jws, keys } = await signedExample();
    expect(await readStatusList(jws, keys)).toEqual({ ok: false, fault: 'type' });
    const { list } = await issued([[0, 'valid']]);
    expect(await readStatusList(list, keys)).toEqual({ ok: false, fault: 'unknown-key' });
    expect(await readStatusList('no list', keys)).toEqual({ ok: false, fault: 'form' });
  });
});
