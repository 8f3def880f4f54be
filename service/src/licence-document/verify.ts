import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { type KeySet, type SignatureFault, verifySigned, wasInUse } from './key-set.ts';
import { contentProblems, jcs, type LicenceContent } from './licence-content.ts';
import { beijingDay, beijingTime, instantOf, secondsOf } from './moments.ts';
import { attachedLicence, checkSeal } from './pdf-seal.ts';
import { jwsFromQr, QR_PREFIX } from './qr-text.ts';
import { FINAL_STATUSES, type LicenceStatus, readStatusList } from './status-list.ts';

/** A sentence in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** Why a licence is not confirmed. */
export type VerifyFault =
  | 'not-recognised'
  | 'damaged'
  | 'incomplete'
  | 'file-changed'
  | 'content-differs'
  | 'not-sealed'
  | 'wrong-type'
  | 'signature'
  | 'unknown-key'
  | 'key-not-in-use'
  | 'newer-form'
  | 'no-licence';

/**
 * Where a licence stands on a day. `status` is the list's word, or what the dates alone settle; `unknown` where no list says so
 * reliably.
 */
export interface StatusFinding {
  readonly is: LicenceStatus | 'not-yet-valid' | 'unknown';
  readonly reason: Said;
  /** When the list was issued on which this rests, an RFC 3339 instant; null = it rests on no list. */
  readonly listOf: string | null;
  /** What a list that is too old said. */
  readonly lastKnown: LicenceStatus | null;
}

/** What can be said of a licence: genuine, with its status; not genuine; or that these keys cannot tell. */
export type Verification =
  | {
      readonly genuine: 'yes';
      readonly reason: Said;
      readonly licence: LicenceContent;
      readonly kid: string;
      readonly signedAt: string;
      readonly status: StatusFinding;
    }
  | { readonly genuine: 'no' | 'unknown'; readonly fault: VerifyFault; readonly reason: Said };

/** What a verifier has at hand; nothing is fetched. */
export interface Evidence {
  readonly keys: KeySet;
  /** A signed status list. */
  readonly statusList?: string | undefined;
  /** The moment asked about, an RFC 3339 instant. */
  readonly at: string;
}

/**
 * Is this licence genuine, and may it be used? Takes the compact JWS, the texts of its QR codes (one a line), the JSON of a
 * licence as the API gives it (its `jws` counts), or the bytes of the PDF or of a file with one of those texts. Works without a
 * network and in a browser.
 *
 * The keys decide: a text that no key of the set signed is never genuine. A key that the set does not have gives `unknown`, since
 * the set may be older than the licence. Of a PDF every byte counts, so a file that was saved anew is refused.
 * @throws RangeError where `at` is no instant; Error where signatures cannot be checked here, see `canVerify`
 * @example (await verifyLicence(jws, { keys, statusList, at: '2026-12-24T09:00:00+08:00' })).genuine // 'yes'
 */
export async function verifyLicence(input: string | Uint8Array, evidence: Evidence): Promise<Verification> {
  const found = await jwsIn(input, evidence.keys);
  if ('genuine' in found) return found;
  const signed = await verifySigned(found.jws, 'ytterby-licence+jwt', evidence.keys);
  if (!signed.ok) return refused(BY_SIGNATURE[signed.fault]);
  const text = new TextDecoder().decode(signed.payload);
  const claims = licenceClaims(text);
  if (claims === undefined) return refused('newer-form');
  if (!wasInUse(signed.key, claims.iat)) return refused('key-not-in-use');
  const { licence, iat, status } = claims;
  if (found.beside !== undefined && !isSame(found.beside, licence)) return refused('content-differs');
  return {
    genuine: 'yes',
    reason: {
      zh: '该许可证由主管部门签发，内容未被改动。',
      en: 'The authority issued this licence, and nothing in it was changed.',
    },
    licence,
    kid: signed.key.kid,
    signedAt: instantOf(iat),
    status: await statusOf(licence, { iat, ...status.status_list }, evidence),
  };
}

const SAID: Readonly<Record<VerifyFault, Said>> = {
  'not-recognised': {
    zh: '这不是许可证文件、许可证签名文本或许可证二维码。',
    en: 'This is neither a licence file, nor the signed text or a QR code of a licence.',
  },
  damaged: { zh: '二维码内容不完整或被改动。', en: 'The content of the QR code is damaged or was changed.' },
  incomplete: { zh: '还需扫描该许可证的其他二维码。', en: 'Further QR codes of this licence are still to be scanned.' },
  'file-changed': {
    zh: '该 PDF 文件签发后被改动（哪怕只是另存）。请扫描二维码或索取原始文件。',
    en: 'The PDF was changed after it was issued, be it only by saving it anew. Scan the QR codes, or ask for the original file.',
  },
  'content-differs': {
    zh: '文件中所写的许可内容与所签的不符：文件被改动。',
    en: 'What the file says the licence allows is not what was signed: the file was changed.',
  },
  'not-sealed': {
    zh: '该 PDF 没有签发封印，不是 Ytterby 签发的许可证。',
    en: 'The PDF has no seal: it is not a licence as Ytterby issues it.',
  },
  'wrong-type': { zh: '签名有效，但所签的不是许可证。', en: 'It is signed, but it is not a licence.' },
  signature: {
    zh: '签名不符：内容被改动，或不是主管部门签发的。',
    en: 'The signature does not fit: the content was changed, or the authority did not issue it.',
  },
  'unknown-key': {
    zh: '签名密钥不在公钥文件中：要么是伪造的，要么公钥文件太旧。请取得最新的公钥文件再核验。',
    en: 'The signing key is not in the key set: either the licence is forged, or the key set is too old. Get the newest key set and verify again.',
  },
  'key-not-in-use': {
    zh: '签发时间不在该密钥的使用期内。',
    en: 'The time of signing lies outside the span in which its key was in use.',
  },
  'no-licence': {
    zh: '主管部门封印了该文件，没有一个字节被改动；但它不是许可证，而是主管部门的其他文件（如伙伴国通报）。',
    en: 'The authority sealed this file, and not one byte of it was changed. It is no licence but another document of the authority, such as a notice to a partner country.',
  },
  'newer-form': {
    zh: '签名有效，但内容格式不为本版本所知。请更新 Ytterby 再核验。',
    en: 'The signature fits, but this version does not know the form of the content. Update Ytterby and verify again.',
  },
};
const CANNOT_TELL: ReadonlySet<VerifyFault> = new Set(['incomplete', 'unknown-key', 'newer-form', 'no-licence']);

const BY_SIGNATURE: Readonly<Record<SignatureFault, VerifyFault>> = {
  form: 'signature',
  signature: 'signature',
  type: 'wrong-type',
  'unknown-key': 'unknown-key',
};

const refused = (
  fault: VerifyFault,
  reason: Said = SAID[fault],
): Verification & { readonly genuine: 'no' | 'unknown' } => ({
  genuine: CANNOT_TELL.has(fault) ? 'unknown' : 'no',
  fault,
  reason,
});

interface Found {
  readonly jws: string;
  /** What the file says is in it. */
  readonly beside?: unknown;
}

/** The compact JWS that the input is or carries. */
async function jwsIn(input: string | Uint8Array, keys: KeySet): Promise<Found | ReturnType<typeof refused>> {
  if (typeof input !== 'string' && isPdf(input)) {
    const seal = await checkSeal(input, keys);
    if (!seal.ok)
      return refused(
        seal.fault === 'form' ? 'not-sealed' : seal.fault === 'unknown-key' ? 'unknown-key' : 'file-changed',
      );
    const jws = await attachedLicence(input);
    return jws === undefined ? refused('no-licence') : { jws };
  }
  const text = typeof input === 'string' ? input : utf8(input);
  const lines = text?.replace(/[\r\n]+$/, '').split(/\r?\n/) ?? [];
  if (lines[0]?.startsWith(QR_PREFIX)) {
    const read = await jwsFromQr(lines);
    if (read.ok) return { jws: read.jws };
    if (read.fault === 'damaged') return refused('damaged');
    const missing = read.missing.join(', ');
    return refused('incomplete', {
      zh: `${SAID.incomplete.zh}尚缺第 ${missing} 个。`,
      en: `${SAID.incomplete.en} Missing: ${missing}.`,
    });
  }
  const [only = ''] = lines;
  if (lines.length === 1 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(only)) return { jws: only };
  return inJson(text ?? '') ?? refused('not-recognised');
}

const InJson = Type.Object({ jws: Type.String(), content: Type.Optional(Type.Unknown()) });

function inJson(text: string): Found | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Check(InJson, value) ? { jws: value.jws, beside: value.content } : undefined;
  } catch {
    return undefined;
  }
}

function isSame(value: unknown, licence: LicenceContent): boolean {
  try {
    return jcs(value) === jcs(licence);
  } catch {
    return false;
  }
}

const isPdf = (bytes: Uint8Array): boolean => utf8(bytes.subarray(0, 5)) === '%PDF-';

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const Claims = Type.Object(
  {
    iat: Type.Integer({ minimum: 0, maximum: 253_402_300_799 }),
    licence: Type.Unknown(),
    status: Type.Object({
      status_list: Type.Object({
        idx: Type.Integer({ minimum: 0 }),
        uri: Type.String({ minLength: 1, maxLength: 2000 }),
      }),
    }),
  },
  { additionalProperties: false },
);

/** What was signed, if this version knows every member of it: what it would overlook might be a limit. */
function licenceClaims(text: string) {
  try {
    const claims: unknown = JSON.parse(text);
    if (!Check(Claims, claims) || contentProblems(claims.licence).length > 0 || jcs(claims) !== text) return undefined;
    return { ...claims, licence: claims.licence as LicenceContent };
  } catch {
    return undefined;
  }
}

/** A list from a clock that is ahead by more than this many seconds shows that one of the two clocks is wrong. */
const CLOCK_TOLERANCE = 300;

const STATUS_SAID: Readonly<Record<LicenceStatus, Said>> = {
  valid: { zh: '有效。', en: 'Valid.' },
  revoked: { zh: '已被撤销，不得使用。', en: 'Revoked; it may not be used.' },
  suspended: { zh: '已被暂停，目前不得使用。', en: 'Suspended; it may not be used for now.' },
  surrendered: { zh: '已交回，不得使用。', en: 'Surrendered; it may not be used.' },
  exhausted: { zh: '许可的数量已用完。', en: 'Exhausted: all that it allows has been used.' },
  expired: { zh: '已过有效期。', en: 'Expired.' },
  replaced: { zh: '已由变更后的新证取代。', en: 'Replaced by a later edition.' },
};

async function statusOf(
  { firstDay, lastDay }: LicenceContent,
  { iat, idx, uri }: { readonly iat: number; readonly idx: number; readonly uri: string },
  { keys, statusList, at }: Evidence,
): Promise<StatusFinding> {
  const now = secondsOf(at);
  const today = beijingDay(now);
  const read = statusList === undefined ? undefined : await readStatusList(statusList, keys);
  const list = read?.ok ? read.list : undefined;
  const listed = list?.uri === uri && list.issuedAt >= iat ? list.statusOf(idx) : undefined;
  const base = { listOf: list === undefined ? null : instantOf(list.issuedAt), lastKnown: null };
  const said = (is: LicenceStatus): StatusFinding => ({ ...base, is, reason: STATUS_SAID[is] });

  // What cannot change any more holds however old the list is.
  if (listed !== undefined && FINAL_STATUSES.has(listed)) return said(listed);
  if (today > lastDay) return said('expired');
  const unknown = (zh: string, en: string): StatusFinding => ({
    ...base,
    is: 'unknown',
    reason: { zh: `状态不明：${zh}`, en: `Status unknown: ${en}` },
    lastKnown: listed ?? null,
  });
  if (read === undefined) return unknown('没有状态清单。', 'there is no status list.');
  if (!read.ok)
    return read.fault === 'unknown-key'
      ? unknown('状态清单的签名密钥不在公钥文件中。', 'the key that signed the status list is not in the key set.')
      : unknown(
          '状态清单被改动或不是主管部门签发的。',
          'the status list was changed, or the authority did not issue it.',
        );
  const { issuedAt, validUntil, uri: about } = read.list;
  if (about !== uri)
    return unknown('这份状态清单不是该许可证所属的。', 'this status list is not the one the licence belongs to.');
  if (issuedAt > now + CLOCK_TOLERANCE)
    return unknown(
      `状态清单签发于 ${beijingTime(issuedAt)}，晚于核验时间；请检查时钟。`,
      `the status list was issued at ${beijingTime(issuedAt)}, after the moment asked about; check the clock.`,
    );
  if (issuedAt < iat) return unknown('状态清单早于该许可证。', 'the status list is older than the licence.');
  if (listed === undefined) return unknown('状态清单中没有该许可证。', 'the status list does not have this licence.');
  if (now > validUntil)
    return unknown(
      `状态清单已超过时限，自 ${beijingTime(validUntil)} 起不可再依据；清单所载为：${STATUS_SAID[listed].zh}`,
      `the status list is older than its limit, and could be relied upon until ${beijingTime(validUntil)}. It said: ${STATUS_SAID[listed].en}`,
    );
  if (listed === 'valid' && today < firstDay)
    return {
      ...base,
      is: 'not-yet-valid',
      reason: { zh: `自 ${firstDay} 起方可使用。`, en: `It may be used from ${firstDay} on.` },
    };
  return said(listed);
}
