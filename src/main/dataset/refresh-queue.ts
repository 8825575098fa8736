/** Makes queries see what changed; many calls in a row become few. */
export interface RefreshQueue {
  /** @param ids null: many or all @returns once a refresh that began after this call is done */
  add(ids: Uint32Array | null): Promise<void>;
  /** Runs something between two refreshes. @throws what it throws */
  inTurn(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way; later calls do nothing. */
  close(): Promise<void>;
}

/** Above it reading everything again is cheaper than naming the rows. */
const MOST_IDS = 100_000;

interface Batch {
  ids: Set<number> | null;
  readonly done: Promise<void>;
}

/** @param refresh never run twice at a time; ids ascending and without repetition */
export function createRefreshQueue(refresh: (ids: Uint32Array | null) => Promise<void>): RefreshQueue {
  let running: Promise<void> = Promise.resolve();
  let waiting: Batch | null = null;
  let isClosed = false;

  function begin(): Batch {
    const batch: Batch = {
      ids: new Set(),
      done: running.then(() => {
        waiting = null;
        return isClosed ? undefined : refresh(batch.ids === null ? null : Uint32Array.from(batch.ids).sort());
      }),
    };
    running = batch.done.catch(() => undefined);
    return batch;
  }

  function merge(batch: Batch, ids: Uint32Array | null): void {
    if (ids === null || batch.ids === null || batch.ids.size + ids.length > MOST_IDS) {
      batch.ids = null;
      return;
    }
    for (const id of ids) batch.ids.add(id);
  }

  return {
    add(ids) {
      waiting ??= begin();
      merge(waiting, ids);
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
