import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { ParquetCalls } from './calls.ts';
import { openParquet, type ParquetRows } from './parquet-rows.ts';

if (parentPort === null) throw new Error('parquet.worker.ts is the entry of a worker thread; expected to run in one.');
let rows: ParquetRows | null = null;

serve<ParquetCalls>(portChannel(parentPort), {
  async open({ file }) {
    rows = await openParquet(file);
    return rows.facts;
  },
  async read({ from, to }) {
    if (rows === null) throw new Error('The Parquet worker was asked for rows before it opened a file.');
    return await rows.read(from, to);
  },
});
