import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Page } from '../../components/page.tsx';
import { saveText } from '../../components/save-text.ts';
import { useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { DayField } from './day-field.tsx';
import { ManyParties, OneParty } from './party-form.tsx';
import type { PartyAsked } from './party-text.ts';
import { type Found, type Head, screened } from './screened.ts';
import { ScreenedParty } from './screened-party.tsx';

const route = getRouteApi('/parties/');

/** So many go at once: the first answers are seen while the others are on their way. */
const AT_ONCE = 25;

interface Run {
  readonly all: number;
  readonly found: readonly Found[];
  readonly head?: Head;
  readonly state: 'running' | 'done' | 'stopped';
  readonly error?: unknown;
}

/** Is a party on a list? One name, or many; what met and what it means; and decisions on hits. */
export function Screening() {
  const { t } = useTranslation('parties');
  const text = useText();
  const { name } = route.useSearch();
  const [mode, setMode] = useState<'one' | 'many'>('one');
  const [asOf, setAsOf] = useState<string>();
  const [run, setRun] = useState<Run>();
  const stop = useRef<AbortController>(null);
  const session = useSession().data?.body;
  const own = session?.organisations.filter(({ actions }) => actions.includes('library.change')) ?? [];
  const [chosen, setChosen] = useState<string>();
  const organisation = chosen ?? own[0]?.id;

  const start = async (parties: readonly PartyAsked[]) => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    let now: Run = { all: parties.length, found: [], state: 'running' };
    setRun(now);
    try {
      for (let at = 0; at < parties.length; at += AT_ONCE) {
        const some = parties.slice(at, at + AT_ONCE);
        const answer = await screened(some, asOf, organisation, controller.signal);
        const found = some.flatMap((party, index) => {
          const of = answer.parties[index];
          return of === undefined ? [] : [{ party, answer: of }];
        });
        now = { ...now, head: answer, found: [...now.found, ...found] };
        setRun(now);
      }
      setRun({ ...now, state: 'done' });
    } catch (error) {
      if (stop.current !== controller) return;
      setRun(controller.signal.aborted ? { ...now, state: 'stopped' } : { ...now, state: 'done', error });
    }
  };
  /** After a decision: the party once more. */
  const again = async (at: number) => {
    const party = run?.found[at]?.party;
    if (party === undefined) return;
    const [answer] = (await screened([party], asOf, organisation, new AbortController().signal)).parties;
    if (answer === undefined) return;
    setRun(
      (before) =>
        before && { ...before, found: before.found.map((each, index) => (index === at ? { party, answer } : each)) },
    );
  };

  return (
    <Page title={t('sections.screening')} lead={t('lead')}>
      <div className="stack">
        <section className="card screening-form">
          <div className="row filter">
            <Radio.Group
              aria-label={t('form.mode')}
              optionType="button"
              value={mode}
              onChange={({ target }) => setMode(target.value as typeof mode)}
              options={[
                { value: 'one', label: t('form.one') },
                { value: 'many', label: t('form.many') },
              ]}
            />
            <DayField value={asOf ?? run?.head?.asOf ?? beijingToday()} onChange={setAsOf} />
            {own.length > 1 && (
              <label>
                <span>{t('form.organisation')}</span>
                <Select
                  value={organisation ?? null}
                  options={own.map(({ id, name: called }) => ({ value: id, label: text(called) }))}
                  onChange={(id: string | null) => setChosen(id ?? undefined)}
                />
              </label>
            )}
          </div>
          {mode === 'one' ? (
            <OneParty name={name} isBusy={run?.state === 'running'} onScreen={(party) => void start([party])} />
          ) : (
            <ManyParties isBusy={run?.state === 'running'} onScreen={(parties) => void start(parties)} />
          )}
        </section>
        {run && (
          <Results
            run={run}
            organisation={organisation}
            person={session?.account?.name}
            onStop={() => stop.current?.abort()}
            onDecided={again}
          />
        )}
      </div>
    </Page>
  );
}

interface ResultsProps {
  readonly run: Run;
  readonly organisation: string | undefined;
  readonly person: string | undefined;
  readonly onStop: () => void;
  readonly onDecided: (at: number) => Promise<void>;
}

function Results({ run, organisation, person, onStop, onDecided }: ResultsProps) {
  const { t } = useTranslation('parties');
  const { t: shell } = useTranslation();
  const text = useText();
  const [show, setShow] = useState<'all' | 'toLookAt'>('all');
  const { all, found, head, state, error } = run;
  const isToLookAt = ({ answer: { verdict } }: Found) => verdict !== 'none' && verdict !== 'clear-by-decision';
  return (
    <section className="stack" aria-label={t('result.title')}>
      {state === 'running' && (
        <div className="row" role="status">
          <progress max={all} value={found.length} />
          {t('progress.text', { done: found.length, all })}
          <Button size="small" onClick={onStop}>
            {t('progress.stop')}
          </Button>
        </div>
      )}
      {state === 'stopped' && <p className="notice">{t('progress.stopped')}</p>}
      {error !== undefined && <Failure error={error} />}
      {head && (
        <div className="row result-head">
          <div className="small soft">
            {t('result.lists', { count: head.lists.length, day: head.asOf })} {text(head.coverage.text)}
            {head.notLookedInto.length > 0 && (
              <> {t('result.missing', { lists: head.notLookedInto.join(shell('comma')) })}</>
            )}
          </div>
          {all > 1 && (
            <Radio.Group
              size="small"
              optionType="button"
              aria-label={t('result.show')}
              value={show}
              onChange={({ target }) => setShow(target.value as typeof show)}
              options={[
                { value: 'all', label: `${t('result.all')} (${found.length})` },
                { value: 'toLookAt', label: `${t('result.toLookAt')} (${found.filter(isToLookAt).length})` },
              ]}
            />
          )}
          <Button
            size="small"
            onClick={() =>
              saveText('screening.json', 'application/json', `${JSON.stringify({ ...head, found }, null, 2)}\n`)
            }
          >
            {t('result.save')}
          </Button>
        </div>
      )}
      {organisation === undefined && found.some(({ answer }) => answer.hits.length > 0) && (
        <p className="notice">{t('result.signIn')}</p>
      )}
      {head &&
        found.map((each, at) => {
          if (show === 'toLookAt' && !isToLookAt(each)) return null;
          return (
            <ScreenedParty
              key={`${at} ${each.party.name}`}
              found={each}
              day={head.asOf}
              lists={head.lists}
              isAlone={all === 1}
              decide={
                organisation === undefined
                  ? undefined
                  : { organisation, person: person ?? '', onDecided: () => onDecided(at) }
              }
            />
          );
        })}
    </section>
  );
}
