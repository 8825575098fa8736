#!/usr/bin/env node
// The `winnow` command of the repository. A package brings its own, which needs no search for a Node.
import { fileURLToPath } from 'node:url';
import { runWithNode24 } from './run-with-node24.js';

runWithNode24(fileURLToPath(new URL('../src/main/cli.ts', import.meta.url)), process.argv.slice(2));
