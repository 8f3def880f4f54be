import { dateText } from '@ytterby/core';
import { Button, Form, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand, useRefresh } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useMoment } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { usePartnerName } from '../impact/words.ts';
import { useMeasure } from './measure-context.ts';
import { NoticeSheet } from './notice-sheet.tsx';
import { SaveButton } from './save-button.tsx';

type Notice = Reply<'partner-notice.list'>['notices'][number];
type Mail = NonNullable<NonNullable<Notice['sent']>['mail']>;

interface OfNotice {
  readonly of: Notice;
}

/** Who received it, when, and how that is known. */
export function useReceiptText(): (receipt: Notice['receipt']) => string {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  return (receipt) => {
    if (receipt === null) return t('partners.noReceipt');
    const how =
      receipt.how === 'opened'
        ? t('partners.receiptOpened', { name: receipt.name ?? '' })
        : t('partners.receiptRecorded', { note: receipt.note ?? '' });
    return `${dateText(receipt.on, language)} · ${how}`;
  };
}

/** Whether the mail went out, and what the mail server said. */
export function MailState({ of: { state, at, answer, linkEndsAt } }: { readonly of: Mail }) {
  const { t } = useTranslation('measures');
  const moment = useMoment();
  return (
    <span className={`mail-state ${state}`}>
      {t(`partners.mailState.${state}`)}
      {at !== null && <span className="small soft below">{moment(at)}</span>}
      {answer !== null && <span className="small soft below server-answer">{t('partners.answer', { answer })}</span>}
      {state !== 'refused' && (
        <span className="small soft below">{t('partners.linkEnds', { at: moment(linkEndsAt) })}</span>
      )}
    </span>
  );
}

/** The notice to one partner: its page beside its PDF, sending it, its receipt and its replies. */
export function PartnerNotice({ of, isFirst }: OfNotice & { readonly isFirst: boolean }) {
  const { t } = useTranslation(['measures', 'shell']);
  const name = usePartnerName()(of.partner);
  const moment = useMoment();
  const receiptText = useReceiptText();
  const { may, measure } = useMeasure();
  const { partner, sent, draft, receipt, replies } = of;
  const content = sent?.content ?? draft;
  const what = (words: string) => t('partners.of', { partner: name, what: words });
  return (
    <section className="card partner-notice" id={`notice-${partner}`} aria-labelledby={`notice-${partner}-title`}>
      <div className="card-head">
        <h2 id={`notice-${partner}-title`}>{t('partners.forPartner', { partner: name })}</h2>
        {content !== null && (
          <SaveButton
            name={`notice-${partner}.pdf`}
            label={what(t(sent === null ? 'partners.draftPdf' : 'partners.pdf'))}
            get={() => client.call('partner-notice.document', { params: { measure: measure.id, partner } })}
          >
            {t(sent === null ? 'partners.draftPdf' : 'partners.pdf')}
          </SaveButton>
        )}
      </div>
      {content !== null && (
        <details className="sheet" open={isFirst && sent === null}>
          <summary>{t('partners.page')}</summary>
          <NoticeSheet of={content} />
        </details>
      )}
      {may('send-notice') && draft !== null && (
        <div className="row acts">
          {of.email !== null && <SendByMail of={of} email={of.email} />}
          <HandOver of={of} />
        </div>
      )}
      {sent !== null && (
        <>
          <h3>{t('partners.receipt')}</h3>
          <p>{receiptText(receipt)}</p>
          {sent.openings.length > 0 && (
            <p className="small soft">
              {t('partners.openings')}:{' '}
              {sent.openings.map((opening) => `${moment(opening.at)} ${opening.name}`).join(t('shell:comma'))}
            </p>
          )}
        </>
      )}
      {replies.length > 0 && <Replies of={of} />}
      {sent !== null && (
        <div className="row acts">
          {receipt === null && may('record-receipt') && <RecordReceipt of={of} />}
          {may('record-reply') && <RecordReply of={of} />}
          {may('send-notice') && of.email !== null && receipt === null && <SendByMail of={of} email={of.email} />}
        </div>
      )}
    </section>
  );
}

function SendByMail({ of: { partner }, email }: OfNotice & { readonly email: string }) {
  const { t } = useTranslation('measures');
  const name = usePartnerName()(partner);
  const { measure } = useMeasure();
  const send = useCommand('partner-notice.send');
  return (
    <ConfirmButton
      type="primary"
      label={t('partners.sendMail')}
      name={t('partners.of', { partner: name, what: t('partners.sendMail') })}
      title={t('partners.sendTitle', { partner: name })}
      sentence={t('partners.sendText', { email })}
      act={t('partners.sendAct')}
      onAct={() => send.give({ params: { measure: measure.id, partner }, body: { how: 'mail' } })}
    />
  );
}

function HandOver({ of: { partner } }: OfNotice) {
  const { t } = useTranslation('measures');
  const name = usePartnerName()(partner);
  const { measure } = useMeasure();
  const send = useCommand('partner-notice.send');
  return (
    <DialogButton
      label={t('partners.handOver')}
      name={t('partners.of', { partner: name, what: t('partners.handOver') })}
      title={t('partners.handOverTitle', { partner: name })}
    >
      {(close) => (
        <CommandForm<{ reference?: string }>
          submit={t('partners.handOverAct')}
          onSubmit={async ({ reference = '' }) => {
            const body = {
              how: 'handed-over' as const,
              ...(reference.trim() !== '' && { reference: reference.trim() }),
            };
            await send.give({ params: { measure: measure.id, partner }, body });
            close();
          }}
        >
          <p>{t('partners.handOverText')}</p>
          <Form.Item name="reference" label={t('partners.reference')}>
            <Input maxLength={500} />
          </Form.Item>
        </CommandForm>
      )}
    </DialogButton>
  );
}

function RecordReceipt({ of: { partner } }: OfNotice) {
  const { t } = useTranslation('measures');
  const name = usePartnerName()(partner);
  const { measure } = useMeasure();
  const record = useCommand('partner-notice.record-receipt');
  return (
    <DialogButton
      label={t('partners.recordReceipt')}
      name={t('partners.of', { partner: name, what: t('partners.recordReceipt') })}
      title={t('partners.of', { partner: name, what: t('partners.recordReceipt') })}
    >
      {(close) => (
        <CommandForm<{ note: string; name?: string }>
          submit={t('partners.record')}
          onSubmit={async ({ note, name: received = '' }) => {
            const body = { note, ...(received.trim() !== '' && { name: received.trim() }) };
            await record.give({ params: { measure: measure.id, partner }, body });
            close();
          }}
        >
          <Form.Item
            name="note"
            label={t('partners.receiptNote')}
            extra={t('partners.receiptNoteHelp')}
            rules={[{ required: true }]}
          >
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item name="name" label={t('partners.receivedBy')}>
            <Input maxLength={500} />
          </Form.Item>
        </CommandForm>
      )}
    </DialogButton>
  );
}

const WAYS = ['note', 'mail', 'meeting', 'other'] as const;

function RecordReply({ of: { partner } }: OfNotice) {
  const { t } = useTranslation('measures');
  const name = usePartnerName()(partner);
  const { measure } = useMeasure();
  const record = useCommand('partner-notice.record-reply');
  const needed = [{ required: true }];
  return (
    <DialogButton
      label={t('partners.recordReply')}
      name={t('partners.of', { partner: name, what: t('partners.recordReply') })}
      title={t('partners.of', { partner: name, what: t('partners.recordReply') })}
    >
      {(close) => (
        <CommandForm<{ text: string; name?: string; how: (typeof WAYS)[number]; receivedOn: string }>
          submit={t('partners.record')}
          initialValues={{ how: 'note', receivedOn: beijingToday() }}
          onSubmit={async ({ name: from = '', ...values }) => {
            const body = { ...values, ...(from.trim() !== '' && { name: from.trim() }) };
            await record.give({ params: { measure: measure.id, partner }, body });
            close();
          }}
        >
          <Form.Item name="text" label={t('partners.replyText')} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
          <Form.Item name="name" label={t('partners.replyName')}>
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item name="how" label={t('partners.replyHow')} rules={needed}>
            <Select options={WAYS.map((value) => ({ value, label: t(`partners.replyWays.${value}`) }))} />
          </Form.Item>
          <Form.Item name="receivedOn" label={t('partners.receivedOn')} rules={needed}>
            <Input type="date" max={beijingToday()} />
          </Form.Item>
        </CommandForm>
      )}
    </DialogButton>
  );
}

function Replies({ of: { replies } }: OfNotice) {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  const { measure, may } = useMeasure();
  return (
    <>
      <h3>{t('partners.replies')}</h3>
      <ul className="replies">
        {replies.map(({ sequence, on, name, text, how, isOpen, files }) => (
          <li key={sequence}>
            <p className="small soft">
              {[dateText(on, language), name, t(`partners.replyWays.${how}`)]
                .filter((each) => each !== null)
                .join(' · ')}{' '}
              <span className={isOpen ? 'open' : 'settled'}>
                {t(isOpen ? 'partners.replyOpen' : 'partners.replySettled')}
              </span>
            </p>
            <p className="as-typed">{text}</p>
            <div className="row">
              {files.map((file) => (
                <SaveButton
                  key={file.id}
                  name={file.name}
                  get={() =>
                    client.call('partner-notice.reply-file', { params: { measure: measure.id, file: file.id } })
                  }
                >
                  <span className="file-name">{file.name}</span>
                </SaveButton>
              ))}
              {may('record-reply') && <AddFile sequence={String(sequence)} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function AddFile({ sequence }: { readonly sequence: string }) {
  const { t } = useTranslation('measures');
  const { measure } = useMeasure();
  const refresh = useRefresh();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<unknown>();
  const add = async (file: File) => {
    setError(undefined);
    try {
      const given = { params: { measure: measure.id, sequence }, query: { name: file.name.slice(0, 300) }, body: file };
      await client.call('partner-notice.add-reply-file', given);
      await refresh();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      <Button size="small" onClick={() => input.current?.click()}>
        <Icon name="upload" /> {t('partners.addFile')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".pdf,.png,.jpg,.jpeg,.txt"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) void add(file);
        }}
      />
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
