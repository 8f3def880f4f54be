/** What a webhook can tell. The database names the same: migration 0015. */
export const WEBHOOK_KINDS = [
  'licence.issued',
  'licence.amended',
  'licence.suspended',
  'licence.reinstated',
  'licence.revoked',
  'licence.surrendered',
  'licence.exhausted',
  'draw-down.reserved',
  'draw-down.confirmed',
  'draw-down.corrected',
  'draw-down.released',
  'draw-down.run-out',
] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why an attempt came to nothing. */
export const DELIVERY_FAILURES = {
  answer: { zh: '接收方的答复不是 2xx', en: 'The receiver did not answer with 2xx' },
  timeout: { zh: '接收方没有及时答复', en: 'The receiver did not answer in time' },
  unreachable: { zh: '无法连接接收方', en: 'The receiver could not be reached' },
  'address-refused': {
    zh: '地址指向内部网络，本系统设置不允许',
    en: 'The address leads into a private network, which the settings do not allow',
  },
  'secret-lost': {
    zh: '密钥无法用本系统的实例密钥打开，请更换密钥',
    en: 'The secret cannot be opened with the instance key: make a new secret',
  },
} as const;
export type DeliveryFailure = keyof typeof DELIVERY_FAILURES;
