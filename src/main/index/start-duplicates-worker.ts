import { Worker } from 'node:worker_threads';
import type { DuplicateCalls } from '../../workers/duplicates/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { type Client, connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';

export interface DuplicatesWorker {
  readonly client: Client<DuplicateCalls>;
  /** Ends the thread; calls in flight reject with `compute_crashed`. */
  close(): Promise<void>;
}

/** Starts a thread that finds duplicates; it lives for one search, since it holds what it read. */
export function startDuplicatesWorker(): DuplicatesWorker {
  const worker = new Worker(entryUrl('duplicates/duplicates.worker'), { name: 'duplicates' });
  return { client: connect<DuplicateCalls>(workerChannel(worker)), close: async () => void (await worker.terminate()) };
}
