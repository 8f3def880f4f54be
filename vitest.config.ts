import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, in this order, so that none of them is left alone at the end while a core has nothing to do. Tests that mostly wait for
 * a browser go beside those that only count.
 */
const LONGEST = [
  'service/test/screens/pages-zh.int.test.ts',
  'service/test/screens/pages-en.int.test.ts',
  'law/relations.test.ts',
  'law/properties.test.ts',
  'law/cases/cases.test.ts',
  'law/stops-and-parties.test.ts',
  'core/src/oracle/cold-start.test.ts',
  'law/wording.test.ts',
  'service/src/report/pdf.test.ts',
  'law/mutation/mutation.test.ts',
  'law/kept-answers.test.ts',
  'docs/worked-example.test.ts',
  'service/src/cli/impact.test.ts',
  'core/src/3-parties/ownership/holding-in.test.ts',
  'law/coverage.test.ts',
  'service/src/access/rights.int.test.ts',
  'service/src/determination/workers.int.test.ts',
  'service/src/crash.int.test.ts',
  'service/src/answering/answering.int.test.ts',
  'service/src/postgres/server.int.test.ts',
  'tools/release/release.int.test.ts',
  'service/test/screens/licensing-kinds.int.test.ts',
  'service/src/watch/base.int.test.ts',
];

/** The longest first; of the others, those that need a process, a port or a database (`*.int.test.ts`) come last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((each) => moduleId.endsWith(`/${each}`));
      const needsMore = moduleId.endsWith('.int.test.ts');
      // A worker keeps its modules while it goes from one quick file to the next.
      if (found === 0 || found === 1) return found;
      return (needsMore ? 2_000 : 1_000) + (found === -1 ? LONGEST.length : found);
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}

const FIXTURES = 'tools/fences/fixtures/**';
const INTEGRATION = '**/*.int.test.ts';
const SCREENS = 'service/test/screens/*.test.ts';

export default defineConfig({
  test: {
    setupFiles: ['tools/one-seed.ts'],
    environment: 'node',
    pool: 'threads',
    // One more than the two cores of a small machine: the tests of the screens mostly wait.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A busy machine draws late.
    expect: { poll: { timeout: 20_000 } },
    sequence: { sequencer: LongestFirst },
    // Nothing that one file does is seen by the next, so a worker loads the modules, reads the law and starts its database server once.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', FIXTURES, INTEGRATION],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [INTEGRATION],
          exclude: ['**/node_modules/**', SCREENS],
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: [SCREENS],
          globalSetup: ['service/test/screens/prepare.ts'],
        },
      },
    ],
  },
});
