import { type Labels, NO_CLASS } from './probabilities.ts';

/** Rows of each label, ascending. @param given labels of those that take part @param counts samples by label */
export function rowsByLabel(given: Labels, counts: Uint32Array): readonly Uint32Array[] {
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  const filled = new Uint32Array(counts.length);
  for (let row = 0; row < given.length; row++) {
    const label = given[row] as number;
    if (label === NO_CLASS) continue;
    const place = filled[label] as number;
    (rows[label] as Uint32Array)[place] = row;
    filled[label] = place + 1;
  }
  return rows;
}
