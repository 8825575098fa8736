import { Worker } from 'node:worker_threads';
import type { QueryCalls } from '../../workers/query/calls.ts';
import type { ColumnSources } from '../../workers/query/column-sources.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { type Client, connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';

export interface QueryWorker {
  readonly client: Client<QueryCalls>;
  /** Ends the thread; calls in flight reject with `compute_crashed`. */
  close(): Promise<void>;
}

/**
 * Columns are read through rows and JSON that are garbage at once. V8 would let them pile up to 140 MB, and keep the room;
 * collected in small portions the same reading takes as long.
 */
const YOUNG_GENERATION = { maxYoungGenerationSizeMb: 12 };

/**
 * Starts a thread that answers queries on the index of `sources`, and has it read the index's ids.
 * @throws what opening the database throws; the thread is ended then
 */
export async function startQueryWorker(sources: ColumnSources): Promise<QueryWorker> {
  const worker = new Worker(entryUrl('query/query.worker'), { name: 'query', resourceLimits: YOUNG_GENERATION });
  const client = connect<QueryCalls>(workerChannel(worker));
  const close = async (): Promise<void> => void (await worker.terminate());
  try {
    await client.call('open', sources);
    return { client, close };
  } catch (error) {
    await close();
    throw error;
  }
}
