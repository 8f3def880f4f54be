import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Tabs } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { atFields, type Problems } from './at-fields.ts';
import { InstrumentEffect } from './instrument-effect.tsx';
import { type Given, InstrumentForm } from './instrument-form.tsx';
import '../law/law.css';

type Preview = Reply<'instrument.preview'>;

type State =
  | { readonly is: 'none' }
  | { readonly is: 'busy' }
  | { readonly is: 'failed'; readonly error: unknown }
  /** What was looked at is what is recorded, whatever is typed meanwhile. */
  | { readonly is: 'seen'; readonly given: Given; readonly preview: Preview };

/** Records an instrument, after it was seen what it would change. */
export function RecordInstrument() {
  const { t } = useTranslation('administration');
  const [way, setWay] = useState<'form' | 'text'>('form');
  const [text, setText] = useState('');
  const [state, setState] = useState<State>({ is: 'none' });
  const stop = useRef<AbortController>(null);
  const look = async (given: Given): Promise<Problems> => {
    stop.current?.abort();
    const { signal } = (stop.current = new AbortController());
    setState({ is: 'busy' });
    try {
      const { body: preview } = await client.call('instrument.preview', { body: given }, { signal });
      setState({ is: 'seen', given, preview });
      return preview.problems;
    } catch (error) {
      if (signal.aborted) {
        setState({ is: 'none' });
        return [];
      }
      setState({ is: 'failed', error });
      throw error;
    }
  };
  const forget = () => setState({ is: 'none' });
  return (
    <Page
      className="record-instrument"
      title={t('record.title')}
      lead={
        <>
          {t('record.lead')} <Link to="/administration/law">{t('record.back')}</Link>
        </>
      }
    >
      <div className="stack">
        <section className="card">
          <Tabs
            activeKey={way}
            onChange={(key) => {
              setWay(key === 'text' ? 'text' : 'form');
              // The text of what was filled in can be worked on from there.
              if (key === 'text' && text === '' && state.is === 'seen') setText(state.preview.text);
              forget();
            }}
            items={[
              {
                key: 'form',
                label: t('record.form'),
                children: (
                  <InstrumentForm
                    onLook={async (form) => {
                      const problems = await look({ form });
                      if (problems.length > 0) throw atFields(problems);
                    }}
                    onChange={forget}
                  />
                ),
              },
              {
                key: 'text',
                label: t('record.text'),
                children: (
                  <LawText
                    value={text}
                    onChange={(next) => {
                      setText(next);
                      forget();
                    }}
                    problems={state.is === 'seen' ? state.preview.problems : []}
                    isBusy={state.is === 'busy'}
                    onLook={() => void look({ text }).catch(() => undefined)}
                  />
                ),
              },
            ]}
          />
        </section>
        {state.is === 'busy' && (
          <p className="row" role="status">
            {t('record.looking')}
            <Button size="small" onClick={() => stop.current?.abort()}>
              {t('record.stop')}
            </Button>
          </p>
        )}
        {state.is === 'failed' && way === 'text' && <Failure error={state.error} />}
        {state.is === 'seen' && <Seen given={state.given} preview={state.preview} />}
      </div>
    </Page>
  );
}

interface LawTextProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly problems: Problems;
  readonly isBusy: boolean;
  readonly onLook: () => void;
}

/** A law file as it is written by hand. A problem leads to its line. */
function LawText({ value, onChange, problems, isBusy, onLook }: LawTextProps) {
  const { t } = useTranslation('administration');
  const text = useText();
  const id = useId();
  const goTo = (line: number) => {
    const lines = value.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const area = document.getElementById(id) as HTMLTextAreaElement | null;
    area?.focus();
    area?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onLook();
      }}
    >
      <label htmlFor={id}>{t('record.textLabel')}</label>
      <Input.TextArea
        id={id}
        className="code law-file"
        rows={22}
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {problems.length > 0 && (
        <div className="notice fails" role="alert">
          <p>
            <strong>{t('record.problems', { count: problems.length })}</strong>
          </p>
          <ul>
            {problems.map((problem, index) => (
              <li key={index}>
                <button type="button" className="link-button" onClick={() => goTo(problem.line)}>
                  {t('record.place', { line: problem.line, column: problem.column })}
                </button>{' '}
                {problem.field !== '' && <span className="code">{problem.field}</span>} {text(problem)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="row form-end">
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={value.trim() === ''}>
          {t('record.look')}
        </Button>
      </div>
    </form>
  );
}

/** What it would change; and only then the button that records it. */
function Seen({ given, preview }: { readonly given: Given; readonly preview: Preview }) {
  const { t } = useTranslation('administration');
  const navigate = useNavigate();
  const record = useCommand('instrument.record');
  return (
    <>
      {'form' in given && (
        <details className="card">
          <summary>{t('record.asText')}</summary>
          <pre className="law-text" tabIndex={0}>
            {preview.text}
          </pre>
        </details>
      )}
      {preview.effect !== null && (
        <>
          <InstrumentEffect of={preview.effect} />
          <section className="card row record-now">
            <ConfirmButton
              type="primary"
              danger={preview.effect.statements.broken.length > 0}
              label={t('record.record')}
              title={t('record.recordTitle')}
              sentence={t(preview.effect.statements.broken.length > 0 ? 'record.recordBroken' : 'record.recordText')}
              act={t('record.record')}
              onAct={async () => {
                await record.give({ body: given });
                await navigate({ to: '/administration/law' });
              }}
            />
            <span className="soft">{t('record.recordHelp')}</span>
          </section>
        </>
      )}
    </>
  );
}
