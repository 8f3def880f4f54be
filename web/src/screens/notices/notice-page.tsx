import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useLanguage, useMoment } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { AcknowledgeForm } from './acknowledge.tsx';
import { DutyOf } from './duty.tsx';
import { AmountField, amountIn, type AmountTyped, OutsidePartyFields, type PartyTyped } from './notice-form.tsx';
import { NoticeText } from './notice-text.tsx';
import { PdfButton } from './pdf-button.tsx';
import { type Notice, StateMark, useAmountText, usePartyText } from './words.tsx';
import './notices.css';

const route = getRouteApi('/workspace/$organisation/notices/$notice');

/** One notice that an organisation gave or received. */
export function NoticePage() {
  const params = route.useParams();
  const notice = useRead('notice.get', { params });
  return <Loaded query={notice}>{({ body }) => <OneNotice of={body} params={params} />}</Loaded>;
}

interface OneNoticeProps {
  readonly of: Notice;
  readonly params: { readonly organisation: string; readonly notice: string };
}

function OneNotice({ of, params }: OneNoticeProps) {
  const { t } = useTranslation('notices');
  const party = usePartyText();
  const amount = useAmountText();
  const { organisation, notice } = params;
  const mayGive = useMay(organisation)('notice.issue');
  const isReceived = of.side === 'received';
  return (
    <Page
      title={t('one.title', { number: of.number })}
      lead={`${party(of.issuer)} → ${party(of.recipient)}`}
      actions={
        <>
          <PdfButton number={of.number} get={async () => (await client.call('notice.pdf', { params })).body} />
          {isReceived && mayGive && (
            <Link
              to="/workspace/$organisation/notices/new"
              params={{ organisation }}
              search={{ notice }}
              className="quiet-button edged"
            >
              {t('one.passOn')}
            </Link>
          )}
          {!isReceived && (
            <Link
              to="/workspace/$organisation/notices/lots/$lot"
              params={{ organisation, lot: of.lot.id }}
              className="quiet-button edged"
            >
              {t('chain')}
            </Link>
          )}
        </>
      }
    >
      <div className="stack">
        <section className="card" aria-labelledby="receipt">
          <h2 id="receipt">{t('one.receipt')}</h2>
          <Receipts of={of} />
          {isReceived && of.left !== null && (
            <p>{t('one.left', { amount: amount({ quantity: of.left, unit: of.amount.unit }) })}</p>
          )}
          {isReceived && mayGive && of.state !== 'acknowledged' && <Acknowledge params={params} />}
        </section>
        {of.link !== null && mayGive && <LinkOf link={of.link} params={params} />}
        {of.duty !== null && (
          <section className="card" aria-labelledby="duty">
            <h2 id="duty">{t('one.duty')}</h2>
            <DutyOf of={of.duty} />
          </section>
        )}
        <NoticeText of={of} />
        {!isReceived && mayGive && <Found params={params} />}
      </div>
    </Page>
  );
}

/** Who has opened it and who has signed for it, and when. */
export function Receipts({ of }: { readonly of: Pick<Notice, 'state' | 'on' | 'receipts'> }) {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  return (
    <>
      <p>
        <StateMark of={of} />
      </p>
      {of.receipts.map(({ kind, on, name, position }) => (
        <p key={kind} className="small soft">
          {kind === 'opened'
            ? t('one.opened', { day: dateText(on, language) })
            : t('one.signed', { name: name ?? '', position: position ?? '', day: dateText(on, language) })}
        </p>
      ))}
    </>
  );
}

function Acknowledge({ params }: Pick<OneNoticeProps, 'params'>) {
  const acknowledge = useCommand('notice.acknowledge');
  return <AcknowledgeForm onSubmit={(signed) => acknowledge.give({ params, body: signed })} />;
}

interface LinkOfProps extends Pick<OneNoticeProps, 'params'> {
  readonly link: NonNullable<Notice['link']>;
}

function LinkOf({ link, params }: LinkOfProps) {
  const { t } = useTranslation('notices');
  const moment = useMoment();
  const renew = useCommand('notice.renew-link');
  const revoke = useCommand('notice.revoke-link');
  const [made, setMade] = useState<Reply<'notice.renew-link'>>();
  return (
    <section className="card" aria-labelledby="link">
      <h2 id="link">{t('one.link')}</h2>
      <p>{t('one.linkText')}</p>
      {made !== undefined && link.revokedAt === null ? (
        <ShownOnce label={t('one.linkOnce', { at: moment(made.endsAt) })} value={made.link} />
      ) : (
        <p>
          {link.revokedAt === null
            ? t('one.linkOpen', { at: moment(link.endsAt) })
            : t('one.linkRevoked', { at: moment(link.revokedAt) })}
        </p>
      )}
      <div className="row form-end">
        <ConfirmButton
          label={t('one.renew')}
          title={t('one.renewTitle')}
          sentence={t('one.renewText')}
          act={t('one.renew')}
          onAct={async () => setMade((await renew.give({ params })).body)}
        />
        {link.revokedAt === null && (
          <ConfirmButton
            label={t('one.revoke')}
            title={t('one.revokeTitle')}
            sentence={t('one.revokeText')}
            act={t('one.revoke')}
            danger
            onAct={() => revoke.give({ params })}
          />
        )}
      </div>
    </section>
  );
}

function Found({ params }: Pick<OneNoticeProps, 'params'>) {
  const { t } = useTranslation('notices');
  const report = useCommand('notice.report-found');
  return (
    <div className="row form-end no-print">
      <DialogButton label={t('one.found')} title={t('one.found')}>
        {(close) => (
          <CommandForm<{ holder: PartyTyped; amount?: AmountTyped; howKnown: string }>
            submit={t('one.report')}
            onSubmit={async ({ holder, amount, howKnown }) => {
              await report.give({ params, body: { holder, amount: amountIn(amount), howKnown } });
              close();
            }}
          >
            <p>{t('one.foundText')}</p>
            <h3>{t('one.foundHolder')}</h3>
            <OutsidePartyFields at="holder" />
            <AmountField name={['amount']} label={t('quantity')} />
            <Form.Item name="howKnown" label={t('one.howKnown')} rules={[{ required: true, whitespace: true }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={20_000} />
            </Form.Item>
          </CommandForm>
        )}
      </DialogButton>
    </div>
  );
}
