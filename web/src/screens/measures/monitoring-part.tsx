import { dateText } from '@ytterby/core';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand, useRead, useRefresh } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { BandChart } from '../impact/band-chart.tsx';
import { useMonthName } from '../impact/words.ts';
import { useMeasure } from './measure-context.ts';
import '../impact/impact.css';

type Monitoring = Reply<'measure.monitoring'>;

/** The measure in force beside its forecast. */
export function MeasureMonitoring() {
  const { t } = useTranslation('measures');
  const { measure } = useMeasure();
  if (measure.announcedOn === null) return <p className="notice">{t('monitoring.before')}</p>;
  return <Watched id={measure.id} />;
}

function Watched({ id }: { readonly id: string }) {
  const { t } = useTranslation('measures');
  const query = useRead('measure.monitoring', { params: { measure: id } });
  return (
    <Loaded query={query} lines={8}>
      {({ body }) => (
        <>
          <section className="card">
            <h2>{t('parts.monitoring')}</h2>
            <p className="soft">{t('monitoring.lead')}</p>
            <StartsOff of={body} />
            <Alarms of={body} />
            <Chart of={body} />
            <Months of={body} />
          </section>
          <Licensing of={body.licensing} />
          <Flows unit={body.unit} />
        </>
      )}
    </Loaded>
  );
}

interface OfMonitoring {
  readonly of: Monitoring;
}

/** Amounts as people read them: exact where they are short, three digits where they come from a model. */
function useAmount(): (amount: number | string) => string {
  const language = useLanguage();
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const model = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 9 });
  return (amount) => (typeof amount === 'number' ? model.format(amount) : exact.format(Number(amount)));
}

/** @example low 0.8, high 0.954: 80–95.4 %; low 0, high 0: 0 % */
function useShareBand(): (band: { readonly low: number; readonly high: number }) => string {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 });
  return (band) => {
    const ends = [...new Set([band.low, band.high].map((share) => number.format(share * 100)))];
    return t('monitoring.shareBand', { share: ends.join('–') });
  };
}

const periodName = ({ from, to }: { readonly from: string; readonly to: string }) =>
  from === to ? from : `${from}–${to}`;

function StartsOff({ of: { startsOff, inEffectFrom } }: OfMonitoring) {
  const { t } = useTranslation('measures');
  const day = dateText(inEffectFrom, useLanguage());
  if (startsOff === 0) return <p>{t('monitoring.startsOn', { day })}</p>;
  return (
    <p>
      {startsOff > 0
        ? t('monitoring.startsOff', { count: startsOff, day })
        : t('monitoring.startsEarly', { count: -startsOff, day })}
    </p>
  );
}

function Alarms({ of: { alarms, unit } }: OfMonitoring) {
  const { t } = useTranslation('measures');
  const month = useMonthName();
  const amount = useAmount();
  const share = useShareBand();
  if (alarms.length === 0)
    return (
      <p className="notice succeeds">
        <Icon name="check" /> {t('monitoring.noAlarms')}
      </p>
    );
  return (
    <div className="notice fails">
      <p>
        <Icon name="warning" /> <strong>{t('monitoring.alarms')}</strong>
      </p>
      <ul>
        {alarms.map((alarm) => {
          const direction = t(`monitoring.is.${alarm.direction}`);
          return alarm.of === 'flow' ? (
            <li key={alarm.month}>
              {t('monitoring.alarm', {
                month: month(alarm.month),
                actual: amount(alarm.actual),
                unit,
                direction,
                low: amount(alarm.low),
                high: amount(alarm.high),
                since: month(alarm.since),
              })}
            </li>
          ) : (
            <li key={`${alarm.of} ${alarm.from}`}>
              {t(`monitoring.decisionAlarm.${alarm.of}`, {
                period: periodName(alarm),
                actual: alarm.actual,
                direction,
                band: share(alarm),
                since: alarm.since,
              })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Chart({ of: { months, unit } }: OfMonitoring) {
  const { t } = useTranslation('measures');
  const month = useMonthName();
  const amount = useAmount();
  const forecast = months.flatMap((each) => (each.forecast === null ? [] : [{ ...each, forecast: each.forecast }]));
  if (forecast.length === 0) return <p>{t('monitoring.noMonths')}</p>;
  return (
    <figure className="monitoring-chart">
      <figcaption>{t('monitoring.title', { unit })}</figcaption>
      <BandChart
        label={t('monitoring.label', {
          count: forecast.length,
          actual: forecast.filter(({ actual }) => actual !== null).length,
        })}
        points={forecast.map((each) => ({
          name: month(each.month),
          middle: each.forecast.middle,
          band: { low: each.forecast.low, high: each.forecast.high },
          planned: each.forecast.without,
          ...(each.actual !== null && { observed: Number(each.actual) }),
        }))}
        say={amount}
        keys={{
          middle: t('monitoring.keys.middle'),
          band: t('monitoring.keys.band'),
          planned: t('monitoring.keys.planned'),
          observed: t('monitoring.keys.observed'),
          // Two runs are not compared here.
          before: '',
        }}
      />
    </figure>
  );
}

function Months({ of: { months } }: OfMonitoring) {
  const { t } = useTranslation('measures');
  const month = useMonthName();
  const amount = useAmount();
  return (
    <Records
      caption={t('parts.monitoring')}
      rows={months}
      rowKey={(row) => row.month}
      columns={[
        { head: t('monitoring.month'), cell: (row) => month(row.month) },
        {
          head: t('sheet.without'),
          cell: ({ forecast }) =>
            forecast === null ? '–' : <span className="number">{amount(forecast.without)}</span>,
        },
        {
          head: t('monitoring.forecast'),
          cell: ({ forecast }) =>
            forecast === null ? (
              '–'
            ) : (
              <span className="number">
                {amount(forecast.middle)}{' '}
                <span className="soft">
                  ({amount(forecast.low)}–{amount(forecast.high)})
                </span>
              </span>
            ),
        },
        {
          head: t('monitoring.actual'),
          cell: ({ actual }) => (actual === null ? '–' : <span className="number">{amount(actual)}</span>),
        },
        {
          head: t('monitoring.verdict'),
          cell: ({ is, why }) => (
            <span className={`flow-verdict is-${is}`}>
              {t(`monitoring.is.${is}`)}
              {why !== null && <span className="small soft below">{t(`monitoring.why.${why}`)}</span>}
            </span>
          ),
        },
      ]}
    />
  );
}

function Licensing({ of }: { readonly of: Monitoring['licensing'] }) {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  const { approved, late, periods, meanWait, limit, median } = of;
  const band = useShareBand();
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 });
  const days = (value: number | null) => (value === null ? t('monitoring.notKnown') : number.format(value));
  return (
    <section className="card">
      <h2>{t('monitoring.licensing')}</h2>
      <p>{approved === null ? t('monitoring.stop') : t('monitoring.approvedForecast', { band: band(approved) })}</p>
      {approved !== null && (
        <p>
          {late.length === 0
            ? t('monitoring.lateNotForecast')
            : t('monitoring.lateForecast', {
                quarters: late
                  .map((each) => t('monitoring.ofQuarter', { quarter: each.quarter, band: band(each) }))
                  .join(t('monitoring.and')),
              })}
        </p>
      )}
      <p>{t('monitoring.wait', { mean: days(meanWait), limit: days(limit), median: days(median) })}</p>
      {periods.length === 0 ? (
        <p className="soft">{t('monitoring.noPeriods')}</p>
      ) : (
        <Records
          caption={t('monitoring.licensing')}
          rows={periods}
          rowKey={({ from }) => from}
          columns={[
            { head: t('monitoring.period'), cell: periodName },
            { head: t('monitoring.granted'), cell: ({ granted }) => granted },
            { head: t('monitoring.refused'), cell: ({ refused }) => refused },
            { head: t('monitoring.share'), cell: ({ approvals }) => <Share of={approvals} /> },
            { head: t('monitoring.late'), cell: ({ lateness }) => <Share of={lateness} /> },
          ]}
        />
      )}
    </section>
  );
}

type WatchedShare = Monitoring['licensing']['periods'][number]['approvals'];

function Share({ of: { share, forecast, is } }: { readonly of: WatchedShare }) {
  const { t } = useTranslation('measures');
  const band = useShareBand();
  return (
    <span className={`flow-verdict is-${is}`}>
      {share ?? t('monitoring.notKnown')} · {t(`monitoring.is.${is}`)}
      <span className="small soft below">
        {forecast === null ? t('monitoring.noForecast') : t('monitoring.forecastBand', { band: band(forecast) })}
      </span>
    </span>
  );
}

interface FlowTyped {
  readonly month: string;
  readonly amount: string;
  readonly unit: string;
  readonly source: string;
}

function Flows({ unit }: { readonly unit: string }) {
  const { t } = useTranslation('measures');
  const month = useMonthName();
  const may = useMay();
  const { measure } = useMeasure();
  const query = useRead('measure-flow.list', { params: { measure: measure.id } });
  return (
    <section className="card">
      <h2>{t('monitoring.flows')}</h2>
      {may('dialogue.record') && <RecordFlows unit={unit} />}
      <Loaded query={query} lines={4}>
        {({ body: { flows } }) =>
          flows.length === 0 ? (
            <p className="soft">{t('monitoring.noFlows')}</p>
          ) : (
            <Records
              caption={t('monitoring.flows')}
              rows={flows.toReversed()}
              rowKey={({ sequence }) => sequence}
              columns={[
                { head: t('monitoring.month'), cell: (flow) => month(flow.month) },
                {
                  head: t('monitoring.amount'),
                  cell: ({ amount, unit: of, counts }) => (
                    <>
                      <span className="number">
                        {amount} {of}
                      </span>
                      {!counts && <span className="small soft below">{t('monitoring.corrected')}</span>}
                    </>
                  ),
                },
                { head: t('monitoring.source'), cell: ({ source }) => source },
                { head: t('monitoring.by'), cell: ({ by }) => by },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  );
}

function RecordFlows({ unit }: { readonly unit: string }) {
  const { t } = useTranslation('measures');
  const { measure } = useMeasure();
  const refresh = useRefresh();
  const record = useCommand('measure-flow.record');
  const [alarms, setAlarms] = useState<number>();
  const [error, setError] = useState<unknown>();
  const params = { measure: measure.id };
  const needed = [{ required: true }];
  const readFile = async (file: File) => {
    setError(undefined);
    setAlarms(undefined);
    try {
      const given = { params, query: { name: file.name.slice(0, 300) }, body: file };
      const { body } = await client.call('measure-flow.import', given);
      await refresh();
      setAlarms(body.alarms);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <div className="record-flows">
      <p className="soft">{t('monitoring.flowsLead')}</p>
      <CommandForm<FlowTyped>
        submit={t('monitoring.record')}
        initialValues={{ unit }}
        onSubmit={async ({ month, amount, unit: typed, source }) => {
          setAlarms(undefined);
          const { body } = await record.give({
            params,
            body: { flows: [{ month: month.trim(), amount: amount.trim(), unit: typed.trim(), source }] },
          });
          setAlarms(body.alarms);
        }}
      >
        <div className="form-grid">
          <Form.Item name="month" label={t('monitoring.month')} rules={needed}>
            <Input type="month" placeholder="2026-12" />
          </Form.Item>
          <Form.Item name="amount" label={t('monitoring.amount')} rules={needed}>
            <Input inputMode="decimal" maxLength={25} />
          </Form.Item>
          <Form.Item name="unit" label={t('monitoring.unit')} rules={needed}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="source" label={t('monitoring.source')} extra={t('monitoring.sourceHelp')} rules={needed}>
            <Input maxLength={500} />
          </Form.Item>
        </div>
      </CommandForm>
      <FileDrop
        accept=".csv"
        words={{
          drop: t('monitoring.file.drop'),
          over: t('monitoring.file.over'),
          choose: t('monitoring.file.choose'),
        }}
        onFile={(file) => void readFile(file)}
      />
      {error !== undefined && <Failure error={error} />}
      {alarms !== undefined && (
        <p className={`notice ${alarms > 0 ? 'fails' : 'succeeds'}`} role="status">
          {alarms > 0 ? t('monitoring.recorded', { count: alarms }) : t('monitoring.recordedInside')}
        </p>
      )}
    </div>
  );
}
