import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** What runs in the thread of `typesetting.ts`, which calls it. */

export type Standard = 'a-2a' | 'a-3a';
/** For text with a script that no font here has; PDF/A forbids signs without a shape. */
const WITHOUT_SHAPES = '1.7';

export interface SetTask {
  /** Where the template is. */
  readonly folder: string;
  readonly template: string;
  /** JSON, which the template reads as `sys.inputs.data`. */
  readonly data: string;
  readonly standard: Standard;
  /** Seconds since 1970. */
  readonly createdAt: number;
}

const compilers = new Map<string, NodeCompiler>();

/** The PDF of a template. @throws Error where the template is wrong */
export function setPdf({ folder, template, data, standard, createdAt }: SetTask): Uint8Array {
  const compiler = compilerOf(folder);
  const compiled = compiler.compile({ mainFilePath: path.join(folder, template), inputs: { data } });
  const document = compiled.result;
  if (document === null)
    throw new Error(`${template} cannot be set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  const as = (pdfStandard: string) =>
    new Uint8Array(compiler.pdf(document, { pdfStandard, creationTimestamp: createdAt }));
  try {
    return as(standard);
  } catch (error) {
    if (!/could not be displayed/.test(String(error))) throw error;
    return as(WITHOUT_SHAPES);
  } finally {
    // What was set before is of no use to the next.
    compiler.evictCache(0);
  }
}

function compilerOf(folder: string): NodeCompiler {
  const made = compilers.get(folder);
  if (made !== undefined) return made;
  const fonts = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const files = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'];
  const compiler = NodeCompiler.create({
    workspace: folder,
    fontArgs: [{ fontBlobs: files.map((file) => readFileSync(path.join(fonts, file))) }],
  });
  compilers.set(folder, compiler);
  return compiler;
}
