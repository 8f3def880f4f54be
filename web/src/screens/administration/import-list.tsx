import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KINDS_OF_AUTHORITY, SUBJECT_KINDS } from '@ytterby/service/contract';
import { Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, readOf, type Reply, useRefresh } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../i18n/index.ts';
import { useMay } from './may.ts';

type Imported = Reply<'list.import'>;

interface Values {
  readonly file: File;
  readonly list: string;
  readonly date?: string;
  readonly source?: string;
}

/** Takes in a version of a list from a file, and says what it touches. */
export function ImportList({ lists }: { readonly lists: readonly string[] }) {
  const { t } = useTranslation('administration');
  const refresh = useRefresh();
  const [imported, setImported] = useState<Imported>();
  const known = useId();
  const send = async ({ file, list, date, source }: Values) => {
    setImported(undefined);
    const query = {
      list,
      name: file.name.slice(-300),
      ...(date ? { date } : {}),
      ...(source?.trim() ? { source: source.trim() } : {}),
    };
    const { body } = await client.call('list.import', { query, body: file });
    setImported(body);
    await refresh();
  };
  return (
    <section className="card">
      <h2>{t('lists.import')}</h2>
      <p>{t('lists.importLead')}</p>
      <p className="small soft">{t('lists.importSeveral')}</p>
      <CommandForm<Values> submit={t('lists.importIt')} onSubmit={send}>
        <Form.Item name="file" label={t('lists.file')} rules={[{ required: true, message: t('lists.noFile') }]}>
          <ChooseFile />
        </Form.Item>
        <div className="form-grid">
          <Form.Item
            name="list"
            label={t('lists.id')}
            extra={t('lists.idHelp')}
            rules={[
              { required: true },
              { pattern: /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, message: t('lists.idHelp') },
            ]}
          >
            <Input className="code" list={known} maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item name="date" label={t('lists.date')} extra={t('lists.dateHelp')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="source" label={t('lists.source')} extra={t('lists.sourceHelp')}>
            <Input maxLength={500} />
          </Form.Item>
        </div>
        <datalist id={known}>
          {lists.map((id) => (
            <option key={id} value={id} />
          ))}
        </datalist>
      </CommandForm>
      {imported !== undefined && <Outcome key={`${imported.list} ${imported.version.version}`} of={imported} />}
    </section>
  );
}

/** A field of the form: the form gives it the file and takes another. */
function ChooseFile({ value, onChange }: { readonly value?: File; readonly onChange?: (file: File) => void }) {
  const { t } = useTranslation('administration');
  return (
    <FileDrop
      accept=".csv,.tsv,.txt,.xlsx,.xml,.json,.ndjson"
      words={{ drop: t('lists.drop'), over: t('lists.over'), choose: t('lists.choose') }}
      onFile={(file) => onChange?.(file)}
    >
      <span className="small soft" role="status">
        {value === undefined ? t('lists.formats') : t('lists.chosen', { name: value.name })}
      </span>
    </FileDrop>
  );
}

function Outcome({ of: { is, list, version } }: { readonly of: Imported }) {
  const { t } = useTranslation('administration');
  return (
    <div className="notice succeeds list-outcome" role="status">
      <p>
        <Icon name="check" /> {t(is === 'imported' ? 'lists.took' : 'lists.same', { list, ...version })}{' '}
        {version.version > 1 && (
          <Link to="/administration/lists/differences" search={{ list, to: String(version.version) }}>
            {t('lists.differences')}
          </Link>
        )}
      </p>
      <WhatItTouches list={list} version={version.version} />
    </div>
  );
}

function WhatItTouches({ list, version }: { readonly list: string; readonly version: number }) {
  const { t } = useTranslation('administration');
  const text = useText();
  const mayOpen = useMay()('watch.register');
  const touched = useQuery({
    ...readOf('list.touched', { query: { list, version } }),
    refetchInterval: ({ state }) => (state.data?.body.isDone === true ? false : 1_500),
  });
  return (
    <Loaded query={touched} lines={1}>
      {({ body: { isDone, change, touched: kinds } }) => (
        <>
          {kinds.length > 0 && (
            <>
              <p>{t('lists.touches')}</p>
              <ul>
                {kinds.map(({ kind, count }) => (
                  <li key={kind}>{t('lists.touched', { count, kind: text(SUBJECT_KINDS[kind]) })}</li>
                ))}
              </ul>
            </>
          )}
          {!isDone ? (
            <p>{t('lists.searching')}</p>
          ) : change === null ? (
            <p>{t('lists.touchesFirst')}</p>
          ) : kinds.length === 0 ? (
            <p>{t('lists.touchesNothing')}</p>
          ) : (
            <p>
              {t('lists.told')}{' '}
              {mayOpen && kinds.some(({ kind }) => KINDS_OF_AUTHORITY.includes(kind)) && (
                <Link to="/watch/$change" params={{ change }}>
                  {t('lists.seeTouched')}
                </Link>
              )}
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
