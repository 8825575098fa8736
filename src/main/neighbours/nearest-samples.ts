import type { SimilarSample } from '../../shared/embedding.ts';
import type { SimilarRequest } from '../../shared/embedding-api.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { matchingSamples } from '../dataset/matching-samples.ts';
import type { Engine } from '../engine/engine.ts';
import { readRows } from '../index/rows.ts';
import { similarityInput } from './similarity-values.ts';

/**
 * The samples nearest to what is asked for, those asked for left out, nearest first.
 * @throws {WinnowError} what `similarityInput`, the call and the query throw
 */
export async function nearestSamples(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  { to, away = [], k, query }: SimilarRequest,
  signal: AbortSignal,
): Promise<readonly SimilarSample[]> {
  const { modelId, input } = similarityInput(dataset, { to, away });
  const among = query === undefined ? null : await matchingSamples(dataset, query);
  const space = await engine.spaces.of(dataset, modelId);
  const { ids, values } = await space.call('nearest', { ...input, k, among }, { signal });
  // Some may be gone since the vectors were read: then fewer come.
  const rows = await readRows(dataset.read, ids, ['id', 'path']);
  const distances = new Map(Array.from(ids, (id, i) => [id, roundedDistance(values[i] as number)]));
  return rows.map((row) => {
    const id = Number(row.id);
    return { id, path: String(row.path), distance: distances.get(id) as number };
  });
}

/** Single precision would print as 0.30000001192092896. Rounding never makes a copy nearer than 0. */
function roundedDistance(similarity: number): number {
  const distance = Number((1 - similarity).toFixed(6));
  return Math.abs(distance) < 1e-6 ? 0 : distance;
}
