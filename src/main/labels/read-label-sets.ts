import { assertNever, WinnowError } from '../../shared/errors.ts';
import type { LabelFilesSummary } from '../../shared/label-files.ts';
import type { ReadableDb } from '../db/connection.ts';
import type { SampleLookup } from '../predictions/match-samples.ts';
import type { AnnotationRows } from './annotation-rows.ts';
import { createSetSinks } from './create-set-sinks.ts';
import type { LabelFileSet } from './label-reader.ts';
import { LABEL_READERS } from './label-readers.ts';

export interface ReadSets {
  readonly db: ReadableDb;
  readonly lookup: SampleLookup;
  /** Where what they say goes. */
  readonly rows: AnnotationRows;
  readonly signal: AbortSignal;
  /** @param share of all sets, in [0, 1] */
  readonly onProgress: (share: number) => void;
}

/** Reads one set of files after the other. A file of no use is a problem of its set. @throws AbortError */
export async function readLabelSets(
  sets: readonly LabelFileSet[],
  { db, lookup, rows, signal, onProgress }: ReadSets,
): Promise<readonly LabelFilesSummary[]> {
  const sinks = createSetSinks(db, lookup, rows, signal);
  const summaries: LabelFilesSummary[] = [];
  for (const [place, set] of sets.entries()) {
    const { sink, summary } = sinks.next(set, (share) => onProgress((place + share) / sets.length));
    const reader = LABEL_READERS.find(({ format }) => format === set.format) ?? assertNever(set.format as never);
    try {
      await reader.read(set, { folder: lookup.folder, sink, samples: lookup.paths, signal });
    } catch (error) {
      if (!(error instanceof WinnowError)) throw error;
      sink.problem('bad-file', error.message);
    }
    summaries.push(summary());
  }
  return summaries;
}
