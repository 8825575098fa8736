import type { FileProblem } from '../../shared/prediction-file.ts';

/** `unmatched-path: 3, as in row 12: cats/7.jpg` */
export function describeProblem({ kind, count, examples }: FileProblem): string {
  const [first] = examples;
  return `${kind}: ${count}${first === undefined ? '' : `, as in ${first.row === null ? '' : `row ${first.row}: `}${first.text}`}`;
}
