import type { SupplierQuestion, SupplierReply } from '@ytterby/core/supplier-questions';

/** One answer as it is typed: texts, of which those that belong to the question are used. */
export interface ReplyDraft {
  readonly isUnknown: boolean;
  readonly from: string;
  readonly upTo: string;
  readonly currency: string;
  readonly basis: string;
  readonly unit: string;
  readonly origin: string;
  readonly mined: string;
  readonly separated: string;
  readonly smelted: string;
  readonly made: string;
  readonly code: string;
  readonly fractions: string;
  readonly holds: string;
  readonly remark: string;
}
export type DraftField = Exclude<keyof ReplyDraft, 'isUnknown'>;

export const STEPS = ['mined', 'separated', 'smelted', 'made'] as const;
export const BASES = ['contract', 'cost', 'customs', 'market'] as const;

export const emptyDraft = ({ fact, unit }: SupplierQuestion): ReplyDraft => ({
  isUnknown: false,
  from: '',
  upTo: '',
  currency: '',
  basis: '',
  unit: fact === 'quantity' ? unit : '',
  origin: '',
  mined: '',
  separated: '',
  smelted: '',
  made: '',
  code: '',
  fractions: '',
  holds: '',
  remark: '',
});

/** What was saved, or read from a file, to be gone on with. */
export function draftOf(question: SupplierQuestion, reply: SupplierReply, remark = ''): ReplyDraft {
  const empty = { ...emptyDraft(question), remark };
  const ends = (amount: Extract<SupplierReply, { is: 'value' }>['amount']) =>
    typeof amount === 'object'
      ? { from: String(amount.min ?? ''), upTo: String(amount.max ?? '') }
      : { from: String(amount), upTo: String(amount) };
  const range = (amount: Extract<SupplierReply, { is: 'value' }>['amount']) => {
    const { from, upTo } = ends(amount);
    return { from, upTo: upTo === from ? '' : upTo };
  };
  switch (reply.is) {
    case 'unknown':
      return { ...empty, isUnknown: true };
    case 'value':
      return { ...empty, ...range(reply.amount), currency: reply.currency, basis: reply.basis };
    case 'quantity':
      return { ...empty, ...range(reply.amount), unit: reply.unit };
    case 'origin':
      return { ...empty, origin: reply.origin ?? '', ...reply.steps };
    case 'class':
      return {
        ...empty,
        code: reply.code ?? '',
        fractions: Object.entries(reply.massFractions ?? {})
          .map(
            ([element, share]) =>
              `${element} ${typeof share === 'object' ? `${share.min ?? '0 %'}-${share.max ?? '100 %'}` : share}`,
          )
          .join('; '),
      };
    case 'content':
      return { ...empty, holds: reply.holds };
  }
}

/** A draft as an answer: nothing where nothing is typed; or the field that cannot be read. */
export type DraftRead =
  | { readonly is: 'empty' }
  | { readonly is: 'reply'; readonly reply: SupplierReply }
  | { readonly is: 'wrong'; readonly field: DraftField };

const wrong = (field: DraftField): DraftRead => ({ is: 'wrong', field });

/** Full-width digits and a decimal comma become what the service reads; `undefined` = no number. */
function decimal(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim().replace(/\s/g, '');
  const pointed = /^\d+,\d+$/.test(plain) ? plain.replace(',', '.') : plain;
  return /^\d+(\.\d+)?$/.test(pointed) ? pointed : undefined;
}

function amountOf({
  from,
  upTo,
}: ReplyDraft): { readonly amount: string | { min?: string; max?: string } } | { readonly wrong: DraftField } {
  const least = from.trim() === '' ? undefined : decimal(from);
  const most = upTo.trim() === '' ? undefined : decimal(upTo);
  if (from.trim() !== '' && least === undefined) return { wrong: 'from' };
  if (upTo.trim() !== '' && most === undefined) return { wrong: 'upTo' };
  if (most === undefined) return { amount: least ?? '' };
  if (least !== undefined && Number(least) > Number(most)) return { wrong: 'upTo' };
  return { amount: { ...(least === undefined ? {} : { min: least }), max: most } };
}

type Share = string | { readonly min: string; readonly max: string };

/** `Dy 0.08 %; Tb 0.5-0.8 %` */
function fractionsOf(text: string): Record<string, Share> | undefined {
  const fractions: Record<string, Share> = {};
  for (const piece of text.normalize('NFKC').split(/[;\n]/)) {
    if (piece.trim() === '') continue;
    const [, element, least = '', percent, most, percentToo] =
      /^\s*([A-Z][a-z]?)\s*[:=]?\s*([\d.,]+)\s*(%?)(?:\s*[-–]\s*([\d.,]+)\s*(%?))?\s*$/.exec(piece) ?? [];
    const isPercent = percent === '%' || percentToo === '%';
    const shares = [least, ...(most === undefined ? [] : [most])].map(decimal);
    const [from, upTo = from] = shares;
    if (element === undefined || from === undefined || upTo === undefined || shares.includes(undefined))
      return undefined;
    if (Number(from) > Number(upTo) || Number(upTo) > (isPercent ? 100 : 1)) return undefined;
    const said = (figure: string) => (isPercent ? `${figure} %` : figure);
    fractions[element] = most === undefined ? said(from) : { min: said(from), max: said(upTo) };
  }
  return fractions;
}

/** @example readDraft(question, { ...emptyDraft(question), from: '10', upTo: '12', currency: 'EUR', basis: 'cost' }) // a range */
export function readDraft({ fact, unit }: SupplierQuestion, draft: ReplyDraft): DraftRead {
  if (draft.isUnknown) return { is: 'reply', reply: { is: 'unknown' } };
  switch (fact) {
    case 'value':
    case 'quantity': {
      const { from, upTo, currency, basis } = draft;
      if ([from, upTo].every((text) => text.trim() === '')) return { is: 'empty' };
      const read = amountOf(draft);
      if ('wrong' in read) return wrong(read.wrong);
      if (fact === 'quantity')
        return { is: 'reply', reply: { is: 'quantity', amount: read.amount, unit: draft.unit.trim() || unit } };
      if (!/^[A-Z]{3}$/.test(currency)) return wrong('currency');
      const known = BASES.find((each) => each === basis);
      return known === undefined
        ? wrong('basis')
        : { is: 'reply', reply: { is: 'value', amount: read.amount, currency, basis: known } };
    }
    case 'origin': {
      const steps = Object.fromEntries(STEPS.flatMap((step) => (draft[step] === '' ? [] : [[step, draft[step]]])));
      const { origin } = draft;
      if (origin === '' && Object.keys(steps).length === 0) return { is: 'empty' };
      return {
        is: 'reply',
        reply: {
          is: 'origin',
          ...(origin === '' ? {} : { origin }),
          ...(Object.keys(steps).length === 0 ? {} : { steps }),
        },
      };
    }
    case 'class': {
      const code = draft.code.normalize('NFKC').trim();
      const massFractions = fractionsOf(draft.fractions);
      if (massFractions === undefined) return wrong('fractions');
      const hasFractions = Object.keys(massFractions).length > 0;
      if (code === '' && !hasFractions) return { is: 'empty' };
      return {
        is: 'reply',
        reply: { is: 'class', ...(code === '' ? {} : { code }), ...(hasFractions ? { massFractions } : {}) },
      };
    }
    case 'content':
      return draft.holds === 'yes' || draft.holds === 'no'
        ? { is: 'reply', reply: { is: 'content', holds: draft.holds } }
        : { is: 'empty' };
  }
}
