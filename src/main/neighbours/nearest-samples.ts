import { isProbe, type SimilarSample } from '../../shared/embedding.ts';
import type { SimilarRequest } from '../../shared/embedding-api.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { matchingSamples } from '../dataset/matching-samples.ts';
import type { Engine } from '../engine/engine.ts';
import { readRows } from '../index/rows.ts';
import { largestValues } from './largest-values.ts';
import { similarityValues } from './similarity-values.ts';

/**
 * The samples nearest to what is asked for, those asked for left out, nearest first.
 * @throws {WinnowError} what `similarityValues` and the query throw
 */
export async function nearestSamples(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  { to, away = [], k, query }: SimilarRequest,
  signal: AbortSignal,
): Promise<readonly SimilarSample[]> {
  const { ids, values } = await similarityValues(engine, dataset, { to, away }, signal);
  const asked = new Set([...to, ...away].filter((one) => !isProbe(one)));
  const allowed = query === undefined ? null : await matchingSamples(dataset, query);
  const candidates = entriesAmong(ids, allowed, asked);
  const nearest = largestValues(values, candidates, k);
  const nearestIds = Uint32Array.from(nearest, (i) => ids[i] as number);
  // Some may be gone since the vectors were read: then fewer come.
  const rows = await readRows(dataset.read, nearestIds, ['id', 'path']);
  const distances = new Map(Array.from(nearest, (i) => [ids[i] as number, roundedDistance(values[i] as number)]));
  return rows.map((row) => {
    const id = Number(row.id);
    return { id, path: String(row.path), distance: distances.get(id) as number };
  });
}

/** Entries of `ids` that are allowed; both ascend. @param allowed null: all */
function entriesAmong(ids: Uint32Array, allowed: Uint32Array | null, asked: ReadonlySet<unknown>): Uint32Array {
  const entries = new Uint32Array(ids.length);
  let count = 0;
  for (let i = 0, at = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    if (allowed !== null) {
      while (at < allowed.length && (allowed[at] as number) < id) at++;
      if (allowed[at] !== id) continue;
    }
    if (!asked.has(id)) entries[count++] = i;
  }
  return entries.subarray(0, count);
}

/** Single precision would print as 0.30000001192092896. Rounding never makes a copy nearer than 0. */
function roundedDistance(similarity: number): number {
  const distance = Number((1 - similarity).toFixed(6));
  return Math.abs(distance) < 1e-6 ? 0 : distance;
}
