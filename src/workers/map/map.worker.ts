import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { MapCalls } from './calls.ts';
import { mapHandlers } from './map-handlers.ts';

if (parentPort === null) throw new Error('map.worker.ts is the entry of a worker thread; expected to run in one.');
serve<MapCalls>(portChannel(parentPort), mapHandlers);
