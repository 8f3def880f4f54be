import type { ExportFacts } from '@ytterby/core';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLanguage } from '../../i18n/index.ts';
import type { TakenReadings } from './readings-switch.tsx';
import { saveFile } from './save-file.ts';

const FORMATS = ['xlsx', 'pdf', 'json'] as const;
const NAMES = { xlsx: 'Excel', pdf: 'PDF', json: 'JSON' } as const;

interface SaveAnswerProps {
  /** The exports whose answers are wanted, at most 500. */
  readonly exportsOf: () => Promise<readonly ExportFacts[]>;
  readonly readings: TakenReadings;
  /** Other ways to keep them. */
  readonly children?: ReactNode;
}

/** Takes answers along as a file. */
export function SaveAnswer({ exportsOf, readings, children }: SaveAnswerProps) {
  const { t } = useTranslation('ask');
  const language = useLanguage();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const save = async (format: (typeof FORMATS)[number]) => {
    setBusy(format);
    setError(undefined);
    try {
      const body = { exports: [...(await exportsOf())], readings: { ...readings }, language, format };
      const { body: file, name } = await client.call('determination.export', { body });
      saveFile(file, name ?? `answer.${format}`);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <section className="save-answer no-print" aria-label={t('save.title')}>
      <div className="row">
        <span>{t('save.title')}</span>
        {FORMATS.map((format) => (
          <Button key={format} loading={busy === format} onClick={() => void save(format)}>
            <Icon name="download" /> {NAMES[format]}
          </Button>
        ))}
        {children}
      </div>
      {error !== undefined && <Failure error={error} />}
    </section>
  );
}
