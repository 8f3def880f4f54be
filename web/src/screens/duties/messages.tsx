import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import './duties.css';

type Message = Reply<'message.list'>['items'][number];

const route = getRouteApi('/messages');

/** What the person was told, the latest first. */
export function Messages() {
  const { t } = useTranslation('duties');
  const { unread } = route.useSearch();
  const navigate = route.useNavigate();
  const messages = usePages('message.list', { query: unread === true ? { unread } : {} });
  const mark = useCommand('message.read');
  const hasUnread = (messages.data ?? []).some(({ readAt }) => readAt === null);
  const read = (which: string[] | 'all') => mark.give({ body: { messages: which } });
  return (
    <Page
      title={t('messages.title')}
      lead={
        <>
          {t('messages.lead')}{' '}
          <Link to="/account" hash="mail">
            {t('messages.settings')}
          </Link>
        </>
      }
      actions={
        <Button disabled={!hasUnread} loading={mark.isPending} onClick={() => void read('all').catch(() => undefined)}>
          {t('messages.readAll')}
        </Button>
      }
    >
      <section className="card">
        <Radio.Group
          className="message-filter"
          optionType="button"
          aria-label={t('messages.show')}
          value={unread === true}
          onChange={({ target }) =>
            void navigate({ to: '.', search: target.value === true ? { unread: true } : {}, replace: true })
          }
          options={[
            { value: false, label: t('messages.all') },
            { value: true, label: t('messages.unread') },
          ]}
        />
        <Loaded query={messages}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="soft">{t('messages.none')}</p>
            ) : (
              <ol className="messages">
                {rows.map((message) => (
                  <MessageRow
                    key={message.id}
                    of={message}
                    onRead={() => void read([message.id]).catch(() => undefined)}
                  />
                ))}
              </ol>
            )
          }
        </Loaded>
        <MorePages of={messages} />
      </section>
    </Page>
  );
}

function MessageRow({ of, onRead }: { readonly of: Message; readonly onRead: () => void }) {
  const { t } = useTranslation('duties');
  const text = useText();
  const moment = useMoment();
  const isUnread = of.readAt === null;
  return (
    <li className={isUnread ? 'unread' : undefined}>
      <article>
        <h2>
          {isUnread && (
            <>
              <span className="unread-mark" aria-hidden="true" />
              <span className="visually-hidden">{t('messages.isUnread')} </span>
            </>
          )}
          <Link to={of.path as '/'} onClick={() => isUnread && onRead()}>
            {text(of.title)}
          </Link>
        </h2>
        <p className="prose">{text(of.text)}</p>
        <p className="small soft">
          {t(`messages.kinds.${of.kind}`)} · {moment(of.toldAt)}
        </p>
      </article>
      {isUnread && (
        <Button size="small" aria-label={t('messages.readOne', { title: text(of.title) })} onClick={onRead}>
          <Icon name="check" /> {t('messages.read')}
        </Button>
      )}
    </li>
  );
}
