import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language, Text } from '@ytterby/core';
import type { Namespace } from './namespaces.ts';

/** Chinese comes in `zh/`, English in `en/`; one file per screen, loaded with the screen. */
const FILES = import.meta.glob<{ default: object }>('./{en,zh}/*.ts');
const KEPT_AS = 'ytterby.language';

/** What the person chose before; else the first language of the browser that we speak (it sends the same as Accept-Language). */
function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    if (kept === 'zh' || kept === 'en') return kept;
  } catch {
    // Storage may be forbidden.
  }
  for (const tag of navigator.languages) {
    if (/^zh\b/i.test(tag)) return 'zh';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

function tellDocument(language: string): void {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
}

/** Loads the words of the shell, in the language of the reader. */
export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', tellDocument);
  await i18next
    .use({
      type: 'backend' as const,
      init: () => undefined,
      read: (language: string, namespace: string, done: (error: Error | null, words: object | null) => void) => {
        const load = FILES[`./${language}/${namespace}.ts`];
        if (!load) return done(new Error(`no words for ${namespace} in ${language}`), null);
        load().then(
          (file) => done(null, file.default),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: ['en', 'zh'],
      fallbackLng: false,
      ns: ['shell'] satisfies Namespace[],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

export async function switchLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Storage may be forbidden; the choice then holds for this visit.
  }
  await i18next.changeLanguage(language);
}

/** The language of the page. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'zh' ? 'zh' : 'en';
}

/** Picks from texts that the API gives in both languages; a name may have only one. @example useText()(provision.cite) */
export function useText(): (text: Text) => string {
  const language = useLanguage();
  return (text) => text[language] || text[language === 'zh' ? 'en' : 'zh'];
}

/** Fetches the words of a screen together with its code. */
export async function loadWords(...namespaces: readonly Namespace[]): Promise<void> {
  await i18next.loadNamespaces(namespaces);
}

/** A moment as people read it, in their own time zone. @example useMoment()(session.lastSeenAt) // '26 Nov 2026, 09:15' */
export function useMoment(): (instant: string) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (instant) => format.format(new Date(instant));
}
