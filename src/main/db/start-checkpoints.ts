import { Worker } from 'node:worker_threads';
import type { CheckpointCalls } from '../../workers/checkpoint/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import type { WritableDb } from './connection.ts';

const EVERY_MS = 2500;
/** SQLite's own choice. */
const PAGES_BETWEEN_CHECKPOINTS = 1000;

/**
 * Has a thread fold the logs of databases back while a job writes to them much: SQLite would do it within a commit, and
 * wait for the disk there for 50 ms and more.
 * @returns ends it, and leaves it to the commits again. Rejects with what went wrong meanwhile
 */
export function startCheckpoints(dbs: readonly WritableDb[]): () => Promise<void> {
  for (const db of dbs) db.pragma('wal_autocheckpoint = 0');
  let thread: CheckpointThread | null = null;
  let running: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;

  function checkpoint(): void {
    // A job of two seconds needs no thread.
    thread ??= startThread(dbs.map((db) => db.name));
    running ??= thread
      .checkpoint()
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        running = null;
      });
  }

  const timer = setInterval(checkpoint, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
    if (thread !== null) {
      checkpoint();
      await running;
      await thread.close();
    }
    for (const db of dbs) db.pragma(`wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS}`);
    if (failure !== null) throw failure.error;
  };
}

interface CheckpointThread {
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

function startThread(files: readonly string[]): CheckpointThread {
  const worker = new Worker(entryUrl('checkpoint/checkpoint.worker'), { name: 'checkpoint' });
  const client = connect<CheckpointCalls>(workerChannel(worker));
  const opening = client.call('open', { files });
  return {
    async checkpoint() {
      await opening;
      await client.call('checkpoint', null);
    },
    async close() {
      if (client.closedBecause === null) await client.call('close', null);
      await worker.terminate();
    },
  };
}
