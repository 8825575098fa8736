import { runSteps } from './run-steps.ts';

/** Builds the page into dist/renderer. The engine needs no build: Node runs its TypeScript. */
await runSteps([
  ['Building the page', 'node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn', ...process.argv.slice(2)]],
]);
