import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { DutyMark, type DutyRow, DutySubject, type Viewer } from './duty-row.tsx';
import { monthAfter, monthDays } from './month-days.ts';
import type { DutySearch } from './search.ts';

/** As many as a page of the service holds; a month that has more says so. */
const MOST = 200;

interface MonthProps {
  readonly viewer: Viewer;
  readonly search: DutySearch;
  readonly month: string;
  readonly onMonth: (month: string) => void;
}

/** What falls due in a month, day by day: a table of weeks, and on a narrow screen a list of the days that have something. */
export function Month({ viewer, search: { kind, status }, month, onMonth }: MonthProps) {
  const { t } = useTranslation('duties');
  const language = useLanguage();
  const { first, last } = monthDays(month);
  const query = { from: first, to: last, limit: MOST, ...(kind && { kind }), ...(status && { status }) };
  const name = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${first}T00:00:00Z`));
  return (
    <>
      <div className="month-head">
        <Button aria-label={t('month.before')} onClick={() => onMonth(monthAfter(month, -1))}>
          <Icon name="left" />
        </Button>
        <h2 aria-live="polite">{name}</h2>
        <Button aria-label={t('month.after')} onClick={() => onMonth(monthAfter(month, 1))}>
          <Icon name="right" />
        </Button>
        <Button onClick={() => onMonth(beijingToday().slice(0, 7))}>{t('month.now')}</Button>
      </div>
      {viewer === 'authority' ? (
        <RegisterMonth query={query} month={month} name={name} />
      ) : (
        <OwnMonth query={query} month={month} name={name} organisation={viewer.organisation} />
      )}
    </>
  );
}

interface ShownProps {
  readonly query: object;
  readonly month: string;
  readonly name: string;
}

function RegisterMonth({ query, ...shown }: ShownProps) {
  const duties = useRead('duty.register', { query });
  return <Loaded query={duties}>{({ body }) => <Weeks {...shown} viewer="authority" {...body} />}</Loaded>;
}

function OwnMonth({ query, organisation, ...shown }: ShownProps & { readonly organisation: string }) {
  const duties = useRead('duty.list', { params: { organisation }, query });
  return <Loaded query={duties}>{({ body }) => <Weeks {...shown} viewer={{ organisation }} {...body} />}</Loaded>;
}

interface WeeksProps {
  readonly month: string;
  readonly name: string;
  readonly viewer: Viewer;
  readonly items: readonly DutyRow[];
  readonly next: string | null;
}

function Weeks({ month, name, viewer, items, next }: WeeksProps) {
  const { t } = useTranslation('duties');
  const text = useText();
  const language = useLanguage();
  const { weeks } = monthDays(month);
  const today = beijingToday();
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (day: string) => formatter.format(new Date(`${day}T00:00:00Z`));
  };
  const weekdayName = format({ weekday: 'short' });
  const dayName = format({ weekday: 'short', day: 'numeric', month: 'long' });
  // A Monday and the days after it.
  const heads = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06', '2026-06-07'];
  return (
    <>
      {items.length === 0 && <p className="soft">{t('month.nothing')}</p>}
      {next !== null && <p className="notice warns">{t('month.more')}</p>}
      <table className="month">
        <caption className="visually-hidden">{t('month.caption', { month: name })}</caption>
        <thead>
          <tr>
            {heads.map((day) => (
              <th key={day} scope="col">
                {weekdayName(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, at) => (
            <tr key={at}>
              {week.map((day, place) => {
                const due = day === null ? [] : items.filter(({ last }) => last === day);
                return (
                  <td
                    key={place}
                    className={due.length === 0 ? 'empty' : undefined}
                    aria-current={day === today ? 'date' : undefined}
                  >
                    {day !== null && (
                      <time dateTime={day}>
                        <span className="in-table" aria-hidden="true">
                          {Number(day.slice(8))}
                        </span>
                        <span className="in-list">{dayName(day)}</span>
                      </time>
                    )}
                    {due.length > 0 && (
                      <ul>
                        {due.map((duty) => (
                          <li key={duty.id}>
                            <DutyMark of={duty} />
                            {text(duty.title)} <DutySubject of={duty} viewer={viewer} />
                          </li>
                        ))}
                      </ul>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
