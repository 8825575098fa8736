import type { Planted } from './planted.ts';

/** What README.txt in the sample dataset says. */
export function readmeText(images: number, planted: readonly Planted[]): string {
  const rows = planted.map(
    ({ problem, path, of, note }) => `  ${problem.padEnd(16)} ${path}  (${note}${of === null ? '' : `, of ${of}`})`,
  );
  return `Winnow's sample dataset
=======================

${images} pictures of six classes in three splits, drawn by Winnow itself from a seed: no photo, no licence to mind.
It is yours to try things on; Winnow makes a new one when you delete this folder.

${planted.length} of the files have something wrong with them, on purpose. planted.json lists the same for programs.

${rows.join('\n')}
`;
}
