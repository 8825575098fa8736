#!/usr/bin/env node
// node bin/with-node24.js SCRIPT [ARGUMENT…]: the script runs with Node 24, whatever Node the machine has.
import { resolve } from 'node:path';
import { runWithNode24 } from './run-with-node24.js';

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  process.stderr.write('Usage: node bin/with-node24.js SCRIPT [ARGUMENT…]\n');
  process.exit(2);
}
runWithNode24(resolve(script), args);
