import { tame, type Text } from '@ytterby/core';
import type { PartnerNotice } from '@ytterby/core/measures';
import type { Signer } from '../../licence-document/key-set.ts';
import { blankSeal, sealPdf } from '../../licence-document/pdf-seal.ts';
import { typesetter } from '../../report/typesetting.ts';
import { contactParts, FOOTER, grouped } from './notice-text.ts';

const set = typesetter(import.meta.dirname);

/**
 * A notice as one page A4 (in the largest size of text that fits; in the smallest, what does not fit goes on a second), PDF/A-2a, Chinese beside English. With a signer it is sealed as a whole, in the way of licences, so that
 * `checkSeal` tells whether a byte was changed; without one it says that it is a draft.
 * @example await partnerNoticePdf(notice, { at, signer }) // %PDF-1.7 …
 */
export async function partnerNoticePdf(
  notice: PartnerNotice,
  { at, signer }: { readonly at: Temporal.Instant; readonly signer?: Signer },
): Promise<Uint8Array> {
  const { title, number, partner, issuer, embargo, parts, items, months, contact } = notice;
  const data = {
    title,
    number: tame(number),
    partner: tamed(partner.name),
    issuer: tamed(issuer),
    embargo,
    parts: parts.map((part) => ({ ...part, lines: part.lines.map(tamed) })),
    codes: items.codes.map(tame).join(', '),
    hs: items.hs.map(tame).join(', '),
    months: {
      unit: tame(months.unit),
      rows: months.rows.map(({ month, without, low, middle, high }) => ({
        month,
        without: grouped(without),
        middle: grouped(middle),
        band: `${grouped(low)}–${grouped(high)}`,
      })),
    },
    contact: contactParts(contact),
    footer: signer === undefined ? FOOTER.draft : FOOTER.sealed,
    seal: signer === undefined ? null : blankSeal(signer.kid),
  };
  const pdf = await set('partner-notice.typ', data, at);
  return signer === undefined ? pdf : sealPdf(pdf, signer);
}

const tamed = ({ zh, en }: Text): Text => ({ zh: tame(zh), en: tame(en) });
