import { ApiProblem } from '../contract/problems.ts';
import { ListError, type ListProblemCode } from '../feeds/lists/index.ts';

/** What somebody asked for that is not there. Anything else that a list raises is a fault of the installation. */
const NOT_THERE: readonly ListProblemCode[] = [
  'lists/bad-list-id',
  'lists/unknown-list',
  'lists/unknown-version',
  'lists/unknown-record',
];

/** Runs what reads lists, and says `not-found` for a list, version or entry that there is not. */
export async function readingLists<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    const [problem] = error instanceof ListError ? error.problems : [];
    if (problem === undefined || !NOT_THERE.includes(problem.code as ListProblemCode)) throw error;
    throw new ApiProblem('not-found', problem.message);
  }
}
