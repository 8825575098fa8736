import Database from 'better-sqlite3';
import { checkpointFor } from '../query/turns.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import type { DuplicateCalls, DuplicateGroups, DuplicateSources, Partition } from './calls.ts';
import { type Reading, readersOf, readKeys } from './duplicate-reader.ts';
import { findDuplicates } from './find-among.ts';
import { pixelCandidates } from './pixel-candidates.ts';
import { type Steps, stepByStep } from './steps.ts';

/** What progress is told in: thousandths. */
const WHOLE = 1000;

/** The calls of the duplicates worker. Each opens the index anew and closes it. */
export const duplicateHandlers: Handlers<DuplicateCalls> = {
  candidates: async ({ sources }, { signal }) => {
    const ids = await onIndex(
      sources,
      signal,
      () => {},
      (db) => candidates(db, sources),
    );
    return transfer(ids, [ids.buffer]);
  },
  find: async ({ sources, only }, { signal, progress }) => {
    let told = 0;
    const onDone = (share: number): void => {
      const done = Math.floor(share * WHOLE);
      if (done > told) progress({ done, total: WHOLE });
      told = Math.max(told, done);
    };
    const groups = await onIndex(sources, signal, onDone, (db) => findDuplicates(db, sources, only));
    return transfer(groups, buffersOf(groups));
  },
};

function* candidates(db: Reading, sources: DuplicateSources): Steps<Uint32Array<ArrayBuffer>> {
  const keys = yield* readKeys(db, sources, null);
  return yield* pixelCandidates(keys, readersOf(db, sources, keys.ids).fingerprints);
}

async function onIndex<T>(
  { dbFile }: DuplicateSources,
  signal: AbortSignal,
  onDone: (share: number) => void,
  work: (db: Reading) => Steps<T>,
): Promise<T> {
  const db = new Database(dbFile, { readonly: true, fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    return await stepByStep(work(db), checkpointFor(signal), onDone);
  } finally {
    db.close();
  }
}

const buffersOf = ({ exact, pixel, near }: DuplicateGroups): readonly ArrayBuffer[] =>
  [exact, pixel, near].flatMap(({ ids, groupIds, linkedIds, distances, turns }: Partition) => [
    ids.buffer,
    groupIds.buffer,
    linkedIds.buffer,
    distances.buffer,
    turns.buffer,
  ]);
