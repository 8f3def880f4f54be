import { Link, Outlet } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import english from 'antd/es/locale/en_GB.js';
import type { Locale } from 'antd/es/locale/index.js';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from '../components/waiting.tsx';
import { useLanguage } from '../i18n/index.ts';
import { antdTheme } from '../theme/antd-theme.ts';
import { useScheme } from '../theme/scheme.ts';
import { SiteHeader } from './site-header.tsx';
import './layout.css';

/**
 * Ant Design's own words (empty lists, dates), in the language that is read. There always is one: with the first one to come,
 * Ant Design would build the whole page anew.
 */
function useAntdLocale(): Locale {
  const language = useLanguage();
  const [chinese, setChinese] = useState<Locale>();
  useEffect(() => {
    if (language !== 'zh') return;
    import('antd/es/locale/zh_CN.js').then(
      // TypeScript takes these files for CommonJS, where the default would lie one deeper.
      (loaded) => setChinese(loaded.default as unknown as Locale),
      // Without it, its words are English.
      () => undefined,
    );
  }, [language]);
  return language === 'zh' && chinese ? chinese : (english as unknown as Locale);
}

/** What stands around every screen. */
export function Frame() {
  const { t } = useTranslation();
  const scheme = useScheme();
  const locale = useAntdLocale();
  const main = useRef<HTMLElement>(null);
  return (
    <ConfigProvider theme={antdTheme(scheme)} locale={locale} button={{ autoInsertSpace: false }}>
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          // The address stays: what stands behind its # may be the code of a link.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip')}
      </a>
      <div className="frame">
        <SiteHeader />
        <main ref={main} id="main" className="site-main" tabIndex={-1}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
        <footer className="site-footer">
          <div className="inside">
            <p className="advice">{t('footer.advice')}</p>
            <p>{t('footer.privacy')}</p>
            <p>
              <Link to="/verify">{t('footer.verify')}</Link>
            </p>
          </div>
        </footer>
      </div>
    </ConfigProvider>
  );
}
