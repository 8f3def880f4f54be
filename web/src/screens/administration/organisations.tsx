import { Form, Input, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, usePages } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { useCountryName } from '../../components/country.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';
import { DemoOrganisations } from './demo.tsx';
import { useMay } from './may.ts';
import {
  type Organisation,
  organisationBody,
  OrganisationFields,
  type OrganisationValues,
} from './organisation-fields.tsx';

const KINDS = [
  'company',
  'operator',
  'research',
  'licensing-authority',
  'authority-unit',
  'customs',
  'audit-office',
  'installation',
] as const satisfies readonly Organisation['kind'][];

export function Organisations() {
  const { t } = useTranslation(['administration', 'shell']);
  const text = useText();
  const country = useCountryName();
  const may = useMay();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const organisations = usePages('organisation.list', { query: wanted === '' ? {} : { search: wanted } });
  return (
    <Page
      title={t('organisations.title')}
      lead={t('organisations.lead')}
      actions={
        may('organisation.create') && (
          <DialogButton type="primary" label={t('organisations.create')} title={t('organisations.create')}>
            {(close) => <CreateOrganisation onDone={close} />}
          </DialogButton>
        )
      }
    >
      <div className="card">
        <Input.Search
          className="search"
          allowClear
          aria-label={t('shell:table.search')}
          placeholder={t('shell:table.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Loaded query={organisations}>
          {(rows) => (
            <Records
              caption={t('organisations.title')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('fields.name'),
                  cell: ({ id, name, demo }) => (
                    <>
                      <Link to="/administration/organisations/$organisation" params={{ organisation: id }}>
                        {text(name)}
                      </Link>
                      {demo && <span className="small soft"> · {t('organisations.demo')}</span>}
                    </>
                  ),
                },
                { head: t('fields.kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
                { head: t('fields.country'), cell: (row) => country(row.country) },
                {
                  head: t('fields.identifiers'),
                  cell: ({ uscc, lei }) => (uscc ?? lei) && <span className="code">{uscc ?? lei}</span>,
                },
              ]}
            />
          )}
        </Loaded>
        <MorePages of={organisations} />
      </div>
      <DemoOrganisations />
    </Page>
  );
}

function CreateOrganisation({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('administration');
  const create = useCommand('organisation.create');
  return (
    <CommandForm<OrganisationValues & Pick<Organisation, 'kind'>>
      submit={t('organisations.submit')}
      initialValues={{ kind: 'company' }}
      onSubmit={async ({ kind, ...values }) => {
        await create.give({ body: { kind, ...organisationBody(values) } });
        onDone();
      }}
    >
      <Form.Item name="kind" label={t('fields.kind')} rules={[{ required: true }]}>
        <Select options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
      </Form.Item>
      <OrganisationFields />
    </CommandForm>
  );
}
