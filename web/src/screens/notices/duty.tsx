import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';
import type { Notice } from './words.tsx';

const ICONS = { met: 'warning', 'not-met': 'check', unknown: 'question' } as const;

/** Whether a notice is owed: under the enacted text first, and, where it is not settled what triggers it, under each answer. */
export function DutyOf({ of }: { readonly of: NonNullable<Notice['duty']> }) {
  const { t } = useTranslation('notices');
  const text = useText();
  return (
    <ul className="plain duties">
      {of.map(({ branch, label, verdict, because, triggers }) => (
        <li key={branch}>
          <p>
            <Icon name={ICONS[verdict]} /> <strong>{t(`duty.${verdict}`)}</strong>
            {of.length > 1 && <span className="soft"> · {text(label)}</span>}
          </p>
          <ul className="small">
            {because.map((each) => (
              <li key={each.provision}>
                {t('duty.because', { cite: text(each.cite), verdict: t(`duty.verdicts.${each.verdict}`) })}
                {each.verified !== 'yes' && <span className="soft"> {t('duty.unread')}</span>}
              </li>
            ))}
            {because.length === 0 && <li className="soft">{t('duty.none')}</li>}
            {triggers.map((trigger) => (
              <li key={trigger.id}>
                {t('duty.open', { trigger: text(trigger.name), verdict: t(`duty.verdicts.${trigger.verdict}`) })}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
