import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A text to be read, selected and copied, as a secret that the service gives once. */
export function ShownOnce({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  // The clipboard is withheld where the page did not come over TLS; the text can still be selected.
  const canCopy = 'clipboard' in navigator;
  return (
    <div className="shown-once">
      <p className="small soft">{label}</p>
      <div className="row">
        <code tabIndex={0}>{value}</code>
        {canCopy && (
          <Button size="small" onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
            {isCopied ? t('copied') : t('copy')}
          </Button>
        )}
        <span className="visually-hidden" role="status">
          {isCopied ? t('copied') : ''}
        </span>
      </div>
    </div>
  );
}
