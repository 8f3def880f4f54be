import { useLocation } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemOf, type Reply, useCommand, useRead } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { saveFile } from '../ask/save-file.ts';
import { FileRead, type Reading } from './file-read.tsx';
import { givenFile } from './file.ts';
import { draftOf, emptyDraft, readDraft, type ReplyDraft } from './reply-draft.ts';
import { ReplyFields } from './reply-fields.tsx';
import './suppliers.css';

type Asked = Reply<'supplier-form.look'>;

/** What a supplier sees behind its secret link: the questions, without an account. The code stands behind # in the address. */
export function SupplierForm() {
  const { t } = useTranslation('suppliers');
  const code = useLocation({ select: ({ hash }) => hash });
  return (
    <Page className="suppliers" title={t('form.title')}>
      {code === '' ? <NoLink /> : <Looked code={code} />}
    </Page>
  );
}

function Looked({ code }: { readonly code: string }) {
  const form = useRead('supplier-form.look', { body: { code } });
  const status = problemOf(form.error)?.status;
  if (form.data === undefined && (status === 404 || status === 422 || status === 400)) return <NoLink />;
  return <Loaded query={form}>{({ body }) => <Form asked={body} code={code} />}</Loaded>;
}

function NoLink() {
  const { t } = useTranslation('suppliers');
  return (
    <div className="notice warns">
      <p>
        <strong>{t('form.noLinkTitle')}</strong>
      </p>
      <p>{t('form.noLinkText')}</p>
    </div>
  );
}

type Replies = Asked['replies'];

function draftsFrom({ questions }: Asked, replies: Replies): ReadonlyMap<string, ReplyDraft> {
  const given = new Map(replies.map((each) => [each.question, each]));
  return new Map(
    questions.map((question) => {
      const known = given.get(question.id);
      return [question.id, known === undefined ? emptyDraft(question) : draftOf(question, known.reply, known.remark)];
    }),
  );
}

function Form({ asked, code }: { readonly asked: Asked; readonly code: string }) {
  const { t } = useTranslation('suppliers');
  const text = useText();
  const language = useLanguage();
  const moment = useMoment();
  const id = useId();
  const { asker, supplier, due, questions, submittedAt } = asked;
  const [drafts, setDrafts] = useState(() => draftsFrom(asked, asked.replies));
  const [person, setPerson] = useState(asked.person);
  const [file, setFile] = useState<{ name: string; content: string }>();
  const [state, setState] = useState<'open' | 'saved' | 'done' | 'wrong' | { readonly error: unknown }>('open');
  const save = useCommand('supplier-form.save', { refreshes: false });
  const change = (question: string, draft: ReplyDraft) => {
    setDrafts((before) => new Map(before).set(question, draft));
    if (state !== 'wrong') setState('open');
  };
  const read = questions.map((question) => {
    const draft = drafts.get(question.id) ?? emptyDraft(question);
    return { question, draft, read: readDraft(question, draft) };
  });
  const wrongs = read.filter((each) => each.read.is === 'wrong').length;
  const replies: Replies = read.flatMap(({ question, draft, read: found }) =>
    found.is === 'reply'
      ? [
          {
            question: question.id,
            reply: found.reply,
            ...(draft.remark.trim() === '' ? {} : { remark: draft.remark.trim() }),
          },
        ]
      : [],
  );
  const send = async (submit: boolean) => {
    if (wrongs > 0) {
      setState('wrong');
      return;
    }
    try {
      await save.give({ body: { code, person, replies, submit, ...(file === undefined ? {} : { file }) } });
      setState(submit ? 'done' : 'saved');
    } catch (error) {
      setState({ error });
    }
  };
  const onRead = (reading: Reading, given: { name: string; content: string }) => {
    if (reading.problems.length > 0) return;
    setFile(given);
    const fromFile = new Map(reading.replies.map((each) => [each.question, each]));
    const merged = [...replies.filter((each) => !fromFile.has(each.question)), ...reading.replies];
    setDrafts(draftsFrom(asked, merged));
    setState('open');
  };
  return (
    <div className="stack">
      <section className="card">
        <p>{t('form.lead', { asker: text(asker), supplier, due: dateText(due, language) })}</p>
        <p className="soft">{t('form.honest')}</p>
        {submittedAt !== null && state !== 'done' && (
          <p className="notice">{t('form.submitted', { moment: moment(submittedAt) })}</p>
        )}
      </section>
      <ByFile code={code} onRead={onRead} />
      <section className="card">
        <ol className="supplier-form">
          {read.map(({ question, draft, read: found }) => (
            <li key={question.id}>
              <ReplyFields
                question={question}
                draft={draft}
                wrong={state === 'wrong' && found.is === 'wrong' ? found.field : undefined}
                onChange={(next) => change(question.id, next)}
              />
            </li>
          ))}
        </ol>
        <label className="supplier-field" htmlFor={`${id}-person`}>
          <span>{t('form.person')}</span>
          <Input
            id={`${id}-person`}
            autoComplete="name"
            maxLength={500}
            value={person}
            onChange={({ target }) => setPerson(target.value)}
          />
        </label>
        {file !== undefined && <p className="small soft">{t('form.file', { name: file.name })}</p>}
        <p className="small soft" aria-live="polite">
          {t('form.answered', { count: replies.length, all: questions.length })}
        </p>
        {state === 'wrong' && wrongs > 0 && (
          <p className="notice warns" role="alert">
            {t('form.wrong', { count: wrongs })}
          </p>
        )}
        {typeof state === 'object' && <Failure error={state.error} />}
        {(state === 'saved' || state === 'done') && (
          <p className="notice succeeds" role="status">
            {t(state === 'saved' ? 'form.saved' : 'form.done')}
          </p>
        )}
        <div className="row form-end">
          <Button type="primary" loading={save.isPending} onClick={() => void send(true)}>
            {t('form.submit')}
          </Button>
          <Button disabled={save.isPending} onClick={() => void send(false)}>
            {t('form.save')}
          </Button>
        </div>
      </section>
    </div>
  );
}

interface ByFileProps {
  readonly code: string;
  readonly onRead: (reading: Reading, file: { name: string; content: string }) => void;
}

/** The same questions as a workbook: out, and back in. */
function ByFile({ code, onRead }: ByFileProps) {
  const { t } = useTranslation('suppliers');
  const [state, setState] = useState<'none' | 'reading' | { readonly error: unknown }>('none');
  const [reading, setReading] = useState<Reading>();
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      setState('none');
    } catch (error) {
      setState({ error });
    }
  };
  const download = () =>
    attempt(async () => {
      const { body, name } = await client.call('supplier-form.workbook', { body: { code } });
      saveFile(body as unknown as Blob, name ?? 'questions.xlsx');
    });
  const onFile = (chosen: File) =>
    attempt(async () => {
      setState('reading');
      const file = await givenFile(chosen);
      const { body } = await client.call('supplier-form.read-file', { body: { code, file } });
      setReading(body);
      onRead(body, file);
    });
  return (
    <section className="card">
      <h2>{t('form.excel')}</h2>
      <p className="soft">{t('form.excelLead')}</p>
      <p>
        <Button onClick={() => void download()}>{t('form.download')}</Button>
      </p>
      <FileDrop
        accept=".xlsx,.xlsm,.csv"
        words={{ drop: t('enter.drop'), over: t('enter.over'), choose: t('enter.choose') }}
        onFile={(file) => void onFile(file)}
      />
      {state === 'reading' && <p role="status">{t('enter.reading')}</p>}
      {typeof state === 'object' && <Failure error={state.error} />}
      {reading !== undefined && <FileRead of={reading} />}
    </section>
  );
}
