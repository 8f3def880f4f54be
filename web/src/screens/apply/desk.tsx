import type { Application } from '@ytterby/core/licensing';
import { Radio, Select } from 'antd';
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { CountriesSelect, CountrySelect } from '../../components/country.tsx';
import { useText } from '../../i18n/index.ts';
import { fieldAt, textAt, withField } from './fields.ts';
import type { Finding } from './lint.ts';
import '../../components/native.css';

/** The application on which a page works, and what the lint says of it. */
export interface DeskOf {
  readonly application: Application;
  readonly change: (next: Application) => void;
  readonly findings: readonly Finding[];
}

const Desk = createContext<DeskOf | undefined>(undefined);
export const DeskProvider = Desk.Provider;

export function useDesk(): DeskOf & { readonly put: (field: string, value: unknown) => void } {
  const desk = useContext(Desk);
  if (desk === undefined) throw new Error('a field stands outside an application');
  return { ...desk, put: (field, value) => desk.change(withField(desk.application, field, value)) };
}

/** Goes to a field, or to the part of the page in which it lies. */
export function focusField(field: string): void {
  for (let path = field; path !== ''; path = path.replace(/(^|\.|\[)[^.[]*$/, '')) {
    const found = document.getElementById(path);
    if (!found) continue;
    const input = found.matches('input, textarea, button') ? found : found.querySelector<HTMLElement>('input, button');
    (input ?? found).focus({ preventScroll: true });
    found.scrollIntoView({ block: 'center' });
    return;
  }
}

/** Findings that say only that nothing stands there yet: a mark, and no reproach while somebody is still filling it in. */
const ABSENT: ReadonlySet<Finding['code']> = new Set(['field-missing', 'proof-field-missing', 'movement-missing']);

export interface FieldOf {
  /** Path in the application. */
  readonly field: string;
  readonly label: string;
  readonly help?: string;
  readonly wide?: boolean;
}

function Row({ field, label, help, wide = false, children }: FieldOf & { readonly children: ReactNode }) {
  const { t } = useTranslation('apply');
  const text = useText();
  const { findings } = useDesk();
  const here = findings.filter((found) => found.field === field);
  const isNeeded = here.some(({ code, severity }) => ABSENT.has(code) && severity === 'error');
  return (
    <div className={`field ${wide ? 'wide' : ''}`}>
      <label htmlFor={field} id={`${field}-label`}>
        {label}
        {isNeeded && <span className="needed"> {t('edit.needed')}</span>}
      </label>
      {children}
      {help !== undefined && <p className="help">{help}</p>}
      {here
        .filter(({ code }) => !ABSENT.has(code))
        .map((found) => (
          <p key={`${found.code} ${text(found.text)}`} className={found.severity === 'error' ? 'wrong' : 'doubtful'}>
            {text(found.text)}
          </p>
        ))}
    </div>
  );
}

/** A field of text. An empty one says nothing. */
export function TextField({
  long = false,
  numeric = false,
  autoComplete = 'off',
  type = 'text',
  likely,
  ...row
}: FieldOf & {
  readonly long?: boolean;
  readonly numeric?: boolean;
  readonly autoComplete?: string;
  readonly type?: 'text' | 'email' | 'tel' | 'date';
  /** What is likely meant; anything else can be typed. */
  readonly likely?: readonly { readonly value: string; readonly label: string }[];
}) {
  const { application, put } = useDesk();
  const { field } = row;
  const value = textAt(application, field) ?? '';
  const set = (text: string) => put(field, text === '' ? undefined : text);
  return (
    <Row {...row}>
      {long ? (
        <textarea
          id={field}
          className="text-input"
          rows={2}
          maxLength={20_000}
          value={value}
          onChange={({ target }) => set(target.value)}
        />
      ) : (
        <input
          id={field}
          className={type === 'date' ? 'native' : 'text-input'}
          type={type}
          maxLength={500}
          autoComplete={autoComplete}
          inputMode={numeric ? 'decimal' : 'text'}
          value={value}
          onChange={({ target }) => set(numeric ? target.value.replaceAll(/[,，\s]/g, '') : target.value)}
          {...(likely && { list: `${field}-likely` })}
        />
      )}
      {likely && (
        <datalist id={`${field}-likely`}>
          {likely.map((each) => (
            <option key={each.value} value={each.value} label={each.label} />
          ))}
        </datalist>
      )}
    </Row>
  );
}

/** A day. The browser's own field: it speaks the reader's language and takes the keyboard. */
export function DayField(row: FieldOf) {
  return <TextField {...row} type="date" />;
}

/** Three letters, however they were typed. */
export function CurrencyField(row: FieldOf) {
  const { application, put } = useDesk();
  return (
    <Row {...row}>
      <input
        id={row.field}
        className="text-input"
        maxLength={3}
        autoComplete="off"
        value={textAt(application, row.field) ?? ''}
        onChange={({ target }) => put(row.field, target.value.toUpperCase() || undefined)}
      />
    </Row>
  );
}

export function CountryField(row: FieldOf) {
  const { application, put } = useDesk();
  return (
    <Row {...row}>
      <CountrySelect
        id={row.field}
        allowClear
        value={textAt(application, row.field) ?? null}
        onChange={(code) => put(row.field, code)}
      />
    </Row>
  );
}

export function CountriesField(row: FieldOf) {
  const { application, put } = useDesk();
  const value = fieldAt(application, row.field);
  return (
    <Row {...row}>
      <CountriesSelect
        id={row.field}
        className="full"
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={(codes) => put(row.field, codes.length === 0 ? undefined : codes)}
      />
    </Row>
  );
}

interface ChoiceProps extends FieldOf {
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  /** Few choices are all seen at once. */
  readonly open?: boolean;
  /** One below the other. */
  readonly tall?: boolean;
}

export function ChoiceField({ options, open = false, tall = false, ...row }: ChoiceProps) {
  const { application, put } = useDesk();
  const { field } = row;
  const value = fieldAt(application, field);
  return (
    <Row {...row}>
      {open ? (
        <Radio.Group
          id={field}
          aria-labelledby={`${field}-label`}
          className={tall ? 'choices tall' : 'choices'}
          value={value ?? null}
          options={[...options]}
          onChange={({ target }) => put(field, target.value)}
        />
      ) : (
        <Select
          id={field}
          className="full"
          allowClear
          // A dozen at most: all of them are there for whoever reads them out.
          virtual={false}
          value={(value ?? null) as string | null}
          options={[...options]}
          onChange={(next) => put(field, next ?? undefined)}
        />
      )}
    </Row>
  );
}

export function YesNoField(row: FieldOf) {
  const { t } = useTranslation('apply');
  return (
    <ChoiceField
      {...row}
      open
      options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`fields.${value}`) }))}
    />
  );
}
