import type { Steps } from '../duplicates/steps.ts';

/** Entries between two yields. */
const STEP = 20_000;

/**
 * Entries with the k largest values, largest first; of equal ones the first. A heap of k, so that picking a few of a million
 * takes milliseconds. NaN is never picked.
 */
export function* largestValues(values: Float32Array, entries: Uint32Array, k: number): Steps<Uint32Array<ArrayBuffer>> {
  const heap: number[] = [];
  const isSmaller = (a: number, b: number): boolean => {
    const difference = (values[a] as number) - (values[b] as number);
    return difference < 0 || (difference === 0 && a > b);
  };
  for (let at = 0; at < entries.length; at++) {
    if (at % STEP === 0) yield at / entries.length;
    const entry = entries[at] as number;
    if (Number.isNaN(values[entry])) continue;
    if (heap.length < k) {
      heap.push(entry);
      riseLast(heap, isSmaller);
    } else if (isSmaller(heap[0] as number, entry)) {
      heap[0] = entry;
      sinkFirst(heap, isSmaller);
    }
  }
  return Uint32Array.from(heap.sort((a, b) => (isSmaller(a, b) ? 1 : -1)));
}

type IsSmaller = (a: number, b: number) => boolean;

function riseLast(heap: number[], isSmaller: IsSmaller): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isSmaller(heap[at] as number, heap[parent] as number)) return;
    [heap[at], heap[parent]] = [heap[parent] as number, heap[at] as number];
    at = parent;
  }
}

function sinkFirst(heap: number[], isSmaller: IsSmaller): void {
  for (let at = 0; ; ) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && isSmaller(heap[child] as number, heap[least] as number)) least = child;
    }
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least] as number, heap[at] as number];
    at = least;
  }
}
