import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { QueryCalls } from './calls.ts';
import { queryHandlers } from './query-handlers.ts';

if (parentPort === null) throw new Error('query.worker.ts is the entry of a worker thread; expected to run in one.');
serve<QueryCalls>(portChannel(parentPort), queryHandlers());
