import { isCarriedField } from '../../shared/carried-field.ts';
import { type HistogramScale, isWhole, type RangeFacet } from '../../shared/facets.ts';
import type { AnyNumberField, NumberField } from '../../shared/query.ts';
import { isDateField } from '../../shared/query-numbers.ts';
import { isAnyScoreField, isRunNumber } from '../../shared/score.ts';
import { binRows, binsOf } from './bin-counts.ts';
import { calendarEdges } from './calendar-edges.ts';
import type { CarriedColumn } from './carried-column.ts';
import { type Columns, numbersOf, versionOfField } from './columns.ts';
import { type Edges, extent, histogramEdges, SCORE_EDGES } from './histogram.ts';
import { shownNumber } from './number-column.ts';
import type { Checkpoint } from './turns.ts';

/** Rows put into bins without a pause: 2-5 ms. */
const SLICE = 1 << 17;

/** The numbers of a field as bins of its histogram, over all rows. */
export interface BinnedNumbers {
  readonly shape: Pick<RangeFacet, 'min' | 'max' | 'edges' | 'scale' | 'unit'>;
  /** By row: place of its bin, counted from 1; 0: it has no value. */
  readonly codes: Uint8Array;
}

export interface BinningOptions {
  /** Whose predictions; null: the active one's. */
  readonly run: string | null;
  /** Null: the one that suits the values. */
  readonly scale: HistogramScale | null;
}

/** Remembered until the numbers change, so that a histogram of other rows is a matter of counting. Null: no row has a value. */
export async function binnedNumbers(
  columns: Columns,
  field: AnyNumberField,
  { run, scale }: BinningOptions,
  checkpoint: Checkpoint,
): Promise<BinnedNumbers | null> {
  const version = await versionOfField(columns, field, run, checkpoint);
  return columns.bins.of(`${scale} ${field}`, version, async () => {
    if (isCarriedField(field)) return binCarried(columns.store.openedCarried(field), columns.store.size, scale);
    return binAll(columns, field, { run, scale }, checkpoint);
  });
}

async function binAll(
  columns: Columns,
  field: NumberField,
  { run, scale }: BinningOptions,
  checkpoint: Checkpoint,
): Promise<BinnedNumbers | null> {
  const values = await numbersOf(columns, field, checkpoint, run);
  await checkpoint();
  const { size } = columns.store;
  const span = extent(values, size);
  if (span === null) return null;
  const shape = edgesOf(field, span, scale);
  const bins = binsOf(values, shape.edges, shape.scale);
  const codes = new Uint8Array(size);
  for (let from = 0; from < size; from += SLICE) {
    await checkpoint();
    binRows(values, bins, codes, { from, upto: Math.min(size, from + SLICE) });
  }
  return { shape: { min: shownNumber(values, span.min), max: shownNumber(values, span.max), ...shape }, codes };
}

function edgesOf(
  field: NumberField,
  { min, max }: { readonly min: number; readonly max: number },
  scale: HistogramScale | null,
): Edges & Pick<RangeFacet, 'unit'> {
  if (isDateField(field)) return { ...calendarEdges(min, max, field === 'modified'), scale: 'linear' };
  // Other numbers of a run reach beyond 1.
  const isShare = isAnyScoreField(field) || (isRunNumber(field) && !isWhole(field) && field !== 'score.hardness');
  if (isShare && min >= 0 && max <= 1) return SCORE_EDGES;
  return histogramEdges(min, max, { scale, isWhole: isWhole(field) });
}

/** Numbers of a carried field; texts among them are in no bin. The column is there. */
function binCarried({ values, dictionary }: CarriedColumn, size: number, asked: HistogramScale | null): BinnedNumbers | null {
  const isPresent = new Uint8Array(dictionary.length);
  for (let row = 0; row < size; row++) isPresent[values[row] ?? 0] = 1;
  const numbers = Float64Array.from(dictionary, (value, code) =>
    typeof value === 'number' && isPresent[code] === 1 ? value : Number.NaN,
  );
  const span = extent(numbers, numbers.length);
  if (span === null) return null;
  const isWholeNumber = numbers.every((number) => Number.isNaN(number) || Number.isInteger(number));
  const { edges, scale } = histogramEdges(span.min, span.max, { scale: asked, isWhole: isWholeNumber });
  const binOfCode = new Uint8Array(numbers.length);
  binRows(numbers, binsOf(numbers, edges, scale), binOfCode, { from: 0, upto: numbers.length });
  const codes = new Uint8Array(size);
  for (let row = 0; row < size; row++) codes[row] = binOfCode[values[row] ?? 0] ?? 0;
  return { shape: { ...span, edges, scale }, codes };
}

/** What is kept of them in bytes. */
export const sizeOfBinned = (binned: BinnedNumbers | null): number => binned?.codes.byteLength ?? 0;
