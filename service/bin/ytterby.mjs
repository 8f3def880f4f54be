#!/usr/bin/env node
import { runTask } from '../../setup.mjs';

await runTask('cli', process.argv.slice(2));
