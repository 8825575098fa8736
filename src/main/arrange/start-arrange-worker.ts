import { Worker } from 'node:worker_threads';
import type { ArrangeCalls } from '../../workers/arrange/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { type Client, connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';

export interface ArrangeWorker {
  readonly client: Client<ArrangeCalls>;
  /** Ends the thread; calls in flight reject with `compute_crashed`. */
  close(): Promise<void>;
}

/** Starts a thread that arranges samples; it lives for one job, since it holds what it was given. */
export function startArrangeWorker(): ArrangeWorker {
  const worker = new Worker(entryUrl('arrange/arrange.worker'), { name: 'arrange' });
  return { client: connect<ArrangeCalls>(workerChannel(worker)), close: async () => void (await worker.terminate()) };
}
