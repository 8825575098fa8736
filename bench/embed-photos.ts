import { availableParallelism } from 'node:os';
import type { Embedder } from '../src/main/embeddings/embedder.ts';
import type { ModelManifest } from '../src/shared/embedding.ts';
import type { LabelledPhoto } from '../test/fixtures/labelled-photos.ts';

/** What a model gives of photos, as the engine's job would embed them. @returns n × dimensions */
export async function embedPhotos(
  embedder: Embedder,
  file: string,
  manifest: ModelManifest,
  photos: readonly LabelledPhoto[],
): Promise<{ readonly features: Float32Array; readonly dimensions: number }> {
  const session = await embedder.open({ file, manifest, threads: availableParallelism() });
  const { batch, dimensions, width } = session;
  const features = new Float32Array(photos.length * dimensions);
  const never = new AbortController().signal;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < photos.length) {
      const first = next;
      next += batch;
      const sources = photos.slice(first, first + batch).map(({ path }) => ({ path: Buffer.from(path) }));
      const { vectors, failures } = await session.embed(sources, never);
      if (failures.length > 0) throw new Error(`a picture failed: ${failures[0]?.reason}`);
      features.set(vectors, first * dimensions);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  session.release();
  return { features, dimensions };
}
