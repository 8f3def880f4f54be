import type { ExportFacts } from '@ytterby/core';
import { Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CountriesSelect, CountrySelect } from '../../components/country.tsx';
import { ManySelect } from '../../components/many-select.tsx';
import { endUserPath, withEndUser } from './export-form.ts';
import { type FactField, FORMS_OFFERED, YES_NO, SILENCE_SAYS } from './fact-fields.ts';
import { factAt, type FactPath, withFact } from './fact-path.ts';
import { FactProblem } from './fact-problems.tsx';
import { useElementOptions, useValueWord } from './words.ts';

interface FactInputProps {
  readonly field: FactField;
  readonly facts: ExportFacts;
  readonly onChange: (facts: ExportFacts) => void;
  /** Of the element that the label points at. */
  readonly id: string;
  /** Id of what names it, for a group of several elements. */
  readonly labelledBy?: string;
}

/** A field for one fact, with what the service found wrong with it. An empty one says that the fact is unknown. */
export function FactInput(props: FactInputProps) {
  const { field, facts } = props;
  return (
    <>
      <BareInput {...props} />
      {'path' in field && <FactProblem facts={facts} path={field.path} />}
    </>
  );
}

function BareInput({ field, facts, onChange, id, labelledBy }: FactInputProps) {
  const { t } = useTranslation('ask');
  const word = useValueWord();
  const group = labelledBy === undefined ? {} : { 'aria-labelledby': labelledBy };
  if (field.kind === 'end-user') return <EndUserInput facts={facts} onChange={onChange} id={id} {...group} />;
  if (field.kind === 'chip') return <ChipInput facts={facts} onChange={onChange} id={id} {...group} />;
  const { path } = field;
  const value = stated(factAt(facts, path));
  const set = (next: unknown) => onChange(withFact(facts, path, next));
  switch (field.kind) {
    case 'country':
      return <CountryInput id={id} value={value} onChange={set} />;
    case 'text':
      return <TextInput id={id} value={value} onChange={set} />;
    case 'elements':
      return <ElementsInput id={id} value={value} onChange={set} />;
    case 'choice': {
      const plain = path.filter((step) => typeof step === 'string').join('.');
      // A list entry, or none of them, stands alone; else the field holds a list.
      const isEntry = plain === 'parties.listEntry';
      const isApart = SILENCE_SAYS.has(plain);
      const options = [...field.values, ...(isApart ? ['unknown'] : [])].map((each) => ({
        value: each,
        label: word(plain, each),
      }));
      const said = isApart ? factAt(facts, path) : value;
      const chosen = Array.isArray(said) ? (said as readonly string[])[0] : said;
      return (
        <ChoiceInput
          id={id}
          value={chosen}
          options={options}
          silence={isApart ? t('notStated') : t('unknown')}
          onChange={(next) => set(isEntry && next !== undefined && !isWord(next) ? [next] : next)}
          {...group}
        />
      );
    }
    case 'choices':
      return (
        <ManySelect
          id={id}
          className="full"
          placeholder={t('noneTold')}
          options={field.values.map((each) => ({ value: each, label: word('', each) }))}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={(chosen) => set(chosen.length === 0 ? undefined : chosen)}
        />
      );
    case 'countries':
      return <StopsInput id={id} value={factAt(facts, path)} onChange={set} />;
    case 'element':
      return (
        <ChoiceInput
          id={id}
          value={elementStated(facts, path, field.element)}
          options={YES_NO.map((each) => ({ value: each, label: word('', each) }))}
          onChange={(next) => onChange(withElement(facts, path, field.element, next))}
          {...group}
        />
      );
    case 'item':
      return <ItemInput id={id} facts={facts} path={path} onChange={onChange} {...group} />;
    case 'contains':
      return <ContainsInput id={id} facts={facts} path={path} onChange={onChange} {...group} />;
    case 'value':
      return (
        <div className="money" role="group" {...group}>
          <TextInput
            id={id}
            value={factAt(facts, [...path, 'amount'])}
            numeric
            onChange={(amount) => set(amount === undefined ? undefined : { currency: currencyOf(facts), amount })}
          />
          <input
            className="text-input currency"
            aria-label={t('fields.currency')}
            value={currencyOf(facts, factAt(facts, [...path, 'currency']))}
            maxLength={3}
            onChange={({ target }) =>
              onChange(withFact(facts, [...path, 'currency'], target.value.toUpperCase() || undefined))
            }
          />
        </div>
      );
    case 'amount':
      return <TextInput id={id} value={value} numeric onChange={set} />;
  }
}

const isWord = (value: string): boolean => value === 'none' || value === 'unknown';

/** `unknown` in the facts is an empty field. */
const stated = (value: unknown): unknown => (value === 'unknown' ? undefined : value);

interface InputProps<Value> {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: Value | undefined) => void;
}

interface TextInputProps extends InputProps<string> {
  readonly numeric?: boolean;
  /** More than a line may be said. */
  readonly long?: boolean;
  /** Read out, where no label stands beside it. */
  readonly name?: string;
  readonly placeholder?: string;
}

/** The browser's own field: Ant Design's would make the first screen larger by a tenth. */
export function TextInput({ id, value, onChange, numeric = false, long = false, name, placeholder }: TextInputProps) {
  const { t } = useTranslation('ask');
  const label = name === undefined ? {} : { 'aria-label': name };
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const set = (text: string) => onChange(text === '' ? undefined : text);
  if (long)
    return (
      <textarea
        id={id}
        className="text-input"
        rows={1}
        value={shown}
        onChange={({ target }) => set(target.value)}
        {...label}
      />
    );
  return (
    <input
      id={id}
      className="text-input"
      value={shown}
      placeholder={placeholder ?? (numeric ? t('unknown') : '')}
      inputMode={numeric ? 'decimal' : 'text'}
      onChange={({ target }) => set(target.value)}
      {...label}
    />
  );
}

export function CountryInput({ id, value, onChange, name }: InputProps<string> & { readonly name?: string }) {
  const { t } = useTranslation('ask');
  return (
    <CountrySelect
      id={id}
      placeholder={name ?? t('unknown')}
      allowClear
      {...(name === undefined ? {} : { 'aria-label': name })}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
    />
  );
}

/** Countries in the order in which they are passed; of a stop that is not known it can be said that it is. */
function StopsInput({ id, value, onChange }: InputProps<string[]>) {
  const { t } = useTranslation('ask');
  return (
    <CountriesSelect
      id={id}
      className="full"
      placeholder={t('noneTold')}
      unknown={t('unknown')}
      value={Array.isArray(value) ? (value as string[]) : value === 'unknown' ? ['unknown'] : []}
      onChange={(stops) => onChange(stops.length === 0 ? undefined : stops)}
    />
  );
}

export function ElementsInput({ id, value, onChange, name }: InputProps<string[]> & { readonly name?: string }) {
  const { t } = useTranslation('ask');
  return (
    <Select
      id={id}
      mode="multiple"
      className="full"
      placeholder={name ?? t('unknown')}
      options={useElementOptions()}
      optionRender={({ data }) => data.search}
      showSearch={{ optionFilterProp: 'search', filterSort: bySymbol }}
      tokenSeparators={[' ', ',', '，', '、', ';', '-', '–']}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={(elements: string[]) => onChange(elements.length === 0 ? undefined : elements)}
      {...(name === undefined ? {} : { 'aria-label': name })}
    />
  );
}

/** The element whose symbol was typed comes before those whose name contains it. */
function bySymbol(
  a: { value?: unknown },
  b: { value?: unknown },
  { searchValue }: { readonly searchValue: string },
): number {
  const typed = searchValue.toLowerCase();
  const isIt = ({ value }: { value?: unknown }) => Number(String(value).toLowerCase() === typed);
  return isIt(b) - isIt(a);
}

interface ChoiceInputProps extends InputProps<string> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What an empty field says; default: that it is unknown. */
  readonly silence?: string;
  readonly 'aria-labelledby'?: string;
}

/** Few choices are seen at once, many are searched. The choice can be taken back. */
export function ChoiceInput({ id, value, options, onChange, silence, ...named }: ChoiceInputProps) {
  const { t } = useTranslation('ask');
  const empty = silence ?? t('unknown');
  if (options.length <= 4)
    return (
      <Radio.Group
        id={id}
        value={value ?? ''}
        options={[...options, { value: '', label: empty }]}
        onChange={({ target }) => onChange(target.value === '' ? undefined : (target.value as string))}
        {...named}
      />
    );
  return (
    <Select
      id={id}
      className="full"
      allowClear
      placeholder={empty}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...options]}
      value={typeof value === 'string' ? value : null}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
      {...named}
    />
  );
}

interface GroupProps extends Omit<FactInputProps, 'field' | 'labelledBy'> {
  readonly 'aria-labelledby'?: string;
}

function EndUserInput({ facts, onChange, id, ...named }: GroupProps) {
  const { t } = useTranslation('ask');
  const word = useValueWord();
  const at = (field: string) => stated(factAt(facts, [...endUserPath(facts), field]));
  const yesNo = YES_NO.map((each) => ({ value: each, label: word('', each) }));
  return (
    <div className="fields" role="group" {...named}>
      <Field id={id} label={t('fields.name')}>
        <TextInput id={id} value={at('name')} onChange={(value) => onChange(withEndUser(facts, 'name', value))} />
      </Field>
      <Field id={`${id}-country`} label={t('fields.country')}>
        <CountryInput
          id={`${id}-country`}
          value={at('country')}
          onChange={(value) => onChange(withEndUser(facts, 'country', value))}
        />
      </Field>
      <Field id={`${id}-military`} label={t('fields.military')}>
        <ChoiceInput
          id={`${id}-military`}
          value={at('military')}
          options={yesNo}
          onChange={(value) => onChange(withEndUser(facts, 'military', value))}
        />
      </Field>
      <Field id={`${id}-owners`} label={t('fields.owners')}>
        <ChoiceInput
          id={`${id}-owners`}
          value={Array.isArray(at('owners')) ? 'listed' : at('owners')}
          options={[
            { value: 'none', label: word('parties.owners', 'none') },
            ...(Array.isArray(at('owners')) ? [{ value: 'listed', label: t('fields.ownersStated') }] : []),
          ]}
          onChange={(value) => value !== 'listed' && onChange(withEndUser(facts, 'owners', value))}
        />
      </Field>
    </div>
  );
}

function ChipInput({ facts, onChange, id, ...named }: GroupProps) {
  const { t } = useTranslation('ask');
  const field = (name: 'logicNodeNm' | 'memoryLayers') => (
    <Field id={`${id}-${name}`} label={t(`fields.${name}`)}>
      <TextInput
        id={`${id}-${name}`}
        numeric
        value={stated(factAt(facts, ['endUse', name]))}
        onChange={(value) => onChange(withFact(facts, ['endUse', name], value))}
      />
    </Field>
  );
  return (
    <div className="fields" role="group" {...named}>
      {field('logicNodeNm')}
      {field('memoryLayers')}
    </div>
  );
}

interface PartProps extends GroupProps {
  readonly path: FactPath;
}

function ItemInput({ facts, path, onChange, id, ...named }: PartProps) {
  const { t } = useTranslation('ask');
  const word = useValueWord();
  const set = (field: string) => (value: unknown) => onChange(withFact(facts, [...path, field], value));
  return (
    <div className="fields" role="group" {...named}>
      <Field id={id} label={t('fields.form')}>
        <ChoiceInput
          id={id}
          value={stated(factAt(facts, [...path, 'form']))}
          options={FORMS_OFFERED.map((each) => ({ value: each, label: word('', each) }))}
          onChange={set('form')}
        />
      </Field>
      <Field id={`${id}-elements`} label={t('fields.elements')}>
        <ElementsInput id={`${id}-elements`} value={factAt(facts, [...path, 'elements'])} onChange={set('elements')} />
      </Field>
    </div>
  );
}

function ContainsInput({ facts, path, onChange, id, ...named }: PartProps) {
  const { t } = useTranslation('ask');
  const value = factAt(facts, path);
  const isListed = Array.isArray(value);
  const choice = isListed ? 'materials' : stated(value);
  return (
    <div className="stack tight" role="group" {...named}>
      <ChoiceInput
        id={id}
        value={choice}
        options={[
          { value: 'none', label: t('values.noRareEarths') },
          { value: 'materials', label: t('values.thisMaterial') },
        ]}
        onChange={(next) => onChange(withFact(facts, path, next === 'materials' ? [{}] : next))}
      />
      {isListed && <ItemInput id={`${id}-0`} facts={facts} path={[...path, 0]} onChange={onChange} />}
    </div>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly wide?: boolean;
  readonly children: React.ReactNode;
}

/** A field with its label, and a word of help under it. */
export function Field({ id, label, help, wide = false, children }: FieldProps) {
  return (
    <div className={`field ${wide ? 'wide' : ''}`}>
      <label htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      {children}
      {help !== undefined && <p className="help">{help}</p>}
    </div>
  );
}

/** The currency that the rest of the bill counts in, so that no rate is needed. */
function currencyOf(facts: ExportFacts, stated?: unknown): string {
  if (typeof stated === 'string') return stated;
  for (const { value } of facts.bom?.parts ?? []) {
    if (typeof value === 'object' && 'amount' in value && value.currency !== undefined) return value.currency;
  }
  return 'CNY';
}

function elementStated(facts: ExportFacts, path: FactPath, element: string): string | undefined {
  const elements = factAt(facts, [...path, 'elements']);
  if (Array.isArray(elements) && elements.includes(element)) return 'yes';
  const open = factAt(facts, [...path, 'mayContain']);
  return Array.isArray(open) && open.includes(element) ? undefined : 'no';
}

function withElement(facts: ExportFacts, path: FactPath, element: string, answer: string | undefined): ExportFacts {
  const listOf = (field: string) => {
    const found = factAt(facts, [...path, field]);
    return (Array.isArray(found) ? (found as string[]) : []).filter((each) => each !== element);
  };
  const elements = answer === 'yes' ? [...listOf('elements'), element] : listOf('elements');
  const open = answer === undefined ? [...listOf('mayContain'), element] : listOf('mayContain');
  const some = (list: string[]) => (list.length === 0 ? undefined : list);
  return withFact(withFact(facts, [...path, 'elements'], some(elements)), [...path, 'mayContain'], some(open));
}
