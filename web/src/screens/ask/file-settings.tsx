import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../i18n/index.ts';
import { beijingToday } from './beijing.ts';
import { Field } from './fact-input.tsx';

/** How the file is to be read, where it does not say so itself. */
export interface Reading {
  readonly sheet?: string;
  readonly headerRow?: number;
  /** Column (from 0) → field; null = left out. */
  readonly columns?: Readonly<Record<number, string | null>>;
  readonly asOf?: string;
}

/** As the API takes it. */
export function readingQuery({ columns, ...rest }: Reading) {
  return { ...rest, ...(columns === undefined ? {} : { mapping: JSON.stringify(columns) }) };
}

type Preview = Reply<'batch.preview'>;

interface FileSettingsProps {
  readonly file: File;
  readonly reading: Reading;
  readonly onChange: (reading: Reading) => void;
}

/** What each column was taken for, with its first values; to be set right before anything is determined. */
export function FileSettings({ file, reading, onChange }: FileSettingsProps) {
  const query = { name: file.name, ...readingQuery(reading) };
  const preview = useQuery({
    queryKey: ['batch.preview', query, file.size, file.lastModified],
    queryFn: async ({ signal }) => (await client.call('batch.preview', { query, body: file }, { signal })).body,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return (
    <Loaded query={preview} lines={6}>
      {(found) => <Columns preview={found} reading={reading} onChange={onChange} />}
    </Loaded>
  );
}

function Columns({ preview, reading, onChange }: Omit<FileSettingsProps, 'file'> & { readonly preview: Preview }) {
  const { t } = useTranslation('ask');
  const text = useText();
  const { columns, fields, sheets, problems, notes, headerRow } = preview;
  const taken = new Map(columns.flatMap(({ field, index }) => (field === null ? [] : [[field as string, index]])));
  // A table without a column of days is asked about today, until somebody says otherwise.
  const lacksDay = columns.length > 0 && !taken.has('asOf') && reading.asOf === undefined;
  useEffect(() => {
    if (lacksDay) onChange({ ...reading, asOf: beijingToday() });
    // Once for what was read; clearing the day by hand stays possible while nothing else changes.
  }, [columns]);
  const give = (index: number, field: string | null) => {
    const given = { ...reading.columns, [index]: field };
    // A field stands in one column.
    const before = field === null ? undefined : taken.get(field);
    if (before !== undefined && before !== index) given[before] = null;
    onChange({ ...reading, columns: given });
  };
  return (
    <div className="stack">
      {columns.length === 0 && problems.length === 0 && (
        <p>{t('file.noTable', { kind: preview.kind.toUpperCase() })}</p>
      )}
      {(sheets.length > 1 || columns.length > 0) && (
        <div className="fields">
          {sheets.length > 1 && (
            <Field id="file-sheet" label={t('file.sheet')}>
              <Select
                id="file-sheet"
                value={reading.sheet ?? sheets[0] ?? null}
                options={sheets.map((value) => ({ value, label: value }))}
                onChange={(sheet: string) =>
                  onChange({ sheet, ...(reading.asOf === undefined ? {} : { asOf: reading.asOf }) })
                }
              />
            </Field>
          )}
          <Field id="file-header" label={t('file.headerRow')}>
            <input
              className="text-input"
              id="file-header"
              type="number"
              min={1}
              value={reading.headerRow ?? headerRow ?? ''}
              onChange={({ target }) => {
                const { headerRow: _, columns: _columns, ...rest } = reading;
                const row = Number(target.value);
                onChange(Number.isInteger(row) && row > 0 ? { ...rest, headerRow: row } : rest);
              }}
            />
          </Field>
        </div>
      )}
      {columns.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="group" aria-label={t('file.columns')}>
          <table className="columns">
            <caption className="visually-hidden">{t('file.columns')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('file.column')}</th>
                <th scope="col">{t('file.takenFor')}</th>
                <th scope="col">{t('file.samples')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map(({ index, header, field, how, samples }) => (
                <tr key={index}>
                  <th scope="row">{header || t('file.unnamed', { n: index + 1 })}</th>
                  <td>
                    <Select
                      aria-label={t('file.fieldOf', { column: header || index + 1 })}
                      className={`full ${how === 'guessed' ? 'guessed' : ''}`}
                      allowClear
                      showSearch={{ optionFilterProp: 'label' }}
                      placeholder={t('file.leftOut')}
                      value={field as string | null}
                      options={fields.map((each) => ({ value: each.id as string, label: text(each) }))}
                      onChange={(next: string | null | undefined) => give(index, next ?? null)}
                    />
                    {how === 'guessed' && <span className="small guess">{t('file.guessed')}</span>}
                  </td>
                  <td className="soft samples">{samples.join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Remarks of={problems} title={t('file.found')} className="warns" />
      <Remarks of={notes} title={t('file.noted')} className="" />
    </div>
  );
}

const SHOWN = 8;

function Remarks({
  of,
  title,
  className,
}: {
  readonly of: Preview['problems'];
  readonly title: string;
  readonly className: string;
}) {
  const { t } = useTranslation('ask');
  const text = useText();
  if (of.length === 0) return null;
  return (
    <div className={`notice ${className}`}>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {of.slice(0, SHOWN).map((problem, index) => (
          <li key={index}>
            {problem.cell ?? (problem.row === undefined ? '' : t('file.row', { row: problem.row }))}{' '}
            {text(problem.message)} — {text(problem.remedy)}
          </li>
        ))}
      </ul>
      {of.length > SHOWN && <p className="small">{t('file.moreProblems', { count: of.length - SHOWN })}</p>}
    </div>
  );
}
