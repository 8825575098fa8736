import { WinnowError } from '../../shared/errors.ts';
import { NO_CLASS } from '../../workers/label-quality/probabilities.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { StoredModel } from '../embeddings/stored-models.ts';
import { classNames } from '../index/classes.ts';
import { classesOf, widestGroupsOf } from '../index/copy-groups.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Spaces } from '../neighbours/spaces.ts';

/** All samples that a model has a vector of, with what is known of their labels. */
export interface LabelledVectors {
  /** Ascending. */
  readonly ids: Uint32Array;
  readonly dimensions: number;
  /** Projected: those that neighbours are found by. */
  readonly vectors: Float32Array<ArrayBuffer>;
  /** Of those that some of these samples have, in alphabetical order. */
  readonly classes: readonly string[];
  /** Place in `classes`, NO_CLASS = none. */
  readonly labels: Int32Array;
  readonly labelled: number;
  /** Copies have one number; negative: a sample by itself. */
  readonly groups: Int32Array;
}

/** @throws {WinnowError} bad_request where there is too little to tell classes apart by; AbortError */
export async function labelledVectors(
  dataset: Dataset,
  model: StoredModel,
  spaces: Pick<Spaces, 'of'>,
  context: JobContext,
): Promise<LabelledVectors> {
  const db = dataset.read;
  const space = await spaces.of(dataset, model.id);
  const options = { signal: context.signal, onProgress: context.report };
  const { ids, dimensions, vectors } = await space.call('vectors', { ids: null, components: null }, options);
  const classIds = await classesOf(db, ids);
  const groups = await widestGroupsOf(db, ids);
  const { classes, labels, labelled } = labelsOf(classIds, classNames(db));
  if (classes.length < 2) throw tooLittle(classes, labelled, ids.length);
  return { ids, dimensions, vectors, classes, labels, labelled, groups };
}

/** Without a call for each of a million samples. @param classIds by sample, 0 = none @param names by id */
function labelsOf(
  classIds: Uint32Array,
  names: ReadonlyMap<number, string>,
): Pick<LabelledVectors, 'classes' | 'labels' | 'labelled'> {
  const placeOfId = new Int32Array(Math.max(0, ...names.keys()) + 1).fill(NO_CLASS);
  const isUsed = new Uint8Array(placeOfId.length);
  for (let row = 0; row < classIds.length; row++) isUsed[classIds[row] as number] = 1;
  const used = [...names].filter(([id]) => isUsed[id] === 1).toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  for (const [place, [id]] of used.entries()) placeOfId[id] = place;
  const labels = new Int32Array(classIds.length);
  let labelled = 0;
  for (let row = 0; row < labels.length; row++) {
    const place = placeOfId[classIds[row] as number] ?? NO_CLASS;
    labels[row] = place;
    if (place !== NO_CLASS) labelled++;
  }
  return { classes: used.map(([, name]) => name), labels, labelled };
}

function tooLittle([only]: readonly string[], labelled: number, samples: number): WinnowError {
  const found =
    only === undefined
      ? `None of the ${samples.toLocaleString('en')} embedded samples has a label`
      : `All ${labelled.toLocaleString('en')} labelled samples with an embedding are "${only}"`;
  return new WinnowError(
    'bad_request',
    `${found}; predicting labels from labels takes samples of two classes or more. Label some, or embed those that are labelled.`,
  );
}
