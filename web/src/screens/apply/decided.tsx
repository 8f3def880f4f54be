import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Icon } from '../../components/icon.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { type CaseParams, useAct } from './act.ts';
import { Provisions } from './provision.tsx';

type Case = Reply<'application.get'>;

interface DecidedProps {
  readonly of: Case;
  readonly revision: number | undefined;
  readonly params: CaseParams;
  readonly mayAct: boolean;
}

/** What was decided, why and by which provisions; the licence; and after a refusal, reconsideration. */
export function Decided({ of, revision, params, mayAct }: DecidedProps) {
  const { t } = useTranslation('apply');
  const language = useLanguage();
  const text = useText();
  const { decision, application, conditions, reconsiderations } = of.state;
  const day = (on: string) => dateText(on, language);
  const nameOf = (id: string) => {
    const line = application?.lines?.find((each) => each.id === id);
    return line?.nameZh ?? line?.description ?? id;
  };
  const unitOf = (id: string) => application?.lines?.find((each) => each.id === id)?.unit ?? '';
  const currencyOf = (id: string) => application?.lines?.find((each) => each.id === id)?.currency ?? '';
  return (
    <>
      {decision !== null && (
        <section className={`card decision ${decision.outcome}`} aria-labelledby="decision">
          <div className="card-head">
            <h2 id="decision">
              <Icon name={decision.outcome === 'granted' ? 'check' : 'cross'} />{' '}
              {t(decision.outcome === 'granted' ? 'status.granted' : 'status.refused')}
            </h2>
            <span className="soft">{t('status.decidedOn', { day: day(decision.on) })}</span>
          </div>
          {decision.outcome === 'granted' && (
            <>
              {/* What a change comes to, the licence says in its latest edition. */}
              {application?.kind === 'minor-change' ? (
                <p>{t('decision.amends')}</p>
              ) : (
                <p>{t('decision.days', { from: day(decision.from), lastDay: day(decision.lastDay) })}</p>
              )}
              {of.licence !== null && (
                <p>
                  <Link
                    className="quiet-button edged"
                    to="/workspace/$organisation/licences/$licence"
                    params={{ organisation: params.organisation, licence: of.licence }}
                  >
                    <Icon name="right" /> {t('decision.licence')}
                  </Link>
                </p>
              )}
              {application?.kind !== 'minor-change' && decision.lines.length > 0 && (
                <Records
                  caption={t('decision.lines')}
                  rows={decision.lines}
                  rowKey={({ line }) => line}
                  columns={[
                    { head: t('decision.line'), cell: ({ line }) => nameOf(line) },
                    {
                      head: t('fields.quantity'),
                      cell: ({ line, quantity }) => quantity !== undefined && `${quantity} ${unitOf(line)}`,
                    },
                    {
                      head: t('fields.value'),
                      cell: ({ line, value }) => value !== undefined && `${value} ${currencyOf(line)}`,
                    },
                  ]}
                />
              )}
              {conditions.length > 0 && (
                <>
                  <h3>{t('decision.conditions')}</h3>
                  <ol className="conditions">
                    {conditions.map(({ id, text: { zh, en } }) => (
                      <li key={id} className="prose">
                        {text({ zh, en: en ?? zh })}
                      </li>
                    ))}
                  </ol>
                </>
              )}
            </>
          )}
          <h3>{t('decision.reasons')}</h3>
          <p className="prose">{decision.reasons}</p>
          <h3>{t('decision.provisions')}</h3>
          <Provisions of={decision.provisions} />
          {decision.outcome === 'refused' && (
            <>
              <h3>{t('decision.noPath')}</h3>
              <Provisions of={decision.noPath} />
            </>
          )}
        </section>
      )}
      {reconsiderations.map(({ grounds, on, outcome }) => (
        <section key={on} className="card" aria-label={t('decision.reconsideration')}>
          <div className="card-head">
            <h2>{t('decision.reconsideration')}</h2>
            <span className="soft">{t('decision.reconsiderationAsked', { day: day(on) })}</span>
          </div>
          <h3>{t('decision.grounds')}</h3>
          <p className="prose">{grounds}</p>
          {outcome !== undefined && (
            <>
              <p>
                <strong>{t(`decision.${outcome.is}`)}</strong>{' '}
                <span className="soft">{t('status.decidedOn', { day: day(outcome.on) })}</span>
              </p>
              <p className="prose">{outcome.reasons}</p>
              <Provisions of={outcome.provisions} />
            </>
          )}
        </section>
      ))}
      {of.status === 'refused' && mayAct && <Reconsider params={params} revision={revision} />}
    </>
  );
}

function Reconsider({ params, revision }: Pick<DecidedProps, 'params' | 'revision'>) {
  const { t } = useTranslation('apply');
  const act = useAct(params);
  return (
    <section className="card" aria-labelledby="reconsider">
      <h2 id="reconsider">{t('decision.reconsider')}</h2>
      <p>{t('decision.reconsiderText')}</p>
      <CommandForm<{ grounds: string }>
        submit={t('decision.reconsiderSend')}
        onSubmit={({ grounds }) => act.give({ command: 'reconsider', grounds }, revision)}
      >
        <Form.Item name="grounds" label={t('decision.grounds')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={20_000} />
        </Form.Item>
      </CommandForm>
    </section>
  );
}
