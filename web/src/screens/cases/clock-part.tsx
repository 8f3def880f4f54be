import { dateText } from '@ytterby/core';
import { openStops } from '@ytterby/core/licensing';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Act, Prose } from './act.tsx';
import { ClockMark, useGroundWord } from './clock.tsx';
import { useDesk } from './desk.tsx';
import { Cites } from './provisions.tsx';

/** The days that count and those that do not, each with its ground in law and its reason. */
export function ClockPart() {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const text = useText();
  const word = useGroundWord();
  const { of, state } = useDesk();
  const { clock, clockRules } = of;
  const { limit, notCounted, liftable } = clockRules;
  const ground = (id: string) => {
    const known = [...notCounted, ...liftable].find((each) => each.id === id);
    return known === undefined ? word(id) : text(known.name);
  };
  const day = (date: string) => dateText(date, language);
  const open = openStops(state);
  const counted =
    clock.is === 'running' || clock.is === 'stopped'
      ? `${t('clock.used', { count: clock.used })} ${t('clock.limit', { count: clock.limit })}`
      : null;
  const options = (grounds: typeof notCounted) =>
    grounds.map(({ id, name, because }) => ({ value: id, label: `${text(name)} · ${text(because.cite)}` }));
  return (
    <>
      <p>
        <ClockMark of={clock} />
      </p>
      <p className="soft">
        {state.accepted !== null && t('clock.acceptedOn', { day: day(state.accepted.on) })}
        {counted !== null && <> · {counted}</>}
      </p>
      {clock.is === 'not-started' && (
        <>
          <p className="soft">
            {limit === null ? t('clock.noLimitInLaw') : t('clock.fromAcceptance', { count: limit.workingDays })}
          </p>
          {limit !== null && <Cites ids={[limit.because.provision]} />}
        </>
      )}
      {(clock.is === 'running' || clock.is === 'stopped') && <Cites ids={[clock.provision]} />}
      {state.noLimit.length > 0 && <Cites ids={state.noLimit.map(({ provision }) => provision)} />}
      {state.stops.length > 0 && (
        <>
          <h3>{t('clock.stops')}</h3>
          <Records
            caption={t('clock.stops')}
            rows={state.stops}
            rowKey={({ ground: id, on }) => `${id} ${on}`}
            columns={[
              { head: t('clock.ground'), cell: (stop) => ground(stop.ground) },
              { head: t('clock.reason'), cell: ({ reason }) => <span className="prose">{reason}</span> },
              { head: t('clock.from'), cell: ({ on }) => <span className="number">{day(on)}</span> },
              {
                head: t('clock.to'),
                cell: ({ to }) => (to === undefined ? t('clock.running') : <span className="number">{day(to)}</span>),
              },
            ]}
          />
        </>
      )}
      <div className="row form-end no-print">
        {open.map((stop) => (
          <Act
            key={stop.ground}
            command="resume-clock"
            label={t('clock.resume')}
            name={`${t('clock.resume')}: ${ground(stop.ground)}`}
            given={{ ground: stop.ground }}
          >
            <p>
              {ground(stop.ground)}. {t('clock.resumeText')}
            </p>
          </Act>
        ))}
        <Act command="stop-clock" label={t('clock.stop')}>
          <Form.Item name="ground" label={t('clock.ground')} rules={[{ required: true }]}>
            <Select options={options(notCounted.filter(({ id }) => open.every((stop) => stop.ground !== id)))} />
          </Form.Item>
          <Prose name="reason" label={t('clock.reason')} />
        </Act>
        {state.noLimit.length === 0 && liftable.length > 0 && (
          <Act command="lift-limit" label={t('clock.lift')} initialValues={{ ground: liftable[0]?.id }}>
            <p>{t('clock.liftText')}</p>
            <Form.Item name="ground" label={t('clock.ground')} rules={[{ required: true }]}>
              <Select options={options(liftable)} />
            </Form.Item>
            <Prose name="reason" label={t('clock.reason')} />
          </Act>
        )}
      </div>
    </>
  );
}
