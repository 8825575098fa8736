import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { NeighbourCalls } from './calls.ts';
import { createNeighbourHandlers } from './neighbour-handlers.ts';

if (parentPort === null) throw new Error('neighbours.worker.ts is the entry of a worker thread; expected to run in one.');
serve<NeighbourCalls>(portChannel(parentPort), createNeighbourHandlers());
