import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readOf } from '../api.ts';
import { Icon } from '../components/icon.tsx';

/** The way to the inbox, with how many messages are not read yet. Asked for again every two minutes. */
export function MessageBell() {
  const { t } = useTranslation();
  const unread = useQuery({ ...readOf('message.count'), refetchInterval: 120_000 }).data?.body.unread ?? 0;
  return (
    <Link to="/messages" className="quiet-button bell" aria-label={t('messages.bell', { count: unread })}>
      <Icon name="bell" />
      {unread > 0 && <span className="bell-count">{unread > 99 ? '99+' : unread}</span>}
    </Link>
  );
}
