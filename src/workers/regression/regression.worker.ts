import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { RegressionCalls } from './calls.ts';
import { regressionHandlers } from './regression-handlers.ts';

if (parentPort === null) throw new Error('regression.worker.ts is the entry of a worker thread; expected to run in one.');
serve<RegressionCalls>(portChannel(parentPort), regressionHandlers);
