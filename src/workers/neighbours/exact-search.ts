import { exactSearch, MetricKind } from 'usearch';
import type { Steps } from '../duplicates/steps.ts';
import { distance } from './matrix.ts';

/** Candidates compared at once. */
const CHUNK = 4096;
/** Multiplications between two yields: usearch does about 5 in a nanosecond. */
const STEP = 60_000_000;
/** Queries between two yields: what is found for each is compared once more. */
const MOST_QUERIES = 256;

export interface ExactSearch {
  /** Points by place, of length 1 or zeros. */
  readonly rows: Float32Array;
  readonly dimensions: number;
  /** Places of those whose nearest are sought. */
  readonly queries: Uint32Array;
  /** Places of those that may be nearest. */
  readonly candidates: Uint32Array;
  readonly k: number;
}

/**
 * Compares every query with every candidate.
 * @param found told the k nearest candidates of each query in each chunk of candidates, the query itself where it is one of
 *   them, as numbers in `queries` and `candidates`
 */
export function* searchExactly(
  { rows, dimensions, queries, candidates, k }: ExactSearch,
  found: (query: number, candidate: number, distance: number) => void,
): Steps<void> {
  for (let from = 0; from < candidates.length; from += CHUNK) {
    const among = gatherRows(rows, dimensions, candidates.subarray(from, from + CHUNK));
    const amongCount = among.length / dimensions;
    const width = Math.min(k, amongCount);
    const block = Math.max(1, Math.min(MOST_QUERIES, Math.floor(STEP / among.length)));
    for (let at = 0; at < queries.length; at += block) {
      const asked = queries.subarray(at, at + block);
      const { keys } = exactSearch(among, gatherRows(rows, dimensions, asked), dimensions, width, MetricKind.IP, 1);
      const places = lowWords(keys);
      for (const [i, place] of asked.entries()) {
        for (let j = 0; j < width; j++) {
          const candidate = from + (places[2 * (i * width + j)] as number);
          found(at + i, candidate, distance(rows, place, candidates[candidate] as number, dimensions));
        }
      }
      yield (from + (amongCount * (at + asked.length)) / queries.length) / candidates.length;
    }
  }
}

/** Rows one after the other in a buffer of their own: usearch reads a view from the start of its buffer. */
export function gatherRows(rows: Float32Array, dimensions: number, places: Uint32Array): Float32Array<ArrayBuffer> {
  const gathered = new Float32Array(places.length * dimensions);
  for (const [i, place] of places.entries()) {
    gathered.set(rows.subarray(place * dimensions, (place + 1) * dimensions), i * dimensions);
  }
  return gathered;
}

/** Keys of 64 bits as pairs of 32, the low one first: what we call things by fits into that. */
export function lowWords(keys: BigUint64Array): Uint32Array {
  return new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
}
