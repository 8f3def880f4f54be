/** Work that waits in the database, and when it is done of its own accord (Beijing time). */
export const JOBS = {
  're-ask': {
    zh: '重新判定已保存的判定',
    en: 'Ask saved determinations again',
    // The law counts in days, and a new one has begun.
    at: '5 0 * * *',
  },
  tidy: { zh: '清理过期会话和回复', en: 'Forget ended sessions and old replies', at: '20 * * * *' },
} as const;
export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[];

export const JOB_STATES = ['created', 'retry', 'active', 'completed', 'cancelled', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];
