import type { FacetValue } from '../../shared/facets.ts';
import { ISSUE_KINDS } from '../../shared/issue.ts';
import type { TextField } from '../../shared/query.ts';
import { countByCode } from './bin-counts.ts';
import { type Bits, countBits, countShared, invert, subtract } from './bits.ts';
import type { StoredText } from './column-sources.ts';
import type { ColumnStore } from './column-store.ts';
import type { Columns } from './columns.ts';
import { countLabels } from './label-sets.ts';
import type { PlacedRun } from './predictions.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/**
 * How many of the rows have each value, and none (null): most frequent first, then by name.
 * @param run whose predictions; null: the active one's
 */
export async function countValues(
  columns: Columns,
  field: TextField,
  rows: Bits,
  checkpoint: Checkpoint,
  run: string | null = null,
): Promise<readonly FacetValue[]> {
  const values = await countAll(columns, field, rows, run, checkpoint);
  return values.filter(({ count }) => count > 0).sort(byCountThenName);
}

async function countAll(
  columns: Columns,
  field: TextField,
  rows: Bits,
  run: string | null,
  checkpoint: Checkpoint,
): Promise<FacetValue[]> {
  if (field === 'issue') return countIssues(columns, rows, checkpoint);
  if (field === 'prediction') {
    const placed = await columns.predictions.placed(run, checkpoint);
    if (placed.run.boxes !== null) return countPredictedBoxes(columns, placed, rows, checkpoint);
    return countCodes(placed.codes, [null, ...placed.run.classes], rows);
  }
  if (field === 'label') return countLabels(columns.store, rows, checkpoint);
  await columns.store.ready([field], checkpoint);
  return field === 'tag' ? countTags(columns.store, rows) : countTexts(columns.store, field, rows);
}

async function countIssues({ issues }: Columns, rows: Bits, checkpoint: Checkpoint): Promise<FacetValue[]> {
  const values: FacetValue[] = [];
  for (const kind of ISSUE_KINDS) values.push({ value: kind, count: countShared(await issues.rows(kind, checkpoint), rows) });
  const flagged = countShared(await issues.flagged(checkpoint), rows);
  return [...values, { value: null, count: countBits(rows) - flagged }];
}

/** A sample counts for each class that the run found in it. */
async function countPredictedBoxes(
  { detections }: Columns,
  placed: PlacedRun,
  rows: Bits,
  checkpoint: Checkpoint,
): Promise<FacetValue[]> {
  const none = rows.slice();
  const values: FacetValue[] = [];
  for (const [value, set] of await detections.predictedClasses(placed, checkpoint)) {
    values.push({ value, count: countShared(set, rows) });
    subtract(none, set);
  }
  return [...values, { value: null, count: countBits(none) }];
}

function countTags(store: ColumnStore, rows: Bits): FacetValue[] {
  const values: FacetValue[] = [...store.tags.sets].map(([value, set]) => ({ value, count: countShared(set, rows) }));
  const untagged = store.tags.tagged(store.size);
  invert(untagged, store.size);
  return [...values, { value: null, count: countShared(untagged, rows) }];
}

function countTexts(store: ColumnStore, field: StoredText, rows: Bits): FacetValue[] {
  const { values, dictionary } = store.texts[field];
  return countCodes(values, dictionary, rows);
}

/** @param dictionary by code */
export function countCodes(codes: Uint32Array, dictionary: readonly (string | null)[], rows: Bits): FacetValue[] {
  const counts = countByCode(codes, dictionary.length, rows);
  return dictionary.map((value, code) => ({ value, count: counts[code] ?? 0 }));
}

/** Most frequent first, then by name; none (null) behind those as frequent. */
export function byCountThenName(a: FacetValue, b: FacetValue): number {
  return (
    b.count - a.count || Number(a.value === null) - Number(b.value === null) || compareCodePoints(a.value ?? '', b.value ?? '')
  );
}
