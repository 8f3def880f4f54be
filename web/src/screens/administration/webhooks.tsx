import { Link } from '@tanstack/react-router';
import { Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment } from '../../i18n/index.ts';
import { useMay } from './may.ts';

type Webhook = Reply<'webhook.list'>[number];
type Kind = Webhook['kinds'][number];

/** The words of each kind of message. Written out here: the contract's own list would bring all its schemas with it. */
export const KIND_WORDS = {
  'licence.issued': 'webhooks.kinds.licence.issued',
  'licence.amended': 'webhooks.kinds.licence.amended',
  'licence.suspended': 'webhooks.kinds.licence.suspended',
  'licence.reinstated': 'webhooks.kinds.licence.reinstated',
  'licence.revoked': 'webhooks.kinds.licence.revoked',
  'licence.surrendered': 'webhooks.kinds.licence.surrendered',
  'licence.exhausted': 'webhooks.kinds.licence.exhausted',
  'draw-down.reserved': 'webhooks.kinds.draw-down.reserved',
  'draw-down.confirmed': 'webhooks.kinds.draw-down.confirmed',
  'draw-down.corrected': 'webhooks.kinds.draw-down.corrected',
  'draw-down.released': 'webhooks.kinds.draw-down.released',
  'draw-down.run-out': 'webhooks.kinds.draw-down.run-out',
} as const satisfies Record<Kind, string>;
const KINDS = Object.keys(KIND_WORDS) as Kind[];

/** Programs of the organisation that are told what happens to licences. */
export function Webhooks({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation(['administration', 'shell']);
  const moment = useMoment();
  const mayChange = useMay(organisation)('webhook.change');
  const params = { organisation };
  const webhooks = useRead('webhook.list', { params });
  const add = useCommand('webhook.add');
  const change = useCommand('webhook.change');
  const newSecret = useCommand('webhook.new-secret');
  const remove = useCommand('webhook.remove');
  const [secret, setSecret] = useState<string>();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('webhooks.title')}</h2>
        {mayChange && (
          <DialogButton label={t('webhooks.add')} title={t('webhooks.add')}>
            {(close) => (
              <WebhookForm
                submit={t('webhooks.add')}
                onSubmit={async (body) => {
                  const made = await add.give({ params, body });
                  setSecret(made.body.secret);
                  close();
                }}
              />
            )}
          </DialogButton>
        )}
      </div>
      <p className="soft">{t('webhooks.lead')}</p>
      {secret !== undefined && (
        <div className="notice warns" role="status">
          <h3>{t('webhooks.secretTitle')}</h3>
          <ShownOnce label={t('webhooks.secret')} value={secret} />
        </div>
      )}
      <Loaded query={webhooks} lines={2}>
        {({ body }) => (
          <Records
            caption={t('webhooks.title')}
            rows={body}
            rowKey={({ id }) => id}
            columns={[
              {
                head: t('webhooks.url'),
                cell: ({ id, url, previousUntil }) => (
                  <>
                    <Link
                      className="code"
                      to="/administration/organisations/$organisation/webhooks/$webhook"
                      params={{ organisation, webhook: id }}
                    >
                      {url}
                    </Link>
                    {previousUntil !== null && (
                      <div className="small soft">{t('webhooks.oldSecret', { moment: moment(previousUntil) })}</div>
                    )}
                  </>
                ),
              },
              {
                head: t('webhooks.tells'),
                cell: ({ kinds }) =>
                  kinds.length === KINDS.length
                    ? t('webhooks.everything')
                    : kinds.map((kind) => t(KIND_WORDS[kind])).join(t('shell:comma')),
              },
              { head: t('webhooks.states.waiting'), cell: ({ waiting }) => <span className="number">{waiting}</span> },
              {
                head: t('webhooks.states.dead'),
                cell: ({ dead }) => <span className={`number ${dead > 0 ? 'webhook-dead' : ''}`}>{dead}</span>,
              },
              {
                head: t('webhooks.deliveredAt'),
                cell: ({ deliveredAt }) => (deliveredAt === null ? t('webhooks.never') : moment(deliveredAt)),
              },
            ]}
            {...(mayChange && {
              actions: ({ id, url, kinds }: Webhook) => {
                const one = { organisation, webhook: id };
                return (
                  <>
                    <DialogButton
                      size="small"
                      label={t('webhooks.change')}
                      name={t('webhooks.of', { act: t('webhooks.change'), url })}
                      title={t('webhooks.change')}
                    >
                      {(close) => (
                        <WebhookForm
                          of={{ url, kinds }}
                          submit={t('webhooks.save')}
                          onSubmit={async (typed) => {
                            await change.give({ params: one, body: typed });
                            close();
                          }}
                        />
                      )}
                    </DialogButton>
                    <ConfirmButton
                      size="small"
                      label={t('webhooks.newSecret')}
                      name={t('webhooks.of', { act: t('webhooks.newSecret'), url })}
                      title={t('webhooks.newSecret')}
                      sentence={t('webhooks.newSecretText')}
                      act={t('webhooks.newSecret')}
                      onAct={async () => setSecret((await newSecret.give({ params: one })).body.secret)}
                    />
                    <ConfirmButton
                      danger
                      size="small"
                      label={t('webhooks.remove')}
                      name={t('webhooks.of', { act: t('webhooks.remove'), url })}
                      title={t('webhooks.remove')}
                      sentence={t('webhooks.removeText')}
                      act={t('webhooks.remove')}
                      onAct={() => remove.give({ params: one })}
                    />
                  </>
                );
              },
            })}
          />
        )}
      </Loaded>
    </section>
  );
}

interface WebhookValues {
  readonly url: string;
  readonly kinds: Kind[];
}

interface WebhookFormProps {
  readonly of?: WebhookValues;
  readonly submit: string;
  readonly onSubmit: (values: WebhookValues) => Promise<void>;
}

function WebhookForm({ of, submit, onSubmit }: WebhookFormProps) {
  const { t } = useTranslation('administration');
  return (
    <CommandForm<WebhookValues> submit={submit} initialValues={of ?? { kinds: KINDS }} onSubmit={onSubmit}>
      <Form.Item
        name="url"
        label={t('webhooks.url')}
        extra={t('webhooks.urlHint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input
          className="code"
          type="url"
          autoComplete="off"
          maxLength={2_000}
          placeholder="https://example.com/hook"
        />
      </Form.Item>
      <Form.Item name="kinds" label={t('webhooks.tells')} rules={[{ required: true }]}>
        <Checkbox.Group
          className="webhook-kinds"
          options={KINDS.map((value) => ({ value, label: t(KIND_WORDS[value]) }))}
        />
      </Form.Item>
    </CommandForm>
  );
}
