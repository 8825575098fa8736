#!/usr/bin/env node
// The `winnow` command: the TypeScript source in the repository, the bundle beside bin/ in a package.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runWithNode24 } from './run-with-node24.js';

const source = fileURLToPath(new URL('../src/main/cli.ts', import.meta.url));
const bundle = fileURLToPath(new URL('../engine/cli.js', import.meta.url));
runWithNode24(existsSync(source) ? source : bundle, process.argv.slice(2));
