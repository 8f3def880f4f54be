import { Button, Select, Tabs } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api.ts';
import { DialogButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { saveText } from '../../components/save-text.ts';
import { Waiting } from '../../components/waiting.tsx';
import { useText } from '../../i18n/index.ts';
import { Answer } from './answer.tsx';
import { type Assessment, useAssessment } from './assessment.ts';
import { type Bill, type Cell, cellAt, cellKey, changed, type History, newHistory, redone, undone } from './bill.ts';
import { BillTable } from './bill-table.tsx';
import { OpenBill } from './open-bill.tsx';
import { TestedProducts } from './tested-products.tsx';

const BillGraph = lazy(() => import('./bill-graph.tsx'));
const ValueFlow = lazy(() => import('./value-flow.tsx'));

/** Where a bill lies open: the answer, and under it the bill, which can be changed to see what would follow. */
export function BillDesk({ bill, onOpen }: { readonly bill: Bill; readonly onOpen: (bill: Bill) => void }) {
  const { t } = useTranslation('content');
  const text = useText();
  const [history, setHistory] = useState(() => newHistory(bill));
  const [product, setProduct] = useState<string>();
  const [asOf, setAsOf] = useState<string>();
  const [view, setView] = useState('table');
  const [wanted, setWanted] = useState<Cell>();
  const { present } = history;
  const query = useAssessment(present, { product, asOf });
  const answer = useLast(query.data);
  const errors = useMemo(() => {
    const fields = problemOf(query.error)?.fields ?? [];
    return new Map(
      fields.flatMap((field) => {
        const cell = cellAt(present, field.path);
        return cell === undefined ? [] : [[cellKey(cell), text(field)] as const];
      }),
    );
  }, [query.error, present, text]);
  const isSaidAtCells = errors.size > 0 && errors.size === problemOf(query.error)?.fields.length;
  const rule = answer?.rules[0];
  const go = (cell: Cell) => {
    setView('table');
    setWanted(cell);
  };

  return (
    <div className="stack" onKeyDown={undoKeys(setHistory)}>
      <section className="card" aria-label={t('answer.label')}>
        <AskBar
          bill={present}
          product={product}
          onProduct={setProduct}
          asOf={asOf ?? answer?.asOf}
          onDay={setAsOf}
          history={history}
          onHistory={setHistory}
          onOpen={onOpen}
        />
        {query.error && !isSaidAtCells && <Failure error={query.error} onRetry={() => void query.refetch()} />}
        {answer === undefined ? (
          !query.error && <Waiting lines={5} />
        ) : (
          <Answer of={answer} isPending={query.isFetching} onGo={go} />
        )}
      </section>
      <section className="card">
        <Tabs
          activeKey={view}
          onChange={setView}
          aria-label={t('views.label')}
          destroyOnHidden
          items={[
            {
              key: 'table',
              label: t('views.table'),
              children: (
                <BillTable
                  bill={present}
                  rule={rule}
                  errors={errors}
                  wanted={wanted}
                  onReached={() => setWanted(undefined)}
                  onEdit={(cell, typed) => setHistory((before) => changed(before, cell, typed))}
                />
              ),
            },
            {
              key: 'graph',
              label: t('views.graph'),
              children: (
                <Suspense fallback={<Waiting lines={6} />}>
                  <BillGraph bill={present} rule={rule} />
                </Suspense>
              ),
            },
            {
              key: 'flow',
              label: t('views.flow'),
              children: (
                <Suspense fallback={<Waiting lines={6} />}>
                  <ValueFlow flow={answer?.flow ?? null} />
                </Suspense>
              ),
            },
          ]}
        />
      </section>
      {rule && rule.products.length > 0 && <TestedProducts rule={rule} />}
    </div>
  );
}

/** The last answer there was: it stays, while a cell says something that cannot be read. */
function useLast(now: Assessment | undefined): Assessment | undefined {
  const [last, setLast] = useState(now);
  if (now !== undefined && now !== last) setLast(now);
  return now ?? last;
}

function undoKeys(setHistory: (change: (history: History) => History) => void) {
  return (event: React.KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const isUndo = key === 'z' && !event.shiftKey;
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
    if (!isUndo && !isRedo) return;
    event.preventDefault();
    setHistory(isUndo ? undone : redone);
  };
}

interface AskBarProps {
  readonly bill: Bill;
  readonly product: string | undefined;
  readonly onProduct: (product: string | undefined) => void;
  readonly asOf: string | undefined;
  readonly onDay: (day: string | undefined) => void;
  readonly history: History;
  readonly onHistory: (change: (history: History) => History) => void;
  readonly onOpen: (bill: Bill) => void;
}

function AskBar({ bill, product, onProduct, asOf, onDay, history, onHistory, onOpen }: AskBarProps) {
  const { t } = useTranslation('content');
  return (
    <div className="ask-bar">
      <label>
        <span>{t('ask.product')}</span>
        <Select
          showSearch
          allowClear
          virtual
          value={product ?? null}
          placeholder={t('ask.productDefault')}
          options={bill.parts.map(({ id }) => ({ value: id, label: id }))}
          onChange={(chosen: string | null | undefined) => onProduct(chosen ?? undefined)}
        />
      </label>
      <label className="day">
        <span>{t('ask.day')}</span>
        <input
          type="date"
          className="native"
          value={asOf ?? ''}
          onChange={({ target }) => onDay(target.value === '' ? undefined : target.value)}
        />
      </label>
      <div className="row buttons">
        <Button disabled={history.past.length === 0} onClick={() => onHistory(undone)}>
          {t('ask.undo')}
        </Button>
        <Button disabled={history.future.length === 0} onClick={() => onHistory(redone)}>
          {t('ask.redo')}
        </Button>
        <Button onClick={() => saveText('bill.json', 'application/json', `${JSON.stringify(bill, null, 2)}\n`)}>
          {t('ask.save')}
        </Button>
        <DialogButton label={t('start.replace')} title={t('start.replace')}>
          {(close) => (
            <OpenBill
              onOpen={(opened) => {
                close();
                onOpen(opened);
              }}
            />
          )}
        </DialogButton>
      </div>
    </div>
  );
}
