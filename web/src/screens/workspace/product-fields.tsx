import type { ExportFacts } from '@ytterby/core';
import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { type FactField, FORMS_OFFERED, TECHNOLOGIES_OFFERED } from '../ask/fact-fields.ts';
import { Field, FactInput, TextInput } from '../ask/fact-input.tsx';
import { factAt, type FactPath, withFact } from '../ask/fact-path.ts';
import { useValueWord } from '../ask/words.ts';
import type { Editing } from './editing.ts';
import { Pairs, Wrong } from './editor.tsx';

export type Product = Reply<'product.get'>;
export type ProductDraft = Pick<Product, 'code' | 'name' | 'facts'>;

export const PRODUCT_PATHS = [
  '/body/code',
  '/body/name',
  '/body/facts/item',
  '/body/facts/madeIn',
  '/body/facts/origin',
];

/** The one line of an export: fields of facts are made for exports. */
const exportOf = (facts: Product['facts']): ExportFacts => ({ asOf: '', lines: [facts] });
const LINE: FactPath = ['lines', 0];

/** What is said of a product. Facts that have no field here stay as they are. */
export function ProductFields({ of: { draft, setDraft, wrongAt } }: { readonly of: Editing<ProductDraft> }) {
  const { t } = useTranslation(['workspace', 'ask']);
  const id = useId();
  const facts = exportOf(draft.facts);
  const put = ({ lines: [line] }: ExportFacts) => line && setDraft({ ...draft, facts: line });
  const fact = (name: string, label: string, field: FactField, more: { help?: string; wide?: boolean } = {}) => (
    <Field id={`${id}-${name}`} label={label} {...more}>
      <FactInput id={`${id}-${name}`} field={field} facts={facts} onChange={put} labelledBy={`${id}-${name}-label`} />
      <Wrong of={wrongAt(`/body/facts/${name.replace('item-', 'item/')}`)} />
    </Field>
  );
  const item = (name: string): FactPath => [...LINE, 'item', name];
  return (
    <div className="fields">
      <Field id={`${id}-code`} label={t('product.code')} help={t('product.codeHelp')}>
        <Input
          id={`${id}-code`}
          className="code"
          required
          value={draft.code}
          onChange={({ target }) => setDraft({ ...draft, code: target.value })}
        />
        <Wrong of={wrongAt('/body/code')} />
      </Field>
      <Field id={`${id}-name`} label={t('fields.name')}>
        <Input
          id={`${id}-name`}
          required
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
        <Wrong of={wrongAt('/body/name')} />
      </Field>
      <Field id={`${id}-item-description`} label={t('ask:fields.description')} help={t('ask:help.description')} wide>
        <TextInput
          id={`${id}-item-description`}
          long
          value={factAt(facts, item('description'))}
          onChange={(value) => put(withFact(facts, item('description'), value))}
        />
        <Wrong of={wrongAt('/body/facts/item/description')} />
      </Field>
      {fact('item-form', t('ask:fields.form'), { kind: 'choice', path: item('form'), values: FORMS_OFFERED })}
      {fact(
        'item-elements',
        t('ask:fields.elements'),
        { kind: 'elements', path: item('elements') },
        { help: t('ask:help.elements') },
      )}
      {fact('item-code', t('ask:fields.code'), { kind: 'text', path: item('code') }, { help: t('ask:help.code') })}
      {fact('item-hs', t('ask:fields.hs'), { kind: 'text', path: item('hs') }, { help: t('ask:help.hs') })}
      {factAt(facts, item('form')) === 'technology' &&
        fact('item-technologyFor', t('ask:fields.technologyFor'), {
          kind: 'choice',
          path: item('technologyFor'),
          values: TECHNOLOGIES_OFFERED,
        })}
      {fact('madeIn', t('ask:fields.madeIn'), { kind: 'country', path: [...LINE, 'madeIn'] })}
      {fact(
        'origin',
        t('ask:fields.origin'),
        { kind: 'country', path: [...LINE, 'origin'] },
        { help: t('ask:help.origin') },
      )}
      {fact(
        'technologyOrigin',
        t('ask:fields.technologyOrigin'),
        { kind: 'country', path: [...LINE, 'technologyOrigin'] },
        { help: t('ask:help.technologyOrigin') },
      )}
    </div>
  );
}

const SHOWN: readonly string[] = ['item', 'madeIn', 'origin', 'technologyOrigin'];
const SHOWN_OF_ITEM: readonly string[] = ['description', 'form', 'elements', 'code', 'hs', 'technologyFor'];

/** A product in words. */
export function ProductInWords({ of: { code, name, facts } }: { readonly of: ProductDraft }) {
  const { t } = useTranslation(['workspace', 'ask', 'shell']);
  const country = useCountryName();
  const word = useValueWord();
  const { item, madeIn, origin, technologyOrigin } = facts;
  const said = (value: unknown) => (typeof value === 'string' && value !== 'unknown' ? value : undefined);
  const countryOf = (value: unknown) => said(value) && country(said(value) ?? '');
  const wordOf = (field: string, value: unknown) => said(value) && word(field, said(value) ?? '');
  return (
    <>
      <Pairs
        of={[
          [t('product.code'), <span className="code">{code}</span>],
          [t('fields.name'), name],
          [t('ask:fields.description'), item.description],
          [t('ask:fields.form'), wordOf('lines.item.form', item.form)],
          [t('ask:fields.elements'), Array.isArray(item.elements) ? item.elements.join(t('shell:comma')) : undefined],
          [t('ask:fields.code'), item.code],
          [t('ask:fields.hs'), item.hs],
          [t('ask:fields.technologyFor'), wordOf('lines.item.technologyFor', item.technologyFor)],
          [t('ask:fields.madeIn'), countryOf(madeIn)],
          [t('ask:fields.origin'), countryOf(origin)],
          [t('ask:fields.technologyOrigin'), countryOf(technologyOrigin)],
        ]}
      />
      <OtherFacts
        of={{
          ...without(facts, SHOWN),
          ...(Object.keys(without(item, SHOWN_OF_ITEM)).length === 0 ? {} : { item: without(item, SHOWN_OF_ITEM) }),
        }}
      />
    </>
  );
}

/** Facts for which there is no field, as they were taken in. */
export function OtherFacts({ of }: { readonly of: object }) {
  const { t } = useTranslation('workspace');
  if (Object.keys(of).length === 0) return null;
  return (
    <details className="other-facts">
      <summary>{t('fields.otherFacts')}</summary>
      <pre className="code" tabIndex={0}>
        {JSON.stringify(of, null, 2)}
      </pre>
    </details>
  );
}

const without = (fields: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
