import type { ModelManifest } from '../../shared/embedding.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { waitingSamples } from '../index/embedding-rows.ts';
import type { EmbedSession } from './embedder.ts';
import { createEmbeddingWriter } from './embedding-writer.ts';
import type { ModelVectors } from './model-vectors.ts';
import { lookAtPictures, type PicturePassResult } from './picture-pass.ts';
import { pictureSource } from './picture-source.ts';

export interface EmbeddingPassOptions {
  readonly dataset: Dataset;
  readonly modelId: number;
  readonly manifest: ModelManifest;
  readonly session: EmbedSession;
  readonly vectors: ModelVectors;
  readonly signal: AbortSignal;
  /** Samples done with so far. */
  readonly onProgress: (done: number) => void;
}

/** Embeds the samples that wait. @throws what `lookAtPictures` throws; what was done before is written all the same */
export async function embedWaiting(options: EmbeddingPassOptions): Promise<PicturePassResult> {
  const { dataset, modelId, manifest, session, vectors, signal, onProgress } = options;
  const db = writerOf(dataset);
  return lookAtPictures({
    ...{ dataset, session, signal, onProgress },
    samples: waitingSamples(db, modelId),
    pictureOf: (sample) => pictureSource(dataset, manifest, sample),
    openWriter: (on) => createEmbeddingWriter({ db, modelId, vectors, ...on }),
  });
}
