import { Button, Input, Tabs } from 'antd';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../components/failure.tsx';
import { useText } from '../../i18n/index.ts';
import { atFields, type Problems } from './at-fields.ts';
import { type Given, InstrumentForm } from './instrument-form.tsx';
import '../law/law.css';
import './administration.css';

/** What is told of an instrument before it is kept: its law file, and what is wrong with it. */
interface Looked {
  readonly text: string;
  readonly problems: Problems;
}

type State<Preview> =
  | { readonly is: 'none' }
  | { readonly is: 'busy' }
  | { readonly is: 'failed'; readonly error: unknown }
  /** What was looked at is what is kept, whatever is typed meanwhile. */
  | { readonly is: 'seen'; readonly given: Given; readonly preview: Preview };

interface InstrumentEditorProps<Preview extends Looked> {
  /** Looks what it would change. */
  readonly look: (given: Given, signal: AbortSignal) => Promise<Preview>;
  /** A law file to begin with; without one, the form is offered first. */
  readonly text?: string;
  /** Below what was looked at: what it would change, and the button that keeps it. */
  readonly children: (given: Given, preview: Preview) => ReactNode;
}

/** An instrument, filled in or as a law file; what it would change is seen before anything is kept. */
export function InstrumentEditor<Preview extends Looked>({
  look: ask,
  text: first = '',
  children,
}: InstrumentEditorProps<Preview>) {
  const { t } = useTranslation('administration');
  const [way, setWay] = useState<'form' | 'text'>(first === '' ? 'form' : 'text');
  const [text, setText] = useState(first);
  const [state, setState] = useState<State<Preview>>({ is: 'none' });
  const stop = useRef<AbortController>(null);
  const look = async (given: Given): Promise<Problems> => {
    stop.current?.abort();
    const { signal } = (stop.current = new AbortController());
    setState({ is: 'busy' });
    try {
      const preview = await ask(given, signal);
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
  const form = (
    <InstrumentForm
      onLook={async (filled) => {
        const problems = await look({ form: filled });
        if (problems.length > 0) throw atFields(problems);
      }}
      onChange={forget}
    />
  );
  const file = (
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
  );
  return (
    <div className="stack instrument-editor">
      <section className="card">
        {first === '' ? (
          <Tabs
            activeKey={way}
            onChange={(key) => {
              setWay(key === 'text' ? 'text' : 'form');
              // The text of what was filled in can be worked on from there.
              if (key === 'text' && text === '' && state.is === 'seen') setText(state.preview.text);
              forget();
            }}
            items={[
              { key: 'form', label: t('record.form'), children: form },
              { key: 'text', label: t('record.text'), children: file },
            ]}
          />
        ) : (
          file
        )}
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
      {state.is === 'seen' && (
        <>
          {'form' in state.given && (
            <details className="card">
              <summary>{t('record.asText')}</summary>
              <pre className="law-text" tabIndex={0}>
                {state.preview.text}
              </pre>
            </details>
          )}
          {children(state.given, state.preview)}
        </>
      )}
    </div>
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
