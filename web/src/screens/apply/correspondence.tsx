import { dateText } from '@ytterby/core';
import type { CaseCommand } from '@ytterby/core/licensing';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useRoleName } from '../roles.tsx';
import { Pairs } from '../workspace/editor.tsx';
import type { CaseParams } from './act.ts';
import { Answering, useWords } from './answering.tsx';
import { useGround } from './standing.tsx';
import { useSaid } from './words.ts';

type Case = Reply<'application.get'>;
type Letter = Case['correspondence'][number];
type Question = Extract<CaseCommand, { command: 'ask-information' }>['questions'][number];

/** Place of the first question that waits for an answer. */
export const OPEN_REQUEST = 'open-request';

interface CorrespondenceProps {
  readonly of: Case;
  readonly revision: number | undefined;
  readonly params: CaseParams;
  readonly mayAnswer: boolean;
}

/** The dialogue with the authority, from the first step on; what is asked is answered where it stands. */
export function Correspondence({ of, revision, params, mayAnswer }: CorrespondenceProps) {
  const { t } = useTranslation('apply');
  const language = useLanguage();
  const text = useText();
  const ground = useGround();
  const words = useWords();
  const role = useRoleName();
  const authority = (id: string) => {
    const found = of.authorities.find((each) => each.id === id);
    return found === undefined ? undefined : text(found.name);
  };
  if (of.correspondence.length === 0) return null;
  const { requests } = of.state;
  const open = requests.filter(({ answered }) => answered === undefined);
  const listed = (sentences: readonly string[]) => (
    <ul className="news">
      {sentences.map((sentence, index) => (
        <li key={index}>{sentence}</li>
      ))}
    </ul>
  );
  const said = ({ event }: Letter): ReactNode => {
    switch (event.command) {
      case 'return':
        return listed(event.findings.map(({ text: { zh, en } }) => text({ zh, en: en ?? zh })));
      case 'ask-information': {
        const request = open.find(({ id }) => id === event.request);
        if (request === undefined || of.status !== 'in-review' || !mayAnswer) return listed(event.questions.map(words));
        return <Answering key={request.id} request={request} revision={revision} params={params} />;
      }
      case 'answer': {
        const questions = requests.find(({ id }) => id === event.request)?.questions ?? [];
        return <Answers questions={questions} answers={event.answers} documents={of.documents} />;
      }
      case 'stop-clock':
      case 'lift-limit':
        return (
          <p className="prose">
            {ground(event.ground)}
            {t('correspondence.colon')}
            {event.reason}
          </p>
        );
      case 'resume-clock':
        return <p>{ground(event.ground)}</p>;
      case 'withdraw':
        return <p className="prose">{event.reason}</p>;
      case 'submit':
      case 'accept':
      case 'grant':
      case 'refuse':
      case 'reconsider':
      case 'uphold':
      case 'set-aside':
        return null;
    }
  };
  return (
    <section className={`card ${open.length > 0 ? 'asks' : ''}`} aria-labelledby="correspondence">
      <h2 id="correspondence">{t('correspondence.title')}</h2>
      <ol className="correspondence">
        {of.correspondence.map((letter) => {
          const { version, event } = letter;
          const isOpen = event.command === 'ask-information' && event.request === open[0]?.id;
          const isOwn = event.by.role === 'exporter';
          return (
            <li key={version} className={isOwn ? 'own' : 'theirs'} {...(isOpen && { id: OPEN_REQUEST })}>
              <p className="letter-head">
                <span className="who">
                  {isOwn
                    ? t('correspondence.applicant')
                    : (authority(event.by.organisation) ?? t('correspondence.authority'))}
                </span>{' '}
                {!isOwn && <span className="small soft">{role(event.by.role)}</span>}{' '}
                <strong>{t(`correspondence.did.${event.command}`)}</strong>{' '}
                <span className="small soft number">{dateText(event.on, language)}</span>
              </p>
              {said(letter)}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface AnswersProps {
  readonly questions: readonly Question[];
  readonly answers: Extract<CaseCommand, { command: 'answer' }>['answers'];
  readonly documents: Case['documents'];
}

function Answers({ questions, answers, documents }: AnswersProps) {
  const said = useSaid();
  const words = useWords();
  const valueOf = ({ id, type, field }: Question) => {
    const value = answers.find(({ question }) => question === id)?.value;
    if (value === undefined) return '—';
    return type === 'paper'
      ? (documents.find((document) => document.id === value)?.name ?? value)
      : said(type === 'country' ? 'country' : field, value);
  };
  return <Pairs of={questions.map((question) => [words(question), valueOf(question)])} />;
}
