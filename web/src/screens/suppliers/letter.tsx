import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useText } from '../../i18n/index.ts';

/** The secret link of a supplier, this once, with a letter to send it in. */
export function Letter({
  of: { link, letter, request },
  onDone,
}: {
  readonly of: Reply<'supplier-question.send'>;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('suppliers');
  const text = useText();
  const both = `${letter.zh}\n\n————\n\n${letter.en}`;
  const mail = `mailto:${encodeURIComponent(request.email ?? '')}?subject=${encodeURIComponent(text({ zh: '供应商问题', en: 'Questions to a supplier' }))}&body=${encodeURIComponent(both)}`;
  return (
    <div className="supplier-letter">
      <p role="status">
        <strong>{t('send.made')}</strong>
      </p>
      <ShownOnce label={t('send.link')} value={link} />
      <label>
        <span className="small soft">{t('send.letter')}</span>
        <textarea className="native" readOnly rows={8} value={both} />
      </label>
      <p className="small soft">{t('send.notMailed')}</p>
      <div className="row form-end">
        <Button type="primary" onClick={onDone}>
          {t('send.close')}
        </Button>
        <Button href={mail}>{t('send.mail')}</Button>
      </div>
    </div>
  );
}
