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

export default defineConfig({
  test: {
    setupFiles: ['tools/one-seed.ts'],
    environment: 'node',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tools/fences/fixtures/**'],
    pool: 'threads',
    // One more than the two cores of a small machine: the tests of the screens mostly wait.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { sequencer: IntegrationLast },
  },
});
