import { dateText } from '@ytterby/core';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment } from '../../i18n/index.ts';
import { saveFile } from '../ask/save-file.ts';
import type { BillParams } from './params.ts';
import { givenFile } from './file.ts';
import { FileRead, type Reading } from './file-read.tsx';
import { Letter } from './letter.tsx';

type Request = Reply<'supplier-question.list'>['requests'][number];

interface RequestsProps {
  readonly of: readonly Request[];
  readonly params: BillParams;
  readonly mayChange: boolean;
}

/** Who was asked, and how each request stands. */
export function Requests({ of: requests, params, mayChange }: RequestsProps) {
  const { t } = useTranslation('suppliers');
  const language = useLanguage();
  return (
    <section className="card">
      <h2>{t('requests.title')}</h2>
      {requests.length === 0 ? (
        <p className="soft">{t('requests.none')}</p>
      ) : (
        <Records
          caption={t('requests.title')}
          rows={requests}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('requests.supplier'),
              cell: ({ supplier, questions }) => (
                <>
                  {supplier}
                  <p className="small soft">{t('requests.questions', { count: questions.length })}</p>
                </>
              ),
            },
            { head: t('requests.due'), cell: ({ due }) => <span className="number">{dateText(due, language)}</span> },
            {
              head: t('requests.state'),
              cell: ({ state, isLate }) => (
                <>
                  {t(`requests.states.${state}`)}
                  {isLate && <strong className="late"> {t('requests.late')}</strong>}
                </>
              ),
            },
            { head: t('requests.answers'), cell: ({ answers }) => <Answers of={answers} /> },
          ]}
          actions={(request) => <Acts of={request} params={params} mayChange={mayChange} />}
        />
      )}
    </section>
  );
}

function Answers({ of: answers }: { readonly of: Request['answers'] }) {
  const { t } = useTranslation('suppliers');
  const moment = useMoment();
  return answers.map(({ id, person, at, answered, unknown, byLink, document }) => (
    <p key={id} className="small">
      {t('requests.answered', { person, moment: moment(at), count: answered, unknown })}{' '}
      <span className="soft">({t(byLink ? 'requests.byLink' : 'requests.entered')})</span>
      {document !== null && <span className="soft"> {t('requests.document', { document })}</span>}
    </p>
  ));
}

interface ActsProps {
  readonly of: Request;
  readonly params: BillParams;
  readonly mayChange: boolean;
}

function Acts({ of: { id, supplier, state }, params: bill, mayChange }: ActsProps) {
  const { t } = useTranslation('suppliers');
  const params = { ...bill, request: id };
  const withdraw = useCommand('supplier-question.withdraw');
  const [error, setError] = useState<unknown>();
  const download = async () => {
    try {
      const { body, name } = await client.call('supplier-question.workbook', { params });
      saveFile(body as unknown as Blob, name ?? 'questions.xlsx');
    } catch (failure) {
      setError(failure);
    }
  };
  const isOpen = mayChange && state !== 'withdrawn';
  return (
    <>
      <Button size="small" onClick={() => void download()}>
        {t('requests.workbook')}
      </Button>
      {isOpen && (
        <>
          <DialogButton size="small" label={t('requests.enter')} title={t('enter.title', { supplier })}>
            {(close) => <Enter params={params} onDone={close} />}
          </DialogButton>
          <DialogButton size="small" label={t('requests.newLink')} title={t('requests.newLinkTitle')}>
            {(close) => <NewLink params={params} onDone={close} />}
          </DialogButton>
          <ConfirmButton
            size="small"
            danger
            label={t('requests.withdraw')}
            title={t('requests.withdrawTitle', { supplier })}
            sentence={t('requests.withdrawText')}
            act={t('requests.withdraw')}
            onAct={() => withdraw.give({ params })}
          />
        </>
      )}
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

interface RequestProps {
  readonly params: BillParams & { readonly request: string };
  readonly onDone: () => void;
}

function NewLink({ params, onDone }: RequestProps) {
  const { t } = useTranslation('suppliers');
  const make = useCommand('supplier-question.link');
  const [made, setMade] = useState<Reply<'supplier-question.link'>>();
  if (made !== undefined) return <Letter of={made} onDone={onDone} />;
  return (
    <CommandForm
      submit={t('requests.newLink')}
      onSubmit={async () => {
        setMade((await make.give({ params })).body);
      }}
    >
      <p>{t('requests.newLinkText')}</p>
    </CommandForm>
  );
}

/** Answers that came by mail: a file, and who stands behind it. */
function Enter({ params, onDone }: RequestProps) {
  const { t } = useTranslation('suppliers');
  const take = useCommand('supplier-question.take');
  const [state, setState] = useState<'none' | 'reading' | { readonly error: unknown }>('none');
  const [read, setRead] = useState<{ readonly reading: Reading; readonly file: { name: string; content: string } }>();
  const onFile = async (chosen: File) => {
    setState('reading');
    try {
      const file = await givenFile(chosen);
      const { body } = await client.call('supplier-question.read-file', { params, body: file });
      setRead({ reading: body, file });
      setState('none');
    } catch (error) {
      setState({ error });
    }
  };
  const reading = read?.reading;
  const isUsable =
    reading !== undefined &&
    reading.problems.length === 0 &&
    (reading.replies.length > 0 || reading.isMineralsTemplate);
  return (
    <>
      <p>{t('enter.lead')}</p>
      <FileDrop
        accept=".xlsx,.xlsm,.csv"
        words={{ drop: t('enter.drop'), over: t('enter.over'), choose: t('enter.choose') }}
        onFile={(file) => void onFile(file)}
      />
      {state === 'reading' && <p role="status">{t('enter.reading')}</p>}
      {typeof state === 'object' && <Failure error={state.error} />}
      {reading !== undefined && <FileRead of={reading} />}
      {read !== undefined && isUsable && (
        <CommandForm<{ person: string }>
          submit={t('enter.submit')}
          onSubmit={async ({ person }) => {
            await take.give({ params, body: { person, replies: read.reading.replies, file: read.file } });
            onDone();
          }}
        >
          <Form.Item name="person" label={t('enter.person')} rules={[{ required: true, whitespace: true, max: 500 }]}>
            <Input />
          </Form.Item>
        </CommandForm>
      )}
    </>
  );
}
