/** Lets a long loop give way: others' messages are read, and a cancel ends it. */
export type Checkpoint = () => Promise<void>;

const SLICE_MS = 20;

/** A checkpoint that costs next to nothing until its slice of time is used up. @throws AbortError once `signal` is aborted */
export function checkpointFor(signal: AbortSignal): Checkpoint {
  let sliceStart = performance.now();
  return async () => {
    if (performance.now() - sliceStart > SLICE_MS) {
      await giveWay();
      sliceStart = performance.now();
    }
    signal.throwIfAborted();
  };
}

/** Has messages read that came meanwhile: where one is being answered, the next is read only after the loop came round. */
async function giveWay(): Promise<void> {
  for (let round = 0; round < 2; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** One task at a time, in the order they came: a query never sees columns halfway through a refresh. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  /** Runs the task when those before it have ended, unless it was cancelled by then. */
  async run<T>(signal: AbortSignal, task: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      // What nobody waits for any more, since another query was asked, is not begun.
      await giveWay();
      signal.throwIfAborted();
      return task(checkpointFor(signal));
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
