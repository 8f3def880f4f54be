import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';

const source = path.join(import.meta.dirname, '..');
const namespaces = globSync('*.ts', { cwd: path.join(import.meta.dirname, 'en') })
  .map((file) => path.basename(file, '.ts'))
  .sort();
const code = globSync('**/*.{ts,tsx}', { cwd: source, exclude: (name) => /^i18n$|\.test\.tsx?$/.test(name) });

/** `a.b` for each text of a file of words; plural forms as one. */
function keysOf(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [`${before}${name}`.replace(/_(one|other)$/, '')]
      : keysOf(value as object, `${before}${name}.`),
  );
}

async function wordsOf(language: 'en' | 'zh', namespace: string): Promise<object> {
  return ((await import(`./${language}/${namespace}.ts`)) as { default: object }).default;
}

interface Texts {
  readonly namespaces: readonly string[];
  readonly keys: ReadonlySet<string>;
  /** Keys of templates; what stands in a hole can be anything without a dot. */
  readonly patterns: readonly RegExp[];
}

/** Which namespaces a file takes words from, and every text in it that could be a key. */
function textsIn(file: string): Texts {
  const content = readFileSync(path.join(source, file), 'utf8');
  const keys = new Set<string>();
  const patterns: RegExp[] = [];
  const uses = [...content.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, given = '']) => {
    const named = [...given.matchAll(/'(\w+)'/g)].flatMap(([, name = '']) => name);
    return named.length > 0 ? named : ['shell'];
  });
  const add = (parts: readonly string[]) =>
    patterns.push(new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^.]+')}$`));
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string') keys.add(node.value);
    },
    TemplateLiteral: (node) => {
      const parts = node.quasis.map((quasi) => quasi.value.raw);
      // A template of holes alone would match everything.
      if (/\w/.test(parts[0] ?? '')) add(parts);
    },
  }).visit(parseSync(file, content).program);
  return { namespaces: uses, keys, patterns };
}

const files = code.map(textsIn);

/** In a file that asks for no words a text may be a key that another file looks up: it counts for every namespace. */
const isUsed = (namespace: string, key: string) =>
  files.some(({ namespaces: uses, keys, patterns }) => {
    const isOfFile = uses.length === 0 || uses.includes(namespace);
    const asked = [`${namespace}:${key}`, ...(isOfFile ? [key] : [])];
    return asked.some((each) => keys.has(each) || patterns.some((pattern) => pattern.test(each)));
  });

describe.each(namespaces)('words of %s', (namespace) => {
  it('are the same in both languages, and none is empty', async () => {
    const [english, chinese] = [await wordsOf('en', namespace), await wordsOf('zh', namespace)];
    const keys = (words: object) => [...new Set(keysOf(words))].sort();
    expect(keys(chinese)).toEqual(keys(english));
    expect(JSON.stringify([english, chinese])).not.toContain('""');
  });

  it('are all used', async () => {
    const keys = [...new Set(keysOf(await wordsOf('en', namespace)))];
    expect(keys.filter((key) => !isUsed(namespace, key))).toEqual([]);
  });

  it('have the same slots in both languages', async () => {
    const slots = (words: object, before = ''): string[] =>
      Object.entries(words).flatMap(([name, value]) =>
        typeof value === 'string'
          ? name.endsWith('_one')
            ? []
            : [
                `${before}${name}: ${[...value.matchAll(/\{\{\w+\}\}/g)]
                  .map(([slot]) => slot)
                  .sort()
                  .join(' ')}`,
              ]
          : slots(value as object, `${before}${name}.`),
      );
    expect(slots(await wordsOf('zh', namespace))).toEqual(slots(await wordsOf('en', namespace)));
  });
});
