import { instantText } from '../access/moments.ts';
import type { JOB_ROUTES } from '../contract/job.ts';
import { ApiProblem } from '../contract/problems.ts';
import { JOBS } from '../jobs/job-names.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { HandlersOf } from './handler.ts';

const SHOWN = 200;

/** Work in the background. */
export function jobHandlers(jobs: Pick<Jobs, 'list' | 'retry'>): HandlersOf<typeof JOB_ROUTES> {
  return {
    'job.list': async ({ query }) => {
      const found = await jobs.list(query);
      return {
        body: found.slice(0, SHOWN).map(({ createdAt, startedAt, endedAt, ...job }) => ({
          ...job,
          title: { zh: JOBS[job.name].zh, en: JOBS[job.name].en },
          createdAt: instantText(createdAt),
          startedAt: startedAt === null ? null : instantText(startedAt),
          endedAt: endedAt === null ? null : instantText(endedAt),
        })),
      };
    },

    'job.retry': async ({ params: { name, job } }) => {
      if (!(await jobs.retry(name, job)))
        throw new ApiProblem('conflict', {
          zh: '只有失败的任务可以重试。',
          en: 'Only a job that failed can be tried again.',
        });
      return { body: null, subject: { kind: 'job', id: job }, detail: { name } };
    },
  };
}
