import { expect, test } from 'vitest';
import { loadCases } from '../cases/case-file.ts';
import { lawTexts, loadLaw, readLawFiles } from '../load.ts';
import { editsOf } from './edits.ts';
import { whyEqual } from './equal-edits.ts';
import { sampleOf, tryEdit } from './try-edits.ts';

// The long run is `node law/mutation/mutate-law.ts 300`; this one looks at a few edits of every kind that is quick to try.
test('single edits of the pack do not go by unnoticed', () => {
  const files = readLawFiles(lawTexts());
  const bench = { files, law: loadLaw(), cases: [...loadCases()], withStatements: false };
  const missed = sampleOf(editsOf(files), 20, 20261203)
    .map((edit) => tryEdit(bench, edit))
    .filter(({ edit, caught }) => caught === undefined && whyEqual(edit) === undefined);
  // The statements, which are not asked here, and cases still to be written catch the rest.
  expect(missed.length, JSON.stringify(missed)).toBeLessThanOrEqual(2);
});

test('a day, a threshold and a condition that is turned round are caught by a worked case', () => {
  const files = readLawFiles(lawTexts());
  const bench = { files, law: loadLaw(), cases: [...loadCases()], withStatements: false };
  const at61 = editsOf(files).filter(({ file }) => file.endsWith('mofcom-2025-61.yaml'));
  for (const kind of ['threshold', 'first day', 'negation added']) {
    const edit = at61.find((each) => each.kind === kind);
    expect(edit && tryEdit(bench, edit).caught?.by, kind).toBe('worked cases');
  }
});
