import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import { arrangeHandlers } from './arrange-handlers.ts';
import type { ArrangeCalls } from './calls.ts';

if (parentPort === null) throw new Error('arrange.worker.ts is the entry of a worker thread; expected to run in one.');
serve<ArrangeCalls>(portChannel(parentPort), arrangeHandlers);
