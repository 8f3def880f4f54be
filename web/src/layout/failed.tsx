import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Instead of a screen that has failed in itself; the frame around it stays. */
export function Failed({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <div className="notice fails" role="alert">
      <h1>{t('failed.title')}</h1>
      <p>{t('failed.unexpected')}</p>
      <p className="code">{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className="quiet-button edged" onClick={() => location.reload()}>
        {t('failed.reload')}
      </button>
    </div>
  );
}
