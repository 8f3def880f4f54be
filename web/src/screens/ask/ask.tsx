import { getRouteApi, Link, useLocation } from '@tanstack/react-router';
import type { ExportFacts } from '@ytterby/core';
import { Button } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../components/failure.tsx';
import { Page } from '../../components/page.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { switchLanguage, useLanguage } from '../../i18n/index.ts';
import type { AskAddress } from './address.ts';
import type { Question } from './answer.tsx';
import { beijingToday } from './beijing.ts';
import { ExampleCards } from './example-cards.tsx';
import type { ExampleName } from './examples.ts';
import { blankFacts, whole } from './export-form.ts';
import { ExportSteps, useSaid } from './export-steps.tsx';
import { RefusedFacts } from './fact-problems.tsx';
import './ask.css';

const route = getRouteApi('/');
const loadAnswer = () => import('./answer.tsx');
const Answer = lazy(loadAnswer);
const Many = lazy(() => import('./many.tsx'));

/** The front door: facts about an export in, a cited answer out. Nobody has to sign in. */
export function Ask() {
  const { t } = useTranslation('ask');
  const { many } = route.useSearch();
  useLanguageInAddress();
  const tab = (to: 'one' | 'file') => (
    <Link
      to="/"
      search={(old) => ({
        ...(old.language ? { language: old.language } : {}),
        ...(to === 'file' ? { many: 'file' as const } : {}),
      })}
      aria-current={(many === 'file') === (to === 'file') ? 'page' : undefined}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {t(`tabs.${to}`)}
    </Link>
  );
  return (
    <Page title={t('title')} lead={t('lead')} className="ask">
      <nav className="ask-tabs no-print" aria-label={t('tabs.label')}>
        {tab('one')}
        {tab('file')}
      </nav>
      {many === 'file' ? (
        <Suspense fallback={<Waiting />}>
          <Many />
        </Suspense>
      ) : (
        <OneExport />
      )}
    </Page>
  );
}

/** A link that names a language opens in it; later changes of language change the link. */
function useLanguageInAddress(): void {
  const { language: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const language = useLanguage();
  const isArriving = useRef(true);
  useEffect(() => {
    if (wanted === undefined || wanted === language) isArriving.current = false;
    else if (isArriving.current) void switchLanguage(wanted);
    else void navigate({ search: (old) => ({ ...old, language }), replace: true, resetScroll: false });
  }, [wanted, language, navigate]);
}

function OneExport() {
  const { t } = useTranslation('ask');
  const { example, day } = route.useSearch();
  const navigate = route.useNavigate();
  const language = useLanguage();
  // What another screen hands over, to be asked at once or to be completed first.
  const handed = useLocation({ select: ({ state }) => state });
  const [facts, setFacts] = useState<ExportFacts>(() => handed.facts ?? blankFacts(day ?? beijingToday()));
  const [question, setQuestion] = useState<Question | undefined>(() =>
    handed.facts && handed.wants === 'answer' ? { facts: handed.facts, readings: {} } : undefined,
  );
  const [isEditing, setEditing] = useState(question === undefined);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const takeBack = useCallback((error: unknown) => {
    setRefusal(error);
    setEditing(true);
  }, []);
  // The form is made anew for another export: what was being typed belongs to the old one.
  const [turn, setTurn] = useState(0);
  const opened = useRef<string>(undefined);

  const ask = (next: Question, from?: string) => {
    // An example on another day is still that example; with other facts it is the reader's own, and not for the address.
    const isSame = question !== undefined && differOnlyInDay(next.facts, question.facts);
    setFacts(next.facts);
    setQuestion(next);
    setRefusal(undefined);
    setEditing(false);
    void navigate({
      search: ({ example: old }: AskAddress) => {
        const shown = from ?? (isSame ? old : undefined);
        return { ...(shown === undefined ? {} : { example: shown }), day: next.facts.asOf, language };
      },
      replace: true,
      resetScroll: false,
    });
  };
  const open = async (name: string, on?: string) => {
    opened.current = name;
    const { EXAMPLES } = await import('./examples.ts');
    if (!Object.hasOwn(EXAMPLES, name)) return;
    const found = EXAMPLES[name as ExampleName];
    const asked =
      on === undefined || on === found.asOf ? found : { ...found, asOf: on, knownAt: found.knownAt ?? beijingToday() };
    setTurn((old) => old + 1);
    ask({ facts: asked, readings: {} }, name);
    scrollTo({ top: 0 });
  };
  useEffect(() => {
    if (example === undefined || opened.current === example) return;
    const isFirst = opened.current === undefined;
    void open(example, isFirst ? day : undefined);
    // Only another example opens one.
  }, [example]);
  const startAnew = () => {
    opened.current = undefined;
    setTurn((old) => old + 1);
    setFacts(blankFacts(beijingToday()));
    setQuestion(undefined);
    setRefusal(undefined);
    setEditing(true);
    void navigate({ search: ({ language: kept }: AskAddress) => (kept ? { language: kept } : {}), replace: true });
  };

  return (
    <div className="stack">
      {question === undefined && handed.facts === undefined && <ExampleCards onOpen={(name) => void open(name)} />}
      {isEditing ? (
        <div className="stack" onFocus={() => void loadAnswer()}>
          {refusal !== undefined && <Failure error={refusal} />}
          <RefusedFacts value={refusal}>
            <ExportSteps
              key={turn}
              facts={facts}
              onChange={setFacts}
              isBusy={isBusy}
              onAsk={() => ask({ facts: whole(facts), readings: question?.readings ?? {} })}
            />
          </RefusedFacts>
        </div>
      ) : (
        <AskedBar facts={facts} onChange={() => setEditing(true)} onAnew={startAnew} />
      )}
      {question !== undefined && (
        <div hidden={isEditing}>
          <Suspense fallback={<Waiting lines={8} />}>
            <Answer key={turn} question={question} onAsk={(next) => ask(next)} onBusy={setBusy} onRefused={takeBack} />
          </Suspense>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {isBusy ? t('asking') : ''}
      </p>
    </div>
  );
}

function differOnlyInDay(one: ExportFacts, other: ExportFacts): boolean {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof ExportFacts>;
  return [...fields].every((field) => field === 'asOf' || field === 'knownAt' || one[field] === other[field]);
}

/** What was asked, in a line, and the way back to it. */
function AskedBar({
  facts,
  onChange,
  onAnew,
}: {
  readonly facts: ExportFacts;
  readonly onChange: () => void;
  readonly onAnew: () => void;
}) {
  const { t } = useTranslation('ask');
  const { what, where, who, day } = useSaid(facts);
  return (
    <div className="asked-bar">
      <p>
        <strong>{what}</strong> · {where} · {who} · {day}
      </p>
      <div className="row no-print">
        <Button onClick={onChange}>{t('asked.change')}</Button>
        <Button type="text" onClick={onAnew}>
          {t('asked.anew')}
        </Button>
      </div>
    </div>
  );
}
