/** What a message is about; a person can tell them apart at a glance, and filter by it. */
export const MESSAGE_KINDS = {
  reminder: { zh: '期限提醒', en: 'Reminder' },
  watch: { zh: '监测', en: 'Watch' },
  humanitarian: { zh: '人道主义出口', en: 'Humanitarian export' },
  supplier: { zh: '供应商问题', en: 'Supplier questions' },
  measure: { zh: '管制措施', en: 'Measures' },
  notice: { zh: '合规告知', en: 'Compliance notice' },
} as const;
export type MessageKind = keyof typeof MESSAGE_KINDS;
export const MESSAGE_KIND_NAMES = Object.keys(MESSAGE_KINDS) as readonly MessageKind[];
