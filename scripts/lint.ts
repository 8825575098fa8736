import { runSteps } from './run-steps.ts';

const TSC = 'node_modules/typescript/bin/tsc';
const PROJECTS = ['src/shared', 'src/workers', 'src/main', 'src/main/shell', 'src/renderer', '.'];

/** Types of every environment, then format, style and import zones. `--fix` mends what can be mended. */
await runSteps([
  ...PROJECTS.map((project) => [`Type check of ${project}`, TSC, ['-p', project]] as const),
  [
    'Lint',
    'node_modules/@biomejs/biome/bin/biome',
    ['check', '--error-on-warnings', ...(process.argv.includes('--fix') ? ['--write'] : []), '.'],
  ],
]);
