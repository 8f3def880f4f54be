import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** What people wait for goes first; on other systems a priority is the whole process's. */
const LOW = 10;

/** Lets the thread of requests and those that answer go first, where a thread has a priority of its own. */
export function stepBack(): void {
  if (process.platform === 'linux' && !isMainThread) setPriority(LOW);
}
