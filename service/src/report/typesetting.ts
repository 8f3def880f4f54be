import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Archivable and tagged, so that it can be read in ten years and by a screen reader. */
const STANDARD = 'a-2a';
/** For text with a script that no font here has; PDF/A forbids signs without a shape. */
const WITHOUT_SHAPES = '1.7';

export type Typesetter = (template: string, data: object, at: Temporal.Instant) => Uint8Array;

/**
 * Sets the templates of a folder as PDF. Fonts and templates come from here; text of users only ever goes in as data, never into
 * markup. A text in a script that no font has (Thai, say) makes it a plain tagged PDF with boxes in its place.
 * @example typesetter(import.meta.dirname)('report.typ', { title }, Temporal.Now.instant())
 */
export function typesetter(folder: string): Typesetter {
  let made: NodeCompiler | undefined;
  return (template, data, at) => {
    const compiler = (made ??= compilerOf(folder));
    const inputs = { data: JSON.stringify(data) };
    const compiled = compiler.compile({ mainFilePath: path.join(folder, template), inputs });
    const document = compiled.result;
    if (document === null)
      throw new Error(`${template} cannot be set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
    const creationTimestamp = Math.floor(at.epochMilliseconds / 1000);
    const as = (pdfStandard: string) => new Uint8Array(compiler.pdf(document, { pdfStandard, creationTimestamp }));
    try {
      return as(STANDARD);
    } catch (error) {
      if (!/could not be displayed/.test(String(error))) throw error;
      return as(WITHOUT_SHAPES);
    } finally {
      // What was set before is of no use to the next.
      compiler.evictCache(0);
    }
  };
}

function compilerOf(folder: string): NodeCompiler {
  const fonts = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const files = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'];
  return NodeCompiler.create({
    workspace: folder,
    fontArgs: [{ fontBlobs: files.map((file) => readFileSync(path.join(fonts, file))) }],
  });
}
