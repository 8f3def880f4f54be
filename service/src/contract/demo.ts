import { Type } from 'typebox';
import { route } from './route.ts';

/** The demo organisations: invented, and readable by everybody. */

export const DEMO_ROUTES = {
  'demo.remove': route({
    id: 'demo.remove',
    method: 'DELETE',
    path: '/v1/demo',
    summary: 'Remove the demo organisations with everything in them, for good',
    description: 'They are not put in again at the next start. The audit trail keeps that they were there.',
    action: 'organisation.remove',
    kind: 'command',
    asProduct: true,
    reply: Type.Object(
      { organisations: Type.Integer({ description: 'How many were removed.' }) },
      { additionalProperties: false },
    ),
    problems: ['conflict'],
  }),
} as const;
