import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { modelDirectory } from '../../../src/main/embeddings/stored-models.ts';
import { openVectorFile } from '../../../src/main/embeddings/vector-file.ts';
import { activateModel, putModel } from '../../../src/main/index/embedding-models.ts';
import { storeEmbedded } from '../../../src/main/index/embedding-rows.ts';
import type { Projection } from '../../../src/shared/embedding.ts';
import { addSamples, type NewSample } from '../../fixtures/make-index.ts';
import { meanColorModel } from '../../fixtures/mean-color-embedder.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

export interface EmbeddedDataset {
  readonly dataset: Dataset;
  readonly modelId: number;
  /** Adds samples with these vectors. @returns their ids */
  add(samples: readonly NewSample[], vectors: Float32Array): Promise<readonly number[]>;
}

/** A real dataset without files, whose samples have vectors as an embed job leaves them; its model is the active one. */
export async function embeddedDataset(dimensions: number, projection: Projection = 'centred'): Promise<EmbeddedDataset> {
  const dataset = await openDataset({ home: tempFolder(), request: { folder: tempFolder() }, endpoint: null });
  const db = writerOf(dataset);
  const manifest = { ...meanColorModel().manifest, projection };
  const modelId = putModel(db, { manifest, identity: 'made', dimensions });
  activateModel(db, modelId);
  let places = 0;
  return {
    dataset,
    modelId,
    async add(samples, vectors) {
      const ids = addSamples(db, samples);
      const file = await openVectorFile(modelDirectory(dataset, modelId), dimensions, places);
      const rows = ids.map((id, i) => ({ id, place: places + i, vector: vectors.slice(i * dimensions, (i + 1) * dimensions) }));
      await file.write(rows);
      await file.close();
      places += ids.length;
      const content = db.prepare<[number], Buffer>('SELECT substr(content_hash, 1, 8) FROM sample WHERE id = ?').pluck();
      const stored = rows.map(({ id, place }) => ({ id, place, reason: null, content: content.get(id) ?? Buffer.alloc(8) }));
      storeEmbedded(db, modelId, stored);
      await dataset.changed(null);
      return ids;
    },
  };
}

export const namedSamples = (count: number, first = 0): readonly NewSample[] =>
  Array.from({ length: count }, (_, i) => ({ path: `${first + i}.jpg`, label: `class ${(first + i) % 4}` }));
