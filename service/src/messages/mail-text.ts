import type { Text } from '@ytterby/core';

/** What a mail says: in the person's language first, then in the other; plain text, and the same as simple HTML. */

export interface MailedMessage {
  readonly id: string;
  readonly title: Text;
  readonly text: Text;
  /** In the app. */
  readonly path: string;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const FOOTER = {
  zh: '您在 Ytterby 的消息设置为以邮件发送。更改或者停止：',
  en: 'Your messages in Ytterby are set to come by mail. To change or stop that: ',
} as const;
const many = (count: number): Text => ({
  zh: `Ytterby：${count} 条消息`,
  en: count === 1 ? 'Ytterby: 1 message' : `Ytterby: ${count} messages`,
});

/** Where a person chooses how messages come by mail. */
export const mailSettingsUrl = (origin: string): string => `${origin}/account#mail`;

/**
 * One message by itself, or several as one mail.
 * @example mailText([message], 'en', 'https://ytterby.example').subject // 'Late: Decide on the application (2026-000001)'
 */
export function mailText(messages: readonly MailedMessage[], first: 'zh' | 'en', origin: string): MailText {
  const languages = first === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const);
  const [only] = messages;
  const subject = messages.length === 1 && only !== undefined ? only.title : many(messages.length);
  const settings = mailSettingsUrl(origin);
  const part = (language: 'zh' | 'en') =>
    messages.map(({ title, text, path }) => `${title[language]}\n\n${text[language]}\n${origin}${path}\n`).join('\n');
  const htmlPart = (language: 'zh' | 'en') =>
    `<div lang="${language === 'zh' ? 'zh-CN' : 'en'}">${messages
      .map(({ title, text, path }) => {
        const link = `${origin}${path}`;
        return `<h2 style="font-size:1.1em">${escaped(title[language])}</h2><p>${escaped(text[language]).replaceAll('\n', '<br>')}</p><p><a href="${escaped(link)}">${escaped(link)}</a></p>`;
      })
      .join('')}</div>`;
  const footer = languages.map((language) => `${FOOTER[language]}${settings}`);
  return {
    subject: subject[first],
    text: [...languages.map(part), footer.join('\n')].join('\n――――――――――\n\n'),
    html: `<!doctype html><html lang="${first === 'zh' ? 'zh-CN' : 'en'}"><body style="font-family:sans-serif">${languages
      .map(htmlPart)
      .join(
        '<hr>',
      )}<hr>${languages.map((language) => `<p style="color:#555">${FOOTER[language]}<a href="${escaped(settings)}">${escaped(settings)}</a></p>`).join('')}</body></html>`,
  };
}

/**
 * Plain text in one language after the other as simple HTML, its link to be clicked.
 * @example htmlOf([{ language: 'en', text: `Open:\n${link}`, link }])
 */
export function htmlOf(
  parts: readonly { readonly language: 'zh' | 'en'; readonly text: string; readonly link: string }[],
): string {
  const shown = parts.map(({ language, text, link }) => {
    const anchor = `<a href="${escaped(link)}">${escaped(link)}</a>`;
    const lines = escaped(text).replaceAll(escaped(link), anchor).replaceAll('\n', '<br>');
    return `<p lang="${language === 'zh' ? 'zh-CN' : 'en'}">${lines}</p>`;
  });
  return `<!doctype html><html lang="${parts[0]?.language === 'zh' ? 'zh-CN' : 'en'}"><body style="font-family:sans-serif">${shown.join('<hr>')}</body></html>`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
