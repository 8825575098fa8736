import type { LabelSkew } from '../../shared/skew.ts';
import { chiSquared } from '../skew/chi-squared.ts';
import { classesOf } from '../splits/class-sets.ts';
import type { Columns } from './columns.ts';
import { type NamedCodes, namedCodes, readableRows } from './readable-rows.ts';
import { type SampleClasses, sampleClasses } from './sample-classes.ts';
import { scoreSkews } from './score-skews.ts';
import type { SplitCalls } from './split-calls.ts';
import type { Checkpoint } from './turns.ts';

/** Classes and splits told of. */
const FARTHEST = 5;
/** Classes whose counts are given. */
const MOST_CLASSES = 1000;

/** How the splits that samples of a query are in differ by labels and by numbers. Sorts every number once: about a second for a million. */
export async function splitSkew(
  { query }: SplitCalls['skew']['input'],
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<SplitCalls['skew']['output'], 'revision'>> {
  const { store } = columns;
  const rows = await readableRows(query, columns, checkpoint);
  await store.ready(['split'], checkpoint);
  const splits = namedCodes(store.texts.split, rows);
  const sizes = new Uint32Array(splits.names.length + 1);
  for (const code of splits.codes) sizes[code] = (sizes[code] ?? 0) + 1;
  const report = {
    splits: splits.names.map((name, at) => ({ name, samples: sizes[at + 1] ?? 0 })),
    unsplit: sizes[0] ?? 0,
    labels: labelSkew(await sampleClasses(rows, store, checkpoint), splits),
    ...(await scoreSkews(rows, splits, columns, checkpoint)),
  };
  return { ids: rows.map((row) => store.ids.at(row)), splits: splits.codes, report };
}

/** A sample without a label counts for each class it has a box of. */
function labelSkew({ names, sets }: SampleClasses, splits: NamedCodes): LabelSkew | null {
  const width = splits.names.length;
  const counts = new Uint32Array(names.length * width);
  for (let at = 0; at < splits.codes.length; at++) {
    const split = splits.codes[at] ?? 0;
    if (split === 0) continue;
    for (const label of classesOf(sets, at)) {
      if (label === names.length) continue;
      const cell = label * width + split - 1;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  const found = chiSquared(counts, width);
  if (found === null) return null;
  const { cramersV, statistic, degreesOfFreedom, p } = found;
  const cells = unlikelyCells(counts, names, splits.names);
  const order = [...new Set(cells.map(({ row }) => row))].slice(0, MOST_CLASSES);
  return {
    cramersV,
    chiSquared: statistic,
    degreesOfFreedom,
    p,
    farthest: cells
      .map(({ cell }) => cell)
      .filter(({ count, expected }) => count !== expected)
      .slice(0, FARTHEST),
    classes: order.map((row) => ({
      label: names[row] ?? '',
      counts: [...counts.subarray(row * width, (row + 1) * width)],
    })),
  };
}

interface UnlikelyCell {
  readonly row: number;
  readonly cell: LabelSkew['farthest'][number];
}

/** By Pearson's residual: what adds most to χ² first; cells that add nothing are left out. */
function unlikelyCells(counts: Uint32Array, labels: readonly string[], splits: readonly string[]): readonly UnlikelyCell[] {
  const columnSums = splits.map((_, column) =>
    counts.reduce((sum, count, at) => (at % splits.length === column ? sum + count : sum), 0),
  );
  const all = columnSums.reduce((sum, count) => sum + count, 0);
  const cells = labels.flatMap((label, row) => {
    const inRow = counts.subarray(row * splits.length, (row + 1) * splits.length);
    const rowSum = inRow.reduce((sum, count) => sum + count, 0);
    return splits.map((split, column): UnlikelyCell => {
      const expected = (rowSum * (columnSums[column] ?? 0)) / all;
      return { row, cell: { label, split, count: inRow[column] ?? 0, expected } };
    });
  });
  const weight = ({ cell: { count, expected } }: UnlikelyCell): number =>
    expected === 0 ? 0 : (count - expected) ** 2 / expected;
  return cells.filter(({ cell }) => cell.expected > 0).sort((a, b) => weight(b) - weight(a));
}
