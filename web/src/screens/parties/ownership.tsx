import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Input as InputOf, problemOf } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Page } from '../../components/page.tsx';
import { pause } from '../../components/pause.ts';
import { textOfFile } from '../../components/text-of-file.ts';
import { Waiting } from '../../components/waiting.tsx';
import { useText } from '../../i18n/index.ts';
import { DayField } from './day-field.tsx';
import { type HoldingRow, isReadable, likelyTarget, partiesIn, rowAt, statementsOf } from './holdings.ts';
import { HoldingsTable } from './holdings-table.tsx';
import { OwnershipAnswer } from './ownership-answer.tsx';

type Body = InputOf<'ownership.assess'>['body'];

const PAUSE = 120;

/** Invented: a loop, a range, a gap, and one party of which we say that it counts. */
const EXAMPLE: readonly Omit<HoldingRow, 'id'>[] = [
  { owner: 'Northern Holding', owned: 'Hill Capital', share: '80' },
  { owner: 'Hill Capital', owned: 'Example Magnets', share: '45-55' },
  { owner: 'Example Magnets', owned: 'Hill Capital', share: '10' },
  { owner: 'Valley Fund', owned: 'Example Magnets', share: '20' },
  { owner: 'Northern Holding', owned: 'Valley Fund', share: '' },
];
const EXAMPLE_LISTED = ['Northern Holding'];

const empty = (id: number): HoldingRow => ({ id, owner: '', owned: '', share: '' });
const START: readonly HoldingRow[] = [0, 1, 2].map(empty);

/** Who stands behind a party? Holdings as a table or a file, and what listed parties hold of it through all chains. */
export function Ownership() {
  const { t } = useTranslation('parties');
  const [form, setForm] = useState<'table' | 'file'>('table');
  const [rows, setRows] = useState(START);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<{ readonly text: string; readonly of: string }>();
  const [of, setOf] = useState<string>();
  const [listed, setListed] = useState<readonly string[]>([]);
  const [clear, setClear] = useState<readonly string[]>([]);
  const [asOf, setAsOf] = useState<string>();
  const names = partiesIn(rows);
  const target = of !== undefined && names.includes(of) ? of : likelyTarget(rows);
  const body = form === 'table' ? tableBody() : fileBody();
  const query = useQuery({
    queryKey: ['ownership.assess', body],
    queryFn: async ({ signal }) => {
      await pause(PAUSE, signal);
      return body && (await client.call('ownership.assess', { body }, { signal })).body;
    },
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 120_000,
  });

  function common(known: readonly string[] | undefined): Partial<Body> {
    const counts = known === undefined ? listed : listed.filter((name) => known.includes(name));
    return {
      ...(counts.length === 0 ? {} : { listed: [...counts] }),
      ...(asOf === undefined ? {} : { asOf }),
    };
  }
  function tableBody(): Body | undefined {
    const holdings = statementsOf(rows, clear);
    if (target === undefined || holdings.interests.length === 0) return undefined;
    return { holdings, of: target, ...common(names) };
  }
  function fileBody(): Body | undefined {
    return asked && { holdings: { form: 'text', text: asked.text }, of: asked.of, ...common(undefined) };
  }

  const words = useText();
  const fields = problemOf(query.error)?.fields ?? [];
  const rowErrors = new Map(
    form === 'table'
      ? fields.flatMap((field) => {
          const row = rowAt(rows, field.path);
          return row === undefined ? [] : [[row.id, words(field)] as const];
        })
      : [],
  );
  const isSaidAtRows = rowErrors.size > 0 && rowErrors.size === fields.length;
  if (form === 'table')
    for (const { owner, owned, text: says } of query.data?.problems ?? []) {
      const row = rows.find((each) => each.owner.trim() === owner && each.owned.trim() === owned);
      if (row) rowErrors.set(row.id, words(says));
    }
  for (const { id, share } of form === 'table' ? rows : [])
    if (!isReadable(share)) rowErrors.set(id, t('ownership.notRead'));
  const begin = () => {
    setRows(EXAMPLE.map((row, id) => ({ ...row, id })));
    setListed(EXAMPLE_LISTED);
    setOf('Example Magnets');
  };
  const emptyAll = () => {
    setRows(START);
    setListed([]);
    setClear([]);
    setOf(undefined);
  };

  return (
    <Page title={t('sections.ownership')} lead={t('ownership.lead')}>
      <div className="stack">
        <section className="card ownership-input">
          <div className="card-head">
            <h2>{t('ownership.input')}</h2>
            <div className="row">
              <Radio.Group
                aria-label={t('ownership.mode')}
                optionType="button"
                value={form}
                onChange={({ target: { value } }) => setForm(value as typeof form)}
                options={[
                  { value: 'table', label: t('ownership.table') },
                  { value: 'file', label: t('ownership.file') },
                ]}
              />
              {form === 'table' &&
                (names.length === 0 ? (
                  <Button onClick={begin}>{t('ownership.example')}</Button>
                ) : (
                  <Button onClick={emptyAll}>{t('ownership.clearAll')}</Button>
                ))}
            </div>
          </div>
          {form === 'table' ? (
            <HoldingsTable rows={rows} errors={rowErrors} onChange={setRows} />
          ) : (
            <TextInput
              text={text}
              onText={setText}
              of={of}
              onOf={setOf}
              onAsk={() => setAsked({ text, of: (of ?? '').trim() })}
            />
          )}
          <div className="row filter">
            {form === 'table' && (
              <label>
                <span>{t('ownership.of')}</span>
                <Select
                  value={target ?? null}
                  options={names.map((value) => ({ value, label: value }))}
                  onChange={(name: string | null) => setOf(name ?? undefined)}
                />
              </label>
            )}
            <label className="wide">
              <span>{t('ownership.listed')}</span>
              <Select
                mode={form === 'table' ? 'multiple' : 'tags'}
                value={form === 'table' ? listed.filter((name) => names.includes(name)) : [...listed]}
                options={form === 'table' ? names.map((value) => ({ value, label: value })) : []}
                onChange={(chosen: string[]) => setListed(chosen)}
                tokenSeparators={['\n']}
              />
              <span className="small soft">{t('ownership.listedHint')}</span>
            </label>
            {form === 'table' && (
              <label className="wide">
                <span>{t('ownership.closed')}</span>
                <Select
                  mode="multiple"
                  value={clear.filter((name) => names.includes(name))}
                  options={names.map((value) => ({ value, label: value }))}
                  onChange={(chosen: string[]) => setClear(chosen)}
                />
                <span className="small soft">{t('ownership.closedHint')}</span>
              </label>
            )}
            <DayField value={asOf ?? query.data?.asOf} onChange={setAsOf} />
          </div>
        </section>
        {query.error && !isSaidAtRows && body !== undefined && (
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        )}
        {body !== undefined && query.data !== undefined ? (
          <OwnershipAnswer of={query.data} isPending={query.isFetching} />
        ) : body === undefined ? (
          <p className="soft">{t('ownership.start')}</p>
        ) : (
          !query.error && <Waiting lines={6} />
        )}
      </div>
    </Page>
  );
}

interface TextInputProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly of: string | undefined;
  readonly onOf: (of: string) => void;
  readonly onAsk: () => void;
}

/** Statements in a format of their own, or a table of owners; read by the service. */
function TextInput({ text, onText, of, onOf, onAsk }: TextInputProps) {
  const { t } = useTranslation('parties');
  const id = useId();
  const [isNoText, setNoText] = useState(false);
  const read = async (file: File) => {
    const found = await textOfFile(file);
    setNoText(found === undefined);
    if (found !== undefined) onText(found);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <FileDrop
        accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl"
        words={{ drop: t('ownership.drop'), over: t('form.over'), choose: t('form.choose') }}
        onFile={(file) => void read(file)}
      />
      {isNoText && (
        <p className="notice fails" role="alert">
          {t('form.notText')}
        </p>
      )}
      <div>
        <label htmlFor={id}>{t('ownership.paste')}</label>
        <Input.TextArea
          id={id}
          className="code"
          rows={6}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      </div>
      <div className="row filter">
        <label className="wide">
          <span>{t('ownership.of')}</span>
          <Input value={of ?? ''} onChange={({ target }) => onOf(target.value)} />
          <span className="small soft">{t('ownership.ofHint')}</span>
        </label>
        <Button type="primary" htmlType="submit" disabled={text.trim() === '' || (of ?? '').trim() === ''}>
          {t('ownership.ask')}
        </Button>
      </div>
    </form>
  );
}
