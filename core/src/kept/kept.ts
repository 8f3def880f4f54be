/**
 * Answers of pure functions that are asked again and again. Two rules keep them sound: the function gets all that it reads as its two inputs, and the
 * key is computed from these and nothing else. So whoever asked before, and in which order, can never be seen in an answer. All of them share one
 * budget of memory; what was used longest ago goes first.
 */

/** Bytes that a text takes, and what an entry takes besides. */
const LETTER = 2;
const FRAME = 200;

interface Entry {
  readonly answer: unknown;
  readonly size: number;
}

/** Where answers are kept, within a number of bytes as estimated. */
export class Memory {
  readonly #most: number;
  readonly #entries = new Map<string, Entry>();
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Entries and bytes now. */
  get used(): { readonly entries: number; readonly size: number } {
    return { entries: this.#entries.size, size: this.#size };
  }

  /** Undefined = not kept. What is found is the last to go. */
  find(key: string): Entry | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, found);
    return found;
  }

  /** What is larger than the whole budget is not kept. */
  put(key: string, answer: unknown, estimated: number): void {
    const size = FRAME + LETTER * key.length + estimated;
    if (size > this.#most || this.#entries.has(key)) return;
    this.#entries.set(key, { answer, size });
    this.#size += size;
    for (const [oldest, entry] of this.#entries) {
      if (this.#size <= this.#most) break;
      this.#entries.delete(oldest);
      this.#size -= entry.size;
    }
  }

  /** Forgets everything, as after a start. */
  clear(): void {
    this.#entries.clear();
    this.#size = 0;
  }
}

/** The memory of all kept answers of one process. */
export const MEMORY = new Memory(128 * 1024 * 1024);

const names = new WeakMap<object, number>();
let named = 0;

/** Data that never changes is known by itself: the same object, the same law. */
function nameOf(standing: object): number {
  const found = names.get(standing);
  if (found !== undefined) return found;
  named += 1;
  names.set(standing, named);
  return named;
}

let functions = 0;

/**
 * The function, with its answers kept. `work` may read its inputs alone: define it outside of every other function, so that it has nothing else to read.
 * @param work from data that never changes (law, lists: told apart by which object it is) and plain facts (told apart by what they say)
 * @param sizeOf bytes that an answer takes, rather too many than too few
 * @example const double = kept((_: readonly [], n: number) => 2 * n, () => 8); double([], 21) // 42
 */
export function kept<Standing extends readonly object[], Facts, Answer>(
  work: (standing: Standing, facts: Facts) => Answer,
  sizeOf: (answer: Answer) => number,
  memory: Memory = MEMORY,
): (standing: Standing, facts: Facts) => Answer {
  functions += 1;
  const own = functions;
  return (standing, facts) => {
    let key = `${own}`;
    for (const each of standing) key += ` ${nameOf(each)}`;
    key += `|${JSON.stringify(facts)}`;
    const found = memory.find(key);
    if (found !== undefined) return found.answer as Answer;
    const answer = work(standing, facts);
    memory.put(key, answer, sizeOf(answer));
    return answer;
  };
}
