import { useTranslation } from 'react-i18next';
import './waiting.css';

/** Grey bars where text will be. Appears after a moment, so that quick answers do not flicker. */
export function Waiting({ lines = 4 }: { readonly lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className="waiting" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="bar" aria-hidden="true" />
      ))}
    </div>
  );
}
