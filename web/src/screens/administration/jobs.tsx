import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { readOf, type Reply, useCommand } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useMay } from './may.ts';

type Job = Reply<'job.list'>[number];

const ICONS = {
  created: 'info',
  retry: 'warning',
  active: 'right',
  completed: 'check',
  cancelled: 'cross',
  failed: 'warning',
} as const satisfies Record<Job['state'], IconName>;
/** Figures that a job gives when it is done. */
const FIGURES = [
  'looked',
  'asked',
  'different',
  'screened',
  'flagged',
  'reminded',
  'sent',
  'refused',
  'left',
  'delivered',
  'failed',
  'dead',
] as const;
type Figure = (typeof FIGURES)[number];

/** What the service does in the background, and what failed. */
export function Jobs() {
  const { t } = useTranslation(['administration', 'shell']);
  const text = useText();
  const moment = useMoment();
  const mayChange = useMay()('job.change');
  const [isFailedOnly, setFailedOnly] = useState(false);
  const jobs = useQuery({
    ...readOf('job.list', { query: isFailedOnly ? { state: 'failed' } : {} }),
    // Work goes on while one looks.
    refetchInterval: 10_000,
  });
  const retry = useCommand('job.retry');
  const figure = (name: string) => (FIGURES.includes(name as Figure) ? t(`jobs.figures.${name as Figure}`) : name);
  return (
    <Page title={t('sections.jobs')} lead={t('jobs.lead')}>
      <section className="card">
        <Radio.Group
          className="filter-bar"
          optionType="button"
          aria-label={t('jobs.show')}
          value={isFailedOnly}
          onChange={({ target }) => setFailedOnly(target.value as boolean)}
          options={[
            { value: false, label: t('jobs.all') },
            { value: true, label: t('jobs.failedOnly') },
          ]}
        />
        <Loaded query={jobs}>
          {({ body }) => (
            <Records
              caption={t('sections.jobs')}
              rows={body}
              rowKey={({ id }) => id}
              columns={[
                { head: t('jobs.job'), cell: ({ title }) => text(title) },
                {
                  head: t('jobs.state'),
                  cell: ({ state, failure }) => (
                    <>
                      <span className={`job-state ${state}`}>
                        <Icon name={ICONS[state]} /> {t(`jobs.states.${state}`)}
                      </span>
                      {failure !== null && (
                        <details className="small">
                          <summary>{t('jobs.why')}</summary>
                          <pre className="law-text" tabIndex={0}>
                            {failure}
                          </pre>
                        </details>
                      )}
                    </>
                  ),
                },
                {
                  head: t('jobs.times'),
                  cell: ({ createdAt, endedAt, retries }) => (
                    <>
                      {moment(createdAt)}
                      {endedAt !== null && (
                        <div className="small soft">{t('jobs.ended', { moment: moment(endedAt) })}</div>
                      )}
                      {retries > 0 && <div className="small soft">{t('jobs.retries', { count: retries })}</div>}
                    </>
                  ),
                },
                {
                  head: t('jobs.result'),
                  cell: ({ result }) =>
                    Object.entries(result ?? {})
                      .map(([name, value]) => `${figure(name)} ${value}`)
                      .join(t('shell:comma')),
                },
              ]}
              {...(mayChange && {
                actions: ({ id, name, title, state }: Job) =>
                  state === 'failed' && (
                    <ConfirmButton
                      size="small"
                      label={t('jobs.retry')}
                      name={t('jobs.retryTitle', { title: text(title) })}
                      title={t('jobs.retryTitle', { title: text(title) })}
                      sentence={t('jobs.retryText')}
                      act={t('jobs.retry')}
                      onAct={() => retry.give({ params: { name, job: id } })}
                    />
                  ),
              })}
            />
          )}
        </Loaded>
      </section>
    </Page>
  );
}
