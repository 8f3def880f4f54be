import { WORDS } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useKindName } from './application-part.tsx';

export type AlikeCases = Reply<'case.bulk-preview'>['groups'][number];
type Difference = AlikeCases['differsIn'][number];

/** Fields of an application that have a word of their own; of others the name in the application itself is shown. */
const FIELDS = [
  'form',
  'remarks',
  'applicant',
  'agent',
  'importer',
  'consignee',
  'endUsers',
  'endUse',
  'place',
  'destination',
  'via',
  'contract',
  'lines',
  'name',
  'address',
  'country',
  'uscc',
  'lei',
  'contact',
  'military',
  'description',
  'code',
  'hs',
  'quantity',
  'unitPrice',
  'value',
  'origin',
  'proof',
  'standing',
  'movement',
  'technology',
  'change',
  'reason',
] as const;

interface DifferencesProps {
  readonly of: AlikeCases;
  /** The group against which it is held. */
  readonly first: AlikeCases;
}

/** In what cases differ from the first group: field by field, with what stands in both. */
export function Differences({ of, first }: DifferencesProps) {
  const { t } = useTranslation('cases');
  const text = useText();
  const place = usePlace();
  const value = useValue();
  const applicantOf = ({ cases: [one] }: AlikeCases) => (one === undefined ? '' : text(one.applicant));
  return (
    <Records
      caption={t('bulk.differences')}
      rows={of.differsIn}
      rowKey={({ in: part, path }) => [part, ...path].join(' ')}
      columns={[
        { head: t('bulk.field'), cell: (row) => place(row) },
        {
          head: t('bulk.inFirst'),
          cell: (row) => (row.in === 'organisation' ? applicantOf(first) : value(row.path, row.first)),
        },
        {
          head: t('bulk.here'),
          cell: (row) => (row.in === 'organisation' ? applicantOf(of) : value(row.path, row.here)),
        },
      ]}
    />
  );
}

/** Where in the application or the facts it is. @example 'Lines 1 › Value' */
function usePlace(): (of: Difference) => React.ReactNode {
  const { t } = useTranslation('cases');
  const label = (key: string): string => {
    if (key === 'kind') return t('filters.kind');
    if (key === 'determination') return t('parts.determination');
    if (key === 'papers') return t('findings.papers');
    const field = FIELDS.find((each) => each === (key === 'nameZh' ? 'name' : key));
    return field === undefined ? key : t(`application.${field}`);
  };
  return ({ in: part, path }) => {
    if (part === 'organisation') return t('application.applicant');
    if (part === 'facts')
      return (
        <>
          {t('bulk.facts')} <code className="hash">{path.join('.')}</code>
        </>
      );
    const steps: string[] = [];
    for (const step of path)
      if (typeof step === 'string') steps.push(label(step));
      else steps.push(`${steps.pop() ?? ''} ${step + 1}`);
    return steps.join(' › ');
  };
}

function useValue(): (path: Difference['path'], value: unknown) => string {
  const { t } = useTranslation('cases');
  const { t: shell } = useTranslation();
  const language = useLanguage();
  const country = useCountryName();
  const kind = useKindName();
  const say = (path: Difference['path'], value: unknown): string => {
    if (value === undefined || value === null) return t('bulk.nothing');
    if (typeof value === 'object')
      return Object.entries(value)
        .map(([key, each]) => say([...path, key], each))
        .join(shell('comma'));
    const word = String(value as string | number | boolean);
    const at = path.at(-1);
    if (at === 'country' || at === 'destination' || path.includes('via')) return country(word);
    return WORDS[word]?.[language] ?? kind(word);
  };
  return say;
}
