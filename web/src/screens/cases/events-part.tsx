import { CASE_COMMANDS } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import { Records } from '../../components/records.tsx';
import { useMoment } from '../../i18n/index.ts';
import { useRoleName } from '../roles.tsx';
import { type OfficerCase, useDesk } from './desk.tsx';

type Event = OfficerCase['events'][number];

/** Everything that was done, by whom and when; what cannot be changed any more. */
export function EventsPart() {
  const { of } = useDesk();
  return <Events of={of.events.toReversed()} />;
}

export function Events({ of }: { readonly of: readonly Event[] }) {
  const { t } = useTranslation('cases');
  const moment = useMoment();
  const role = useRoleName();
  const commandWord = (id: string) => {
    const known = CASE_COMMANDS.find((each) => each === id);
    return known === undefined ? id : t(`commands.${known}`);
  };
  return (
    <Records
      caption={t('parts.events')}
      rows={of}
      rowKey={({ version }) => version}
      columns={[
        {
          head: t('events.when'),
          cell: ({ version, at }) => (
            <span className="number">
              {version}. {moment(at)}
            </span>
          ),
        },
        {
          head: t('events.who'),
          cell: (event) => (
            <>
              {event.person} <span className="small soft">{role(event.role)}</span>
            </>
          ),
        },
        { head: t('events.what'), cell: ({ command }) => commandWord(command) },
        {
          head: t('events.details'),
          cell: ({ event }) => {
            const { command: _command, by: _by, on: _on, application: _application, ...details } = event;
            if (Object.keys(details).length === 0) return null;
            return (
              <details>
                <summary className="small">{t('events.details')}</summary>
                <pre className="event-details">{JSON.stringify(details, null, 2)}</pre>
              </details>
            );
          },
        },
      ]}
    />
  );
}
