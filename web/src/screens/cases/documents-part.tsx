import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment } from '../../i18n/index.ts';
import { saveFile } from '../ask/save-file.ts';
import { type OfficerCase, useDesk } from './desk.tsx';

type Document = OfficerCase['documents'][number];

/** The documents of a case, to be fetched as an officer. */
export function DocumentsPart() {
  const { of } = useDesk();
  return (
    <DocumentList
      of={of.documents}
      onGet={async (id) => (await client.call('case.document', { params: { case: of.id, document: id } })).body}
    />
  );
}

interface DocumentListProps {
  readonly of: readonly Document[];
  readonly onGet: (id: string) => Promise<Blob>;
}

export function DocumentList({ of, onGet }: DocumentListProps) {
  const { t } = useTranslation('cases');
  const moment = useMoment();
  const size = useSize();
  const [error, setError] = useState<unknown>();
  if (of.length === 0) return <p className="soft">{t('documents.none')}</p>;
  const get = async ({ id, name }: Document) => {
    setError(undefined);
    try {
      saveFile(await onGet(id), name);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      <Records
        caption={t('parts.documents')}
        rows={of}
        rowKey={({ id }) => id}
        columns={[
          { head: t('documents.file'), cell: ({ name }) => name },
          { head: t('documents.size'), cell: (document) => <span className="number">{size(document.size)}</span> },
          { head: t('documents.added'), cell: ({ addedAt }) => <span className="number">{moment(addedAt)}</span> },
        ]}
        actions={(document) => (
          <Button
            size="small"
            aria-label={`${t('documents.get')}: ${document.name}`}
            onClick={() => void get(document)}
          >
            <Icon name="download" /> {t('documents.get')}
          </Button>
        )}
      />
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

/** Bytes as people read them. */
function useSize(): (bytes: number) => string {
  const language = useLanguage();
  return (bytes) => {
    const [value, unit] =
      bytes < 1_000
        ? [bytes, 'byte']
        : bytes < 1_000_000
          ? [bytes / 1_000, 'kilobyte']
          : [bytes / 1_000_000, 'megabyte'];
    const format = { style: 'unit', unit, maximumSignificantDigits: 3 } as const;
    return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', format).format(value);
  };
}
