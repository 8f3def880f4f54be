import type { ExportFacts } from '@ytterby/core';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { BillFile } from './bill-file.tsx';
import { type Bill, billOf, type BillRow, EMPTY_BILL, withBill } from './export-form.ts';
import { FORMS_OFFERED } from './fact-fields.ts';
import { ChoiceInput, CountryInput, ElementsInput, Field, TextInput } from './fact-input.tsx';
import { useValueWord } from './words.ts';

interface BillFieldsProps {
  readonly facts: ExportFacts;
  readonly onChange: (facts: ExportFacts) => void;
}

const CURRENCIES = ['CNY', 'USD', 'EUR', 'JPY', 'GBP', 'KRW', 'CHF'];

/** What the product is made of, one level deep. A bill with tiers comes from a file or an example, and is only shown. */
export function BillFields({ facts, onChange }: BillFieldsProps) {
  const { t } = useTranslation('ask');
  const word = useValueWord();
  const id = useId();
  const fromFacts = billOf(facts);
  // A row has no name until it is typed, and the facts have none without: what is being typed is kept beside them.
  const [typed, setTyped] = useState<{ readonly bill: Bill; readonly bom: ExportFacts['bom'] }>({
    bill: EMPTY_BILL,
    bom: undefined,
  });
  if (fromFacts === undefined)
    return (
      <div className="notice bill-as-is">
        <p>{t('bill.asIs', { count: facts.bom?.parts.length ?? 0 })}</p>
        <Button size="small" onClick={() => onChange(withBill(facts, EMPTY_BILL))}>
          {t('bill.drop')}
        </Button>
      </div>
    );
  const bill = typed.bom === facts.bom ? typed.bill : fromFacts;
  const put = (next: Bill) => {
    const changed = withBill(facts, next);
    setTyped({ bill: next, bom: changed.bom });
    onChange(changed);
  };
  const change = (place: number, field: keyof BillRow) => (value: unknown) =>
    put({
      ...bill,
      rows: bill.rows.map((row, index) => (index === place ? changedRow(row, field, value) : row)),
    });
  return (
    <div className="bill">
      {bill.rows.map((row, place) => (
        <div key={place} className="bill-row" role="group" aria-label={row.name || t('bill.row', { n: place + 1 })}>
          <TextInput
            id={`${id}-${place}-name`}
            name={t('bill.name')}
            placeholder={t('bill.name')}
            value={row.name}
            onChange={(value) => change(place, 'name')(value ?? '')}
          />
          <Select
            aria-label={t('fields.form')}
            allowClear
            placeholder={t('fields.form')}
            value={row.form ?? null}
            options={FORMS_OFFERED.map((value) => ({ value, label: word('', value) }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(value: string | null | undefined) => change(place, 'form')(value ?? undefined)}
          />
          <ElementsInput
            id={`${id}-${place}-elements`}
            name={t('fields.elements')}
            value={row.elements}
            onChange={(value) => change(place, 'elements')(value ?? [])}
          />
          <CountryInput
            id={`${id}-${place}-origin`}
            name={t('fields.origin')}
            value={row.origin}
            onChange={change(place, 'origin')}
          />
          <TextInput
            id={`${id}-${place}-value`}
            name={t('bill.value')}
            placeholder={t('bill.value')}
            numeric
            value={row.value}
            onChange={change(place, 'value')}
          />
          <Button
            type="text"
            aria-label={t('bill.remove', { name: row.name || t('bill.row', { n: place + 1 }) })}
            onClick={() => put({ ...bill, rows: bill.rows.filter((_, index) => index !== place) })}
          >
            <Icon name="close" />
          </Button>
        </div>
      ))}
      <div className="row">
        <Button size="small" onClick={() => put({ ...bill, rows: [...bill.rows, { name: '', elements: [] }] })}>
          <Icon name="add" /> {t('bill.add')}
        </Button>
        <BillFile onBill={(bom) => onChange({ ...withBill(facts, EMPTY_BILL), bom })} />
      </div>
      {bill.rows.length > 0 && (
        <div className="fields">
          <Field id={`${id}-value`} label={t('bill.productValue')}>
            <TextInput
              id={`${id}-value`}
              numeric
              value={bill.value}
              onChange={(value) => {
                const { value: _, ...rest } = bill;
                put(value === undefined ? rest : { ...rest, value });
              }}
            />
          </Field>
          <Field id={`${id}-currency`} label={t('fields.currency')}>
            <Select
              id={`${id}-currency`}
              value={bill.currency}
              options={[...new Set([...CURRENCIES, bill.currency])].map((value) => ({ value, label: value }))}
              onChange={(currency: string) => put({ ...bill, currency })}
            />
          </Field>
          <Field id={`${id}-rest`} label={t('bill.rest')} wide>
            <ChoiceInput
              id={`${id}-rest`}
              aria-labelledby={`${id}-rest-label`}
              value={bill.rest === 'unknown' ? undefined : bill.rest}
              options={[{ value: 'listed-below', label: t('bill.restNone') }]}
              onChange={(value) => {
                const { rest: _, ...others } = bill;
                put(value === undefined ? others : { ...others, rest: 'listed-below' });
              }}
            />
          </Field>
        </div>
      )}
    </div>
  );
}

function changedRow(row: BillRow, field: keyof BillRow, value: unknown): BillRow {
  const { [field]: _, ...rest } = row;
  return { ...rest, ...(value === undefined ? {} : { [field]: value }) } as BillRow;
}
