import { Radio } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useRefresh } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';

type Outcome = Reply<'draw-down.file'> extends AsyncIterable<infer Each> ? Each : never;

const OUTCOMES = ['done', 'done-before', 'refused', 'not-read', 'failed'] as const;
const ICONS: Readonly<Record<Outcome['outcome'], IconName>> = {
  done: 'check',
  'done-before': 'check',
  refused: 'cross',
  'not-read': 'question',
  failed: 'warning',
};
const isDone = ({ outcome }: Pick<Outcome, 'outcome'>) => outcome === 'done' || outcome === 'done-before';
/** So many of each kind are listed; all are counted. */
const LISTED = 500;

interface Progress {
  readonly counts: Readonly<Record<Outcome['outcome'], number>>;
  readonly all: readonly Outcome[];
  readonly notDone: readonly Outcome[];
}
const NONE: Progress = {
  counts: { done: 0, 'done-before': 0, refused: 0, 'not-read': 0, failed: 0 },
  all: [],
  notDone: [],
};

const more = ({ counts, all, notDone }: Progress, outcome: Outcome): Progress => ({
  counts: { ...counts, [outcome.outcome]: counts[outcome.outcome] + 1 },
  all: all.length < LISTED ? [...all, outcome] : all,
  notDone: !isDone(outcome) && notDone.length < LISTED ? [...notDone, outcome] : notDone,
});

const SHOWN_EVERY_MS = 200;

/** Sends a file, and shows the outcomes as they come. */
function useSending() {
  const refresh = useRefresh();
  const [state, setState] = useState<'none' | 'going' | 'finished' | { readonly error: unknown }>('none');
  const [progress, setProgress] = useState(NONE);
  /** The sending that is shown; an earlier one goes on, and is not. */
  const last = useRef(0);
  const send = async (file: File) => {
    last.current += 1;
    const own = last.current;
    let sofar = NONE;
    let shownAt = 0;
    const show = () => {
      if (last.current === own) setProgress(sofar);
    };
    setProgress(NONE);
    setState('going');
    try {
      const { body } = await client.call('draw-down.file', { body: file });
      for await (const outcome of body) {
        sofar = more(sofar, outcome);
        if (Date.now() - shownAt < SHOWN_EVERY_MS) continue;
        shownAt = Date.now();
        show();
      }
      show();
      if (last.current === own) setState('finished');
    } catch (error) {
      show();
      if (last.current === own) setState({ error });
    }
    await refresh();
  };
  return { state, progress, send };
}

const EXAMPLE = `command,number,drawDown,declaration,lastDay,line,quantity,unit,value,currency
reserve,YB-2026-000417,HX-1,310120260000000001,2026-12-31,1,120.5,KGM,11146.25,EUR
confirm,YB-2026-000417,HX-1,,,1,120.5,KGM,11146.25,EUR`;

/** Many commands from a file, each with its outcome. */
export function RecordFile() {
  const { t } = useTranslation('customs');
  const { state, progress, send } = useSending();
  const count = Object.values(progress.counts).reduce((sum, each) => sum + each, 0);
  return (
    <Page title={t('file.title')} lead={t('file.lead')}>
      <div className="stack">
        <section className="card" aria-label={t('file.title')}>
          <FileDrop
            accept=".csv,.ndjson,.jsonl,.txt"
            words={{ drop: t('file.drop'), over: t('file.over'), choose: t('file.choose') }}
            onFile={(file) => void send(file)}
          />
          <p className="small soft customs-columns">{t('file.columns')}</p>
          <details className="signed-text">
            <summary>{t('file.example')}</summary>
            <pre tabIndex={0}>{EXAMPLE}</pre>
          </details>
        </section>
        <div aria-live="polite">
          {state === 'going' && <p className="notice">{t('file.going', { count })}</p>}
          {state === 'finished' && <p className="notice">{t('file.finished', { count })}</p>}
          {typeof state === 'object' && (
            <>
              {count > 0 && <p className="notice warns">{t('file.broken')}</p>}
              <Failure error={state.error} />
            </>
          )}
        </div>
        {count > 0 && <Outcomes of={progress} />}
      </div>
    </Page>
  );
}

function Outcomes({ of: { counts, all, notDone } }: { readonly of: Progress }) {
  const { t } = useTranslation('customs');
  const text = useText();
  const [isAll, setAll] = useState(false);
  const rows = isAll ? all : notDone;
  const total = OUTCOMES.filter((outcome) => isAll || !isDone({ outcome })).reduce(
    (sum, outcome) => sum + counts[outcome],
    0,
  );
  return (
    <section className="card" aria-label={t('file.outcome')}>
      <dl className="customs-counts">
        {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <div key={outcome}>
            <dt>{t(`file.counts.${outcome}`)}</dt>
            <dd className="number">{counts[outcome]}</dd>
          </div>
        ))}
      </dl>
      <Radio.Group
        className="filter-bar"
        optionType="button"
        aria-label={t('file.show')}
        value={isAll}
        onChange={({ target }) => setAll(target.value as boolean)}
        options={[
          { value: false, label: t('file.notDone') },
          { value: true, label: t('file.all') },
        ]}
      />
      <Records
        caption={t('file.outcome')}
        rows={rows}
        rowKey={({ line }) => line}
        columns={[
          { head: t('file.line'), cell: ({ line }) => <span className="number">{line}</span> },
          { head: t('file.licence'), cell: ({ number }) => <span className="code">{number ?? '–'}</span> },
          { head: t('file.drawDown'), cell: ({ drawDown }) => <span className="code">{drawDown ?? '–'}</span> },
          {
            head: t('file.outcome'),
            cell: ({ outcome, text: why }) => (
              <>
                <span className={`customs-outcome ${outcome}`}>
                  <Icon name={ICONS[outcome]} /> {t(`file.counts.${outcome}`)}
                </span>
                {why !== null && <div>{text(why)}</div>}
              </>
            ),
          },
        ]}
      />
      {rows.length < total && <p className="small soft">{t('file.shown', { count: rows.length })}</p>}
    </section>
  );
}
