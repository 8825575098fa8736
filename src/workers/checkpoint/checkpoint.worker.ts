import { parentPort } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { WinnowError } from '../../shared/errors.ts';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { CheckpointCalls } from './calls.ts';

if (parentPort === null) throw new WinnowError('internal', 'The checkpoint worker runs as a thread only.');
const open: Database.Database[] = [];

serve<CheckpointCalls>(portChannel(parentPort), {
  open({ files }) {
    for (const file of files) open.push(new Database(file, { fileMustExist: true }));
    return null;
  },
  checkpoint() {
    for (const db of open) fold(db);
    return null;
  },
  close() {
    for (const db of open.splice(0)) db.close();
    return null;
  },
});

function fold(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    // Nothing is lost: the log stays, and on a full disk the writer's own next commit says so.
    if (!(error instanceof Database.SqliteError && error.code === 'SQLITE_FULL')) throw error;
  }
}
