/** Writes docs/licensing.md from the transition tables; a test compares. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawDownsPart } from '@ytterby/core/customs';
import { transitionsPage } from '@ytterby/core/licensing';

writeFileSync(path.join(import.meta.dirname, 'licensing.md'), `${transitionsPage()}\n${drawDownsPart()}`);
