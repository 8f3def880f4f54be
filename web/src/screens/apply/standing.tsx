import { dateText } from '@ytterby/core';
import type { CaseStatus } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { Provision } from './provision.tsx';

type Case = Reply<'application.get'>;

const STEPS = ['draft', 'submitted', 'review', 'decision'] as const;
const AT: Readonly<Record<CaseStatus, number>> = {
  new: 0,
  draft: 0,
  returned: 0,
  submitted: 1,
  'in-review': 2,
  recommended: 3,
  reconsidering: 3,
  granted: 4,
  refused: 4,
  upheld: 4,
  withdrawn: 4,
};

/** Where the case stands, as a line of steps. */
export function StepLine({ of: { status, state, waitsFor } }: { readonly of: Case }) {
  const { t } = useTranslation('apply');
  const language = useLanguage();
  const day = (on: string | undefined) => on && dateText(on, language);
  const { submittedOn, accepted, decision, withdrawn } = state;
  const at = AT[status];
  // A case that was withdrawn went no further than it had come.
  const reached = withdrawn === null ? at : accepted !== null ? 2 : submittedOn !== null ? 1 : 0;
  const notes: Readonly<Record<(typeof STEPS)[number], string | undefined>> = {
    draft: undefined,
    submitted: submittedOn === null ? undefined : t('status.submittedOn', { day: day(submittedOn) }),
    review: accepted === null ? undefined : t('status.acceptedOn', { day: day(accepted.on) }),
    decision:
      withdrawn !== null
        ? t('status.withdrawnOn', { day: day(withdrawn.on) })
        : decision === null
          ? undefined
          : t('status.decidedOn', { day: day(decision.on) }),
  };
  const end = END[status];
  return (
    <section className="card" aria-label={t('status.title')}>
      <ol className="step-line">
        {STEPS.map((step, index) => {
          const isLast = step === 'decision';
          const isEnd = isLast && end !== undefined && status !== 'reconsidering';
          const how = isEnd ? 'end' : index < reached ? 'past' : index === reached ? 'now' : 'later';
          return (
            <li
              key={step}
              className={`${how} ${isEnd ? status : ''}`}
              {...(how === 'now' && { 'aria-current': 'step' })}
            >
              <span className="dot">
                {isEnd ? (
                  <Icon name={status === 'granted' ? 'check' : 'cross'} />
                ) : (
                  how === 'past' && <Icon name="check" />
                )}
              </span>
              <strong>{isLast && end !== undefined ? t(`status.${end}`) : t(`status.steps.${step}`)}</strong>
              {notes[step] !== undefined && <span className="small soft">{notes[step]}</span>}
            </li>
          );
        })}
      </ol>
      {status !== 'draft' && !waitsFor.includes('nobody') && (
        <p className="whose-turn">
          <span className="soft">{t('waits.label')}</span> {waitsFor.map((each) => t(`waits.${each}`)).join(' ')}
        </p>
      )}
    </section>
  );
}

const END = {
  granted: 'granted',
  refused: 'refused',
  withdrawn: 'withdrawn',
  upheld: 'upheld',
  reconsidering: 'reconsidering',
} as Partial<Record<CaseStatus, 'granted' | 'refused' | 'withdrawn' | 'upheld' | 'reconsidering'>>;

/** Working days used and left; why the clock stands still, or why there is no limit. */
export function CaseTime({ of: { clock } }: { readonly of: Case }) {
  const { t } = useTranslation('apply');
  const language = useLanguage();
  const ground = useGround();
  const day = (on: string) => dateText(on, language);
  return (
    <section className="card case-time" aria-labelledby="case-time">
      <h2 id="case-time">{t('clock.title')}</h2>
      {clock.is === 'not-started' && <p>{t('clock.not-started')}</p>}
      {(clock.is === 'running' || clock.is === 'stopped') && (
        <>
          <p className="large">
            {clock.remaining < 0
              ? t('clock.late', { count: -clock.remaining })
              : t('clock.remaining', { count: clock.remaining })}{' '}
            <span className="soft">{t('clock.of', { limit: clock.limit, used: clock.used })}</span>
          </p>
          <div
            className="days"
            role="img"
            aria-label={t('clock.of', { limit: clock.limit, used: clock.used })}
            style={{ '--used': `${Math.min(100, (clock.used / clock.limit) * 100)}%` } as React.CSSProperties}
          />
          {clock.is === 'stopped' && (
            <p className="notice warns">
              <strong>{t('clock.stopped')}</strong>
            </p>
          )}
          <ul className="news">
            {clock.due !== null && (
              <li>{t(clock.due.provisional ? 'clock.dueProvisional' : 'clock.due', { day: day(clock.due.date) })}</li>
            )}
            {clock.stops.map((stop) => (
              <li key={`${stop.ground} ${stop.on}`}>
                {stop.to === undefined
                  ? t('clock.stoppedSince', { day: day(stop.on), reason: ground(stop.ground) })
                  : t('clock.wasStopped', { from: day(stop.on), to: day(stop.to), reason: ground(stop.ground) })}{' '}
                <Provision id={stop.provision} />
                {stop.reason !== '' && <div className="small soft">{stop.reason}</div>}
              </li>
            ))}
          </ul>
          <p className="small soft">
            {t('clock.by')} <Provision id={clock.provision} />
          </p>
        </>
      )}
      {clock.is === 'no-limit' && (
        <>
          <p className="large">{t('clock.noLimit')}</p>
          {clock.because.length === 0 && <p>{t('clock.noLimitPlain')}</p>}
          <ul className="news">
            {clock.because.map(({ ground: why, on, provision }) => (
              <li key={why}>
                {t('clock.noLimitBecause', { day: day(on), ground: ground(why) })} <Provision id={provision} />
              </li>
            ))}
          </ul>
          <p className="soft">{t('clock.used', { count: clock.workingDaysUsed })}</p>
        </>
      )}
      {clock.is === 'over' && (
        <p>
          {clock.acceptedOn !== null && t('clock.over', { count: clock.used })}{' '}
          {clock.inTime !== null && t(clock.inTime ? 'clock.inTime' : 'clock.tooLate')}
        </p>
      )}
    </section>
  );
}

/** A ground on which the clock stands still, or there is no limit. */
export function useGround(): (ground: string) => string {
  const { t, i18n } = useTranslation('apply');
  return (ground) =>
    i18n.exists(`grounds.${ground}`, { ns: 'apply' }) ? t(`grounds.${ground as 'identification'}`) : ground;
}
