import type { HistogramScale, RangeFacet } from '../../shared/facets.ts';
import { isWhole } from '../../shared/facets.ts';
import type { NumberField } from '../../shared/query.ts';
import { isDateField } from '../../shared/query-numbers.ts';
import { isAnyScoreField, isRunNumber } from '../../shared/score.ts';
import { countByBin } from './bin-counts.ts';
import type { Bits } from './bits.ts';
import { calendarEdges } from './calendar-edges.ts';
import { type Columns, numbersOf } from './columns.ts';
import { type Edges, extent, histogramEdges, SCORE_EDGES } from './histogram.ts';
import { shownNumber } from './number-column.ts';
import type { Checkpoint } from './turns.ts';

export interface RangeOptions {
  readonly rows: Bits;
  /** Whose predictions; null: the active one's. */
  readonly run: string | null;
  /** Null: the one that suits the values. */
  readonly scale: HistogramScale | null;
}

/** The histogram of a field over some rows; its edges are those of all rows. */
export async function rangeFacet(
  columns: Columns,
  field: NumberField,
  { rows, run, scale }: RangeOptions,
  checkpoint: Checkpoint,
): Promise<RangeFacet> {
  const values = await numbersOf(columns, field, checkpoint, run);
  const span = extent(values, columns.store.size);
  if (span === null) return { field, min: null, max: null, edges: [], counts: [], scale: 'linear' };
  await checkpoint();
  const edges = edgesOf(field, span, scale);
  const counts = [...countByBin(values, rows, edges.edges, edges.scale)];
  return { field, min: shownNumber(values, span.min), max: shownNumber(values, span.max), counts, ...edges };
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
