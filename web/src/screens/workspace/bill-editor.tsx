import { Button, Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api.ts';
import { useText } from '../../i18n/index.ts';
import { Field } from '../ask/fact-input.tsx';
import { type Bill, cellAt, cellKey, changed, newHistory, redone, undone } from '../content/bill.ts';
import { BillTable } from '../content/bill-table.tsx';
import type { Editing } from './editing.ts';
import { Wrong } from './editor.tsx';
import '../../components/native.css';
import '../content/content.css';

export interface BillDraft {
  readonly name: string;
  readonly facts: Bill;
}

export const BILL_PATHS = ['/body/name'];

/** Name and rows of a bill, each to be changed in its cell; changes can be taken back. */
export function BillEditor({ of }: { readonly of: Editing<BillDraft> }) {
  const { t } = useTranslation(['workspace', 'content']);
  const text = useText();
  const id = useId();
  const { draft, setDraft, wrongAt, error } = of;
  const [history, setHistory] = useState(() => newHistory(draft.facts));
  const put = (next: typeof history) => {
    setHistory(next);
    setDraft({ ...draft, facts: next.present });
  };
  const errors = useMemo(() => {
    const fields = problemOf(error)?.fields ?? [];
    return new Map(
      fields.flatMap((field) => {
        const cell = cellAt(draft.facts, field.path.replace('/body/facts/', '/body/bom/'));
        return cell === undefined ? [] : [[cellKey(cell), text(field)] as const];
      }),
    );
  }, [error, draft.facts, text]);
  return (
    <>
      <div className="fields">
        <Field id={`${id}-name`} label={t('fields.name')} wide>
          <Input
            id={`${id}-name`}
            required
            maxLength={500}
            value={draft.name}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
          <Wrong of={wrongAt('/body/name')} />
        </Field>
      </div>
      <div className="row bill-tools">
        <Button disabled={history.past.length === 0} onClick={() => put(undone(history))}>
          {t('content:ask.undo')}
        </Button>
        <Button disabled={history.future.length === 0} onClick={() => put(redone(history))}>
          {t('content:ask.redo')}
        </Button>
      </div>
      <BillTable
        bill={history.present}
        rule={undefined}
        hasAnswer={false}
        errors={errors}
        wanted={undefined}
        onReached={nothing}
        onEdit={(cell, typed) => put(changed(history, cell, typed))}
      />
    </>
  );
}

const nothing = () => undefined;
