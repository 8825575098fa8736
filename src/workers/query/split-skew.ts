import type { NumberField } from '../../shared/query.ts';
import { EMBEDDING_FIELDS, SCORE_FIELDS } from '../../shared/score.ts';
import type { LabelSkew, ScoreSkew } from '../../shared/skew.ts';
import { chiSquared } from '../skew/chi-squared.ts';
import { holm, kolmogorovSmirnov } from '../skew/kolmogorov-smirnov.ts';
import { type Columns, numbersOf } from './columns.ts';
import { type NamedCodes, namedCodes, readableRows } from './readable-rows.ts';
import type { SplitCalls } from './split-calls.ts';
import type { Checkpoint } from './turns.ts';

/** What splits may differ in beside labels. */
const FIELDS: readonly NumberField[] = ['sizeBytes', 'width', 'height', 'aspect', ...SCORE_FIELDS, ...EMBEDDING_FIELDS];
/** Classes and splits told of. */
const FARTHEST = 5;

/** How the splits that samples of a query are in differ by labels and by numbers. Sorts every number once: about a second for a million. */
export async function splitSkew(
  { query }: SplitCalls['skew']['input'],
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<SplitCalls['skew']['output'], 'revision'>> {
  const { store } = columns;
  const rows = await readableRows(query, columns, checkpoint);
  await store.ready(['label', 'split'], checkpoint);
  const splits = namedCodes(store.texts.split, rows);
  const sizes = new Uint32Array(splits.names.length + 1);
  for (const code of splits.codes) sizes[code] = (sizes[code] ?? 0) + 1;
  const report = {
    splits: splits.names.map((name, at) => ({ name, samples: sizes[at + 1] ?? 0 })),
    unsplit: sizes[0] ?? 0,
    labels: labelSkew(namedCodes(store.texts.label, rows), splits),
    scores: await scoreSkews(rows, splits, columns, checkpoint),
  };
  return { ids: rows.map((row) => store.ids.at(row)), splits: splits.codes, report };
}

function labelSkew(labels: NamedCodes, splits: NamedCodes): LabelSkew | null {
  const width = splits.names.length;
  const counts = new Uint32Array(labels.names.length * width);
  for (let at = 0; at < labels.codes.length; at++) {
    const [label, split] = [labels.codes[at] ?? 0, splits.codes[at] ?? 0];
    if (label === 0 || split === 0) continue;
    const cell = (label - 1) * width + split - 1;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const found = chiSquared(counts, width);
  if (found === null) return null;
  const { cramersV, statistic, degreesOfFreedom, p } = found;
  return { cramersV, chiSquared: statistic, degreesOfFreedom, p, farthest: farthestCells(counts, labels.names, splits.names) };
}

/** By Pearson's residual: what adds most to χ². */
function farthestCells(counts: Uint32Array, labels: readonly string[], splits: readonly string[]): LabelSkew['farthest'] {
  const sumWhere = (isIn: (at: number) => boolean): number =>
    counts.reduce((sum, count, at) => (isIn(at) ? sum + count : sum), 0);
  const columnSums = splits.map((_, column) => sumWhere((at) => at % splits.length === column));
  const all = columnSums.reduce((sum, count) => sum + count, 0);
  const cells = labels.flatMap((label, row) => {
    const inRow = counts.subarray(row * splits.length, (row + 1) * splits.length);
    const rowSum = inRow.reduce((sum, count) => sum + count, 0);
    return splits.map((split, column) => ({
      label,
      split,
      count: inRow[column] ?? 0,
      expected: (rowSum * (columnSums[column] ?? 0)) / all,
    }));
  });
  const weight = ({ count, expected }: (typeof cells)[number]): number =>
    expected === 0 ? 0 : (count - expected) ** 2 / expected;
  return cells
    .filter((cell) => weight(cell) > 0)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, FARTHEST);
}

/** Each split against all others; of two splits, the first against the second. Largest distance first. */
async function scoreSkews(
  rows: Uint32Array,
  { names, codes }: NamedCodes,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<readonly ScoreSkew[]> {
  if (names.length < 2) return [];
  const found: ScoreSkew[] = [];
  for (const field of FIELDS) {
    const numbers = await numbersOf(columns, field, checkpoint);
    for (const [at, split] of (names.length === 2 ? names.slice(0, 1) : names).entries()) {
      const within = sortedNumbers(numbers, rows, (place) => codes[place] === at + 1);
      await checkpoint();
      const rest = sortedNumbers(numbers, rows, (place) => codes[place] !== 0 && codes[place] !== at + 1);
      await checkpoint();
      if (within.length === 0 || rest.length === 0) continue;
      found.push({ field, split, ...kolmogorovSmirnov(within, rest), median: medianOf(within), medianOfRest: medianOf(rest) });
    }
  }
  const corrected = holm(found.map(({ p }) => p));
  return found.map((skew, at) => ({ ...skew, p: corrected[at] ?? skew.p })).sort((a, b) => b.distance - a.distance);
}

/** Ascending; rows without a number are none. */
function sortedNumbers(numbers: ArrayLike<number>, rows: Uint32Array, isIn: (place: number) => boolean): Float64Array {
  const found = new Float64Array(rows.length);
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    if (!isIn(place)) continue;
    const value = numbers[rows[place] ?? 0] ?? Number.NaN;
    if (!Number.isNaN(value)) found[count++] = value;
  }
  return found.subarray(0, count).sort();
}

/** @param sorted not empty */
function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
