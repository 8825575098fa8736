import type { Repair } from '../../shared/auto-clean.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { RelabelEachChange } from '../index/decisions.ts';

/** What a step would change. */
export type KeptStep =
  | { readonly repair: Exclude<Repair, 'relabel'>; readonly ids: Uint32Array }
  | ({ readonly repair: 'relabel' } & RelabelEachChange);

/** Jobs whose steps are kept of a dataset: the last ones. */
const MOST_JOBS = 3;

/** By the job that found them; gone with the dataset. */
const keptOf = new WeakMap<Dataset, Map<string, readonly KeptStep[]>>();

export function keepCleaning(dataset: Dataset, jobId: string, steps: readonly KeptStep[]): void {
  const all = keptOf.get(dataset) ?? new Map<string, readonly KeptStep[]>();
  keptOf.set(dataset, all);
  all.set(jobId, steps);
  for (const oldest of [...all.keys()].slice(0, -MOST_JOBS)) all.delete(oldest);
}

/** @throws {WinnowError} not_found where it is not kept any more */
export function keptStepOf(dataset: Dataset, jobId: string, place: number): KeptStep {
  const step = keptOf.get(dataset)?.get(jobId)?.[place];
  if (step !== undefined) return step;
  throw new WinnowError('not_found', 'What that step would change is not kept any more. Try the repairs again.');
}
