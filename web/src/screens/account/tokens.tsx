import { Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { RoleTags, useRoleName } from '../roles.tsx';

type Organisations = Reply<'session.get'>['organisations'];

/** Tokens for programs that work in the person's name. */
export function Tokens({ organisations }: { readonly organisations: Organisations }) {
  const { t } = useTranslation('account');
  const moment = useMoment();
  const text = useText();
  const tokens = useRead('token.list');
  const remove = useCommand('token.remove');
  const [made, setMade] = useState<string>();
  const nameOf = (id: string) => {
    const found = organisations.find((each) => each.id === id);
    return found ? text(found.name) : id;
  };
  const own = organisations.filter(({ roles }) => roles.length > 0);
  return (
    <section className="card wide">
      <div className="card-head">
        <h2>{t('tokens.title')}</h2>
        <DialogButton label={t('tokens.create')} title={t('tokens.create')} disabled={own.length === 0}>
          {(close) => (
            <CreateToken
              organisations={own}
              onMade={(token) => {
                setMade(token);
                close();
              }}
            />
          )}
        </DialogButton>
      </div>
      <p className="soft">{own.length === 0 ? t('tokens.none') : t('tokens.lead')}</p>
      {made !== undefined && (
        <div className="notice warns" role="status">
          <h3>{t('tokens.madeTitle')}</h3>
          <ShownOnce label={t('tokens.made')} value={made} />
        </div>
      )}
      <Loaded query={tokens} lines={2}>
        {({ body }) => (
          <Records
            caption={t('tokens.title')}
            rows={body}
            rowKey={({ id }) => id}
            columns={[
              { head: t('name'), cell: ({ name }) => name },
              { head: t('tokens.organisation'), cell: ({ organisation }) => nameOf(organisation) },
              { head: t('tokens.roles'), cell: ({ roles }) => <RoleTags roles={roles} /> },
              { head: t('tokens.ends'), cell: ({ endsAt }) => moment(endsAt) },
              {
                head: t('tokens.used'),
                cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('passkeys.never') : moment(lastUsedAt)),
              },
            ]}
            actions={({ id, name }) => (
              <ConfirmButton
                danger
                size="small"
                label={t('tokens.remove')}
                name={t('tokens.removeTitle', { name })}
                title={t('tokens.removeTitle', { name })}
                sentence={t('tokens.removeText')}
                act={t('tokens.remove')}
                onAct={() => remove.give({ params: { token: id } })}
              />
            )}
          />
        )}
      </Loaded>
    </section>
  );
}

interface CreateTokenProps {
  readonly organisations: Organisations;
  readonly onMade: (token: string) => void;
}

interface TokenValues {
  readonly name: string;
  readonly organisation: string;
  readonly roles: Organisations[number]['roles'];
  readonly days: number;
}

function CreateToken({ organisations, onMade }: CreateTokenProps) {
  const { t } = useTranslation('account');
  const text = useText();
  const create = useCommand('token.create');
  const [first] = organisations;
  return (
    <CommandForm<TokenValues>
      submit={t('tokens.submit')}
      initialValues={{ organisation: first?.id, days: 90 }}
      onSubmit={async (body) => onMade((await create.give({ body })).body.token)}
    >
      <Form.Item name="name" label={t('name')} extra={t('tokens.nameHelp')} rules={[{ required: true }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="organisation" label={t('tokens.organisation')} rules={[{ required: true }]}>
        <Select options={organisations.map(({ id, name }) => ({ value: id, label: text(name) }))} />
      </Form.Item>
      <RolesField organisations={organisations} />
      <Form.Item name="days" label={t('tokens.days')} rules={[{ required: true }]}>
        <InputNumber min={1} max={366} precision={0} />
      </Form.Item>
    </CommandForm>
  );
}

/** The roles that the person has in the organisation that was chosen. */
function RolesField({ organisations }: Pick<CreateTokenProps, 'organisations'>) {
  const { t } = useTranslation('account');
  const roleName = useRoleName();
  const chosen = Form.useWatch<string | undefined>('organisation');
  const roles = organisations.find(({ id }) => id === chosen)?.roles ?? [];
  return (
    <Form.Item name="roles" label={t('tokens.roles')} rules={[{ required: true }]}>
      <Select mode="multiple" options={roles.map((value) => ({ value, label: roleName(value) }))} />
    </Form.Item>
  );
}
