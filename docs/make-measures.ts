/** Writes docs/measures.md from the transition table and the gates; a test compares. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { measuresPage } from '@ytterby/core/measures';

writeFileSync(path.join(import.meta.dirname, 'measures.md'), measuresPage());
