import { isProbe, type SimilarTo } from '../../shared/embedding.ts';
import type { ProbeVector, Similarities, SimilarityInput } from '../../workers/neighbours/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { probeOf } from './probes.ts';

export interface SimilarityAsked {
  readonly to: readonly SimilarTo[];
  readonly away: readonly SimilarTo[];
}

/**
 * What to ask the thread that holds the active model's vectors.
 * @throws {WinnowError} no_embeddings; not_found where a probe is gone
 */
export function similarityInput(
  dataset: Dataset,
  { to, away }: SimilarityAsked,
): { readonly modelId: number; readonly input: SimilarityInput } {
  const { id } = storedModel(dataset.read);
  const probes = { probesTo: probesOf(dataset, to, id), probesAway: probesOf(dataset, away, id) };
  return { modelId: id, input: { to: samplesOf(to), away: samplesOf(away), ...probes } };
}

/**
 * How similar every sample is to samples and probes, in the active model's space. Samples without a vector do not count.
 * @throws {WinnowError} no_embeddings; not_found where a probe is gone, or none of the samples asked for has a vector
 */
export async function similarityValues(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  asked: SimilarityAsked,
  signal?: AbortSignal,
): Promise<Similarities> {
  const { modelId, input } = similarityInput(dataset, asked);
  const space = await engine.spaces.of(dataset, modelId);
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
