import { unitNamed } from '@ytterby/core';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Input as Given, Reply } from '../../api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { useText } from '../../i18n/index.ts';

type Body = Given<'notice.issue'>['body'];
type Amount = Body['amount'];
type Template = Reply<'notice-template.get'>['template'];
type Verdict = 'met' | 'not-met' | 'unknown';

/** A quantity as it is typed: empty = not known. */
export interface AmountTyped {
  readonly quantity?: string | undefined;
  readonly unit?: string | undefined;
}
/** What a notice says, as it is typed. */
export interface SaidTyped {
  readonly amount?: AmountTyped;
  readonly limbs?: Readonly<Record<string, Verdict>>;
  readonly share?: { readonly value?: string; readonly max?: string; readonly source?: string };
  readonly filled?: Readonly<Record<string, string | undefined>>;
}
/** Whoever is given a notice by a link. */
export interface PartyTyped {
  readonly name: string;
  readonly country: string;
}

const typed = (text: string | undefined): string | undefined => {
  const value = text?.trim() ?? '';
  return value === '' ? undefined : value;
};

/** @example amountIn({ quantity: ' 60 ', unit: 'kg' }) // { quantity: '60', unit: 'KGM' } */
export function amountIn({ quantity, unit }: AmountTyped = {}): Amount {
  const named = typed(unit) ?? 'KGM';
  return { quantity: typed(quantity) ?? null, unit: unitNamed(named)?.code ?? named };
}

/** What was typed, as the service takes it. */
export function saidIn({
  amount,
  limbs = {},
  share,
  filled = {},
}: SaidTyped): Pick<Body, 'amount' | 'limbs' | 'share' | 'filled'> {
  const [value, max] = [typed(share?.value), typed(share?.max)];
  return {
    amount: amountIn(amount),
    limbs,
    share: {
      value: max === undefined ? (value ?? 'unknown') : { ...(value === undefined ? {} : { min: value }), max },
      source: typed(share?.source) ?? null,
    },
    filled: Object.fromEntries(
      Object.entries(filled).flatMap(([id, text]) => (typed(text) === undefined ? [] : [[id, text ?? '']])),
    ),
  };
}

/** The way back: what a draft or a received notice says, as the fields show it. */
export function typedShare({ value, source }: Body['share']): NonNullable<SaidTyped['share']> {
  const more = source === null ? {} : { source };
  if (typeof value !== 'string')
    return {
      ...(value.min === undefined ? {} : { value: value.min }),
      ...(value.max === undefined ? {} : { max: value.max }),
      ...more,
    };
  return value === 'unknown' ? more : { value, ...more };
}
export const typedAmount = ({ quantity, unit }: Amount): AmountTyped => ({
  unit,
  ...(quantity === null ? {} : { quantity }),
});

/** Units that goods of this trade are counted in; another can be typed. */
const UNITS = ['KGM', 'GRM', 'TNE', 'H87', 'SET', 'MTR', 'LTR'];

interface AmountFieldProps {
  readonly name: readonly (string | number)[];
  readonly label: string;
  readonly extra?: string;
}

/** A quantity with its unit. */
export function AmountField({ name, label, extra }: AmountFieldProps) {
  const { t } = useTranslation('notices');
  return (
    <div className="amount-field">
      <Form.Item name={[...name, 'quantity']} label={label} extra={extra ?? t('form.quantityHint')}>
        <Input inputMode="decimal" maxLength={40} />
      </Form.Item>
      <Form.Item name={[...name, 'unit']} label={t('form.unit')} initialValue="KGM" rules={[{ required: true }]}>
        <Select
          showSearch
          aria-label={`${label}: ${t('form.unit')}`}
          options={UNITS.map((value) => ({ value, label: value }))}
        />
      </Form.Item>
    </div>
  );
}

/** Name and country of somebody who is not registered here. */
export function OutsidePartyFields({ at }: { readonly at: string }) {
  const { t } = useTranslation('notices');
  return (
    <>
      <Form.Item name={[at, 'name']} label={t('form.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name={[at, 'country']} label={t('form.country')} rules={[{ required: true }]}>
        <CountrySelect />
      </Form.Item>
    </>
  );
}

/** What the goods are: the lot that the holder makes of them. */
export function LotFields() {
  const { t } = useTranslation('notices');
  const needed = [{ required: true, whitespace: true }];
  return (
    <>
      <Form.Item name={['lot', 'item']} label={t('item')} rules={needed}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name={['lot', 'number']} label={t('form.lotNumber')} rules={needed}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name={['lot', 'controlCode']} label={t('code')}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

interface SaidFieldsProps {
  readonly template: Template;
  readonly limbs: readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[];
}

/** What the notice says: by the fields of the form, in their order. What the chain itself knows is not asked again. */
export function SaidFields({ template, limbs }: SaidFieldsProps) {
  const { t } = useTranslation('notices');
  const text = useText();
  const verdicts = (['met', 'not-met', 'unknown'] as const).map((value) => ({ value, label: t(`verdicts.${value}`) }));
  return (
    <>
      <AmountField name={['amount']} label={t('form.amount')} />
      {template.fields.map(({ id, type, label, help, required }) => {
        const hint = help === undefined ? {} : { extra: text(help) };
        const rules = [{ required: required === 'yes', whitespace: required === 'yes' }];
        switch (type) {
          case 'limbs':
            return (
              <fieldset key={id} className="limbs">
                <legend>{text(label)}</legend>
                {limbs.map((limb) => (
                  <Form.Item
                    key={limb.id}
                    name={['limbs', limb.id]}
                    label={text(limb.name)}
                    initialValue="unknown"
                    rules={[{ required: true }]}
                  >
                    <Select options={verdicts} />
                  </Form.Item>
                ))}
              </fieldset>
            );
          case 'share':
            return (
              <fieldset key={id} className="limbs">
                <legend>{text(label)}</legend>
                <Form.Item name={['share', 'value']} label={t('form.share')} extra={t('form.shareHint')} rules={rules}>
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item name={['share', 'max']} label={t('form.shareMax')} extra={t('form.shareMaxHint')}>
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item name={['share', 'source']} label={t('form.shareSource')} {...hint}>
                  <Input maxLength={500} />
                </Form.Item>
              </fieldset>
            );
          case 'text':
          case 'long-text':
          case 'day':
            return (
              <Form.Item key={id} name={['filled', id]} label={text(label)} rules={rules} {...hint}>
                {type === 'text' ? (
                  <Input maxLength={20_000} />
                ) : type === 'day' ? (
                  <Input type="date" />
                ) : (
                  <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={20_000} />
                )}
              </Form.Item>
            );
          default:
            return null;
        }
      })}
    </>
  );
}
