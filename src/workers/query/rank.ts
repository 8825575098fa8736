import type { IssueKind } from '../../shared/issue.ts';
import type { Query } from '../../shared/query.ts';
import { countBits, eachBit, intersect } from './bits.ts';
import type { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { shownNumber } from './number-column.ts';
import { radixSort } from './radix-sort.ts';
import { numberKeys } from './sort-keys.ts';
import type { Checkpoint } from './turns.ts';

export interface Ranked {
  readonly total: number;
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly scores: Float64Array<ArrayBuffer>;
}

/** Samples with an issue, most severe first, ties by id: a stretch of the list. */
export async function rank(
  { kind, query, offset, limit }: { kind: IssueKind; query: Query | null; offset: number; limit: number },
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Ranked> {
  const { severity } = await columns.issues.finding(kind, checkpoint);
  const found = (await columns.issues.rows(kind, checkpoint)).slice();
  if (query !== null) intersect(found, await evaluate(query.filter, columns, checkpoint));
  const total = countBits(found);
  const rows = new Uint32Array(total);
  const severities = new Float32Array(total);
  let count = 0;
  eachBit(found, (row) => {
    rows[count] = row;
    severities[count++] = severity(row);
  });
  const order = (await radixSort(numberKeys(severities, total, false), total, checkpoint)).subarray(offset, offset + limit);
  return {
    total,
    ids: Uint32Array.from(order, (at) => columns.store.ids.at(rows[at] ?? 0)),
    scores: Float64Array.from(order, (at) => shownNumber(severities, severities[at] ?? Number.NaN)),
  };
}
