import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../contract/problems.ts';
import { Turns } from './turns.ts';

const { signal } = new AbortController();
const settle = () => new Promise((resolve) => setImmediate(resolve));
const codeOf = (error: unknown) => (error instanceof ApiProblem ? error.code : error);

/** Who began, in order, and how to end each. */
function desk(turns: Turns) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (name: string, by = 'a', isLarge = false, own = signal) =>
    turns.take({ by, isLarge, signal: own }).then(
      (done) => {
        begun.push(name);
        ends.push(done);
        return 'begun';
      },
      (error: unknown) => codeOf(error),
    );
  return { begun, ends, ask };
}

describe('Turns', () => {
  it('keeps a place for a small question beside large ones', async () => {
    const { begun, ends, ask } = desk(new Turns({ places: 3, large: 2 }));
    for (const name of ['l1', 'l2', 'l3', 'l4']) void ask(name, 'a', true);
    void ask('s', 'a');
    await settle();
    expect(begun).toEqual(['l1', 'l2', 's']);
    ends[2]?.();
    await settle();
    expect(begun).toEqual(['l1', 'l2', 's']);
    ends[0]?.();
    await settle();
    expect(begun).toEqual(['l1', 'l2', 's', 'l3']);
  });

  it('goes round the askers, however many questions one has', async () => {
    const { begun, ends, ask } = desk(new Turns({ places: 1, large: 1 }));
    for (const name of ['a1', 'a2', 'a3', 'a4']) void ask(name, 'a');
    for (const name of ['b1', 'b2']) void ask(name, 'b');
    void ask('c1', 'c');
    await settle();
    for (let at = 0; at < 6; at += 1) {
      ends[at]?.();
      await settle();
    }
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('refuses more than may wait, in all and of one, and whoever waits too long or leaves', async () => {
    const turns = new Turns({ places: 1, large: 1, waiting: 3, waitingEach: 2, patience: 60 });
    const { begun, ask } = desk(turns);
    void ask('first');
    const [second, third, fourth] = [ask('second'), ask('third'), ask('fourth')];
    const leaver = new AbortController();
    const other = ask('other', 'b', false, leaver.signal);
    const fifth = ask('fifth', 'c');
    expect([await fourth, await fifth]).toEqual(['busy', 'busy']);
    leaver.abort('gone');
    expect(await other).toBe('gone');
    expect([await second, await third]).toEqual(['busy', 'busy']);
    expect(begun).toEqual(['first']);
    expect(await ask('late', 'd', false, AbortSignal.abort('before'))).toBe('before');
  });

  it('refuses everybody once it ends, and says when nothing is being worked on', async () => {
    const turns = new Turns({ places: 1, large: 1 });
    const { ends, ask } = desk(turns);
    void ask('first');
    const second = ask('second');
    await settle();
    turns.refuse();
    expect([await second, await ask('third')]).toEqual(['not-ready', 'busy']);
    let isEmpty = false;
    const empty = turns.empty().then(() => (isEmpty = true));
    await settle();
    expect(isEmpty).toBe(false);
    ends[0]?.();
    ends[0]?.();
    await empty;
    await turns.empty();
  });

  it('never works on more than it may, and leaves nobody waiting beside a free place', async () => {
    const step = fc.oneof(
      fc.record({ by: fc.constantFrom('a', 'b', 'c'), isLarge: fc.boolean() }),
      fc.record({ end: fc.nat({ max: 20 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), async (steps, places) => {
        const large = Math.max(1, places - 1);
        const turns = new Turns({ places, large });
        const atWork: { isLarge: boolean; done: () => void }[] = [];
        let [waiting, waitingSmall] = [0, 0];
        for (const each of steps) {
          if ('end' in each) atWork.splice(each.end % Math.max(1, atWork.length), 1)[0]?.done();
          else {
            waiting += 1;
            waitingSmall += each.isLarge ? 0 : 1;
            void turns.take({ ...each, signal }).then((done) => {
              waiting -= 1;
              waitingSmall -= each.isLarge ? 0 : 1;
              atWork.push({ isLarge: each.isLarge, done });
            });
          }
          await settle();
          const larges = atWork.filter(({ isLarge }) => isLarge).length;
          expect(atWork.length).toBeLessThanOrEqual(places);
          expect(larges).toBeLessThanOrEqual(large);
          if (atWork.length < places) expect([waitingSmall, waiting > 0 && larges < large]).toEqual([0, false]);
        }
        while (atWork.length > 0) {
          atWork.pop()?.done();
          await settle();
        }
        expect(waiting).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
