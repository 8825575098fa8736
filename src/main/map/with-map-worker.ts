import { Worker } from 'node:worker_threads';
import type { MapCalls } from '../../workers/map/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { type Client, connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';

/**
 * Runs some work with a map thread of its own, which ends with it. A cancel ends it at once: umap-js takes a minute before it
 * could look up. @throws {DOMException} AbortError on cancel
 */
export async function withMapWorker<T>(work: (client: Client<MapCalls>) => Promise<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  const worker = new Worker(entryUrl('map/map.worker'), { name: 'map' });
  const end = (): void => void worker.terminate();
  signal?.addEventListener('abort', end, { once: true });
  try {
    return await work(connect<MapCalls>(workerChannel(worker)));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
    await worker.terminate();
  }
}
