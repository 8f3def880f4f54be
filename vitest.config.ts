import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Quick tests first: those that need a process, a port or a database (`*.int.test.ts`) come last. */
class IntegrationLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = (file: TestSpecification) => file.moduleId.endsWith('.int.test.ts');
    return [...sorted.filter((file) => !isSlow(file)), ...sorted.filter(isSlow)];
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
    sequence: { sequencer: IntegrationLast },
    projects: [
      {
        extends: true,
        // Nothing that one file does is seen by the next, so the modules are loaded once.
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', FIXTURES, INTEGRATION],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: [INTEGRATION], exclude: ['**/node_modules/**', SCREENS] },
      },
      {
        extends: true,
        test: { name: 'screens', include: [SCREENS], globalSetup: ['service/test/screens/prepare.ts'] },
      },
    ],
  },
});
