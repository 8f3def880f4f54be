import { Form, Radio } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment } from '../../i18n/index.ts';

const WISHES = ['at-once', 'daily', 'none'] as const satisfies readonly Reply<'mail.get'>['wish'][];

/** A section that a link can lead to though it comes later than the page. */
function useLedTo(hash: string) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (location.hash === hash) section.current?.scrollIntoView();
  }, [hash]);
  return section;
}

/** How messages come by mail. */
export function Mail() {
  const { t } = useTranslation(['account', 'shell']);
  const mail = useRead('mail.get');
  const change = useCommand('mail.change');
  const section = useLedTo('#mail');
  return (
    <section ref={section} id="mail" className="card">
      <h2>{t('mail.title')}</h2>
      <Loaded query={mail} lines={3}>
        {({ body: { wish, email, sends } }) => (
          <>
            <p className="soft">{sends ? t('mail.lead', { email }) : t('mail.sendsNone')}</p>
            <CommandForm<Pick<Reply<'mail.get'>, 'wish'>>
              submit={t('mail.submit')}
              done={t('shell:saved')}
              initialValues={{ wish }}
              onSubmit={(body) => change.give({ body })}
            >
              <Form.Item name="wish" label={t('mail.wish')} required>
                <Radio.Group
                  className="choices-down"
                  options={WISHES.map((value) => ({ value, label: t(`mail.wishes.${value}`) }))}
                />
              </Form.Item>
            </CommandForm>
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The link by which a calendar program shows what is due. */
export function CalendarLink() {
  const { t } = useTranslation('account');
  const moment = useMoment();
  const link = useRead('calendar-link.get');
  const make = useCommand('calendar-link.make');
  const revoke = useCommand('calendar-link.revoke');
  const section = useLedTo('#calendar');
  return (
    <section ref={section} id="calendar" className="card">
      <h2>{t('calendar.title')}</h2>
      <p className="soft">{t('calendar.lead')}</p>
      <Loaded query={link} lines={2}>
        {({ body: { madeAt } }) => (
          <>
            {make.data !== undefined && madeAt !== null && (
              <div className="notice warns" role="status">
                <h3>{t('calendar.madeTitle')}</h3>
                <ShownOnce label={t('calendar.made')} value={make.data.body.url} />
              </div>
            )}
            <p>{madeAt === null ? t('calendar.none') : t('calendar.since', { at: moment(madeAt) })}</p>
            <div className="row form-end">
              <ConfirmButton
                label={t(madeAt === null ? 'calendar.make' : 'calendar.renew')}
                title={t(madeAt === null ? 'calendar.make' : 'calendar.renew')}
                sentence={t(madeAt === null ? 'calendar.makeText' : 'calendar.renewText')}
                act={t('calendar.make')}
                onAct={() => make.give()}
              />
              {madeAt !== null && (
                <ConfirmButton
                  danger
                  label={t('calendar.revoke')}
                  title={t('calendar.revoke')}
                  sentence={t('calendar.revokeText')}
                  act={t('calendar.revoke')}
                  onAct={() => revoke.give()}
                />
              )}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}
