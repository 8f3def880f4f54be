/** Copies the tables of this folder into a module that core can import. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
const target = path.join(here, '../../core/src/3-parties/names/tables.generated.ts');

const tables = readdirSync(here)
  .filter((name) => name.endsWith('.csv'))
  .sort()
  .map((name) => {
    const text = readFileSync(path.join(here, name), 'utf8');
    if (/[`\\]|\$\{/.test(text)) throw new Error(`${name}: a backtick, a backslash or a placeholder`);
    const constant = path.basename(name, '.csv').replaceAll('-', '_').toUpperCase();
    return `/** reference/party-names/${name} */\nexport const ${constant} = \`${text}\`;\n`;
  });
writeFileSync(
  target,
  `// Made by reference/party-names/make-tables.mjs from the tables beside it. Do not edit.\n\n${tables.join('\n')}`,
);
