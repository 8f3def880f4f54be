import { decodeJwt } from 'jose';
import { typesetter } from '../report/typesetting.ts';
import type { Signer } from './key-set.ts';
import type { LicenceContent, LicenceKind, LicenceLine, LicenceParty } from './licence-content.ts';
import { instantOf } from './moments.ts';
import { blankSeal, sealPdf } from './pdf-seal.ts';
import { qrTexts } from './qr-text.ts';

/** The dark modules of a QR code (error correction M) row by row, with its quiet zone of four modules. */
export type QrMatrix = (text: string) => readonly (readonly boolean[])[];

/** With an attachment, which PDF/A-2 does not allow typst to make. */
const set = typesetter(import.meta.dirname, 'a-3a');

/**
 * The licence as a bilingual PDF: A4, PDF/A-3a. It shows all that was signed, carries the signed text as its attachment
 * `licence.jwt` and in its QR codes, and is sealed as a whole, so that no byte of it can be changed.
 * @param jws of `signLicence`
 * @param options.signer seals the file; it need not have signed the licence
 * @example await licencePdf(jws, { signer, qr: (text) => encodeQR(text, 'raw', { ecc: 'medium', border: 4 }) })
 */
export async function licencePdf(
  jws: string,
  { signer, qr }: { readonly signer: Signer; readonly qr: QrMatrix },
): Promise<Uint8Array> {
  const { licence, iat = 0 } = decodeJwt<{ licence: LicenceContent }>(jws);
  const texts = await qrTexts(jws);
  const data = {
    ...shown(licence),
    signed: instantOf(iat),
    kid: signer.kid,
    seal: blankSeal(signer.kid),
    codes: texts.map((text) => qrSvg(qr(text))),
    jws,
  };
  return sealPdf(await set('licence.typ', data, Temporal.Instant.fromEpochMilliseconds(iat * 1000)), signer);
}

const KINDS: Readonly<Record<LicenceKind, { readonly zh: string; readonly en: string }>> = {
  'individual-licence': { zh: '单项许可', en: 'Individual licence' },
  'general-licence': { zh: '通用许可', en: 'General licence' },
  'registration-certificate': {
    zh: '以登记填报信息方式获得的出口凭证',
    en: 'Export certificate by registration',
  },
};
const IDENTIFIERS: Readonly<Record<LicenceParty['identifiers'][number]['kind'], string>> = {
  lei: 'LEI',
  uscc: '统一社会信用代码 USCC',
  registration: '注册号 Reg. No.',
  tax: '税号 Tax No.',
  other: '编号 No.',
};
const UNITS: Readonly<Record<string, string>> = {
  KGM: '千克 kg',
  GRM: '克 g',
  TNE: '吨 t',
  H87: '件 pieces',
  C62: '台 units',
  SET: '套 sets',
  MTR: '米 m',
  LTR: '升 l',
};
const NO_LIMIT = '不限 no limit';

/** Everything the licence says, as the template takes it. */
function shown(licence: LicenceContent) {
  return {
    ...licence,
    kind: KINDS[licence.kind],
    holder: party(licence.holder),
    agent: licence.agent === null ? null : party(licence.agent),
    endUsers: licence.endUsers.map(party),
    origin: licence.origin.map(country).join('；'),
    destinations: licence.destinations.map(country).join('；'),
    lines: licence.lines.map(line),
  };
}

function party({ name, nameZh, country: code, address, identifiers }: LicenceParty) {
  return {
    names: [...(nameZh === null ? [] : [nameZh]), name],
    details: [
      ...(address === null ? [] : [address]),
      country(code),
      ...identifiers.map(({ kind, value }) => `${IDENTIFIERS[kind]} ${value}`),
    ],
  };
}

function line({ quantity, value, hs, ...rest }: LicenceLine) {
  return {
    ...rest,
    hs: hs ?? '–',
    quantity: quantity === null ? [NO_LIMIT] : [grouped(quantity.amount), UNITS[quantity.unit] ?? quantity.unit],
    value: value === null ? [NO_LIMIT] : [grouped(value.amount), value.currency],
  };
}

/** Thousands apart by a space that does not break. @example grouped('38205.75') // '38 205.75' */
const grouped = (amount: string): string => amount.replace(/\B(?=(?:\d{3})+(?:\.|$))(?<!\.\d*)/g, '\u00a0');

const names = { zh: regionNames('zh-Hans-CN'), en: regionNames('en-GB') };
function regionNames(language: string): (code: string) => string {
  const known = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  return (code) => known.of(code) ?? code;
}
/** As the law names them. */
const AS_THE_LAW: Readonly<Partial<Record<string, string>>> = { HK: '中国香港', MO: '中国澳门', TW: '中国台湾' };
const country = (code: string): string => `${AS_THE_LAW[code] ?? names.zh(code)} ${names.en(code)} (${code})`;

function qrSvg(matrix: ReturnType<QrMatrix>): string {
  const size = matrix.length;
  const rows = matrix.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path shape-rendering="crispEdges" d="${rows}"/></svg>`;
}
