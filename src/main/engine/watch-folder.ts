import type { AsyncSubscription } from '@parcel/watcher';
import { fsPath } from '../../workers/scan/fs-path.ts';

/** A burst of changes is over when none came for so long. */
const QUIET_MS = 700;
/** One that does not end is looked at so often. */
const LONGEST_MS = 5000;
/** A look at a large folder takes its time: the next one waits as many times as long. */
const REST_TIMES = 4;

export interface FolderWatch {
  close(): Promise<void>;
}

/**
 * Hears of files that appear, change or vanish in a folder.
 * @param look looks at the folder; called once a burst of changes is over, never twice at a time; aborted when nobody watches any more
 * @param onFault told where the system does not say what changes
 */
export function watchFolder(
  folder: string,
  look: (signal: AbortSignal) => Promise<void>,
  onFault: (error: unknown) => void,
): FolderWatch {
  let subscription: AsyncSubscription | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let firstMs: number | null = null;
  let restUntilMs = 0;
  let isLooking = false;
  const closing = new AbortController();

  function plan(): void {
    if (closing.signal.aborted || isLooking || firstMs === null) return;
    if (timer !== null) clearTimeout(timer);
    const now = performance.now();
    const dueMs = Math.max(Math.min(now + QUIET_MS, firstMs + LONGEST_MS), restUntilMs);
    timer = setTimeout(() => void lookNow(), Math.max(0, dueMs - now));
    timer.unref();
  }

  async function lookNow(): Promise<void> {
    firstMs = null;
    isLooking = true;
    const startedMs = performance.now();
    await look(closing.signal).catch(onFault);
    restUntilMs = performance.now() + REST_TIMES * (performance.now() - startedMs);
    isLooking = false;
    plan();
  }

  async function subscribe(): Promise<void> {
    const path = fsPath(folder);
    if (typeof path !== 'string') throw new Error('The folder has a name that is no text.');
    // A system without its binary goes without.
    const { default: watcher } = await import('@parcel/watcher');
    const found = await watcher.subscribe(path, (error) => {
      if (error !== null) onFault(error);
      firstMs ??= performance.now();
      plan();
    });
    if (closing.signal.aborted) await found.unsubscribe();
    else subscription = found;
  }

  const subscribed = subscribe().catch(onFault);
  return {
    async close() {
      closing.abort();
      if (timer !== null) clearTimeout(timer);
      await subscribed;
      await subscription?.unsubscribe();
      subscription = null;
    },
  };
}
