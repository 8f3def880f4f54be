import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { testDatabase } from '../postgres/testing.ts';
import { migrate } from './migrate.ts';
import { schemaText } from './schema-text.ts';

// Run after a new migration: `npm run schema`.
const { config, drop } = await testDatabase();
try {
  await migrate(config);
  writeFileSync(path.join(import.meta.dirname, 'schema.ts'), await schemaText(config));
} finally {
  await drop();
}
