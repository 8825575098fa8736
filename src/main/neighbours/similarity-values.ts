import { isProbe, type SimilarTo } from '../../shared/embedding.ts';
import type { ProbeVector } from '../../workers/neighbours/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { probeOf } from './probes.ts';

export interface SimilarityAsked {
  readonly to: readonly SimilarTo[];
  readonly away: readonly SimilarTo[];
}

/** Of every sample with a vector, by id. */
export interface SimilarityValues {
  readonly ids: Uint32Array<ArrayBuffer>;
  /** Mean cosine similarity to all of `to` less that to all of `away`, in [-2, 2]. */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * How similar every sample is to samples and probes, in the active model's space. Samples without a vector do not count.
 * @throws {WinnowError} no_embeddings; not_found where a probe is gone, or none of the samples asked for has a vector
 */
export async function similarityValues(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  { to, away }: SimilarityAsked,
  signal?: AbortSignal,
): Promise<SimilarityValues> {
  const { id } = storedModel(dataset.read);
  const input = {
    to: samplesOf(to),
    away: samplesOf(away),
    probesTo: probesOf(dataset, to, id),
    probesAway: probesOf(dataset, away, id),
  };
  const space = await engine.spaces.of(dataset, id);
  return space.call('similarity', input, signal === undefined ? {} : { signal });
}

function samplesOf(asked: readonly SimilarTo[]): Uint32Array {
  return Uint32Array.from(asked.filter((one) => !isProbe(one)));
}

function probesOf(dataset: Dataset, asked: readonly SimilarTo[], modelId: number): readonly ProbeVector[] {
  return asked.filter(isProbe).map((name) => {
    const { vector, isText } = probeOf(dataset, name, modelId);
    return { vector, isText };
  });
}
