import type { Planted } from './planted.ts';

const PROBLEM_WIDTH = 18;

/** What README.txt in the sample dataset says. */
export function readmeText(images: number, planted: readonly Planted[]): string {
  const rows = planted.map(
    ({ problem, path, of, note }) => `  ${problem.padEnd(PROBLEM_WIDTH)} ${path}  (${note}${of === null ? '' : `, of ${of}`})`,
  );
  return `Winnow's sample dataset
=======================

${images} pictures of six classes in three splits, drawn by Winnow itself from a seed: no photo, no licence to mind.
It is yours to try things on; Winnow makes a new one when you delete this folder.

${planted.length} things are wrong with them, on purpose: with a file, with two that are copies of each other, or with a class.
planted.json lists the same for programs.

${rows.join('\n')}
`;
}
