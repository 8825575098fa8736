import { Worker } from 'node:worker_threads';
import type { AnnotatorCalls } from '../../workers/annotators/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { type Client, connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';

/** Runs some work with an annotators thread of its own, which ends with it. */
export async function withAnnotatorsWorker<T>(work: (client: Client<AnnotatorCalls>) => Promise<T>): Promise<T> {
  const worker = new Worker(entryUrl('annotators/annotators.worker'), { name: 'annotators' });
  try {
    return await work(connect<AnnotatorCalls>(workerChannel(worker)));
  } finally {
    await worker.terminate();
  }
}
