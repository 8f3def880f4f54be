import { determine, determineOverTime, explain, isReadingOption, questions, type ReadingId } from '@ytterby/core';
import type { DETERMINATION_ROUTES } from '../contract/determination.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { LawInThread } from '../recorded-law/law-in-thread.ts';
import { exportFacts } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';

export function determinationHandlers(law: () => LawInThread): HandlersOf<typeof DETERMINATION_ROUTES> {
  return {
    'determination.make': async ({ body }) => {
      const { book, fingerprint } = law();
      const facts = exportFacts(body.facts, '/body/facts');
      const readings = takenReadings(body.readings);
      const determination = determine(facts, book, { readings });
      const wanted = body.with ?? [];
      return {
        body: {
          law: fingerprint,
          determination,
          explanation: wanted.includes('explanation') ? explain(determination, body.language ?? 'zh') : null,
          timeline: wanted.includes('timeline') ? determineOverTime(facts, book, { readings }) : null,
        },
      };
    },
    'question.list': async ({ body }) => {
      const { book, fingerprint } = law();
      const facts = exportFacts(body.facts, '/body/facts');
      return {
        body: { law: fingerprint, lines: questions(facts, book, { readings: takenReadings(body.readings) }) },
      };
    },
  };
}

/** Readings as a body names them. @throws ApiProblem `not-valid` for a reading or an option that there is not */
export function takenReadings(given: Readonly<Record<string, string>> = {}): Partial<Record<ReadingId, string>> {
  const wrong = Object.entries(given).filter(([id, option]) => !isReadingOption(id, option));
  if (wrong.length > 0)
    throw new ApiProblem(
      'not-valid',
      undefined,
      wrong.map(([id, option]) => ({
        path: `/body/readings/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        zh: `没有“${id}”的“${option}”解释。可查阅 /v1/law/readings。`,
        en: `There is no reading ${id} with the option ${option}. See /v1/law/readings.`,
      })),
    );
  return given;
}
