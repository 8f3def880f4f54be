import type { BomFacts } from '@ytterby/core';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useText } from '../../i18n/index.ts';
import { BatchResult } from './batch-result.ts';
import { BatchResults } from './batch-results.tsx';
import { beijingToday } from './beijing.ts';
import { BillFile } from './bill-file.tsx';
import { type FileSource, readFacts, withBom } from './file-facts.ts';
import { FileSettings, type Reading, readingQuery } from './file-settings.tsx';
import { Field } from './fact-input.tsx';
import './many.css';

/** A file under work. `batch` grows in place, and `seen` says that it has grown. */
interface Run {
  readonly batch: BatchResult;
  readonly source: FileSource;
  readonly seen: number;
  readonly state: 'running' | 'done' | 'stopped' | { readonly error: unknown };
}

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.yaml,.yml';

/** The screen follows so often, in milliseconds: more often nobody reads. */
const FOLLOW = 150;

/** Many exports from a file: look at the columns, determine, and move through time over all of them. */
export default function Many() {
  const { t } = useTranslation('ask');
  const [file, setFile] = useState<File>();
  const [reading, setReading] = useState<Reading>({});
  const [knownAt, setKnownAt] = useState(beijingToday);
  const [bom, setBom] = useState<BomFacts>();
  const [run, setRun] = useState<Run>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const take = (next: File | undefined) => {
    stop.current?.abort();
    setFile(next);
    setReading({});
    setBom(undefined);
    setRun(undefined);
  };
  const determine = async (from: File) => {
    stop.current?.abort();
    const control = new AbortController();
    const { signal } = control;
    stop.current = control;
    const batch = new BatchResult();
    let source: FileSource = {
      key: `${from.name} ${from.size} ${from.lastModified} ${JSON.stringify(reading)}`,
      knownAt,
      factsOf: async (rows, until) => (await readFacts(from, reading, rows, until)).exports,
    };
    let told = 0;
    let count = 0;
    const show = (state: Run['state']) => {
      if (stop.current === control) setRun({ batch, source, seen: count, state });
    };
    show('running');
    try {
      let sent = { file: from, query: { name: from.name, ...readingQuery(reading) } };
      let rowOf = (row: number) => row;
      if (bom !== undefined) {
        const read = await readFacts(from, reading, undefined, signal);
        for (const problem of read.problems) batch.problems.push({ row: problem.row ?? 0, problem });
        const { rows, file: both } = withBom(read.exports, bom, from.name);
        source = { ...source, factsOf: (wanted) => Promise.resolve(rows.filter(({ row }) => wanted.includes(row))) };
        rowOf = (row) => rows[row - 1]?.row ?? row;
        const { asOf } = reading;
        sent = { file: both, query: { name: both.name, ...(asOf === undefined ? {} : { asOf }) } };
      }
      const query = { ...sent.query, knownAt };
      const { body } = await client.call('batch.determine', { query, body: sent.file }, { signal });
      for await (const line of body) {
        batch.take('row' in line ? { ...line, row: rowOf(line.row) } : line);
        count += 1;
        if (performance.now() - told < FOLLOW) continue;
        told = performance.now();
        show('running');
      }
      // An answer that was cut off has no end.
      show(batch.isWhole ? 'done' : { error: new TypeError('the answer was cut off') });
    } catch (error) {
      show(signal.aborted ? 'stopped' : { error });
    }
  };

  if (file === undefined)
    return (
      <div className="card stack">
        <FileDrop
          accept={ACCEPTED}
          words={{ drop: t('file.drop'), over: t('file.over'), choose: t('file.choose') }}
          onFile={take}
        >
          <p className="small soft">{t('file.help')}</p>
        </FileDrop>
        <p className="small soft">{t('file.template')}</p>
      </div>
    );
  return (
    <div className="stack">
      <div className="asked-bar">
        <p>
          <strong>{file.name}</strong> ·{' '}
          {t('file.size', { size: (file.size / 1024).toLocaleString(undefined, { maximumFractionDigits: 0 }) })}
        </p>
        <Button onClick={() => take(undefined)}>{t('file.another')}</Button>
      </div>
      {run === undefined ? (
        <form
          className="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            void determine(file);
          }}
        >
          <FileSettings key={`${file.name} ${file.lastModified}`} file={file} reading={reading} onChange={setReading} />
          <div className="fields">
            <Field id="file-as-of" label={t('fields.day')} help={t('file.dayHelp')}>
              <input
                className="text-input"
                id="file-as-of"
                type="date"
                value={reading.asOf ?? ''}
                onChange={({ target }) => setReading((old) => withDay(old, target.value))}
              />
            </Field>
            <Field id="file-known-at" label={t('fields.knownAt')} help={t('file.knownHelp')}>
              <input
                className="text-input"
                id="file-known-at"
                type="date"
                required
                value={knownAt}
                onChange={({ target }) => target.value !== '' && setKnownAt(target.value)}
              />
            </Field>
          </div>
          <div className="row">
            {bom === undefined ? (
              <>
                <BillFile onBill={setBom} />
                <span className="small soft">{t('file.bill')}</span>
              </>
            ) : (
              <>
                <span>{t('file.withBill', { count: bom.parts.length })}</span>
                <Button size="small" onClick={() => setBom(undefined)}>
                  {t('bill.drop')}
                </Button>
              </>
            )}
          </div>
          <div className="row">
            <Button type="primary" size="large" htmlType="submit">
              {t('file.determine')}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <RunState
            run={run}
            onStop={() => stop.current?.abort()}
            onBack={() => {
              stop.current?.abort();
              setRun(undefined);
            }}
          />
          {run.batch.lines.length > 0 && <BatchResults batch={run.batch} seen={run.seen} source={run.source} />}
          {run.state === 'running' && run.batch.lines.length === 0 && <Waiting lines={6} />}
          <RowProblems batch={run.batch} />
        </>
      )}
    </div>
  );
}

function withDay({ asOf: _before, ...rest }: Reading, day: string): Reading {
  return day === '' ? rest : { ...rest, asOf: day };
}

/** How far it is, and the way to stop it. */
function RunState({
  run,
  onStop,
  onBack,
}: {
  readonly run: Run;
  readonly onStop: () => void;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('ask');
  const { batch, state } = run;
  return (
    <div className="run-state">
      <div className="row">
        <p role="status">
          {t(state === 'running' ? 'file.running' : state === 'stopped' ? 'file.stopped' : 'file.done', {
            count: batch.lines.length,
          })}
        </p>
        {state === 'running' ? (
          <Button onClick={onStop}>{t('file.stop')}</Button>
        ) : (
          <Button onClick={onBack}>{t('file.back')}</Button>
        )}
      </div>
      {state === 'running' && <progress aria-label={t('asking')} />}
      {typeof state === 'object' && <Failure error={state.error} />}
    </div>
  );
}

const SHOWN = 200;

/** Rows that could not be read: which cell, what is wrong, what to do. */
function RowProblems({ batch }: { readonly batch: BatchResult }) {
  const { t } = useTranslation('ask');
  const text = useText();
  const { problems } = batch;
  if (problems.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('file.problems', { count: problems.length })}</h2>
      <div
        className="scroll-x row-problems-scroll"
        tabIndex={0}
        role="group"
        aria-label={t('file.problems', { count: problems.length })}
      >
        <table className="row-problems">
          <thead>
            <tr>
              <th scope="col">{t('file.cell')}</th>
              <th scope="col">{t('file.problem')}</th>
              <th scope="col">{t('file.remedy')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, SHOWN).map(({ row, problem }, index) => (
              <tr key={index}>
                <td>
                  {problem.cell ?? t('file.row', { row })}
                  {problem.column !== undefined && problem.cell === undefined && ` · ${problem.column}`}
                </td>
                <td>{text(problem.message)}</td>
                <td>{text(problem.remedy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problems.length > SHOWN && (
        <p className="small soft">{t('file.moreProblems', { count: problems.length - SHOWN })}</p>
      )}
    </section>
  );
}
