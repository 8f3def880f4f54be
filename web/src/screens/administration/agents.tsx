import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';
import { useMay } from './may.ts';
import { filled, type Organisation } from './organisation-fields.tsx';

type Agency = Reply<'agent.list'>[number];

const SCOPES = ['records', 'applications', 'reports'] as const satisfies readonly Agency['scopes'][number][];

/** Who acts for the organisation, and for whom it acts. */
export function Agents({ organisation: { id, kind } }: { readonly organisation: Organisation }) {
  const { t } = useTranslation(['administration', 'shell']);
  const text = useText();
  const mayAppoint = useMay(id)('agent.appoint');
  const agencies = useRead('agent.list', { params: { organisation: id } });
  const revoke = useCommand('agent.revoke');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('agents.title')}</h2>
        {mayAppoint && kind === 'operator' && (
          <DialogButton label={t('agents.appoint')} title={t('agents.appoint')}>
            {(close) => <Appoint organisation={id} onDone={close} />}
          </DialogButton>
        )}
      </div>
      <p className="soft">{t('agents.lead')}</p>
      <Loaded query={agencies} lines={2}>
        {({ body }) => (
          <Records
            caption={t('agents.title')}
            rows={body}
            rowKey={(agency) => agency.id}
            columns={[
              { head: t('agents.agent'), cell: ({ agent }) => text(agent.name) },
              { head: t('agents.principal'), cell: ({ principal }) => text(principal.name) },
              {
                head: t('agents.scope'),
                cell: ({ scopes }) => scopes.map((scope) => t(`scopes.${scope}`)).join(t('shell:comma')),
              },
              { head: t('agents.document'), cell: ({ document }) => document },
              { head: t('fields.from'), cell: ({ from }) => <span className="number">{from}</span> },
              {
                head: t('fields.lastDay'),
                cell: ({ lastDay }) => <span className="number">{lastDay ?? t('agents.open')}</span>,
              },
              { head: t('agents.standingHead'), cell: ({ standing }) => t(`agents.standing.${standing}`) },
            ]}
            {...(mayAppoint && {
              actions: (agency: Agency) =>
                agency.principal.id === id && (agency.standing === 'valid' || agency.standing === 'to-come') ? (
                  <ConfirmButton
                    danger
                    size="small"
                    label={t('agents.revoke')}
                    name={t('agents.revokeTitle', { name: text(agency.agent.name) })}
                    title={t('agents.revokeTitle', { name: text(agency.agent.name) })}
                    sentence={t('agents.revokeText')}
                    act={t('agents.revoke')}
                    onAct={() => revoke.give({ params: { organisation: id, agency: agency.id } })}
                  />
                ) : null,
            })}
          />
        )}
      </Loaded>
    </section>
  );
}

interface AppointValues extends Pick<Agency, 'scopes' | 'document' | 'from'> {
  readonly uscc: string;
  readonly lastDay?: string;
}

function Appoint({ organisation, onDone }: { readonly organisation: string; readonly onDone: () => void }) {
  const { t } = useTranslation('administration');
  const appoint = useCommand('agent.appoint');
  return (
    <CommandForm<AppointValues>
      submit={t('agents.appoint')}
      onSubmit={async ({ lastDay, ...values }) => {
        await appoint.give({ params: { organisation }, body: { ...values, lastDay: filled(lastDay) } });
        onDone();
      }}
    >
      <Form.Item name="uscc" label={t('fields.uscc')} extra={t('agents.usccHelp')} rules={[{ required: true }]}>
        <Input className="code" autoFocus />
      </Form.Item>
      <Form.Item name="scopes" label={t('agents.scope')} rules={[{ required: true }]}>
        <Checkbox.Group className="stack" options={SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="document"
        label={t('agents.document')}
        extra={t('agents.documentHelp')}
        rules={[{ required: true }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="from" label={t('fields.from')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="lastDay" label={t('fields.lastDay')}>
        <Input type="date" />
      </Form.Item>
    </CommandForm>
  );
}
