import { availableParallelism } from 'node:os';
import { BatchMatches, Index, type Matches, MetricKind, ScalarKind } from 'usearch';
import { lowWords } from './exact-search.ts';

/**
 * A quarter of the bits is half the memory and a quarter less time than of half of them. What rounding swaps is put right by
 * comparing some more of what is found in full (bench/neighbours.ts).
 */
const QUANTIZATION = ScalarKind.I8;
const CONNECTIVITY = 16;
/** Nodes looked at when one is added or sought. */
export const EXPANSION = 64;
/** What is sought at once does not depend on the number of threads. */
const SEARCH_THREADS = Math.max(1, availableParallelism());

/** A graph index of points (HNSW, Malkov & Yashunin 2018) by usearch. Points are called by number. */
export interface PointIndex {
  readonly size: number;
  /** @param rows of length 1, one after the other in a buffer of their own; called `first`, `first` + 1, … */
  add(first: number, rows: Float32Array): void;
  /** @param wanted this many, and at least as many are looked at @param found told them query by query, nearest first */
  search(rows: Float32Array, wanted: number, found: (query: number, numbers: Iterable<number>) => void): void;
  save(file: string): void;
}

/** @param file of an index that was saved @throws usearch's errors where it is cut off or something else */
export function createPointIndex(dimensions: number, file?: string): PointIndex {
  const index = new Index({
    dimensions,
    metric: MetricKind.IP,
    quantization: QUANTIZATION,
    connectivity: CONNECTIVITY,
    expansion_add: EXPANSION,
    expansion_search: EXPANSION,
    multi: false,
  });
  if (file !== undefined) index.load(file);
  return {
    get size() {
      return index.size();
    },
    add(first, rows) {
      // One at a time: with several threads an index differs from run to run. It makes room for as many as are named here.
      for (let i = 0; i < rows.length / dimensions; i++) {
        const row = rows.slice(i * dimensions, (i + 1) * dimensions);
        index.add(BigUint64Array.of(BigInt(first + i)), row, SEARCH_THREADS);
      }
    },
    search(rows, wanted, found) {
      const count = rows.length / dimensions;
      const matches: Matches | BatchMatches = index.search(rows, wanted, SEARCH_THREADS);
      const numbers = lowWords(matches.keys);
      for (let query = 0; query < count; query++) {
        // Of a single query usearch gives only what it found.
        const here = matches instanceof BatchMatches ? Number(matches.counts[query]) : matches.keys.length;
        found(query, evenOnes(numbers, 2 * query * wanted, here));
      }
    },
    save: (file) => index.save(file),
  };
}

function* evenOnes(words: Uint32Array, from: number, count: number): Iterable<number> {
  for (let i = 0; i < count; i++) yield words[from + 2 * i] as number;
}
