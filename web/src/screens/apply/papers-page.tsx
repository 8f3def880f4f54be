import type { Application, ApplicationPaper, PaperNeeded } from '@ytterby/core/licensing';
import { Button, Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { client, type Reply } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';
import type { CaseParams } from './act.ts';
import { useDesk } from './desk.tsx';

type Documents = Reply<'application.get'>['documents'];

interface PapersPageProps {
  readonly params: CaseParams;
  readonly needed: readonly PaperNeeded[];
  readonly documents: Documents;
  readonly isBusy: boolean;
  /** A file that was sent is kept with the application at once. */
  readonly onSave: (next: Application) => Promise<void>;
}

/** The papers of the application: those that the law asks for, and others. */
export function PapersPage({ params, needed, documents, isBusy, onSave }: PapersPageProps) {
  const { t } = useTranslation('apply');
  const text = useText();
  const { application } = useDesk();
  const papers = application.papers ?? [];
  const asked = new Set(needed.map(({ paper }) => paper));
  // Two files may be on their way at once: each is added to what stands there when it has arrived.
  const latest = useRef(application);
  useEffect(() => {
    latest.current = application;
  }, [application]);
  const change = (alter: (before: readonly ApplicationPaper[]) => readonly ApplicationPaper[]) => {
    latest.current = { ...latest.current, papers: [...alter(latest.current.papers ?? [])] };
    return onSave(latest.current);
  };
  const upload = useUpload(params);
  const add = async (file: File, paper: string, translationOf?: string) => {
    const document = await upload.send(file);
    if (document === undefined) return;
    const { id, sha256, name } = document;
    const language = translationOf === undefined ? languageOf(name) : 'zh';
    await change((before) => [
      ...before,
      {
        id,
        paper,
        sha256,
        title: name.slice(0, 500),
        ...(language !== undefined && { language }),
        ...(translationOf !== undefined && { translationOf }),
      },
    ]);
  };
  const list = (paper: string) => (
    <Filed
      papers={papers}
      paper={paper}
      documents={documents}
      isBusy={isBusy || upload.sending !== undefined}
      onChange={(alter) => void change(alter)}
      onTranslation={(file, of) => void add(file, paper, of)}
    />
  );
  return (
    <>
      <p className="soft">{t('papers.accept')}</p>
      <p role="status" className="sending">
        {upload.sending !== undefined && t('papers.sending', { name: upload.sending })}
      </p>
      {upload.error !== undefined && <Failure error={upload.error} />}
      <h3>{t('papers.needed')}</h3>
      {needed.length === 0 && <p className="soft">{t('papers.none')}</p>}
      <ul className="papers">
        {needed.map(({ paper, name, because }) => (
          <li key={paper}>
            <div className="paper-head">
              <div>
                <strong>{text(name)}</strong>
                {!papers.some((each) => each.paper === paper) && <span className="needed"> {t('papers.missing')}</span>}
                <div className="small">
                  <Link to="/law/provision" search={{ id: because.provision }}>
                    {text(because.cite)}
                  </Link>
                </div>
              </div>
              <FileButton
                id={`papers.${paper}`}
                label={t('papers.add')}
                name={t('papers.addNamed', { what: text(name) })}
                onFile={(file) => void add(file, paper)}
              />
            </div>
            {list(paper)}
          </li>
        ))}
      </ul>
      <h3>{t('papers.other')}</h3>
      <ul className="papers">
        <li>
          {[...new Set(papers.map(({ paper }) => paper))]
            .filter((paper) => !asked.has(paper))
            .map((paper) => (
              <div key={paper}>{list(paper)}</div>
            ))}
          <FileButton id="papers" label={t('papers.add')} onFile={(file) => void add(file, 'other')} />
        </li>
      </ul>
    </>
  );
}

/** A Chinese name speaks for a Chinese paper; of any other the person says it. */
const languageOf = (name: string) => (/\p{Script=Han}/u.test(name) ? ('zh' as const) : undefined);

interface FiledProps {
  readonly papers: readonly ApplicationPaper[];
  readonly paper: string;
  readonly documents: Documents;
  readonly isBusy: boolean;
  readonly onChange: (alter: (before: readonly ApplicationPaper[]) => readonly ApplicationPaper[]) => void;
  readonly onTranslation: (file: File, of: string) => void;
}

function Filed({ papers, paper, documents, isBusy, onChange, onTranslation }: FiledProps) {
  const { t } = useTranslation('apply');
  return (
    <ul className="filed">
      {papers.map((each, index) => {
        if (each.paper !== paper) return null;
        const name = each.title ?? documents.find(({ id }) => id === each.id)?.name ?? each.id;
        const isTranslated = papers.some(({ translationOf }) => translationOf === each.id);
        return (
          <li key={each.id} id={`papers[${index}]`} tabIndex={-1}>
            <span className="file-name">
              {name}
              {each.translationOf !== undefined && <span className="soft"> · {t('papers.translation')}</span>}
            </span>
            <div className="row">
              <Radio.Group
                size="small"
                optionType="button"
                disabled={isBusy}
                aria-label={t('papers.language', { name })}
                value={each.language ?? null}
                options={[
                  { value: 'zh', label: t('papers.zh') },
                  { value: 'other', label: t('papers.otherLanguage') },
                ]}
                onChange={({ target }) =>
                  onChange((before) =>
                    before.map((entry) =>
                      entry.id === each.id ? { ...entry, language: target.value as 'zh' | 'other' } : entry,
                    ),
                  )
                }
              />
              {each.language === 'other' && each.translationOf === undefined && !isTranslated && (
                <FileButton label={t('papers.addTranslation')} small onFile={(file) => onTranslation(file, each.id)} />
              )}
              <Button
                size="small"
                type="text"
                disabled={isBusy}
                aria-label={t('papers.removeNamed', { name })}
                onClick={() =>
                  onChange((before) =>
                    before.filter(({ id, translationOf }) => id !== each.id && translationOf !== each.id),
                  )
                }
              >
                {t('papers.remove')}
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

interface FileButtonProps {
  readonly id?: string;
  readonly label: string;
  /** Read out instead, where the label alone does not say for what. */
  readonly name?: string;
  readonly small?: boolean;
  readonly onFile: (file: File) => void;
}

/** A button that takes one file. */
export function FileButton({ id, label, name, small = false, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        {...(id !== undefined && { id })}
        {...(name !== undefined && { 'aria-label': name })}
        size={small ? 'small' : 'medium'}
        onClick={() => input.current?.click()}
      >
        <Icon name="upload" /> {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.txt"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again after it was mended.
          target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}

/** Sends a file to the case. A refusal is told where `error` is shown. */
export function useUpload(params: CaseParams) {
  const [sending, setSending] = useState<string>();
  const [error, setError] = useState<unknown>();
  const send = async (file: File) => {
    setError(undefined);
    setSending(file.name);
    try {
      const { body } = await client.call('document.add', {
        params,
        query: { name: file.name.slice(0, 300) },
        body: file,
      });
      return body;
    } catch (refusal) {
      setError(refusal);
      return undefined;
    } finally {
      setSending(undefined);
    }
  };
  return { send, sending, error };
}
