/** A process that writes decisions one after the other: `decide-often.ts <data folder> <who> <count>`. */
import { DecisionStore } from '../decisions.ts';

const [, , folder = '', who = '', count = '0'] = process.argv;
const store = new DecisionStore(folder);
for (let number = 0; number < Number(count); number += 1)
  await store.add({
    decided: 'false-positive',
    by: `Writer ${who}`,
    reason: 'Tried by two at once',
    on: '2026-11-20',
    list: 'own',
    entry: `${who}-${number}`,
    record: 'hash',
    party: { name: `Party ${number}` },
  });
