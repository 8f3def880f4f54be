/** Imports a list in a process of its own, for tests that kill it: DATA LIST FILE [hold]. */
import { writeSync } from 'node:fs';
import { importList, ListStore } from '../index.ts';

const [data = '', list = '', file = '', hold] = process.argv.slice(2);
const { is, version } = await importList(new ListStore(data), {
  list,
  files: [file],
  importedAt: new Date('2026-11-01T00:00:00Z'),
  importedOn: '2026-11-01',
  onBytes: () => {
    if (hold !== 'hold') return;
    writeSync(1, 'reading\n');
    // Stands still in the middle of the import until it is killed.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
writeSync(1, `${is} ${version.version}\n`);
