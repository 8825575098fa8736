import { NO_CLASS } from '../label-quality/probabilities.ts';
import { seededRandom } from '../map/random.ts';

export interface FoldInput {
  readonly labels: Int32Array;
  readonly classes: number;
  /** Rows of one number stay together; negative: a row by itself. */
  readonly groups: Int32Array | null;
  readonly folds: number;
  readonly seed: number;
}

/** The fold of a row without a label. */
export const NO_FOLD = -1;

/**
 * Folds in which every class has the same share, as nearly as whole groups allow; without groups the rows of a class, and all
 * rows, differ by at most one from fold to fold. Groups go first, the largest ahead, each to the fold that has least of its
 * classes; single rows even out what they left. Where there are fewer groups than folds, some folds stay empty.
 * @returns fold by row, or NO_FOLD; the same for the same seed
 */
export function stratifiedGroupFolds({ labels, classes, groups, folds, seed }: FoldInput): Int16Array<ArrayBuffer> {
  const foldOf = new Int16Array(labels.length).fill(NO_FOLD);
  const rows = shuffledRows(labels, classes, seed);
  const sizes = new Float64Array(folds);
  const classSizes = new Float64Array(folds * classes);
  const put = (row: number, fold: number): void => {
    foldOf[row] = fold;
    sizes[fold] = (sizes[fold] as number) + 1;
    const at = fold * classes + (labels[row] as number);
    classSizes[at] = (classSizes[at] as number) + 1;
  };
  const { together, alone } = byGroup(rows, groups);
  const ofClass = classCounts(rows, labels, classes);
  for (const members of together) {
    const fold = bestFold(folds, (candidate) => {
      let cost = (sizes[candidate] as number) / rows.length;
      for (const row of members) {
        const label = labels[row] as number;
        cost += (classSizes[candidate * classes + label] as number) / (ofClass[label] as number);
      }
      return cost;
    });
    for (const row of members) put(row, fold);
  }
  // All rows of a class one after the other, so that sizes of folds even out with each class.
  for (const row of alone.toSorted((a, b) => (labels[a] as number) - (labels[b] as number))) {
    const label = labels[row] as number;
    put(
      row,
      bestFold(folds, (fold) => (classSizes[fold * classes + label] as number) + (sizes[fold] as number) / (rows.length + 1)),
    );
  }
  return foldOf;
}

function bestFold(folds: number, costOf: (fold: number) => number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let fold = 0; fold < folds; fold++) {
    const cost = costOf(fold);
    if (cost < least) [best, least] = [fold, cost];
  }
  return best;
}

/** Rows that have a class, in an order by chance (Fisher & Yates). */
function shuffledRows(labels: Int32Array, classes: number, seed: number): number[] {
  const rows: number[] = [];
  labels.forEach((label, row) => {
    if (label > NO_CLASS && label < classes) rows.push(row);
  });
  const random = seededRandom(seed);
  for (let i = rows.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [rows[i], rows[other]] = [rows[other] as number, rows[i] as number];
  }
  return rows;
}

/** Groups of two and more rows, the largest first, and the rows of no such group. */
function byGroup(
  rows: readonly number[],
  groups: Int32Array | null,
): { readonly together: readonly (readonly number[])[]; readonly alone: readonly number[] } {
  if (groups === null) return { together: [], alone: rows };
  const members = new Map<number, number[]>();
  const alone: number[] = [];
  for (const row of rows) {
    const group = groups[row] as number;
    if (group < 0) alone.push(row);
    else if (!members.get(group)?.push(row)) members.set(group, [row]);
  }
  const all = [...members.values()];
  return {
    together: all.filter(({ length }) => length > 1).sort((a, b) => b.length - a.length),
    alone: [...alone, ...all.filter(({ length }) => length === 1).flat()],
  };
}

function classCounts(rows: readonly number[], labels: Int32Array, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const row of rows) counts[labels[row] as number] = (counts[labels[row] as number] as number) + 1;
  return counts;
}
