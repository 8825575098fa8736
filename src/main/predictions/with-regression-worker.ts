import { Worker } from 'node:worker_threads';
import type { RegressionCalls } from '../../workers/regression/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { type Client, connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';

/** Runs some work with a regression thread of its own, which ends with it. */
export async function withRegressionWorker<T>(work: (client: Client<RegressionCalls>) => Promise<T>): Promise<T> {
  const worker = new Worker(entryUrl('regression/regression.worker'), { name: 'regression' });
  try {
    return await work(connect<RegressionCalls>(workerChannel(worker)));
  } finally {
    await worker.terminate();
  }
}
