import type { Dataset } from '../dataset/dataset.ts';
import { type PendingSample, pendingAfter, pendingAmong } from '../index/pending.ts';
import { takeWanted } from './priority.ts';

const SAMPLES_AT_ONCE = 256;

/** Hands out the samples that wait to be decoded, each once: what the page shows first, then by id. */
export interface DecodeQueue {
  /** Null where nothing waits just now. */
  next(): PendingSample | null;
  /** What came of a sample was written, or is not to be: it may be handed out again where it still waits. */
  release(id: number): void;
  isTaken(id: number): boolean;
}

export function createDecodeQueue(dataset: Dataset): DecodeQueue {
  /** Handed out and not written yet: still pending in the index. */
  const taken = new Set<number>();
  let urgent: PendingSample[] = [];
  let upcoming: PendingSample[] = [];
  let lastId = 0;

  function refill(afterId: number): void {
    const samples = pendingAfter(dataset.read, afterId, SAMPLES_AT_ONCE + taken.size);
    lastId = samples[samples.length - 1]?.id ?? 0;
    upcoming = samples.toReversed();
  }

  function pick(from: PendingSample[]): PendingSample | null {
    for (let sample = from.pop(); sample !== undefined; sample = from.pop()) {
      if (taken.has(sample.id)) continue;
      taken.add(sample.id);
      return sample;
    }
    return null;
  }

  return {
    next() {
      const wanted = takeWanted(dataset);
      if (wanted.length > 0) urgent = pendingAmong(dataset.read, wanted).toReversed();
      const found = pick(urgent) ?? pick(upcoming);
      if (found !== null) return found;
      if (lastId > 0) refill(lastId);
      const following = pick(upcoming);
      if (following !== null) return following;
      // Rows passed by wait again where a scan, running meanwhile, found their files changed.
      refill(0);
      return pick(upcoming);
    },
    release: (id) => void taken.delete(id),
    isTaken: (id) => taken.has(id),
  };
}
