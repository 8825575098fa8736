import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb } from '../db/connection.ts';
import { REPORT_RANGE } from '../index/report-counts.ts';

/** The index as it was at one moment, for as long as a report is made of it. */
export interface ReportSource {
  readonly db: ReadableDb;
  /** The largest id of a sample. */
  readonly lastId: number;
  readonly signal?: AbortSignal;
}

/**
 * Looks at all samples, some thousand ids (after, upto] at once; others run in between.
 * @throws the signal's reason when it is aborted
 */
export async function eachRange(source: ReportSource, look: (after: number, upto: number) => void): Promise<void> {
  for (let after = 0; after < source.lastId; after += REPORT_RANGE) {
    source.signal?.throwIfAborted();
    look(after, after + REPORT_RANGE);
    await nextTurn();
  }
}

/** Adds to what a map holds. */
export function addTo<Key>(sums: Map<Key, number>, key: Key, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
