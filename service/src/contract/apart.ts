import type { Text } from '@ytterby/core';
import { CONTENT_ROUTES } from './content.ts';
import { DETERMINATION_ROUTES } from './determination.ts';
import { LAW_ROUTES } from './law.ts';
import { OWNERSHIP_ROUTES } from './party-screening.ts';
import type { Route } from './route.ts';

interface Apart {
  readonly route: Route;
  /** What to make smaller where it takes too much work. */
  readonly smaller: Text;
  /** Takes much work however short the question is. */
  readonly isLarge?: true;
}

const LINES: Text = {
  zh: '请减少货物行数、交易方或者物料清单的物料数后再问；多项出口可作为文件提交（/v1/batches）。',
  en: 'Ask with fewer lines, fewer parties or fewer parts of the bill; many exports can be sent as a file (/v1/batches).',
};

/**
 * What is worked out in threads of its own, within a deadline: the thread of requests neither reads nor answers it. All are
 * `compute`, with a JSON body or none, and need nothing but the law.
 */
export const APART_ROUTES = {
  'determination.make': { route: DETERMINATION_ROUTES['determination.make'], smaller: LINES },
  'question.list': { route: DETERMINATION_ROUTES['question.list'], smaller: LINES },
  'ownership.assess': {
    route: OWNERSHIP_ROUTES['ownership.assess'],
    smaller: {
      zh: '请减少公司和持股数，或者只提交被问当事方以上的持股。',
      en: 'Send fewer companies and holdings, or only those above the party asked about.',
    },
  },
  'content.assess': {
    route: CONTENT_ROUTES['content.assess'],
    smaller: { zh: '请减少物料清单的物料数。', en: 'Send a bill with fewer parts.' },
  },
  'law.diff': {
    route: LAW_ROUTES['law.diff'],
    smaller: { zh: '请选择相距较近的两日。', en: 'Ask about two days closer to each other.' },
    isLarge: true,
  },
} as const satisfies Record<string, Apart>;

export type ApartRoute = keyof typeof APART_ROUTES;

export const isApart = (id: string): id is ApartRoute => Object.hasOwn(APART_ROUTES, id);
