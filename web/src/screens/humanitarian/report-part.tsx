import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import type { ShipmentCommand } from '@ytterby/core/humanitarian';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { ManySelect } from '../../components/many-select.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { saveFile } from '../ask/save-file.ts';
import { ReportMark } from './rows.tsx';

type Shipment = Reply<'humanitarian.get'> | Reply<'humanitarian.registered'>;
type Format = 'text' | 'pdf';

interface ReportPartProps {
  readonly of: Shipment;
  readonly getFile: (format: Format) => Promise<Blob>;
  /** Absent: whoever looks may not change it. */
  readonly act?: ((command: ShipmentCommand) => Promise<unknown>) | undefined;
}

/** The report: by when and whither, its text to edit, its files, and that it was sent. */
export function ReportPart({ of, getFile, act }: ReportPartProps) {
  const { t } = useTranslation('humanitarian');
  const text = useText();
  const language = useLanguage();
  const [draft, setDraft] = useState<'kept' | 'changed' | 'saved'>('kept');
  const { state, rule, report } = of;
  if (state.shipped === null)
    return (
      <section className="card" aria-labelledby="report">
        <h2 id="report">{t('report.title')}</h2>
        <p className="soft">{t('report.before')}</p>
      </section>
    );
  const sent = state.report;
  const isOpen = act !== undefined && sent === null;
  return (
    <section className="card" aria-labelledby="report">
      <h2 id="report">{t('report.title')}</h2>
      <div className="row report-standing">
        <ReportMark of={of} />
      </div>
      {rule === null || report.due === null ? (
        <p>{t('report.none')}</p>
      ) : (
        <p>
          {t('report.to', { mailbox: rule.mailbox ?? '', days: rule.workingDays })}{' '}
          <Link to="/law/provision" search={{ id: rule.provision }}>
            {text(rule.cite)}
          </Link>
        </p>
      )}
      {sent !== null && (
        <p>
          {t('report.wasSent', {
            day: dateText(sent.sentOn, language),
            name: sent.sentBy,
            how: t(`report.hows.${sent.how}`),
          })}
          {sent.proof.length > 0 &&
            ` ${t('report.proof')}: ${of.documents
              .filter(({ id }) => sent.proof.includes(id))
              .map(({ name }) => name)
              .join(', ')}`}
        </p>
      )}
      {isOpen ? (
        <Draft
          // What was supplemented goes into a draft that nobody has edited.
          key={state.draft === null ? `${of.version}` : 'edited'}
          of={of}
          act={async (command) => {
            await act(command);
            setDraft('saved');
          }}
          onChange={() => setDraft('changed')}
        />
      ) : (
        <div className="report-texts">
          <pre lang="zh-Hans">{of.text.zh}</pre>
          <pre lang="en">{of.text.en}</pre>
        </div>
      )}
      {isOpen && (
        <p role="status" className="draft-standing">
          {draft === 'saved' && (
            <>
              <Icon name="check" /> {t('report.saved')}
            </>
          )}
          {draft === 'changed' && t('report.unsaved')}
        </p>
      )}
      <div className="row form-end no-print">
        <FileOf
          label={t('report.text')}
          name={`${of.number}.txt`}
          get={() => getFile('text')}
          disabled={draft === 'changed'}
        />
        <FileOf
          label={t('report.pdf')}
          name={`${of.number}.pdf`}
          get={() => getFile('pdf')}
          disabled={draft === 'changed'}
        />
        {isOpen && rule?.mailbox && (
          <a
            className="quiet-button edged"
            href={`mailto:${rule.mailbox}?subject=${encodeURIComponent(`人道主义救援出口报告 ${of.number}`)}`}
          >
            <Icon name="external" /> {t('report.mail')}
          </a>
        )}
        {isOpen && <MarkSent of={of} act={act} disabled={draft === 'changed'} />}
      </div>
    </section>
  );
}

interface ActingProps {
  readonly of: Shipment;
  readonly act: (command: ShipmentCommand) => Promise<unknown>;
}

function Draft({ of, act, onChange }: ActingProps & { readonly onChange: () => void }) {
  const { t } = useTranslation('humanitarian');
  return (
    <CommandForm<{ zh: string; en: string }>
      submit={t('report.save')}
      onChange={onChange}
      initialValues={{ zh: of.text.zh, en: of.text.en }}
      onSubmit={(words) => act({ command: 'draft', text: words })}
    >
      <p className="small soft">{t('report.lead')}</p>
      <div className="report-texts">
        <Form.Item name="zh" label={t('report.zh')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea lang="zh-Hans" autoSize={{ minRows: 12, maxRows: 40 }} maxLength={20_000} />
        </Form.Item>
        <Form.Item name="en" label={t('report.en')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea lang="en" autoSize={{ minRows: 12, maxRows: 40 }} maxLength={20_000} />
        </Form.Item>
      </div>
    </CommandForm>
  );
}

interface Sent {
  readonly sentOn: string;
  readonly how: 'e-mail' | 'other';
  readonly sentBy: string;
  readonly proof?: string[];
}

function MarkSent({ of, act, disabled }: ActingProps & { readonly disabled: boolean }) {
  const { t } = useTranslation('humanitarian');
  const today = beijingToday();
  const { documents, text, exportedOn } = of;
  return (
    <DialogButton type="primary" disabled={disabled} label={t('report.sent')} title={t('report.sentTitle')}>
      {(close) => (
        <CommandForm<Sent>
          submit={t('report.sent')}
          initialValues={{ sentOn: today, how: 'e-mail', proof: [] }}
          onSubmit={async ({ proof = [], ...sent }) => {
            await act({ command: 'report', ...sent, proof: [...proof], text: { zh: text.zh, en: text.en } });
            close();
          }}
        >
          <p className="soft">{t('report.sentText')}</p>
          <Form.Item name="sentOn" label={t('report.sentOn')} rules={[{ required: true }]}>
            <Input type="date" max={today} {...(exportedOn !== null && { min: exportedOn })} />
          </Form.Item>
          <Form.Item name="how" label={t('report.how')} rules={[{ required: true }]}>
            <Select
              options={(['e-mail', 'other'] as const).map((value) => ({ value, label: t(`report.hows.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="sentBy" label={t('report.sentBy')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={500} autoComplete="name" />
          </Form.Item>
          <Form.Item
            name="proof"
            label={t('report.proof')}
            {...(documents.length === 0 && { extra: t('report.proofNone') })}
          >
            <ManySelect options={documents.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        </CommandForm>
      )}
    </DialogButton>
  );
}

function FileOf({
  label,
  name,
  get,
  disabled,
}: {
  readonly label: string;
  readonly name: string;
  readonly get: () => Promise<Blob>;
  readonly disabled: boolean;
}) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const fetchIt = async () => {
    setBusy(true);
    setError(undefined);
    try {
      saveFile(await get(), name);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button loading={isBusy} disabled={disabled} onClick={() => void fetchIt()}>
        <Icon name="download" /> {label}
      </Button>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
