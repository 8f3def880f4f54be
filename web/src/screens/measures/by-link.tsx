import { useLocation } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useMoment } from '../../i18n/index.ts';
import { NoticeSheet } from './notice-sheet.tsx';
import { SaveButton } from './save-button.tsx';
import './measures.css';

type Opened = Reply<'partner-notice.open'>;

/**
 * For whoever has the link of a notice and no account. Nothing happens before the button: to open it is the receipt, and a program that
 * looks at links in mails must leave none.
 */
export function PartnerNoticeByLink() {
  const { t } = useTranslation('measures');
  const code = useLocation({ select: ({ hash }) => hash });
  return (
    <Page title={t('link.title')} lead={t('link.lead')} className="partner-link">
      {code === '' ? (
        <div className="notice warns">
          <p>
            <strong>{t('link.none')}</strong>
          </p>
          <p>{t('link.noneText')}</p>
        </div>
      ) : (
        <OfLink key={code} code={code} />
      )}
    </Page>
  );
}

function OfLink({ code }: { readonly code: string }) {
  const { t } = useTranslation('measures');
  const open = useCommand('partner-notice.open', { refreshes: false });
  const [opened, setOpened] = useState<{ readonly notice: Opened; readonly name: string }>();
  if (opened !== undefined) return <Read code={code} of={opened.notice} name={opened.name} />;
  return (
    <section className="card narrow">
      <h2>{t('link.confirm')}</h2>
      <p>{t('link.confirmText')}</p>
      <CommandForm<{ name: string }>
        submit={t('link.openIt')}
        onSubmit={async ({ name }) => {
          const { body } = await open.give({ body: { code, name } });
          setOpened({ notice: body, name });
        }}
      >
        <Form.Item name="name" label={t('link.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={500} autoComplete="name" />
        </Form.Item>
      </CommandForm>
    </section>
  );
}

interface ReadProps {
  readonly code: string;
  readonly of: Opened;
  /** As it was given when the notice was opened. */
  readonly name: string;
}

function Read({ code, of, name }: ReadProps) {
  const { t } = useTranslation('measures');
  const moment = useMoment();
  const { content, sha256, receivedAt, isReplaced, isAnnounced, linkEndsAt } = of;
  return (
    <div className="stack">
      <p className="notice succeeds" role="status">
        <Icon name="check" /> {t('link.received', { at: moment(receivedAt), until: moment(linkEndsAt) })}
      </p>
      {isReplaced && (
        <p className="notice warns">
          <Icon name="warning" /> {t('link.replaced')}
        </p>
      )}
      {isAnnounced && <p className="notice">{t('link.announced')}</p>}
      <section className="card">
        <NoticeSheet of={content} />
        <p className="row">
          <SaveButton
            name={`notice-${content.partner.code}.pdf`}
            get={() => client.call('partner-notice.download', { body: { code } })}
          >
            {t('link.download')}
          </SaveButton>
        </p>
        <p className="small soft sha">
          {t('link.sha256')} <span className="code">{sha256}</span>
        </p>
      </section>
      {!isReplaced && <ReplyToIt code={code} name={name} />}
    </div>
  );
}

function ReplyToIt({ code, name }: { readonly code: string; readonly name: string }) {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  const reply = useCommand('partner-notice.reply', { refreshes: false });
  const [sent, setSent] = useState<readonly { readonly on: string; readonly text: string }[]>([]);
  const needed = [{ required: true, whitespace: true }];
  return (
    <section className="card">
      <h2>{t('link.reply')}</h2>
      <p>{t('link.replyText')}</p>
      {sent.map(({ on, text }, index) => (
        <div key={index} className="notice succeeds" role="status">
          <p>
            <Icon name="check" /> {t('link.replied', { day: dateText(on, language) })}
          </p>
          <p className="as-typed">{text}</p>
        </div>
      ))}
      {/* Made anew after each. */}
      <CommandForm<{ name: string; text: string }>
        key={sent.length}
        submit={t('link.send')}
        initialValues={{ name }}
        onSubmit={async (typed) => {
          const { body } = await reply.give({ body: { code, ...typed } });
          setSent([...sent, { on: body.on, text: typed.text }]);
        }}
      >
        <Form.Item name="name" label={t('link.name')} rules={needed}>
          <Input maxLength={500} autoComplete="name" />
        </Form.Item>
        <Form.Item name="text" label={t('link.replyLabel')} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 4 }} maxLength={20_000} />
        </Form.Item>
      </CommandForm>
    </section>
  );
}
