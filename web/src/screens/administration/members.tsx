import { Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, usePages, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Records } from '../../components/records.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { RoleTags } from '../roles.tsx';
import { useMay } from './may.ts';
import type { Organisation } from './organisation-fields.tsx';

type Member = Reply<'member.list'>['items'][number];
type Roles = Member['roles'];

export function Members({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation('administration');
  const { id, kind } = organisation;
  const may = useMay(id);
  const mayChange = may('member.change');
  const members = usePages('member.list', { params: { organisation: id }, query: {} });
  const change = useCommand('member.change');
  const remove = useCommand('member.remove');
  const [link, setLink] = useState<string>();
  if (!may('member.read')) return null;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('members.title')}</h2>
        {mayChange && (
          <DialogButton label={t('members.invite')} title={t('members.invite')}>
            {(close) => (
              <Invite
                organisation={organisation}
                onMade={(made) => {
                  setLink(made);
                  close();
                }}
              />
            )}
          </DialogButton>
        )}
      </div>
      {link !== undefined && (
        <div className="notice succeeds link-made" role="status">
          <ShownOnce label={t('members.link')} value={link} />
        </div>
      )}
      <Loaded query={members} lines={3}>
        {(rows) => (
          <Records
            caption={t('members.title')}
            rows={rows}
            rowKey={({ account }) => account}
            columns={[
              {
                head: t('fields.name'),
                cell: ({ name, email, disabled }) => (
                  <>
                    {name}
                    {disabled && <strong> · {t('members.disabled')}</strong>}
                    <div className="small soft">{email}</div>
                  </>
                ),
              },
              { head: t('fields.roles'), cell: ({ roles }) => <RoleTags roles={roles} /> },
              {
                head: t('fields.factor'),
                cell: ({ secondFactor }) => (secondFactor ? t('members.factorYes') : t('members.factorNo')),
              },
            ]}
            {...(mayChange && {
              actions: ({ account, name, roles }: Member) => (
                <>
                  <DialogButton
                    size="small"
                    label={t('members.edit')}
                    name={t('members.editTitle', { name })}
                    title={t('members.editTitle', { name })}
                  >
                    {(close) => (
                      <>
                        <p>{t('members.editText')}</p>
                        <CommandForm<{ roles: Roles }>
                          submit={t('organisation.save')}
                          initialValues={{ roles }}
                          onSubmit={async (body) => {
                            await change.give({ params: { organisation: id, account }, body });
                            close();
                          }}
                        >
                          <RolesField kind={kind} />
                        </CommandForm>
                      </>
                    )}
                  </DialogButton>
                  <ConfirmButton
                    danger
                    size="small"
                    label={t('members.remove')}
                    name={t('members.removeTitle', { name })}
                    title={t('members.removeTitle', { name })}
                    sentence={t('members.removeText')}
                    act={t('members.remove')}
                    onAct={() => remove.give({ params: { organisation: id, account } })}
                  />
                </>
              ),
            })}
          />
        )}
      </Loaded>
      <MorePages of={members} />
      {mayChange && <Invitations organisation={id} />}
    </section>
  );
}

/** The roles that exist in such an organisation. */
function RolesField({ kind }: Pick<Organisation, 'kind'>) {
  const { t } = useTranslation('administration');
  const text = useText();
  const rights = useRead('rights.get');
  return (
    <Loaded query={rights} lines={2}>
      {({ body }) => (
        <Form.Item name="roles" label={t('fields.roles')} rules={[{ required: true }]}>
          <Checkbox.Group
            className="stack"
            options={body.roles
              .filter((role) => role.in.includes(kind))
              .map(({ role, name }) => ({ value: role, label: text(name) }))}
          />
        </Form.Item>
      )}
    </Loaded>
  );
}

interface InviteProps {
  readonly organisation: Organisation;
  readonly onMade: (link: string) => void;
}

function Invite({ organisation: { id, kind }, onMade }: InviteProps) {
  const { t } = useTranslation('administration');
  const invite = useCommand('invitation.create');
  return (
    <>
      <p>{t('members.inviteText')}</p>
      <CommandForm<{ email: string; roles: Roles }>
        submit={t('members.submit')}
        onSubmit={async (body) => onMade((await invite.give({ params: { organisation: id }, body })).body.link)}
      >
        <Form.Item name="email" label={t('fields.email')} rules={[{ required: true }]}>
          <Input type="email" autoFocus />
        </Form.Item>
        <RolesField kind={kind} />
      </CommandForm>
    </>
  );
}

function Invitations({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('administration');
  const moment = useMoment();
  const invitations = useRead('invitation.list', { params: { organisation } });
  const withdraw = useCommand('invitation.withdraw');
  if (invitations.data?.body.length === 0) return null;
  return (
    <>
      <h3 className="form-end">{t('members.invitations')}</h3>
      <Loaded query={invitations} lines={1}>
        {({ body }) => (
          <Records
            caption={t('members.invitations')}
            rows={body}
            rowKey={({ id }) => id}
            columns={[
              { head: t('fields.email'), cell: ({ email }) => email },
              { head: t('fields.roles'), cell: ({ roles }) => <RoleTags roles={roles} /> },
              { head: t('members.invitedBy'), cell: ({ invitedBy }) => invitedBy },
              { head: t('fields.ends'), cell: ({ endsAt }) => moment(endsAt) },
            ]}
            actions={({ id, email }) => (
              <ConfirmButton
                size="small"
                label={t('members.withdraw')}
                name={t('members.withdrawTitle', { email })}
                title={t('members.withdrawTitle', { email })}
                sentence={t('members.withdrawText')}
                act={t('members.withdraw')}
                onAct={() => withdraw.give({ params: { organisation, invitation: id } })}
              />
            )}
          />
        )}
      </Loaded>
    </>
  );
}
