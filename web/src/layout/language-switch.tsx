import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icon.tsx';
import { switchLanguage, useLanguage } from '../i18n/index.ts';

/** One press changes to the other language; named in that language, so that who needs it can read it. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="quiet-button"
      lang={other === 'zh' ? 'zh-Hans' : 'en'}
      onClick={() => void switchLanguage(other)}
    >
      <Icon name="language" />
      {t(`language.${other}`)}
    </button>
  );
}
