import type { DuplicateGroups, DuplicateSources } from './calls.ts';
import { type Reading, readersOf, readKeys } from './duplicate-reader.ts';
import { findGroups } from './find-groups.ts';
import { atOnce, type Steps } from './steps.ts';

/** Reads an index and groups its samples. @param only the groups among these samples; null: among all */
export function* findDuplicates(db: Reading, sources: DuplicateSources, only: Uint32Array | null): Steps<DuplicateGroups> {
  const keys = yield* readKeys(db, sources, only);
  return yield* findGroups({ keys, ...readersOf(db, sources, keys.ids) });
}

/** The groups among a few samples, at once and on the caller's connection: some milliseconds for 500. */
export function findAmong(db: Reading, sources: DuplicateSources, ids: Uint32Array): DuplicateGroups {
  return atOnce(findDuplicates(db, sources, ids));
}
