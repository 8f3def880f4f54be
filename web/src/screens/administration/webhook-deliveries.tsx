import { getRouteApi, Link } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, usePages, useRead } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useMay } from './may.ts';
import { KIND_WORDS } from './webhooks.tsx';

type Delivery = Reply<'webhook.deliveries'>['items'][number];

const route = getRouteApi('/administration/organisations/$organisation/webhooks/$webhook');

const ICONS: Readonly<Record<Delivery['state'], IconName>> = { waiting: 'info', delivered: 'check', dead: 'warning' };
const STATES = ['waiting', 'delivered', 'dead'] as const;

/** What became of the messages of a webhook; those that were given up can be sent again. */
export function WebhookDeliveries() {
  const { t } = useTranslation('administration');
  const text = useText();
  const moment = useMoment();
  const params = route.useParams();
  const { organisation } = params;
  const mayChange = useMay(organisation)('webhook.change');
  const [state, setState] = useState<Delivery['state'] | 'all'>('all');
  const webhooks = useRead('webhook.list', { params: { organisation } });
  const deliveries = usePages('webhook.deliveries', { params, query: state === 'all' ? {} : { state } });
  const again = useCommand('webhook.send-again');
  const webhook = webhooks.data?.body.find(({ id }) => id === params.webhook);
  const undelivered = (webhook?.waiting ?? 0) + (webhook?.dead ?? 0);
  return (
    <Page
      title={t('webhooks.messages')}
      lead={
        <>
          {webhook && <span className="code">{webhook.url}</span>}
          {webhook && ' · '}
          <Link to="/administration/organisations/$organisation" params={{ organisation }}>
            {t('webhooks.back')}
          </Link>
        </>
      }
      actions={
        mayChange &&
        undelivered > 0 && (
          <ConfirmButton
            label={t('webhooks.allAgain')}
            title={t('webhooks.allAgain')}
            sentence={t('webhooks.allAgainText', { count: undelivered })}
            act={t('webhooks.again')}
            onAct={() => again.give({ params, body: {} })}
          />
        )
      }
    >
      <section className="card">
        <p className="soft">{t('webhooks.messagesLead')}</p>
        <Radio.Group
          className="filter-bar"
          optionType="button"
          aria-label={t('webhooks.state')}
          value={state}
          onChange={({ target }) => setState(target.value as typeof state)}
          options={[
            { value: 'all', label: t('webhooks.all') },
            ...STATES.map((value) => ({ value, label: t(`webhooks.states.${value}`) })),
          ]}
        />
        <Loaded query={deliveries}>
          {(rows) => (
            <Records
              caption={t('webhooks.messages')}
              rows={rows}
              rowKey={({ event }) => event}
              columns={[
                { head: t('webhooks.at'), cell: ({ at }) => <span className="number">{moment(at)}</span> },
                {
                  head: t('webhooks.what'),
                  cell: ({ kind, licence, drawDown }) => (
                    <>
                      {t(KIND_WORDS[kind])}
                      <div className="small">
                        <span className="code">{[licence, drawDown].filter(Boolean).join(' · ')}</span>
                      </div>
                    </>
                  ),
                },
                {
                  head: t('webhooks.state'),
                  cell: ({ state: is, nextAt, status, failureText }) => (
                    <>
                      <span className={`webhook-state is-${is}`}>
                        <Icon name={ICONS[is]} /> {t(`webhooks.states.${is}`)}
                      </span>
                      {failureText !== null && (
                        <div className="small">
                          {text(failureText)}
                          {status !== null && ` (${status})`}
                        </div>
                      )}
                      {nextAt !== null && (
                        <div className="small soft">{t('webhooks.next', { moment: moment(nextAt) })}</div>
                      )}
                    </>
                  ),
                },
                {
                  head: t('webhooks.attempts'),
                  cell: ({ attempts, triedAt }) => (
                    <>
                      <span className="number">{attempts}</span>
                      {triedAt !== null && (
                        <div className="small soft">{t('webhooks.last', { moment: moment(triedAt) })}</div>
                      )}
                    </>
                  ),
                },
              ]}
              {...(mayChange && {
                actions: ({ event, state: is, licence }: Delivery) =>
                  is === 'delivered' ? null : (
                    <ConfirmButton
                      size="small"
                      label={t('webhooks.again')}
                      name={t('webhooks.of', { act: t('webhooks.again'), url: licence })}
                      title={t('webhooks.again')}
                      sentence={t('webhooks.againText')}
                      act={t('webhooks.again')}
                      onAct={() => again.give({ params, body: { event } })}
                    />
                  ),
              })}
            />
          )}
        </Loaded>
        <MorePages of={deliveries} />
      </section>
    </Page>
  );
}
