import type { IndexSummary } from '../../shared/dataset.ts';
import type { EmbedRequest } from '../../shared/embedding-api.ts';
import type { ReadableDb } from '../db/connection.ts';
import { activeModelId, type EmbeddingModelRow, embeddingModel } from '../index/embedding-models.ts';
import { tallyEmbeddings } from '../index/embedding-rows.ts';
import { EMBED_RUN, lastRunState } from '../index/runs.ts';

/**
 * What to embed after a dataset was indexed: vectors, neighbours, scores and, where there is one, the map of the model that
 * queries see follow what is added, changed and removed, and what an embed job left over that was stopped is made up for.
 * @returns null where nothing is to be done; always where no model was ever asked for
 */
export async function followUp(
  dataset: { readonly read: ReadableDb },
  summary: Pick<IndexSummary, 'added' | 'changed' | 'removed'>,
): Promise<EmbedRequest | null> {
  const db = dataset.read;
  const active = activeModelId(db);
  const model = active === null ? null : embeddingModel(db, active);
  if (model === null || !(await isOutOfDate(db, model, summary))) return null;
  return { map: model.map !== null };
}

async function isOutOfDate(
  db: ReadableDb,
  { id, identity }: EmbeddingModelRow,
  { added, changed, removed }: Pick<IndexSummary, 'added' | 'changed' | 'removed'>,
): Promise<boolean> {
  if (added + changed + removed > 0) return true;
  if (lastRunState(db, EMBED_RUN, 'identity', identity) !== 'done') return true;
  return (await tallyEmbeddings(db, id)).waiting > 0;
}
