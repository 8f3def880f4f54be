import type { Text } from '@ytterby/core';
import { useTranslation } from 'react-i18next';

/** A text of the law in both languages: beside each other, or one above the other where there is no room. */
export function BothLanguages({ of: { zh, en } }: { readonly of: Text }) {
  const { t } = useTranslation('law');
  return (
    <div className="both">
      <div lang="zh-Hans">
        <span className="tongue">{t('both.zh')}</span>
        <p>{zh}</p>
      </div>
      <div lang="en">
        <span className="tongue">{t('both.en')}</span>
        <p>{en}</p>
      </div>
    </div>
  );
}
