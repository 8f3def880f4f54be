import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { callsText } from './calls-text.ts';
import { openApiDocument } from './open-api.ts';

// Run after a change of the contract: `npm run contract`. A test compares the files with the contract.
const root = path.join(import.meta.dirname, '..', '..');
writeFileSync(path.join(root, 'openapi.json'), `${JSON.stringify(openApiDocument(), null, 2)}\n`);
writeFileSync(path.join(root, 'src', 'client', 'calls.ts'), callsText());
