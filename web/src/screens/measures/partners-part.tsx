import { dateText } from '@ytterby/core';
import type { Input as BodyOf } from '@ytterby/service/contract';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { CountrySelect } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { filledIn } from '../administration/filled-in.ts';
import { usePartnerName } from '../impact/words.ts';
import { useMeasure } from './measure-context.ts';
import { MailState, PartnerNotice, useReceiptText } from './partner-notice.tsx';

type Notices = Reply<'partner-notice.list'>;

/** Who is told of the measure, what each is told, whether it went out and was received, and what came back. */
export function MeasurePartners() {
  const { t } = useTranslation('measures');
  const { measure } = useMeasure();
  const query = useRead('partner-notice.list', { params: { measure: measure.id } });
  return (
    <Loaded query={query} lines={8}>
      {({ body, revision }) => (
        <>
          <Chosen of={body} revision={revision} />
          {body.notices.length > 0 && (
            <>
              <Overview of={body} />
              {body.notices.map((notice, index) => (
                <PartnerNotice key={notice.partner} of={notice} isFirst={index === 0} />
              ))}
            </>
          )}
          {body.notices.length === 0 && <p className="soft">{t('partners.lead')}</p>}
        </>
      )}
    </Loaded>
  );
}

interface ChosenProps {
  readonly of: Notices;
  readonly revision: number | undefined;
}

function Chosen({ of, revision }: ChosenProps) {
  const { t } = useTranslation('measures');
  const text = useText();
  const language = useLanguage();
  const name = usePartnerName();
  const { may } = useMeasure();
  const [isChanging, setChanging] = useState(of.notices.length === 0);
  const { notices, contactPoint, missing } = of;
  const mayChoose = may('choose-partners');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('partners.chosen')}</h2>
        {mayChoose && !isChanging && (
          <Button size="small" onClick={() => setChanging(true)}>
            {t('partners.change')}
          </Button>
        )}
      </div>
      {missing.length > 0 && notices.length > 0 && (
        <div className="notice warns">
          <p>{t('partners.missing')}</p>
          <ul>
            {missing.map((each) => (
              <li key={each.en}>{text(each)}</li>
            ))}
          </ul>
        </div>
      )}
      {mayChoose && isChanging ? (
        <ChooseForm of={of} revision={revision} onDone={() => setChanging(false)} />
      ) : (
        <>
          {notices.length === 0 ? (
            <p>{t('partners.none')}</p>
          ) : (
            <Records
              caption={t('partners.chosen')}
              rows={notices}
              rowKey={({ partner }) => partner}
              columns={[
                { head: t('partner'), cell: ({ partner }) => name(partner) },
                { head: t('partners.contact'), cell: ({ contact }) => contact },
                {
                  head: t('partners.email'),
                  cell: ({ email }) => email ?? <span className="soft">{t('partners.noEmail')}</span>,
                },
                { head: t('partners.languageLabel'), cell: (row) => t(`language.${row.language}`) },
                {
                  head: t('partners.embargo'),
                  cell: ({ embargo }) =>
                    embargo === null ? t('partners.untilAnnounced') : dateText(embargo, language),
                },
              ]}
            />
          )}
          {contactPoint !== null && (
            <p className="contact-point">
              <span className="soft">{t('partners.contactPoint')}</span>{' '}
              {[contactPoint.name, contactPoint.email, contactPoint.telephone]
                .filter((each) => each !== null)
                .join(' · ')}
            </p>
          )}
        </>
      )}
    </section>
  );
}

type Body = BodyOf<'partner-notice.choose'>['body'];
interface Typed {
  readonly partners?: readonly Record<string, unknown>[];
  readonly contactPoint: { readonly name: string; readonly email: string; readonly telephone?: string };
}

function ChooseForm({
  of: { notices, contactPoint },
  revision,
  onDone,
}: ChosenProps & { readonly onDone: () => void }) {
  const { t } = useTranslation(['measures', 'shell']);
  const { measure } = useMeasure();
  const choose = useCommand('partner-notice.choose');
  const needed = [{ required: true }];
  const partners = notices.map(({ partner, contact, email, language, embargo }) => ({
    partner,
    contact,
    email,
    language,
    embargo,
  }));
  return (
    <CommandForm<Typed>
      submit={t('partners.save')}
      initialValues={{
        partners: partners.length > 0 ? partners : [{ language: 'en' }],
        contactPoint: contactPoint ?? {},
      }}
      {...(notices.length > 0 && { beside: <Button onClick={onDone}>{t('shell:cancel')}</Button> })}
      onSubmit={async (typed) => {
        const telephone = typed.contactPoint.telephone?.trim() ?? '';
        const body = {
          partners: filledIn(typed.partners ?? []) ?? [],
          contactPoint: { ...typed.contactPoint, telephone: telephone === '' ? null : telephone },
        } as Body;
        await choose.give({ params: { measure: measure.id }, body, revision });
        onDone();
      }}
    >
      <Form.List name="partners">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <fieldset key={key} className="form-group">
                <legend>{t('partners.partnerN', { n: index + 1 })}</legend>
                <div className="form-grid">
                  <Form.Item name={[name, 'partner']} label={t('partners.country')} rules={needed}>
                    <CountrySelect />
                  </Form.Item>
                  <Form.Item name={[name, 'contact']} label={t('partners.contact')} rules={needed}>
                    <Input maxLength={500} />
                  </Form.Item>
                  <Form.Item name={[name, 'email']} label={t('partners.email')}>
                    <Input type="email" maxLength={320} autoComplete="off" />
                  </Form.Item>
                  <Form.Item name={[name, 'language']} label={t('partners.languageLabel')} rules={needed}>
                    <Select
                      options={(['en', 'zh'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'embargo']} label={t('partners.embargo')} extra={t('partners.embargoHelp')}>
                    <Input type="date" />
                  </Form.Item>
                </div>
                <Button size="small" type="text" onClick={() => remove(name)}>
                  <Icon name="close" /> {t('partners.remove', { n: index + 1 })}
                </Button>
              </fieldset>
            ))}
            <Button onClick={() => add({ language: 'en' })}>
              <Icon name="add" /> {t('partners.add')}
            </Button>
          </>
        )}
      </Form.List>
      <h3 className="contact-title">{t('partners.contactPoint')}</h3>
      <div className="form-grid">
        <Form.Item name={['contactPoint', 'name']} label={t('partners.contactName')} rules={needed}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name={['contactPoint', 'email']} label={t('partners.email')} rules={needed}>
          <Input type="email" maxLength={320} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['contactPoint', 'telephone']} label={t('partners.telephone')}>
          <Input type="tel" maxLength={500} autoComplete="off" />
        </Form.Item>
      </div>
    </CommandForm>
  );
}

/** How each notice stands, at a glance. */
function Overview({ of: { notices, revision } }: { readonly of: Notices }) {
  const { t } = useTranslation('measures');
  const name = usePartnerName();
  const moment = useMoment();
  const receiptText = useReceiptText();
  return (
    <section className="card">
      <h2>{t('partners.table', { revision })}</h2>
      <p className="soft">{t('partners.lead')}</p>
      <Records
        caption={t('partners.table', { revision })}
        rows={notices}
        rowKey={({ partner }) => partner}
        columns={[
          { head: t('partner'), cell: ({ partner }) => <a href={`#notice-${partner}`}>{name(partner)}</a> },
          {
            head: t('partners.sent'),
            cell: ({ sent }) =>
              sent === null ? (
                <span className="soft">{t('partners.notSent')}</span>
              ) : (
                <>
                  {t(`partners.how.${sent.how}`)}
                  <span className="small soft below">
                    {t('partners.sentBy', { at: moment(sent.sentAt), name: sent.sentBy })}
                  </span>
                </>
              ),
          },
          {
            head: t('partners.mail'),
            cell: ({ sent }) => (sent === null || sent.mail === null ? '–' : <MailState of={sent.mail} />),
          },
          { head: t('partners.receipt'), cell: ({ receipt }) => receiptText(receipt) },
          {
            head: t('partners.replies'),
            cell: ({ replies }) =>
              replies.length === 0
                ? '–'
                : t('partners.openReplies', {
                    count: replies.length,
                    open: replies.filter(({ isOpen }) => isOpen).length,
                  }),
          },
        ]}
      />
    </section>
  );
}
