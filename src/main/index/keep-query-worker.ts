import type { QueryCalls } from '../../workers/query/calls.ts';
import type { ColumnSources } from '../../workers/query/column-sources.ts';
import type { CallOptions, Client } from '../../workers/rpc/client.ts';
import { type QueryWorker, startQueryWorker } from './start-query-worker.ts';

/**
 * A query worker that is started again when its thread dies (out of memory, a fault of Winnow's): it holds nothing that is
 * not in the index. A call that it died under is made once more.
 * @throws what opening the database throws
 */
export async function keepQueryWorker(sources: ColumnSources, start = startQueryWorker): Promise<QueryWorker> {
  let current = await start(sources);
  let restarting: Promise<QueryWorker> | null = null;
  let revision = 0;
  let isClosed = false;

  async function restart(): Promise<QueryWorker> {
    const worker = await start(sources);
    if (revision > 0) await worker.client.call('refresh', { revision, ids: new Uint32Array(0) });
    current = worker;
    // Closed while it started.
    if (isClosed) await worker.close();
    return worker;
  }

  function afterDeathOf(worker: QueryWorker): Promise<QueryWorker> {
    if (worker !== current) return Promise.resolve(current);
    restarting ??= restart().finally(() => {
      restarting = null;
    });
    return restarting;
  }

  async function call<N extends keyof QueryCalls & string>(
    name: N,
    input: QueryCalls[N]['input'],
    options?: CallOptions<QueryCalls[N]['progress']>,
  ): Promise<QueryCalls[N]['output']> {
    const worker = current;
    try {
      return await worker.client.call(name, input, options);
    } catch (error) {
      if (isClosed || worker.client.closedBecause === null) throw error;
      return (await afterDeathOf(worker)).client.call(name, input, options);
    }
  }

  const client: Client<QueryCalls> = {
    get closedBecause() {
      return isClosed ? current.client.closedBecause : null;
    },
    async call(name, input, options) {
      const output = await call(name, input, options);
      if (typeof input === 'object' && 'revision' in input) revision = input.revision;
      return output;
    },
  };
  return {
    client,
    async close() {
      isClosed = true;
      await current.close();
    },
  };
}
