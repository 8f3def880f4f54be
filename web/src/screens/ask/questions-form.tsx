import { type ExportFacts, type LineDetermination, type Question, speaker } from '@ytterby/core';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../i18n/index.ts';
import { fieldFor } from './fact-fields.ts';
import { FactInput } from './fact-input.tsx';

interface QuestionsFormProps {
  readonly questions: readonly Question[];
  readonly line: LineDetermination;
  readonly facts: ExportFacts;
  /** Asks again with what was answered. */
  readonly onAnswer: (facts: ExportFacts) => void;
}

/** The facts still needed, to be answered where they are asked. What can only be said elsewhere stays a sentence. */
export function QuestionsForm({ questions, line, facts, onAnswer }: QuestionsFormProps) {
  const { t } = useTranslation('ask');
  const text = useText();
  const id = useId();
  const [said, setSaid] = useState(facts);
  // An answer to another question, or another export, makes what was typed here out of date.
  const [from, setFrom] = useState(facts);
  if (from !== facts) {
    setFrom(facts);
    setSaid(facts);
  }
  const isLong = questions.length > FEW;
  const [isAll, setAll] = useState(false);
  const shown = isLong && !isAll ? questions.slice(0, FEW) : questions;
  return (
    <form
      className="questions-form"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(said);
      }}
    >
      <ol>
        {shown.map((question) => {
          const field = fieldFor(question, facts, listedIn(question.about, line));
          const key = `${id}-${question.id}`;
          return (
            <li key={question.id}>
              <label id={`${key}-label`} htmlFor={key}>
                {text(question.text)}
              </label>
              {field === undefined ? (
                <p className="small soft">{t(question.about === 'bom' ? 'questions.bill' : 'questions.elsewhere')}</p>
              ) : (
                <FactInput id={key} labelledBy={`${key}-label`} field={field} facts={said} onChange={setSaid} />
              )}
              <Answers of={question} />
            </li>
          );
        })}
      </ol>
      {isLong && !isAll && (
        <p>
          <Button type="link" onClick={() => setAll(true)}>
            {t('questions.all', { count: questions.length - FEW })}
          </Button>
        </p>
      )}
      <Button type="primary" htmlType="submit" disabled={said === facts}>
        {t('questions.submit')}
      </Button>
    </form>
  );
}

/** Of an export of which next to nothing is known, nearly everything is asked. */
const FEW = 6;

/** What each answer leads to. */
function Answers({ of: { answers } }: { readonly of: Question }) {
  const say = speaker(useLanguage());
  const text = useText();
  if (answers.length === 0) return null;
  return (
    <ul className="leads-to">
      {answers.map((answer) => {
        const outcomes = answer.leadsTo.map((each) => say(`outcome.${each}`)).join(say('list-or'));
        return (
          <li key={answer.text.en}>
            {text(answer.text)} <span aria-hidden="true">→</span>{' '}
            {answer.leadsTo.length > 1 ? say('question.more', { outcomes }) : outcomes}
          </li>
        );
      })}
    </ul>
  );
}

/** Entries that the party may be, as the facts name them. */
function listedIn(about: string, line: LineDetermination): string[] {
  const name = /^parties\[(.*)\]\.listEntry$/s.exec(about)?.[1];
  const hits = line.parties.find((party) => party.name === name)?.hits ?? [];
  return hits.map(({ entry }) => entry);
}
