import type { RangeFacet } from '../../shared/facets.ts';
import type { AnyNumberField } from '../../shared/query.ts';
import { countByCode } from './bin-counts.ts';
import { type BinningOptions, binnedNumbers } from './binned-numbers.ts';
import type { Bits } from './bits.ts';
import type { Columns } from './columns.ts';
import type { Checkpoint } from './turns.ts';

/** The histogram of a field over some rows; its edges are those of all rows. */
export async function rangeFacet(
  columns: Columns,
  field: AnyNumberField,
  { rows, ...options }: BinningOptions & { readonly rows: Bits },
  checkpoint: Checkpoint,
): Promise<RangeFacet> {
  const binned = await binnedNumbers(columns, field, options, checkpoint);
  if (binned === null) return { field, min: null, max: null, edges: [], counts: [], scale: 'linear' };
  const { shape, codes } = binned;
  const [, ...counts] = countByCode(codes, shape.edges.length, rows);
  return { field, ...shape, counts };
}
