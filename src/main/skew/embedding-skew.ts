import { availableParallelism } from 'node:os';
import type { EmbeddingSkew } from '../../shared/skew.ts';
import { NO_CLASS } from '../../workers/label-quality/probabilities.ts';
import type { OutOfFold } from '../../workers/regression/out-of-fold.ts';
import { NO_FOLD } from '../../workers/regression/stratified-group-folds.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { activeModel, type StoredModel } from '../embeddings/stored-models.ts';
import { widestGroupsOf } from '../index/copy-groups.ts';
import { readRows } from '../index/rows.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import { withRegressionWorker } from '../predictions/with-regression-worker.ts';

const FOLDS = 5;
const SEED = 0;
/** Paths told of each split. */
const TELLING = 8;

/** Samples with the split each is in. */
export interface InSplits {
  readonly names: readonly string[];
  readonly ids: Uint32Array;
  /** Of each: place in `names` + 1, 0 = none. */
  readonly splits: Uint32Array;
}

/**
 * Learns the split of every sample from the embeddings of others, and no copies of it: what can be told better than by chance,
 * differs. Every split weighs the same, however large it is.
 * @returns null where there are no two splits with embeddings @throws AbortError
 */
export async function embeddingSkew(
  dataset: Dataset,
  spaces: Pick<Spaces, 'of'>,
  among: InSplits,
  context: JobContext,
): Promise<EmbeddingSkew | null> {
  const model = activeModel(dataset.read);
  if (model === null) return null;
  context.report({ stage: 'Reading vectors', done: 0, total: null });
  const placed = await placedVectors(dataset, spaces, model, among, context);
  const sizes = among.names.map((_, split) => placed.labels.reduce((sum, label) => sum + Number(label === split), 0));
  if (sizes.filter((size) => size > 0).length < 2) return null;
  context.report({ stage: 'Telling splits apart', done: 0, total: null });
  const { vectors: features, labels } = placed;
  // Every split weighs as much as any other, and a sample 1 on average.
  const samples = sizes.reduce((sum, size) => sum + size, 0);
  const weights = Float32Array.from(labels, (label) => (label === NO_CLASS ? 1 : samples / (sizes.length * (sizes[label] ?? 1))));
  const groups = await widestGroupsOf(dataset.read, placed.ids);
  const { dimensions } = placed;
  const input = { features, dimensions, labels, classes: sizes.length, groups, weights, folds: FOLDS, seed: SEED };
  const found = await withRegressionWorker((client) =>
    client.call(
      'outOfFold',
      { ...input, threads: availableParallelism() },
      { signal: context.signal, onProgress: context.report },
    ),
  );
  const splits = judged(found, placed, among.names).filter(({ share }) => !Number.isNaN(share));
  const telling: EmbeddingSkew['telling'][number][] = [];
  for (const { split, share, mostTelling } of splits) {
    const rows = await readRows(dataset.read, mostTelling, ['path']);
    telling.push({ split, told: share, ids: [...mostTelling], paths: rows.map(({ path }) => String(path)) });
  }
  const balancedAccuracy = splits.reduce((sum, { share }) => sum + share, 0) / splits.length;
  return { model: model.manifest.title, samples, balancedAccuracy, chance: 1 / splits.length, telling };
}

interface PlacedVectors {
  readonly ids: Uint32Array;
  readonly dimensions: number;
  readonly vectors: Float32Array;
  /** Place of the split, NO_CLASS = none. */
  readonly labels: Int32Array;
}

async function placedVectors(
  dataset: Dataset,
  spaces: Pick<Spaces, 'of'>,
  model: StoredModel,
  { ids, splits }: InSplits,
  { signal, report }: JobContext,
): Promise<PlacedVectors> {
  const space = await spaces.of(dataset, model.id);
  const found = await space.call('vectors', { ids: null, components: null }, { signal, onProgress: report });
  const splitOf = new Map(Array.from(ids, (id, at) => [id, (splits[at] ?? 0) - 1]));
  // NO_CLASS is -1: what is in no split, or not asked for, is learned nothing from.
  return { ...found, labels: Int32Array.from(found.ids, (id) => splitOf.get(id) ?? NO_CLASS) };
}

interface JudgedSplit {
  readonly split: string;
  /** Of its samples, those that were told to be in it; NaN where none was judged. */
  readonly share: number;
  /** Ids, the surest first. */
  readonly mostTelling: Uint32Array;
}

function judged(
  { probabilities, foldOf }: OutOfFold,
  { ids, labels }: PlacedVectors,
  names: readonly string[],
): readonly JudgedSplit[] {
  const { values } = probabilities;
  const width = names.length;
  return names.map((split, place) => {
    const rows = [...labels.keys()].filter((row) => labels[row] === place && foldOf[row] !== NO_FOLD);
    const told = rows.filter((row) => isMost(values.subarray(row * width, (row + 1) * width), place));
    const sure = (row: number): number => values[row * width + place] ?? 0;
    const most = rows.sort((a, b) => sure(b) - sure(a) || a - b).slice(0, TELLING);
    return { split, share: told.length / rows.length, mostTelling: Uint32Array.from(most, (row) => ids[row] ?? 0) };
  });
}

function isMost(probabilities: Float32Array, place: number): boolean {
  return probabilities.every((probability, at) => at === place || probability < (probabilities[place] ?? 0));
}
