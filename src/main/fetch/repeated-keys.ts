import type { createPauses } from '../predictions/prediction-file.ts';

/** Sorted one after the other, so that none takes long: 10 million keys are 20,000 in each. */
const BUCKETS = 512;

/** Finds keys that come more than once, at 8 bytes a key. */
export interface RepeatedKeys {
  /** @param key whole number, as `textKey` gives it */
  add(key: number): void;
  /** Those that were added more than once. */
  find(pause: ReturnType<typeof createPauses>): Promise<ReadonlySet<number>>;
}

export function createRepeatedKeys(): RepeatedKeys {
  const buckets = Array.from({ length: BUCKETS }, () => ({ keys: new Float64Array(16), size: 0 }));
  return {
    add(key) {
      const bucket = buckets[key % BUCKETS];
      if (bucket === undefined) return;
      if (bucket.size === bucket.keys.length) {
        const larger = new Float64Array(2 * bucket.size);
        larger.set(bucket.keys);
        bucket.keys = larger;
      }
      bucket.keys[bucket.size++] = key;
    },
    async find(pause) {
      const repeated = new Set<number>();
      for (const { keys, size } of buckets) {
        const sorted = keys.subarray(0, size).sort();
        for (let at = 1; at < size; at++) if (sorted[at] === sorted[at - 1]) repeated.add(sorted[at] ?? 0);
        const wait = pause();
        if (wait !== undefined) await wait;
      }
      return repeated;
    },
  };
}
