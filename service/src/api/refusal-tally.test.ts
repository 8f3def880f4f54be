import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RefusalTally } from './refusal-tally.ts';

const START = Temporal.Instant.from('2026-11-24T00:00:00Z');

test('of a reason so many a window are recorded, and each that was not is counted by a later one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ after: fc.nat(40), reason: fc.constantFrom('forged', 'foreign') }), { maxLength: 200 }),
      fc.integer({ min: 1, max: 4 }),
      (tries, most) => {
        const tally = new RefusalTally({ most, seconds: 60 });
        let now = START;
        const recorded = new Map<string, Temporal.Instant[]>();
        const counted = new Map<string, number>();
        const open = new Map<string, number>();
        for (const { after, reason } of tries) {
          now = now.add({ seconds: after });
          const passedOver = tally.take(reason, now);
          if (passedOver === undefined) {
            open.set(reason, (open.get(reason) ?? 0) + 1);
            continue;
          }
          expect(passedOver).toBe(open.get(reason) ?? 0);
          open.set(reason, 0);
          counted.set(reason, (counted.get(reason) ?? 0) + passedOver + 1);
          recorded.set(reason, [...(recorded.get(reason) ?? []), now]);
        }
        for (const reason of ['forged', 'foreign']) {
          const all = tries.filter((each) => each.reason === reason).length;
          expect((counted.get(reason) ?? 0) + (open.get(reason) ?? 0)).toBe(all);
          const times = recorded.get(reason) ?? [];
          // No more than twice as many in any window, wherever it begins.
          for (const [at, time] of times.entries()) {
            const later = times[at + 2 * most];
            if (later !== undefined) expect(later.since(time).total('seconds')).toBeGreaterThanOrEqual(60);
          }
        }
      },
    ),
  );
});
