import { dateText } from '@ytterby/core';
import type { AdviceClock, CaseClock, WaitsFor } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useLanguage } from '../../i18n/index.ts';

/** From how many working days on the queue warns: one week. */
const FEW = 5;
const GROUNDS = [
  'identification',
  'expert-opinion',
  'on-site-check',
  'watch-listed-party',
  'state-council-approval',
  'after-reconsideration',
] as const;

/** Grounds of the law in words; one that is new in the law is shown by its id. */
export function useGroundWord(): (id: string) => string {
  const { t } = useTranslation('cases');
  return (id) => {
    const known = GROUNDS.find((each) => each === id);
    return known === undefined ? id : t(`grounds.${known}`);
  };
}

interface Told {
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'danger' | 'soft';
  readonly words: string;
  readonly beside: string | null;
}

/** How the clock stands, in words, with an icon and a colour; what stopped or lifted it is always said. */
function useTold(): (clock: CaseClock) => Told {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const ground = useGroundWord();
  const comma = useTranslation().t('comma');
  const day = (date: string) => dateText(date, language);
  const left = (remaining: number) =>
    remaining < 0 ? t('clock.late', { count: -remaining }) : t('clock.remaining', { count: remaining });
  return (clock) => {
    switch (clock.is) {
      case 'not-started':
        return { icon: 'info', tone: 'soft', words: t('clock.notStarted'), beside: null };
      case 'no-limit': {
        const grounds = clock.because.map((each) => ground(each.ground)).join(comma);
        const words = grounds === '' ? t('clock.noLimitInLaw') : t('clock.noLimit', { grounds });
        return { icon: 'info', tone: 'soft', words, beside: t('clock.used', { count: clock.workingDaysUsed }) };
      }
      case 'stopped': {
        const open = clock.stops.filter(({ to }) => to === undefined);
        const grounds = open.map((each) => ground(each.ground)).join(comma);
        const words = t('clock.stopped', { grounds });
        return { icon: 'remove', tone: 'warn', words, beside: left(clock.remaining) };
      }
      case 'running': {
        const { remaining, due } = clock;
        const beside =
          due === null ? null : t(due.provisional ? 'clock.provisional' : 'clock.due', { day: day(due.date) });
        const tone = remaining < 0 ? 'danger' : remaining <= FEW ? 'warn' : 'good';
        return { icon: tone === 'good' ? 'check' : 'warning', tone, words: left(remaining), beside };
      }
      case 'over': {
        const { inTime, used } = clock;
        const said = inTime === null ? '' : ` · ${t(inTime ? 'clock.inTime' : 'clock.notInTime')}`;
        return {
          icon: 'check',
          tone: inTime === false ? 'danger' : 'soft',
          words: t('clock.over', { day: day(clock.on) }),
          beside: `${t('clock.used', { count: used })}${said}`,
        };
      }
    }
  };
}

/** The true remaining working days, or why there are none. @example <ClockMark of={summary.clock} /> */
export function ClockMark({ of }: { readonly of: CaseClock }) {
  const { icon, tone, words, beside } = useTold()(of);
  return (
    <span className={`clock-mark ${tone}`}>
      <Icon name={icon} /> <strong>{words}</strong>
      {beside !== null && (
        <>
          {' '}
          <span className="soft">{beside}</span>
        </>
      )}
    </span>
  );
}

/** The working days that a department has left, while it has not answered. */
export function AdviceDays({ of }: { readonly of: AdviceClock | undefined }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  if (of === undefined || of.is === 'given' || of.is === 'closed') return null;
  const { remaining, due } = of;
  const tone = remaining < 0 ? 'danger' : remaining <= FEW ? 'warn' : 'good';
  return (
    <p>
      <span className={`clock-mark ${tone}`}>
        <Icon name={tone === 'good' ? 'check' : 'warning'} />{' '}
        <strong>
          {remaining < 0 ? t('clock.late', { count: -remaining }) : t('clock.remaining', { count: remaining })}
        </strong>{' '}
        <span className="soft">
          {t(due.provisional ? 'clock.provisional' : 'clock.due', { day: dateText(due.date, language) })}
        </span>
      </span>
    </p>
  );
}

/** Who has to act next, the most pressing first. */
export function Waits({ of }: { readonly of: readonly WaitsFor[] }) {
  const { t } = useTranslation('cases');
  return (
    <ul className="tags waits">
      {of.map((each) => (
        <li key={each}>{t(`waits.${each}`)}</li>
      ))}
    </ul>
  );
}
