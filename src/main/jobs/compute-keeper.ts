import { setTimeout as sleep } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import { type ChildCalls, type ChildOptions, type ComputeChild, startChild } from './compute-child.ts';

/** A process that dies this often in a row before it is ready is broken, whatever the files. */
const MAX_FAILED_STARTS = 5;
const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 1000;

/** How a process is called in what a person reads. */
export interface ProcessWords {
  /** "compute process" */
  readonly name: string;
  /** "decodes images" */
  readonly task: string;
}

/** Keeps one process: starts it when it is first needed, and again after it died, ever later while it keeps dying. */
export interface Keeper<C extends ChildCalls> {
  /** @throws {WinnowError} compute_crashed where it does not start; {DOMException} AbortError once the keeper is closed */
  child(): Promise<ComputeChild<C>>;
  /** To be told when a call was answered: the process is sound. */
  noteAnswer(): void;
  /** Ends the process; the next `child()` starts another. */
  end(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** @param log is given a line for a person whenever the process dies or does not start */
export function createKeeper<C extends ChildCalls>(
  { name, task, ...options }: ChildOptions & ProcessWords,
  log: (message: string) => void,
): Keeper<C> {
  const closed = (): DOMException => new DOMException(`The ${name} was closed.`, 'AbortError');
  let current: Promise<ComputeChild<C>> | null = null;
  let isClosed = false;
  /** Since the last answer. */
  let deathsInARow = 0;
  /** Those that were ended here, whose end is no news. */
  const dismissed = new WeakSet<ComputeChild<C>>();

  async function start(): Promise<ComputeChild<C>> {
    for (let attempt = 1; ; attempt++) {
      if (deathsInARow > 0) await sleep(Math.min(FIRST_DELAY_MS * 2 ** deathsInARow, LONGEST_DELAY_MS));
      if (isClosed) throw closed();
      const child = startChild<C>(options);
      if (await child.isReady) return child;
      deathsInARow++;
      const reason = await child.exited;
      log(`The ${name} did not start (attempt ${attempt} of ${MAX_FAILED_STARTS}): ${reason}.`);
      if (attempt === MAX_FAILED_STARTS) {
        throw new WinnowError(
          'compute_crashed',
          `The process that ${task} does not start: ${reason}. Run "winnow doctor" to see what is missing.`,
        );
      }
    }
  }

  async function mind(starting: Promise<ComputeChild<C>>): Promise<void> {
    // Whoever asked for the process is told why it did not start.
    const child = await starting.catch(() => null);
    const reason = await child?.exited;
    if (current === starting) current = null;
    if (child === null || dismissed.has(child)) return;
    deathsInARow++;
    log(`The ${name} died: ${reason}. It starts again when it is needed.`);
  }

  async function end(): Promise<void> {
    const ending = current;
    current = null;
    const child = await ending?.catch(() => null);
    if (child === null || child === undefined) return;
    dismissed.add(child);
    child.kill();
    await child.exited;
  }

  async function child(): Promise<ComputeChild<C>> {
    for (;;) {
      if (isClosed) throw closed();
      if (current === null) {
        current = start();
        void mind(current);
      }
      const kept = await current;
      if (kept.client.closedBecause === null) return kept;
      // Dead, but not yet noted: whoever came next would be blamed for it.
      await kept.exited;
    }
  }

  return {
    child,
    noteAnswer: () => {
      deathsInARow = 0;
    },
    end,
    close: async () => {
      isClosed = true;
      await end();
    },
  };
}
