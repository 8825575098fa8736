import { ISSUE_KINDS } from '../../shared/issue.ts';
import type { NumberField } from '../../shared/query.ts';
import { hasBit } from './bits.ts';
import type { QueryCalls } from './calls.ts';
import { type Columns, numbersOf } from './columns.ts';
import { shownNumber } from './number-column.ts';
import type { Checkpoint } from './turns.ts';

/** Numbers and issues of some samples, in the order asked; an unknown id has none. */
export async function sampleValues(
  {
    ids,
    fields,
    run = null,
  }: { readonly ids: Uint32Array; readonly fields: readonly NumberField[]; readonly run?: string | null },
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<QueryCalls['values']['output']> {
  const rows = Int32Array.from(ids, (id) => columns.store.ids.rowOf(id));
  const numbers: Float64Array<ArrayBuffer>[] = [];
  for (const field of fields) {
    const values = await numbersOf(columns, field, checkpoint, run);
    numbers.push(Float64Array.from(rows, (row) => shownNumber(values, values[row] ?? Number.NaN)));
  }
  return { columns: numbers, ...(await issuesOf(rows, columns, checkpoint)) };
}

async function issuesOf(
  rows: Int32Array,
  { issues }: Columns,
  checkpoint: Checkpoint,
): Promise<Pick<QueryCalls['values']['output'], 'issues' | 'severities'>> {
  const bits = new Uint32Array(rows.length);
  const severities = new Float32Array(rows.length * ISSUE_KINDS.length).fill(Number.NaN);
  for (const [bit, kind] of ISSUE_KINDS.entries()) {
    const { severity } = await issues.finding(kind, checkpoint);
    const flagged = await issues.rows(kind, checkpoint);
    for (const [k, row] of rows.entries()) {
      if (row < 0 || !hasBit(flagged, row)) continue;
      bits[k] = (bits[k] ?? 0) | (1 << bit);
      severities[k * ISSUE_KINDS.length + bit] = severity(row);
    }
  }
  return { issues: bits, severities };
}
