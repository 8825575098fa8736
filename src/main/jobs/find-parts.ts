import { DEFAULT_LIMITS } from '../../workers/decode/calls.ts';
import type { NeighbourCalls } from '../../workers/neighbours/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { storedModel, vectorSource } from '../embeddings/stored-models.ts';
import { standsForOf } from '../index/copy-groups.ts';
import { areDuplicatesStale, markDuplicatesStale } from '../index/out-of-date.ts';
import { type LookedAt, pairsToLookAt, storePartPairs } from '../index/part-pairs.ts';
import { beginRun, endRun } from '../index/runs.ts';
import { readThumb } from '../index/thumbs.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import { undisturbed } from '../neighbours/undisturbed.ts';
import type { Compute } from './compute.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { JobContext } from './job-context.ts';

/**
 * Cosine distance in a centred space below which a copy may lie. With MobileNetV2, of 120 photos nine in ten lie below after
 * 15% was cut off a corner, all after smaller crops, tilts, texts and borders; other photos start at .5.
 */
export const MAX_DISTANCE = 0.45;
/** Of each sample; copies of copies are joined through one another. */
export const NEAREST = 4;
/** A second of work or less. */
const PAIRS_AT_ONCE = 48;
/** Of one job, the nearest first: some minutes of work. The next job goes on with the rest. */
const MOST_PAIRS = 20_000;

export interface PartSearch {
  readonly dataset: Dataset;
  readonly modelId: number;
  readonly spaces: Spaces;
  readonly compute: Compute;
  /** Of Winnow, for the lineage. */
  readonly version: string;
  readonly context: JobContext;
  /** Pairs to look at; absent: as many as take some minutes. */
  readonly mostPairs?: number;
}

export interface FoundParts {
  /** Pairs of which one is a part of the other. */
  readonly found: number;
  /** Pairs that are left for the next time. */
  readonly left: number;
}

/**
 * Lays neighbours over each other to find copies that no hash finds, cropped, tilted, framed or written upon, and groups
 * duplicates anew where some were found. Pairs that were looked at before are not looked at again.
 * @throws {DOMException} AbortError on cancel, after what was looked at is written; {WinnowError} no_embeddings
 */
export async function findParts(search: PartSearch): Promise<FoundParts> {
  const { dataset, context, modelId, version, mostPairs = MOST_PAIRS } = search;
  const db = writerOf(dataset);
  context.report({ stage: 'Looking for close copies', done: 0, total: null });
  const near = await undisturbed(() => closePairs(search));
  const allOpen = await pairsToLookAt(db, near);
  const open = allOpen.subarray(0, mostPairs);
  const left = allOpen.length - open.length;
  if (open.length === 0) {
    // A job that was stopped before may have found some, and not have come to grouping them.
    if (areDuplicatesStale(db)) await findDuplicates(search);
    return { found: 0, left };
  }
  const parameters = { modelId, maxDistance: MAX_DISTANCE, nearest: NEAREST };
  const run = beginRun(db, { kind: 'parts', parameters, version });
  try {
    const found = await lookAt(search, near, open);
    if (areDuplicatesStale(db)) await findDuplicates(search);
    endRun(db, run, 'done', { pairs: open.length, found, left });
    return { found, left };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    endRun(db, run, context.signal.aborted ? 'cancelled' : 'failed', { message });
    throw error;
  }
}

/** Of exact copies one alone is compared: five of them would be each other's nearest, and what was made of them would not. */
async function closePairs({ dataset, modelId, spaces, context }: PartSearch): Promise<NeighbourCalls['closePairs']['output']> {
  const { ids } = await vectorSource(dataset, storedModel(dataset.read, modelId));
  const standsFor = await standsForOf(dataset.read, ids);
  const space = await spaces.of(dataset, modelId);
  return space.call('closePairs', { standsFor, maxDistance: MAX_DISTANCE, k: NEAREST }, { signal: context.signal });
}

async function lookAt(
  { dataset, compute, context }: PartSearch,
  { a, b }: { readonly a: Uint32Array; readonly b: Uint32Array },
  open: Uint32Array,
): Promise<number> {
  const db = writerOf(dataset);
  let found = 0;
  let done = 0;
  let next = 0;

  async function runLane(): Promise<void> {
    while (next < open.length) {
      context.signal.throwIfAborted();
      const chosen = open.subarray(next, next + PAIRS_AT_ONCE);
      next += chosen.length;
      const pairs = Array.from(chosen, (k) => [a[k] as number, b[k] as number] as const);
      const looked = await layOver(pairs, dataset, compute, context.signal);
      // Before the write: groups that do not know of these pairs are out of date, whatever happens next.
      const parts = looked.filter(({ distance }) => distance !== null).length;
      if (parts > 0) markDuplicatesStale(db);
      storePartPairs(db, looked);
      found += parts;
      done += pairs.length;
      context.report({ done, total: open.length });
    }
  }
  context.report({ stage: 'Comparing close pictures', done: 0, total: open.length });
  const lanes = await Promise.allSettled([runLane(), runLane()]);
  const failed = lanes.find((lane) => lane.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return found;
}

/** Where the process dies of some pairs they are tried by halves, so that one alone costs what is to be known of it. */
async function layOver(
  pairs: readonly (readonly [number, number])[],
  dataset: Dataset,
  compute: Compute,
  signal: AbortSignal,
): Promise<readonly LookedAt[]> {
  const ids = [...new Set(pairs.flat())];
  const places = new Map(ids.map((id, place) => [id, place]));
  const jpegs = ids.map((id) => readThumb(dataset.thumbs, id) ?? new Uint8Array(0));
  const input = { jpegs, pairs: Uint32Array.from(pairs.flat(), (id) => places.get(id) ?? 0), limits: DEFAULT_LIMITS };
  const output = await compute.align(input, signal);
  if (output === null && pairs.length > 1) {
    const half = Math.ceil(pairs.length / 2);
    const first = await layOver(pairs.slice(0, half), dataset, compute, signal);
    return [...first, ...(await layOver(pairs.slice(half), dataset, compute, signal))];
  }
  return pairs.map(([a, b], k) => {
    const distance = output?.distances[k] ?? Number.NaN;
    return { a, b, distance: Number.isNaN(distance) ? null : distance };
  });
}
