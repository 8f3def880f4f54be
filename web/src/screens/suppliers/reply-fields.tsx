import type { SupplierQuestion } from '@ytterby/core/supplier-questions';
import { Checkbox, Input, Radio, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CountrySelect } from '../../components/country.tsx';
import { useText } from '../../i18n/index.ts';
import { BASES, type DraftField, type ReplyDraft, STEPS } from './reply-draft.ts';

const CURRENCIES = [
  'CNY',
  'EUR',
  'USD',
  'JPY',
  'KRW',
  'GBP',
  'TWD',
  'HKD',
  'INR',
  'VND',
  'MYR',
  'AUD',
  'CAD',
  'CHF',
  'SEK',
];

interface ReplyFieldsProps {
  readonly question: SupplierQuestion;
  readonly draft: ReplyDraft;
  readonly wrong: DraftField | undefined;
  readonly onChange: (draft: ReplyDraft) => void;
}

/** One question with the fields that its answer needs. */
export function ReplyFields({ question, draft, wrong, onChange }: ReplyFieldsProps) {
  const { t } = useTranslation('suppliers');
  const text = useText();
  const id = useId();
  const put = (change: Partial<ReplyDraft>) => onChange({ ...draft, ...change });
  return (
    <fieldset className="supplier-reply">
      <legend>{text(question.text)}</legend>
      {question.description !== null && <p className="small soft">{question.description}</p>}
      <div className="supplier-fields">
        {!draft.isUnknown && <FieldsOf id={id} question={question} draft={draft} wrong={wrong} put={put} />}
        <Checkbox checked={draft.isUnknown} onChange={({ target }) => put({ isUnknown: target.checked })}>
          {t('form.unknown')}
        </Checkbox>
      </div>
      <Field id={`${id}-remark`} label={t('form.remark')} wide>
        <Input
          id={`${id}-remark`}
          maxLength={2000}
          value={draft.remark}
          onChange={({ target }) => put({ remark: target.value })}
        />
      </Field>
    </fieldset>
  );
}

interface FieldsOfProps extends Omit<ReplyFieldsProps, 'onChange'> {
  readonly id: string;
  readonly put: (change: Partial<ReplyDraft>) => void;
}

function FieldsOf({ id, question: { fact, unit }, draft, wrong, put }: FieldsOfProps) {
  const { t } = useTranslation('suppliers');
  const typed = (field: 'from' | 'upTo' | 'unit' | 'code' | 'fractions', label: string, mode?: 'decimal') => (
    <Field id={`${id}-${field}`} label={label} wrong={wrong === field ? field : undefined} wide={field === 'fractions'}>
      <Input
        id={`${id}-${field}`}
        {...(mode === undefined ? {} : { inputMode: mode })}
        maxLength={field === 'fractions' ? 1000 : 200}
        value={draft[field]}
        {...(wrong === field ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={({ target }) => put({ [field]: target.value })}
      />
    </Field>
  );
  const country = (field: 'origin' | (typeof STEPS)[number]) => (
    <Field key={field} id={`${id}-${field}`} label={t(`fields.${field}`)}>
      <CountrySelect
        id={`${id}-${field}`}
        allowClear
        value={draft[field] === '' ? null : draft[field]}
        onChange={(code) => put({ [field]: code ?? '' })}
      />
    </Field>
  );
  switch (fact) {
    case 'value':
      return (
        <>
          <p className="small soft whole">{t('form.perUnit', { unit })}</p>
          {typed('from', t('form.from'), 'decimal')}
          {typed('upTo', t('form.upTo'), 'decimal')}
          <Field id={`${id}-currency`} label={t('form.currency')} wrong={wrong === 'currency' ? wrong : undefined}>
            <Select
              id={`${id}-currency`}
              showSearch
              value={draft.currency === '' ? null : draft.currency}
              placeholder={t('form.choose')}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
              onChange={(currency: string) => put({ currency })}
            />
          </Field>
          <Field id={`${id}-basis`} label={t('form.basis')} wrong={wrong === 'basis' ? wrong : undefined}>
            <Select
              id={`${id}-basis`}
              value={draft.basis === '' ? null : draft.basis}
              placeholder={t('form.choose')}
              options={BASES.map((value) => ({ value, label: t(`bases.${value}`) }))}
              onChange={(basis: string) => put({ basis })}
            />
          </Field>
        </>
      );
    case 'quantity':
      return (
        <>
          {typed('from', t('form.from'), 'decimal')}
          {typed('upTo', t('form.upTo'), 'decimal')}
          {typed('unit', t('form.unit'))}
        </>
      );
    case 'origin':
      return (
        <>
          {country('origin')}
          {STEPS.map(country)}
        </>
      );
    case 'class':
      return (
        <>
          {typed('code', t('form.code'))}
          {typed('fractions', t('form.fractions'))}
        </>
      );
    case 'content':
      return (
        <Radio.Group value={draft.holds} onChange={({ target }) => put({ holds: String(target.value) })}>
          <Radio value="yes">{t('form.yes')}</Radio>
          <Radio value="no">{t('form.no')}</Radio>
        </Radio.Group>
      );
  }
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly wrong?: DraftField | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Field({ id, label, wrong, wide = false, children }: FieldProps) {
  const { t } = useTranslation('suppliers');
  return (
    <div className={`supplier-field ${wide ? 'whole' : ''}`}>
      <label htmlFor={id}>{label}</label>
      {children}
      {wrong !== undefined && (
        <span className="cell-error" role="alert">
          {t(`form.wrongs.${wrong as 'from'}`)}
        </span>
      )}
    </div>
  );
}
