import type { ChangedPart } from '../../workers/query/calls.ts';

/** Makes queries see what changed; many calls in a row become few. */
export interface RefreshQueue {
  /**
   * @param ids null: many or all @param only the part of them that changed; absent: anything
   * @returns once a refresh that began after this call is done
   */
  add(ids: Uint32Array | null, only?: ChangedPart | null): Promise<void>;
  /** Runs something between two refreshes. @throws what it throws */
  inTurn(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way; later calls do nothing. */
  close(): Promise<void>;
}

/** Above it reading everything again is cheaper than naming the rows. */
const MOST_IDS = 100_000;

interface Batch {
  ids: Set<number> | null;
  /** Undefined while nothing was added. */
  only: ChangedPart | null | undefined;
  readonly done: Promise<void>;
}

/** @param refresh never run twice at a time; ids ascending and without repetition */
export function createRefreshQueue(refresh: (ids: Uint32Array | null, only: ChangedPart | null) => Promise<void>): RefreshQueue {
  let running: Promise<void> = Promise.resolve();
  let waiting: Batch | null = null;
  let isClosed = false;

  function begin(): Batch {
    const batch: Batch = {
      ids: new Set(),
      only: undefined,
      done: running.then(() => {
        waiting = null;
        return isClosed ? undefined : refresh(batch.ids === null ? null : Uint32Array.from(batch.ids).sort(), batch.only ?? null);
      }),
    };
    running = batch.done.catch(() => undefined);
    return batch;
  }

  function merge(batch: Batch, ids: Uint32Array | null, only: ChangedPart | null): void {
    batch.only = batch.only === undefined || batch.only === only ? only : null;
    if (ids === null || batch.ids === null || batch.ids.size + ids.length > MOST_IDS) {
      batch.ids = null;
      return;
    }
    for (const id of ids) batch.ids.add(id);
  }

  return {
    add(ids, only = null) {
      waiting ??= begin();
      merge(waiting, ids, only);
      return waiting.done;
    },
    inTurn(work) {
      const done = running.then(work);
      running = done.catch(() => undefined);
      return done;
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}
