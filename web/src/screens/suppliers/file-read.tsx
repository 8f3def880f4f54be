import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';

export type Reading = Reply<'supplier-form.read-file'>;

/** What was read from a file that came back, or the cells that must be mended. */
export function FileRead({ of: { replies, isMineralsTemplate, smelters, problems, notes } }: { readonly of: Reading }) {
  const { t } = useTranslation(['suppliers', 'workspace']);
  const text = useText();
  const remarks = problems.length > 0 ? problems : notes;
  return (
    <div role="status">
      {problems.length > 0 ? (
        <p className="notice warns">{t('enter.problems', { count: problems.length })}</p>
      ) : (
        <p className="notice">
          {isMineralsTemplate ? t('enter.template', { count: smelters }) : t('enter.read', { count: replies.length })}
        </p>
      )}
      {remarks.length > 0 && (
        <Records
          caption={t('workspace:bill.what')}
          rows={remarks}
          rowKey={({ place, code }) => `${place} ${code}`}
          columns={[
            { head: t('workspace:bill.place'), cell: ({ place }) => <span className="code">{place}</span> },
            { head: t('workspace:bill.what'), cell: (remark) => text(remark.text) },
            { head: t('workspace:bill.remedy'), cell: ({ remedy }) => text(remedy) },
          ]}
        />
      )}
    </div>
  );
}
