import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Sources } from './sources.tsx';

/** Which law is shown, from when it is held, and up to which day somebody looked for new instruments. On every screen. */
export function PackCoverage() {
  const { t } = useTranslation('law');
  const text = useText();
  const language = useLanguage();
  const { data } = useRead('law.pack');
  // The height is kept while it is on its way, so that nothing jumps.
  if (data === undefined) return <div className="coverage" aria-hidden="true" />;
  const { title, version, coverage, covers, checked, counts, recorded } = data.body;
  const isChecked = coverage.state === 'checked';
  return (
    <details className={`coverage ${isChecked ? '' : 'warns'}`}>
      <summary>
        <strong>
          {!isChecked && <Icon name="warning" />} {t('coverage.checked', { day: dateText(checked.upTo, language) })}
        </strong>{' '}
        <span>{isChecked ? t('coverage.checkedMeans') : t('coverage.notCheckedMeans')}</span>{' '}
        <span className="more">{t('coverage.more')}</span>
      </summary>
      <p>{text(checked.note)}</p>
      <p>
        {t('coverage.from', { day: dateText(covers.from, language) })} {text(covers.reason)}
      </p>
      <p>
        {t('coverage.pack', {
          title: text(title),
          version,
          instruments: counts.instruments,
          provisions: counts.provisions,
          entries: counts.itemEntries,
        })}
        {recorded.length > 0 && ` ${t('coverage.recorded', { count: recorded.length })}`}
      </p>
      <Sources of={checked.sources} />
    </details>
  );
}
