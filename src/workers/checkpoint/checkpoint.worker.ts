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
    for (const db of open) db.pragma('wal_checkpoint(PASSIVE)');
    return null;
  },
  close() {
    for (const db of open.splice(0)) db.close();
    return null;
  },
});
