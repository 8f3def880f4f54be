import { useTranslation } from 'react-i18next';
import { useCommand, useRead } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment } from '../../i18n/index.ts';

/** Where the person is signed in. */
export function Sessions() {
  const { t } = useTranslation('account');
  const moment = useMoment();
  const sessions = useRead('session.list');
  const end = useCommand('session.end');
  const endOthers = useCommand('session.end-others');
  return (
    <section className="card wide">
      <div className="card-head">
        <h2>{t('sessions.title')}</h2>
        {(sessions.data?.body.length ?? 0) > 1 && (
          <ConfirmButton
            label={t('sessions.others')}
            title={t('sessions.others')}
            sentence={t('sessions.othersText')}
            act={t('sessions.others')}
            onAct={() => endOthers.give()}
          />
        )}
      </div>
      <Loaded query={sessions} lines={3}>
        {({ body }) => (
          <Records
            caption={t('sessions.title')}
            rows={body}
            rowKey={({ id }) => id}
            columns={[
              {
                head: t('sessions.device'),
                cell: ({ userAgent, current, secondFactor }) => (
                  <>
                    {deviceName(userAgent)}
                    {current && <strong> · {t('sessions.here')}</strong>}
                    {secondFactor && <div className="small soft">{t('sessions.factor')}</div>}
                  </>
                ),
              },
              { head: t('sessions.seen'), cell: ({ lastSeenAt }) => moment(lastSeenAt) },
              { head: t('sessions.address'), cell: ({ address }) => <span className="code">{address}</span> },
            ]}
            actions={({ id, userAgent, current }) =>
              current ? null : (
                <ConfirmButton
                  size="small"
                  label={t('sessions.end')}
                  name={t('sessions.endName', { device: deviceName(userAgent) })}
                  title={t('sessions.endName', { device: deviceName(userAgent) })}
                  sentence={t('sessions.endText')}
                  act={t('sessions.end')}
                  onAct={() => end.give({ params: { session: id } })}
                />
              )
            }
          />
        )}
      </Loaded>
    </section>
  );
}

/** Browser and system, as far as the browser says; else what it says. @example 'Firefox · Windows' */
function deviceName(userAgent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(userAgent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1];
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' };
  const known = [browser, system].flatMap((name) => (name === undefined ? [] : [names[name] ?? name]));
  return known.length > 0 ? known.join(' · ') : userAgent;
}
