import type { Probe, SimilarTo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { ProbeVector } from '../../workers/neighbours/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';

/** Kept of a dataset at once; the oldest are forgotten. */
const MOST = 100;

/** Something to be similar to that is no sample, kept for as long as the dataset is open. */
export interface KeptProbe extends Probe, ProbeVector {}

interface Shelf {
  readonly probes: Map<string, KeptProbe>;
  made: number;
}

const shelves = new WeakMap<Dataset, Shelf>();

/** Keeps a vector under a name that no other of this dataset had. */
export function keepProbe(dataset: Dataset, what: Omit<KeptProbe, 'name'>): Probe {
  const shelf = shelves.get(dataset) ?? { probes: new Map(), made: 0 };
  shelves.set(dataset, shelf);
  const name = `@${++shelf.made}` as const;
  shelf.probes.set(name, { ...what, name });
  const [oldest] = shelf.probes.keys();
  if (shelf.probes.size > MOST && oldest !== undefined) shelf.probes.delete(oldest);
  return { name, modelId: what.modelId, title: what.title };
}

/** @throws {WinnowError} not_found where there is none of this name, or it was made with another model */
export function probeOf(dataset: Dataset, name: SimilarTo & string, modelId: number): KeptProbe {
  const probe = shelves.get(dataset)?.probes.get(name);
  if (probe === undefined) {
    throw new WinnowError('not_found', `There is no picture or text ${name} any more. Give it again, then compare.`);
  }
  if (probe.modelId !== modelId) {
    throw new WinnowError(
      'not_found',
      `${probe.title} (${name}) was looked at by another model than the active one. Give it again, then compare.`,
    );
  }
  return probe;
}
