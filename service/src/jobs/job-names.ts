/** Work that waits in the database, and when it is done of its own accord (Beijing time). */
export const JOBS = {
  watch: {
    zh: '查找法规和名单变化所涉及的记录',
    en: 'Find what changes of law and lists touch',
    // The law counts in days, and lists are imported on the command line too.
    at: '5 * * * *',
  },
  remind: {
    zh: '提醒即将到期和逾期的期限',
    en: 'Remind of what is due',
    at: '30 7 * * *',
  },
  'send-mail': {
    zh: '发送邮件',
    en: 'Send mail',
    // What is to go at once is sent when it is told; this is for the daily mail, and for what could not be sent then.
    at: '0 * * * *',
  },
  webhooks: {
    zh: '发送 Webhook 消息',
    en: 'Send webhook messages',
    // What is told goes out at once, and again when its next attempt is due.
    at: '10 * * * *',
  },
  assess: {
    zh: '运行影响评估',
    en: 'Run impact assessments',
    // What is asked for is run at once; this is for what could not be run then.
    at: '40 * * * *',
  },
  'monitor-measures': {
    zh: '对照已公布措施的预测与实际',
    en: 'Compare announced measures with their forecasts',
    // After midnight: a quarter that is over is published on the next day.
    at: '30 6 * * *',
  },
  tidy: { zh: '清理过期会话和回复', en: 'Forget ended sessions and old replies', at: '20 * * * *' },
} as const;
export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[];

export const JOB_STATES = ['created', 'retry', 'active', 'completed', 'cancelled', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];
