import type { BomFacts } from '@ytterby/core';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';

type Problem = Reply<'batch.facts'>['problems'][number];

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.json,.yaml,.yml';
const SHOWN = 8;

/** A bill of materials with all its tiers, from a file. */
export function BillFile({ onBill }: { readonly onBill: (bom: BomFacts) => void }) {
  const { t } = useTranslation('ask');
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const read = async (file: File) => {
    setBusy(true);
    setError(undefined);
    setProblems([]);
    try {
      const { body } = await client.call('batch.facts', { query: { name: file.name, as: 'bom' }, body: file });
      setProblems(body.problems);
      if (body.bom !== null) onBill(body.bom);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="bill-file">
      <Button size="small" loading={isBusy} onClick={() => input.current?.click()}>
        <Icon name="upload" /> {t('bill.file')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) void read(file);
        }}
      />
      {error !== undefined && <Failure error={error} />}
      {problems.length > 0 && (
        <div className="notice warns" role="alert">
          <ul>
            {problems.slice(0, SHOWN).map((problem, index) => (
              <li key={index}>
                {problem.cell ?? (problem.row === undefined ? '' : t('file.row', { row: problem.row }))}{' '}
                {text(problem.message)} — {text(problem.remedy)}
              </li>
            ))}
          </ul>
          {problems.length > SHOWN && (
            <p className="small">{t('file.moreProblems', { count: problems.length - SHOWN })}</p>
          )}
        </div>
      )}
    </div>
  );
}
