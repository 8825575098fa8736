import { Worker } from 'node:worker_threads';
import type { NeighbourCalls, VectorSource } from '../../workers/neighbours/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { type CallOptions, type Client, connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';

/** A thread that holds vectors, and knows whether it is used. */
export interface SpaceThread {
  readonly client: Client<NeighbourCalls>;
  /** Reads what is new. @throws what the call throws; AbortError */
  open(
    source: VectorSource & { readonly mayWrite: boolean },
    options: CallOptions<NeighbourCalls['open']['progress']>,
  ): Promise<void>;
  /** Ends the thread; calls in flight reject with `compute_crashed`. */
  end(): Promise<void>;
}

/** @param onUnused called once no call was made for so long */
export function startSpaceThread(unusedMs: number, onUnused: () => void): SpaceThread {
  const worker = new Worker(entryUrl('neighbours/neighbours.worker'), { name: 'neighbours' });
  const client = connect<NeighbourCalls>(workerChannel(worker));
  let calls = 0;
  let timer: NodeJS.Timeout | null = setTimeout(onUnused, unusedMs).unref();
  let isEnded = false;

  function begin(): void {
    calls++;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function done(): void {
    calls--;
    if (calls === 0 && !isEnded) timer = setTimeout(onUnused, unusedMs).unref();
  }

  const watched: Client<NeighbourCalls> = {
    get closedBecause() {
      return client.closedBecause;
    },
    async call(name, input, options) {
      begin();
      try {
        return await client.call(name, input, options);
      } finally {
        done();
      }
    },
  };

  return {
    client: watched,
    open: async (source, options) => void (await watched.call('open', source, options)),
    async end() {
      isEnded = true;
      if (timer !== null) clearTimeout(timer);
      await worker.terminate();
    },
  };
}
