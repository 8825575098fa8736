import type { AnnotationSet, AnnotationState } from '../../shared/annotation.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { ReadableDb } from '../db/connection.ts';
import { storageError } from '../db/storage-error.ts';
import {
  type AnnotationRows,
  activateAnnotations,
  annotationSets,
  type ConsensusColumns,
  dropSet,
  insertSet,
  type NewAnnotationSet,
  removeLeftoverAnnotations,
  reserveSetId,
  writeAnnotations,
  writeConsensus,
} from '../index/annotation-sets.ts';
import type { JobContext } from '../jobs/job-context.ts';

export function annotationState(db: ReadableDb): AnnotationState {
  const sets = annotationSets(db);
  return { sets, activeId: sets.find(({ isActive }) => isActive)?.id ?? null };
}

/** @throws {WinnowError} not_found where there is none of this id */
export function storedSet(db: ReadableDb, id: number): AnnotationSet {
  const set = annotationSets(db).find((one) => one.id === id);
  if (set !== undefined) return set;
  throw new WinnowError('not_found', `This dataset has no annotations of a set ${id}. They may have been removed.`);
}

/**
 * Keeps a set: its labels first, then its row, which makes it the one that queries see. Killed or called off in between, there
 * is no set, and what is left of its labels goes.
 * @throws {WinnowError} read_only, disk_full; bad_request where the name is taken; AbortError
 */
export async function storeAnnotations(
  dataset: Dataset,
  set: NewAnnotationSet,
  labels: AnnotationRows,
  consensus: ConsensusColumns,
  { signal, report }: JobContext,
): Promise<AnnotationSet> {
  const db = writerOf(dataset);
  expectFreeSetName(db, set.name);
  await removeLeftoverAnnotations(db);
  const id = reserveSetId(db);
  try {
    report({ stage: 'Keeping labels', done: 0, total: labels.ids.length });
    await writeAnnotations(db, id, labels, (done) => report({ done }), signal);
    await writeConsensus(db, id, consensus, set.classes, signal);
    insertSet(db, id, set);
  } catch (error) {
    await removeLeftoverAnnotations(db);
    throw storageError(error, dataset.directory);
  }
  await dataset.changed(null, 'annotations');
  return storedSet(db, id);
}

/** Has queries see another set. @throws {WinnowError} read_only, not_found */
export async function chooseAnnotations(dataset: Dataset, id: number): Promise<void> {
  const db = writerOf(dataset);
  activateAnnotations(db, storedSet(db, id).id);
  await dataset.changed(null, 'annotations');
}

/** Forgets a set; where it was the active one, the newest of the others is. @throws {WinnowError} read_only, not_found */
export async function forgetAnnotations(dataset: Dataset, id: number): Promise<void> {
  const db = writerOf(dataset);
  dropSet(db, storedSet(db, id).id);
  await dataset.changed(null, 'annotations');
  await removeLeftoverAnnotations(db);
}

/** The name, or with the least number behind it that makes it free. */
export function freeSetName(db: ReadableDb, wanted: string): string {
  const taken = new Set(annotationSets(db).map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** @throws {WinnowError} bad_request */
export function expectFreeSetName(db: ReadableDb, name: string): void {
  if (!annotationSets(db).some((set) => set.name === name)) return;
  throw new WinnowError(
    'bad_request',
    `There are annotations named "${name}" already. Remove them first, or choose another name.`,
  );
}
