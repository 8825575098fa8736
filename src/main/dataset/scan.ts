import { Worker } from 'node:worker_threads';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import type { ScanBatch, ScanCalls } from '../../workers/scan/calls.ts';
import { IGNORED_AFTER_PATH } from '../index/ignored.ts';
import { SAMPLES_AFTER_PATH } from '../index/samples.ts';
import { KNOWN_SHARDS } from '../index/shards.ts';
import { indexFile } from './index-files.ts';

/**
 * Compares a folder with its index, in a thread of its own and one batch ahead of whoever uses them. The last batch has
 * totals; what it calls gone is gone only if the folder still is the one that the scan began with.
 * @param dataset.directory of the index
 * @throws {WinnowError} folder_missing, no_permission about the folder itself; an AbortError on cancel
 */
export async function* scanFolder(
  { folder, directory }: { readonly folder: string; readonly directory: string },
  signal: AbortSignal,
): AsyncGenerator<ScanBatch> {
  const worker = new Worker(entryUrl('scan/scan.worker'), { name: 'scan' });
  const client = connect<ScanCalls>(workerChannel(worker));
  try {
    const dbFile = indexFile(directory);
    const indexed = { dbFile, samples: SAMPLES_AFTER_PATH, ignored: IGNORED_AFTER_PATH, shards: KNOWN_SHARDS };
    await client.call('start', { folder, indexed });
    for (let ahead = client.call('next', null); ; ) {
      const batch = await ahead;
      signal.throwIfAborted();
      if (batch.totals !== null) {
        yield batch;
        return;
      }
      ahead = client.call('next', null);
      // Awaited only after the batch is used; until then a failure is not an unhandled one.
      ahead.catch(() => undefined);
      yield batch;
    }
  } finally {
    await worker.terminate();
  }
}
