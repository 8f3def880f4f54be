import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

const proxy = { '/v1': process.env['YTTERBY_API'] ?? 'http://127.0.0.1:7474' };

const WORKER = 'src/screens/licences/verify-worker.js';
/** What the verify page loads besides the first screen: itself, its words in both languages, and Ant Design's Chinese ones. */
const VERIFYING = [
  'src/screens/licences/verify.tsx',
  ...['zh', 'en'].flatMap((language) =>
    ['shell', 'licences', 'cases'].map((words) => `src/i18n/${language}/${words}.ts`),
  ),
  'antd/es/locale/zh_CN.js',
];

/** Writes `verify-worker.js`, with the names of all files that the verify page needs; the first is the script of `index.html`. */
function verifyWorker(): Plugin {
  return {
    name: 'verify-worker',
    apply: 'build',
    // Last: Vite takes chunks out again that hold nothing but styles.
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = new Set<string>();
      const add = (name: string) => {
        const file = bundle[name];
        if (files.has(name) || file === undefined) return;
        files.add(name);
        if (file.type !== 'chunk') return;
        const { importedCss = [], importedAssets = [] } = file.viteMetadata ?? {};
        for (const each of [...file.imports, ...importedCss, ...importedAssets]) add(each);
      };
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const isFor = (source: string) => (chunk: (typeof chunks)[number]) =>
        chunk.facadeModuleId?.replaceAll(path.sep, '/').endsWith(`/${source}`) ?? false;
      const wanted = [
        chunks.find(({ isEntry }) => isEntry),
        ...VERIFYING.map((source) => chunks.find(isFor(source)) ?? this.error(`no chunk is made of ${source}`)),
      ];
      for (const chunk of wanted) if (chunk) add(chunk.fileName);
      const names = [...files, 'mark.svg'].map((name) => `/${name}`);
      const worker = readFileSync(path.join(import.meta.dirname, WORKER), 'utf8');
      this.emitFile({
        type: 'asset',
        fileName: 'verify-worker.js',
        source: worker
          .replace('= __FILES__', `= ${JSON.stringify(names)}`)
          .replace('}__BUILD__`', `}${createHash('sha256').update(names.join()).digest('hex').slice(0, 16)}\``),
      });
    },
  };
}

/** How the screens are built; `npx vite web` serves them while they are worked on, with the API of a running service. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), verifyWorker()],
  build: {
    target: 'baseline-widely-available',
    // No polyfill: every browser that runs the rest preloads modules.
    modulePreload: { polyfill: false },
    // Everything is a file of our own origin, so that the Content-Security-Policy needs no `data:`.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  // The thread's solver waits for a file of its own, which the older form of threads cannot.
  worker: { format: 'es' },
  server: { proxy },
  preview: { proxy, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
});
