import { determine, type ExportFacts } from '@ytterby/core';
import { lawTexts } from '@ytterby/law';
import { afterEach, expect, test } from 'vitest';
import { ApiProblem } from '../contract/problems.ts';
import { lawInUse } from '../recorded-law/law-in-use.ts';
import { type Answering, type AnsweringOptions, type Asked, startAnswering } from './answering.ts';

const law = lawInUse(lawTexts(), []);
const FACTS: ExportFacts = { asOf: '2026-11-24', from: 'CN', to: 'DE', lines: [{ item: { form: 'metal' } }] };

const open: Answering[] = [];
/** On a busy machine a thread may take long to start, and the next question long to get its turn. */
const start = (options: AnsweringOptions = {}): Answering => {
  const answering = startAnswering({ threads: 3, patience: 60_000, start: 120_000, ...options });
  open.push(answering);
  return answering;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const asked = (body: unknown, more: Partial<Asked> = {}): Asked => ({
  route: 'determination.make',
  query: {},
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  today: '2026-11-24',
  by: '192.0.2.1',
  signal: new AbortController().signal,
  ...more,
});
const read = (json: Uint8Array): unknown => JSON.parse(Buffer.from(json).toString());
const problemOf = async (answer: Promise<Uint8Array>): Promise<ApiProblem> => {
  const thrown: unknown = await answer.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiProblem)) throw new Error(`no problem but ${String(thrown)}`);
  return thrown;
};

/** So many companies of which each holds a part of every other: no question about owners takes longer for its size. */
const everybodyHolds = (companies: number) => ({
  of: 'c0',
  listed: ['c1'],
  holdings: {
    form: 'statements',
    entities: Array.from({ length: companies }, (_, at) => ({ id: `c${at}` })),
    interests: Array.from({ length: companies }, (_, owned) =>
      Array.from({ length: companies }, (__, owner) => ({ owner: `c${owner}`, owned: `c${owned}` })),
    )
      .flat()
      .filter(({ owner, owned }) => owner !== owned)
      .map((each) => ({ ...each, kind: 'shareholding', share: `${(90 / companies).toFixed(6)} %` })),
  },
});

test('answers as determine does, in as many threads as are asked', async () => {
  const answering = start();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      answering.answer(law, asked({ facts: { ...FACTS, to: at < 4 ? 'DE' : 'US' } })),
    ),
  );
  for (const [at, answer] of answers.entries())
    expect(read(answer)).toEqual(
      JSON.parse(
        JSON.stringify({
          law: law.fingerprint,
          determination: determine({ ...FACTS, to: at < 4 ? 'DE' : 'US' }, law.book),
          explanation: null,
          timeline: null,
        }),
      ),
    );
});

test('tells what is wrong with a body as the thread of requests would', async () => {
  const answering = start();
  expect(await problemOf(answering.answer(law, asked('{')))).toMatchObject({ code: 'bad-request' });
  expect(await problemOf(answering.answer(law, asked({})))).toMatchObject({
    code: 'bad-request',
    fields: [{ path: '/body/facts', en: 'It is missing; give it.' }],
  });
  expect(await problemOf(answering.answer(law, asked({ facts: { ...FACTS, form: 1 } })))).toMatchObject({
    code: 'not-valid',
    fields: [{ path: '/body/facts/form' }],
  });
});

test('ends what takes too long, says what to make smaller, and answers the next', async () => {
  const answering = start({ deadline: 8_000 });
  await answering.answer(law, asked({ facts: FACTS }));
  const lines = Array.from({ length: 3_000 }, (_, at) => ({
    item: { description: `dysprosium ${at}`, hs: `28469${at}` },
  }));
  const long = asked({ facts: { ...FACTS, lines }, with: ['explanation', 'timeline'] });
  const { code, detail } = await problemOf(answering.answer(law, long));
  expect([code, detail?.en]).toEqual([
    'too-much-work',
    expect.stringMatching(/within 8 seconds\. Ask with fewer lines/),
  ]);
  await answering.answer(law, asked({ facts: FACTS }));
}, 180_000);

test('gives no answer longer than it may be, and answers the next', async () => {
  const answering = start({ reply: 8 });
  const lines = Array.from({ length: 300 }, (_, at) => ({ item: { description: `dysprosium oxide, lot ${at}` } }));
  const { code, detail } = await problemOf(answering.answer(law, asked({ facts: { ...FACTS, lines } })));
  expect([code, detail?.en]).toEqual([
    'too-much-work',
    expect.stringMatching(/in an answer of 8 MiB\. Ask with fewer/),
  ]);
  expect(read(await answering.answer(law, asked({ facts: FACTS })))).toHaveProperty('determination');
}, 180_000);

test('outlives the largest bodies that are read, of which each is given up', async () => {
  const answering = start({ deadline: 6_000 });
  await answering.answer(law, asked({ facts: FACTS }));
  const many = `{"facts":{"asOf":"2026-11-24","lines":[${'{},'.repeat(2_900_000)}{}]}}`;
  const codes = await Promise.all(
    Array.from({ length: 4 }, async () => (await problemOf(answering.answer(law, asked(many)))).code),
  );
  // Which of the three it is, a fast machine and a slow one answer differently: the last may have waited too long for its turn.
  for (const code of codes) expect(['too-much-work', 'not-valid', 'busy']).toContain(code);
  expect(read(await answering.answer(law, asked({ facts: FACTS })))).toHaveProperty('determination');
}, 180_000);

test('small questions are answered while large ones hold all the threads that they may', async () => {
  const answering = start({ deadline: 8_000 });
  await Promise.all([0, 1, 2].map(() => answering.answer(law, asked({ facts: FACTS }))));
  const gone = new AbortController();
  const { signal } = gone;
  const held = Array.from({ length: 6 }, () =>
    answering
      .answer(law, asked(everybodyHolds(150), { route: 'ownership.assess', signal }))
      .catch((error: unknown) => String(error)),
  );
  for (let at = 0; at < 20; at += 1) await answering.answer(law, asked({ facts: FACTS }));
  // Whoever hangs up ends the work, too.
  gone.abort('hung up');
  await Promise.all(held);
  await answering.answer(law, asked({ facts: FACTS }));
}, 180_000);

test('stops within its grace, whatever is being worked on', async () => {
  const answering = start({ deadline: 60_000 });
  const lines = Array.from({ length: 3_000 }, (_, at) => ({
    item: { description: `dysprosium ${at}`, hs: `28469${at}` },
  }));
  const long = problemOf(answering.answer(law, asked({ facts: { ...FACTS, lines } })));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await answering.close();
  expect((await long).code).toBe('not-ready');
  expect((await problemOf(answering.answer(law, asked({ facts: FACTS })))).code).toBe('not-ready');
}, 30_000);
