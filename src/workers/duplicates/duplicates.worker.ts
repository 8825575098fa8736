import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { DuplicateCalls } from './calls.ts';
import { duplicateHandlers } from './duplicate-handlers.ts';

if (parentPort === null) throw new Error('duplicates.worker.ts is the entry of a worker thread; expected to run in one.');
serve<DuplicateCalls>(portChannel(parentPort), duplicateHandlers);
