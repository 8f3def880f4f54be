import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import type { CaseCommand } from '@ytterby/core/licensing';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, type Reply, useCommand, useRead } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Pairs } from '../workspace/editor.tsx';
import type { AlikeCases } from './bulk-differences.tsx';
import { Cites } from './provisions.tsx';

/** A command, and what it would do to each case. */
export interface Previewed {
  readonly command: CaseCommand;
  readonly groups: readonly AlikeCases[];
}
type Member = AlikeCases['cases'][number];
type Done = Reply<'case.bulk-act'>;

/** Those of the first group that do not refuse it. */
const doneOn = ({ groups: [first] }: Previewed) => (first?.cases ?? []).filter(({ refusal }) => refusal === null);

interface BulkPreviewProps {
  readonly of: Previewed;
  readonly onAgain: () => Promise<void>;
  readonly onDone: (cases: Done) => void;
}

/** What would become of each case; carried out on those that are alike and do not refuse it, on all of them or on none. */
export function BulkPreview({ of, onAgain, onDone }: BulkPreviewProps) {
  const { t } = useTranslation('cases');
  const act = useCommand('case.bulk-act');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { command } = of;
  const cases = doneOn(of);
  const told = async (task: () => Promise<unknown>) => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await task();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const carryOut = async () => {
    const versions = cases.map(({ id, version }) => ({ id, version }));
    onDone((await act.give({ body: { cases: versions, command: { ...command } } })).body);
  };
  return (
    <section className="card" aria-labelledby="preview-title">
      <h2 id="preview-title">{t('bulk.preview', { command: t(`commands.${command.command}`) })}</h2>
      <CommandText of={command} model={of.groups[0]?.cases[0]?.id ?? ''} />
      <Records
        caption={t('bulk.previewOf')}
        rows={of.groups.flatMap((group, index) => group.cases.map((member) => ({ member, isAlike: index === 0 })))}
        rowKey={({ member }) => member.id}
        columns={[
          { head: t('bulk.case'), cell: ({ member }) => <Number of={member} /> },
          { head: t('bulk.now'), cell: ({ member }) => <Status of={member.statusText} /> },
          { head: t('bulk.afterwards'), cell: ({ member, isAlike }) => <WillBe of={member} isAlike={isAlike} /> },
        ]}
      />
      {error !== undefined && <Failure error={error} />}
      {error !== undefined && <p>{t('bulk.nothingDone')}</p>}
      {cases.length === 0 ? (
        <p className="notice warns">{t('bulk.onNone')}</p>
      ) : (
        <p>{t('bulk.allOrNone', { count: cases.length })}</p>
      )}
      <div className="row form-end">
        {cases.length > 0 && problemOf(error)?.code !== 'changed-meanwhile' && (
          <Button type="primary" loading={isBusy} onClick={() => void told(carryOut)}>
            {t('bulk.carryOut', { count: cases.length })}
          </Button>
        )}
        {error !== undefined && (
          <Button loading={isBusy} onClick={() => void told(onAgain)}>
            {t('bulk.again')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Number({ of: { id, number } }: { readonly of: Pick<Member, 'id'> & { readonly number: string | null } }) {
  return (
    <Link to="/cases/$case" params={{ case: id }}>
      {number}
    </Link>
  );
}

function Status({ of }: { readonly of: Member['statusText'] }) {
  return <>{useText()(of)}</>;
}

/** What becomes of a case, or why it is left as it is. */
function WillBe({ of, isAlike }: { readonly of: Member; readonly isAlike: boolean }) {
  const { t } = useTranslation('cases');
  const text = useText();
  if (isAlike && of.refusal === null)
    return (
      <span className="bulk-done">
        <Icon name="check" /> {of.becomes !== null && text(of.becomes)}
      </span>
    );
  return (
    <span className="bulk-left">
      <Icon name="cross" />{' '}
      {t('bulk.leftOut', { why: isAlike && of.refusal !== null ? text(of.refusal.text) : t('bulk.differs') })}
    </span>
  );
}

/** What was typed, to be read once more before it goes onto many cases. */
function CommandText({ of, model }: { readonly of: CaseCommand; readonly model: string }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const said = of as Partial<Record<string, unknown>>;
  const words = (key: string) => (typeof said[key] === 'string' ? said[key] : undefined);
  const list = (key: string) => (Array.isArray(said[key]) ? (said[key] as readonly string[]) : []);
  const day = (key: string) => (words(key) === undefined ? '' : dateText(words(key) ?? '', language));
  return (
    <Pairs
      of={[
        [t('decision.from'), of.command === 'grant' && day('from')],
        [t('decision.lastDay'), of.command === 'grant' && day('lastDay')],
        [t('decision.lines'), of.command === 'grant' && <GrantedLines of={of} model={model} />],
        [t('decision.conditions'), of.command === 'grant' && <GrantedConditions of={of} model={model} />],
        [t('decision.reasons'), words('reasons') ?? words('reason')],
        [t('precedents.assess'), of.command === 'assess' && of.text],
        [
          t('start.findings'),
          of.command === 'return' && (
            <ul>
              {of.findings.map((finding) => (
                <li key={finding.text.zh}>{finding.text.zh}</li>
              ))}
            </ul>
          ),
        ],
        [t('decision.noPath'), list('noPath').length > 0 && <Cites ids={list('noPath')} />],
        [t('decision.provisions'), list('provisions').length > 0 && <Cites ids={list('provisions')} />],
      ].flatMap(([label, value]) =>
        value === false || value === undefined ? [] : [[label as string, value] as const],
      )}
    />
  );
}

interface GrantedProps {
  readonly of: Extract<CaseCommand, { command: 'grant' }>;
  /** One of the cases, whose application and conditions say what is meant. */
  readonly model: string;
}

function GrantedLines({ of, model }: GrantedProps) {
  const application = useRead('case.get', { params: { case: model } }).data?.body.state.application;
  return (
    <ul>
      {of.lines.map(({ line: id, quantity, value }) => {
        const line = application?.lines?.find((each) => each.id === id);
        const amounts = [quantity && `${quantity} ${line?.unit ?? ''}`, value && `${value} ${line?.currency ?? ''}`];
        return <li key={id}>{[line?.nameZh ?? line?.description ?? id, ...amounts].filter(Boolean).join(' · ')}</li>;
      })}
    </ul>
  );
}

function GrantedConditions({ of, model }: GrantedProps) {
  const { t } = useTranslation('cases');
  const text = useText();
  const conditions = useRead('case.get', { params: { case: model } }).data?.body.state.conditions ?? [];
  if (of.conditions.length === 0) return <>{t('bulk.noConditions')}</>;
  return (
    <ol>
      {of.conditions.map((id) => {
        const words = conditions.find((each) => each.id === id)?.text;
        return <li key={id}>{words === undefined ? id : text({ zh: words.zh, en: words.en ?? '' })}</li>;
      })}
    </ol>
  );
}

/** What became of each case: those on which it was done, and those that were left as they were, each with why. */
export function BulkDone({ cases, of }: { readonly cases: Done; readonly of: Previewed }) {
  const { t } = useTranslation('cases');
  const text = useText();
  const done = new Set(cases.map(({ id }) => id));
  const left = of.groups.flatMap((group, index) =>
    group.cases.filter(({ id }) => !done.has(id)).map((member) => ({ member, isAlike: index === 0 })),
  );
  return (
    <div className="stack">
      <section className="card" aria-labelledby="done-title">
        <h2 id="done-title" role="status">
          {t('bulk.done', { command: t(`commands.${of.command.command}`), count: cases.length })}
        </h2>
        <Records
          caption={t('bulk.results')}
          rows={cases}
          rowKey={({ id }) => id}
          columns={[
            { head: t('bulk.case'), cell: (row) => <Number of={row} /> },
            { head: t('application.applicant'), cell: ({ applicant }) => text(applicant) },
            {
              head: t('filters.status'),
              cell: ({ statusText }) => (
                <span className="bulk-done">
                  <Icon name="check" /> {text(statusText)}
                </span>
              ),
            },
          ]}
        />
      </section>
      {left.length > 0 && (
        <section className="card">
          <h2>{t('bulk.left', { count: left.length })}</h2>
          <Records
            caption={t('bulk.left', { count: left.length })}
            rows={left}
            rowKey={({ member }) => member.id}
            columns={[
              { head: t('bulk.case'), cell: ({ member }) => <Number of={member} /> },
              { head: t('filters.status'), cell: ({ member }) => <Status of={member.statusText} /> },
              { head: t('bulk.why'), cell: ({ member, isAlike }) => <WillBe of={member} isAlike={isAlike} /> },
            ]}
          />
        </section>
      )}
    </div>
  );
}
