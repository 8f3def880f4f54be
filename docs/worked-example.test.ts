import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerPath, WORKED_ANSWERS, workedAnswer } from './make-worked-answers.ts';
import { documentPath, workedExample } from './make-worked-example.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

describe('the worked example', () => {
  it.each(['en', 'zh'] as const)(
    'in %s is what the script writes; run node docs/make-worked-example.ts',
    (language) => {
      expect(readFileSync(documentPath(language), 'utf8').replaceAll('\r\n', '\n')).toBe(workedExample(language));
    },
  );

  it.each(['en', 'zh'] as const)('in %s holds the answer exactly as the command line prints it', (language) => {
    const command = ['service/src/cli/main.ts', 'assess', 'examples/rotor.yaml', '--lang', language];
    const { stdout } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
    expect(stdout.length).toBeGreaterThan(1000);
    expect(workedExample(language)).toContain(`\n${stdout.trim()}\n`);
  });

  it.each(WORKED_ANSWERS.flatMap((of) => (['en', 'zh'] as const).map((language) => ({ of, language }))))(
    '$of.name in $language is what the script writes; run node docs/make-worked-answers.ts',
    ({ of, language }) => {
      const file = readFileSync(answerPath(of.name, language), 'utf8').replaceAll('\r\n', '\n');
      expect(file).toBe(workedAnswer(of, language));
    },
  );

  it('is quoted in the README as it stands', () => {
    const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8').replaceAll('\r\n', '\n');
    const quoted = /\$ npx ytterby assess examples\/rotor\.yaml\n([^`]+)\n```/.exec(readme)?.[1]?.split('\n…\n') ?? [];
    expect(quoted.length).toBeGreaterThan(1);
    for (const passage of quoted) expect(workedExample('en')).toContain(passage);
  });
});
