import { Type } from 'typebox';
import { JOB_NAMES, JOB_STATES } from '../jobs/job-names.ts';
import { route } from './route.ts';
import { Id, Instant, NOTHING, TextShape } from './shapes.ts';

/** Work that the service does in the background. */

const closed = { additionalProperties: false } as const;
const Name = Type.Enum([...JOB_NAMES]);
const State = Type.Enum([...JOB_STATES]);
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const JobShape = Type.Object(
  {
    id: Id,
    name: Name,
    title: TextShape,
    state: State,
    createdAt: Instant,
    startedAt: orNull(Instant),
    endedAt: orNull(Instant),
    retries: Type.Integer(),
    result: Type.Union([Type.Record(Type.String(), Type.Number()), Type.Null()], {
      description: 'Figures of what was done.',
    }),
    failure: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed, as the program says it.' }),
  },
  closed,
);

export const JOB_ROUTES = {
  'job.list': route({
    id: 'job.list',
    method: 'GET',
    path: '/v1/jobs',
    summary: 'Jobs of the last week, the latest first',
    action: 'job.read',
    kind: 'read',
    query: Type.Object({ name: Type.Optional(Name), state: Type.Optional(State) }, closed),
    reply: Type.Array(JobShape, { description: 'At most 200.' }),
  }),
  'job.retry': route({
    id: 'job.retry',
    method: 'POST',
    path: '/v1/jobs/:name/:job/retries',
    summary: 'Have a job that failed done once more',
    action: 'job.change',
    kind: 'command',
    params: Type.Object({ name: Name, job: Id }, closed),
    reply: NOTHING,
    problems: ['conflict'],
  }),
} as const;
