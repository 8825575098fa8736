import { Worker } from 'node:worker_threads';
import type { CheckpointCalls } from '../../workers/checkpoint/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import type { WritableDb } from './connection.ts';

const EVERY_MS = 1000;
/** SQLite's own choice. */
const PAGES_BETWEEN_CHECKPOINTS = 1000;

/**
 * Has a thread fold the logs of databases back while a job writes to them much: SQLite would do it within a commit, and
 * wait for the disk there for 50 ms and more.
 * @returns ends it, and leaves it to the commits again. Rejects with what went wrong meanwhile
 */
export function startCheckpoints(dbs: readonly WritableDb[]): () => Promise<void> {
  for (const db of dbs) db.pragma('wal_autocheckpoint = 0');
  const worker = new Worker(entryUrl('checkpoint/checkpoint.worker'), { name: 'checkpoint' });
  const client = connect<CheckpointCalls>(workerChannel(worker));
  let failure: { readonly error: unknown } | null = null;
  const fail = (error: unknown): void => {
    failure ??= { error };
  };
  let last: Promise<unknown> = client.call('open', { files: dbs.map((db) => db.name) }).catch(fail);
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    last = last
      .then(() => client.call('checkpoint', null))
      .catch(fail)
      .finally(() => {
        isRunning = false;
      });
  }, EVERY_MS);

  return async () => {
    clearInterval(timer);
    await last;
    await client.call('checkpoint', null).catch(fail);
    await client.call('close', null).catch(fail);
    await worker.terminate();
    for (const db of dbs) db.pragma(`wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS}`);
    if (failure !== null) throw failure.error;
  };
}
