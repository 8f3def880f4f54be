import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { CountrySelect, useCountryName } from '../../components/country.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useMay } from './may.ts';
import { filled } from './organisation-fields.tsx';

type Site = Reply<'site.list'>[number];

export function Sites({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('administration');
  const country = useCountryName();
  const mayChange = useMay(organisation)('organisation.change');
  const sites = useRead('site.list', { params: { organisation } });
  const add = useCommand('site.add');
  const change = useCommand('site.change');
  const remove = useCommand('site.remove');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('sites.title')}</h2>
        {mayChange && (
          <DialogButton label={t('sites.add')} title={t('sites.add')}>
            {(close) => (
              <SiteForm
                submit={t('sites.add')}
                onSubmit={async (body) => {
                  await add.give({ params: { organisation }, body });
                  close();
                }}
              />
            )}
          </DialogButton>
        )}
      </div>
      <Loaded query={sites} lines={2}>
        {({ body }) => (
          <Records
            caption={t('sites.title')}
            rows={body}
            rowKey={({ id }) => id}
            columns={[
              { head: t('fields.name'), cell: ({ name }) => name },
              { head: t('fields.address'), cell: ({ address }) => address },
              { head: t('fields.country'), cell: (row) => country(row.country) },
              {
                head: t('fields.unlocode'),
                cell: ({ unlocode }) => unlocode && <span className="code">{unlocode}</span>,
              },
            ]}
            {...(mayChange && {
              actions: (site: Site) => (
                <>
                  <DialogButton
                    size="small"
                    label={t('sites.edit')}
                    name={t('sites.editTitle', { name: site.name })}
                    title={t('sites.editTitle', { name: site.name })}
                  >
                    {(close) => (
                      <SiteForm
                        site={site}
                        submit={t('organisation.save')}
                        onSubmit={async (fields) => {
                          const params = { organisation, site: site.id };
                          await change.give({ params, body: fields, revision: site.revision });
                          close();
                        }}
                      />
                    )}
                  </DialogButton>
                  <ConfirmButton
                    danger
                    size="small"
                    label={t('sites.remove')}
                    name={t('sites.removeTitle', { name: site.name })}
                    title={t('sites.removeTitle', { name: site.name })}
                    sentence={t('sites.removeText')}
                    act={t('sites.remove')}
                    onAct={() => remove.give({ params: { organisation, site: site.id } })}
                  />
                </>
              ),
            })}
          />
        )}
      </Loaded>
    </section>
  );
}

interface SiteFields {
  readonly name: string;
  readonly address: string;
  readonly country: string;
  readonly unlocode: string | null;
}

interface SiteFormProps {
  readonly site?: Site;
  readonly submit: string;
  readonly onSubmit: (fields: SiteFields) => Promise<unknown>;
}

function SiteForm({ site, submit, onSubmit }: SiteFormProps) {
  const { t } = useTranslation('administration');
  return (
    <CommandForm<Partial<SiteFields> & Pick<SiteFields, 'name' | 'country'>>
      submit={submit}
      initialValues={site ?? { country: 'CN' }}
      onSubmit={({ name, address = '', country, unlocode }) =>
        onSubmit({ name, address, country, unlocode: filled(unlocode)?.toUpperCase() ?? null })
      }
    >
      <Form.Item name="name" label={t('fields.name')} rules={[{ required: true }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="address" label={t('fields.address')}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="country" label={t('fields.country')} rules={[{ required: true }]}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name="unlocode" label={t('fields.unlocode')} extra={t('fields.unlocodeHelp')}>
        <Input className="code" />
      </Form.Item>
    </CommandForm>
  );
}
