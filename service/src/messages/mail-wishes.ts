/** How a person wants messages by mail. */
export const MAIL_WISHES = {
  none: { zh: '不发送邮件', en: 'No mail' },
  'at-once': { zh: '每条消息即时发送', en: 'Each message at once' },
  daily: { zh: '每日汇总', en: 'One mail a day' },
} as const;
export type MailWish = keyof typeof MAIL_WISHES;
