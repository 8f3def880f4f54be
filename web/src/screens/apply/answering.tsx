import { dateText } from '@ytterby/core';
import type { InformationRequest } from '@ytterby/core/licensing';
import { Button, Radio } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountrySelect } from '../../components/country.tsx';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Wrong } from '../workspace/editor.tsx';
import { type CaseParams, useAct } from './act.ts';
import { pageOf } from './pages.ts';
import { FileButton, useUpload } from './papers-page.tsx';

type Question = InformationRequest['questions'][number];

/** The words of a question; the English ones may be missing. */
export function useWords(): (question: Question) => string {
  const text = useText();
  return ({ text: { zh, en } }) => text({ zh, en: en ?? zh });
}

interface AnsweringProps {
  readonly request: InformationRequest;
  readonly revision: number | undefined;
  readonly params: CaseParams;
}

/** What the authority asks, answered where it stands. */
export function Answering({ request, revision, params }: AnsweringProps) {
  const { t } = useTranslation('apply');
  const words = useWords();
  const id = useId();
  const language = useLanguage();
  const act = useAct(params);
  const upload = useUpload(params);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>();
  const [isTried, setTried] = useState(false);
  const set = (question: string, value: string | undefined) =>
    setValues((before) => ({ ...before, [question]: value ?? '' }));
  const isOpen = (question: Question) => (values[question.id] ?? '').trim() === '';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(undefined);
    const first = request.questions.find(isOpen);
    if (first !== undefined) {
      document.getElementById(`${id}-${first.id}`)?.focus();
      return;
    }
    const answers = request.questions.map((question) => ({
      question: question.id,
      value: (values[question.id] ?? '').trim(),
    }));
    try {
      await act.give({ command: 'answer', request: request.id, answers }, revision);
    } catch (refusal) {
      setError(refusal);
    }
  };
  const input = (question: Question) => {
    const at = `${id}-${question.id}`;
    const value = values[question.id] ?? '';
    switch (question.type) {
      case 'yes-no':
        return (
          <Radio.Group
            id={at}
            aria-labelledby={`${at}-label`}
            value={value === '' ? null : value}
            options={(['yes', 'no'] as const).map((each) => ({ value: each, label: t(`fields.${each}`) }))}
            onChange={({ target }) => set(question.id, target.value as string)}
          />
        );
      case 'country':
        return (
          <CountrySelect id={at} value={value === '' ? null : value} onChange={(code) => set(question.id, code)} />
        );
      case 'paper':
        return (
          <div className="row">
            <FileButton
              id={at}
              label={t('papers.add')}
              onFile={(file) =>
                void upload.send(file).then((document) => {
                  if (document === undefined) return;
                  set(question.id, document.id);
                  setNames((before) => ({ ...before, [question.id]: document.name }));
                })
              }
            />
            <span role="status">
              {upload.sending === undefined
                ? names[question.id] !== undefined && (
                    <>
                      <Icon name="check" /> {names[question.id]}
                    </>
                  )
                : t('papers.sending', { name: upload.sending })}
            </span>
          </div>
        );
      case 'text':
        return (
          <textarea
            id={at}
            className="text-input"
            rows={2}
            maxLength={20_000}
            value={value}
            onChange={({ target }) => set(question.id, target.value)}
          />
        );
      case 'decimal':
      case 'date':
        return (
          <input
            id={at}
            className={question.type === 'date' ? 'native' : 'text-input'}
            type={question.type === 'date' ? 'date' : 'text'}
            inputMode={question.type === 'decimal' ? 'decimal' : 'text'}
            value={value}
            onChange={({ target }) =>
              set(question.id, question.type === 'decimal' ? target.value.replaceAll(/[,，\s]/g, '') : target.value)
            }
          />
        );
    }
  };
  return (
    <form className="ask answering" noValidate onSubmit={(event) => void send(event)}>
      {request.lastDay !== undefined && <p>{t('request.lastDay', { day: dateText(request.lastDay, language) })}</p>}
      <div className="questions">
        {request.questions.map((question) => (
          <div key={question.id} className="field">
            <label htmlFor={`${id}-${question.id}`} id={`${id}-${question.id}-label`}>
              {words(question)}
            </label>
            {input(question)}
            {question.type !== 'paper' && (
              <p className="help">{t('request.lands', { field: t(`pages.${pageOf(question.field)}`) })}</p>
            )}
            {isTried && isOpen(question) && <Wrong of={t('request.unanswered')} />}
          </div>
        ))}
      </div>
      {upload.error !== undefined && <Failure error={upload.error} />}
      {error !== undefined && <Failure error={error} />}
      <div className="row form-end">
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('request.send')}
        </Button>
      </div>
    </form>
  );
}
