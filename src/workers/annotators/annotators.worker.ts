import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import { annotatorHandlers } from './annotator-handlers.ts';
import type { AnnotatorCalls } from './calls.ts';

if (parentPort === null) throw new Error('annotators.worker.ts is the entry of a worker thread; expected to run in one.');
serve<AnnotatorCalls>(portChannel(parentPort), annotatorHandlers);
