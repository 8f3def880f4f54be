import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { CountrySelect } from '../../components/country.tsx';

export type Organisation = Reply<'organisation.get'>;

/** What a form about an organisation gives: a field that was left empty is missing. */
export interface OrganisationValues {
  readonly name?: { readonly zh?: string; readonly en?: string };
  readonly country: string;
  readonly uscc?: string;
  readonly lei?: string;
}

export function OrganisationFields() {
  const { t } = useTranslation('administration');
  return (
    <>
      <Form.Item name={['name', 'zh']} label={t('fields.nameZh')} extra={t('organisations.oneName')}>
        <Input lang="zh-Hans" />
      </Form.Item>
      <Form.Item name={['name', 'en']} label={t('fields.nameEn')}>
        <Input lang="en" />
      </Form.Item>
      <Form.Item name="country" label={t('fields.country')} rules={[{ required: true }]}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name="uscc" label={t('fields.uscc')}>
        <Input className="code" />
      </Form.Item>
      <Form.Item name="lei" label={t('fields.lei')}>
        <Input className="code" />
      </Form.Item>
    </>
  );
}

/** The body of the request: empty identifiers are null. */
export function organisationBody({ name, country, uscc, lei }: OrganisationValues) {
  return {
    name: { zh: name?.zh?.trim() ?? '', en: name?.en?.trim() ?? '' },
    country,
    uscc: filled(uscc),
    lei: filled(lei),
  };
}

/** @example filled(' ') // null */
export function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
