import { isWhole } from '../../shared/facets.ts';
import type { NumberField } from '../../shared/query.ts';
import { EMBEDDING_FIELDS, SCORE_FIELDS } from '../../shared/score.ts';
import type { ScoreHistogram, ScoreSkew, SkewReport } from '../../shared/skew.ts';
import { holm, kolmogorovSmirnov } from '../skew/kolmogorov-smirnov.ts';
import { type Columns, numbersOf } from './columns.ts';
import { binOf, histogramEdges, SCORE_EDGES } from './histogram.ts';
import type { NamedCodes } from './readable-rows.ts';
import type { Checkpoint } from './turns.ts';

/** What splits may differ in beside labels. */
const FIELDS: readonly NumberField[] = [
  'sizeBytes',
  'width',
  'height',
  'aspect',
  'capturedAt',
  ...SCORE_FIELDS,
  ...EMBEDDING_FIELDS,
];

/** Each split against all others; of two splits, the first against the second. Largest distance first. */
export async function scoreSkews(
  rows: Uint32Array,
  { names, codes }: NamedCodes,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Pick<SkewReport, 'scores' | 'histograms'>> {
  if (names.length < 2) return { scores: [], histograms: [] };
  const found: ScoreSkew[] = [];
  const histograms: ScoreHistogram[] = [];
  for (const field of FIELDS) {
    const numbers = await numbersOf(columns, field, checkpoint);
    const bySplit: Float64Array[] = [];
    for (const at of names.keys()) {
      bySplit.push(sortedNumbers(numbers, rows, (place) => codes[place] === at + 1));
      await checkpoint();
    }
    const compared = names.length === 2 ? 1 : names.length;
    for (let at = 0; at < compared; at++) {
      const within = bySplit[at] ?? new Float64Array(0);
      const rest = joined(bySplit.filter((_, other) => other !== at));
      await checkpoint();
      if (within.length > 0 && rest.length > 0) found.push({ field, split: names[at] ?? '', ...compare(within, rest) });
    }
    const histogram = histogramOf(field, bySplit);
    if (histogram !== null) histograms.push(histogram);
  }
  const corrected = holm(found.map(({ p }) => p));
  const scores = found.map((skew, at) => ({ ...skew, p: corrected[at] ?? skew.p }));
  return { scores: scores.sort((a, b) => b.distance - a.distance), histograms };
}

function compare(within: Float64Array, rest: Float64Array): Omit<ScoreSkew, 'field' | 'split'> {
  const { distance, p, at, upTo } = kolmogorovSmirnov(within, rest);
  return { distance, p, median: medianOf(within), medianOfRest: medianOf(rest), at, upTo: upTo[0], upToOfRest: upTo[1] };
}

/** @returns null where no sample has a number */
function histogramOf(field: NumberField, bySplit: readonly Float64Array[]): ScoreHistogram | null {
  const some = bySplit.filter(({ length }) => length > 0);
  if (some.length === 0) return null;
  const min = Math.min(...some.map((sorted) => sorted[0] ?? 0));
  const max = Math.max(...some.map((sorted) => sorted.at(-1) ?? 0));
  const isScore = field.startsWith('score.') && min >= 0 && max <= 1;
  const { edges, scale } = isScore ? SCORE_EDGES : histogramEdges(min, max, { scale: null, isWhole: isWhole(field) });
  const counts = bySplit.map((sorted) => {
    const bins = new Array<number>(edges.length - 1).fill(0);
    for (const value of sorted) {
      const bin = binOf(value, edges);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    return bins;
  });
  return { field, edges, scale, counts };
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
  return found.slice(0, count).sort();
}

/** All of them, ascending. */
function joined(sets: readonly Float64Array[]): Float64Array {
  const [first] = sets;
  if (sets.length === 1 && first !== undefined) return first;
  const all = new Float64Array(sets.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const set of sets) {
    all.set(set, at);
    at += set.length;
  }
  return all.sort();
}

/** @param sorted not empty */
function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
