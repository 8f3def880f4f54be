import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Checkbox, Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { VerdictMark } from '../../components/outcome.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { useMayChange } from '../workspace/places.ts';
import { Changes } from './changes.tsx';
import { Letter } from './letter.tsx';
import type { BillParams } from './params.ts';
import { Requests } from './requests.tsx';
import '../../components/native.css';
import './suppliers.css';

type Asked = Reply<'supplier-question.list'>;
type Sent = Reply<'supplier-question.send'>;

const route = getRouteApi('/workspace/$organisation/bills/$bill/suppliers');

/** The questions of a bill to its suppliers, what was asked already, and what the answers change. */
export function AskSuppliers() {
  const { t } = useTranslation('suppliers');
  const params = route.useParams();
  const asked = useRead('supplier-question.list', { params });
  const bill = useRead('bill.get', { params });
  const mayChange = useMayChange(params.organisation);
  return (
    <Page
      className="suppliers"
      title={t('ask.title')}
      lead={
        <>
          {t('ask.lead')}{' '}
          <Link to="/workspace/$organisation/bills/$bill" params={params}>
            {t('ask.back', { name: bill.data?.body.name ?? '' })}
          </Link>
        </>
      }
    >
      <div className="stack">
        <Loaded query={asked} lines={6}>
          {({ body }) => (
            <>
              <Questions of={body} params={params} mayChange={mayChange} />
              <Requests of={body.requests} params={params} mayChange={mayChange} />
            </>
          )}
        </Loaded>
        <Changes params={params} mayChange={mayChange} />
      </div>
    </Page>
  );
}

interface QuestionsProps {
  readonly of: Asked;
  readonly params: BillParams;
  readonly mayChange: boolean;
}

function Questions({ of: { verdict, questions, forOwner, requests }, params, mayChange }: QuestionsProps) {
  const { t } = useTranslation('suppliers');
  const text = useText();
  const id = useId();
  const sentence =
    verdict === null
      ? t('ask.noRule')
      : verdict === 'met'
        ? t('ask.settledMet')
        : verdict === 'not-met'
          ? t('ask.settledNotMet')
          : t(questions.length + forOwner.length === 0 ? 'ask.openNone' : 'ask.open');
  const groups = [...Map.groupBy(questions, ({ supplier }) => supplier)];
  const askedOf = (question: string) => [
    ...new Set(
      requests
        .filter(({ state, questions: frozen }) => state !== 'withdrawn' && frozen.some((each) => each.id === question))
        .map(({ supplier }) => supplier),
    ),
  ];
  return (
    <section className="card" aria-labelledby={id}>
      <div role="status">
        <h2 id={id} className="standing">
          {verdict !== null && <VerdictMark verdict={verdict} />} {sentence}
        </h2>
      </div>
      {groups.map(([supplier, mine]) => (
        <Group
          key={supplier ?? ''}
          supplier={supplier}
          questions={mine}
          askedOf={askedOf}
          params={params}
          mayChange={mayChange}
        />
      ))}
      {forOwner.length > 0 && (
        <div className="notice warns">
          <p>{t('ask.forOwner')}</p>
          <ul className="plain-list">
            {forOwner.map((each) => (
              <li key={each.id}>{text(each.text)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface GroupProps {
  readonly supplier: string | null;
  readonly questions: Asked['questions'];
  readonly askedOf: (question: string) => readonly string[];
  readonly params: BillParams;
  readonly mayChange: boolean;
}

/** The questions for one supplier, to be chosen from and sent. */
function Group({ supplier, questions, askedOf, params, mayChange }: GroupProps) {
  const { t } = useTranslation(['suppliers', 'shell']);
  const text = useText();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = questions.map(({ question }) => question.id).filter((each) => !left.has(each));
  const toggle = (question: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(question)) next.add(question);
      return next;
    });
  return (
    <div className="supplier-group">
      <h3>{supplier ?? t('ask.noSupplier')}</h3>
      <ul className="supplier-questions">
        {questions.map(({ question, best, worst }) => {
          const already = askedOf(question.id);
          return (
            <li key={question.id}>
              {mayChange && (
                <Checkbox
                  checked={!left.has(question.id)}
                  onChange={() => toggle(question.id)}
                  aria-label={t('ask.choose', { question: text(question.text) })}
                />
              )}
              <div>
                <p>{text(question.text)}</p>
                {question.description !== null && <p className="small soft">{question.description}</p>}
                <p className="small">
                  {t('ask.best', { answer: text(best.text), verdict: t(`ask.verdict.${best.verdict}`) })}
                  <br />
                  {t('ask.worst', { answer: text(worst.text), verdict: t(`ask.verdict.${worst.verdict}`) })}
                </p>
                {already.length > 0 && (
                  <p className="small soft">{t('ask.asked', { suppliers: already.join(t('shell:comma')) })}</p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {mayChange && (
        <DialogButton
          type="primary"
          disabled={chosen.length === 0}
          label={supplier === null ? t('ask.send') : t('ask.sendTo', { supplier })}
          title={supplier === null ? t('ask.send') : t('ask.sendTo', { supplier })}
        >
          {(close) => <Send supplier={supplier ?? ''} questions={chosen} params={params} onDone={close} />}
        </DialogButton>
      )}
    </div>
  );
}

interface SendProps {
  readonly supplier: string;
  readonly questions: readonly string[];
  readonly params: BillParams;
  readonly onDone: () => void;
}

const DAYS_TO_ANSWER = 14;
const DAY = 86_400_000;

function Send({ supplier, questions, params, onDone }: SendProps) {
  const { t } = useTranslation('suppliers');
  const language = useLanguage();
  const [sent, setSent] = useState<Sent>();
  const send = useCommand('supplier-question.send');
  const today = beijingToday();
  if (sent !== undefined) return <Letter of={sent} onDone={onDone} />;
  return (
    <CommandForm<{ supplier: string; email?: string; due: string }>
      submit={t('send.submit')}
      initialValues={{
        supplier,
        due: new Date(Date.parse(today) + DAYS_TO_ANSWER * DAY).toISOString().slice(0, 10),
      }}
      onSubmit={async ({ email, ...typed }) => {
        const mail = email?.trim() ?? '';
        const { body } = await send.give({
          params,
          body: { ...typed, ...(mail === '' ? {} : { email: mail }), questions: [...questions] },
        });
        setSent(body);
      }}
    >
      <p className="soft">{t('ask.chosen', { count: questions.length })}</p>
      <Form.Item name="supplier" label={t('send.supplier')} rules={[{ required: true, whitespace: true, max: 2000 }]}>
        <Input autoComplete="organization" />
      </Form.Item>
      <Form.Item name="email" label={t('send.email')} rules={[{ type: 'email' }]}>
        <Input type="email" />
      </Form.Item>
      <Form.Item name="due" label={t('send.due')} rules={[{ required: true }]} extra={dateText(today, language)}>
        <input type="date" className="native" min={today} />
      </Form.Item>
    </CommandForm>
  );
}
