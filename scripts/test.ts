import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasTestData, testDataFolder } from '../test/fixtures/test-data.ts';
import { runNode } from './run-steps.ts';

/**
 * `npm test`: builds the page, checks types and lint, runs every test. Arguments go to vitest (`npm test -- test/shared`
 * runs only those, without build and lint). Ends with a line `N passed, N failed, N skipped`.
 */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const filters = process.argv.slice(2);
if (filters.length === 0) {
  for (const step of ['scripts/build.ts', 'scripts/lint.ts']) {
    const status = await runNode(step);
    if (status !== 0) process.exit(status);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
const reportFile = join(folder, 'report.json');
const status = await runNode('node_modules/vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportFile}`,
  ...filters,
]);
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
rmSync(folder, { recursive: true });

// A file that fails outside of its tests (an import error, a hook) counts as one failure.
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
);
const failed = report.numFailedTests + brokenFiles.length;
for (const file of brokenFiles) console.log(`Failed outside of its tests: ${file.name}`);
if (!hasTestData) {
  console.log(
    `No real datasets at ${testDataFolder}: the tests that need them were skipped. WINNOW_TEST_DATA names another place.`,
  );
}
console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped`);
process.exit(status === 0 && failed > 0 ? 1 : status);
