import { parentPort } from 'node:worker_threads';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { TextCalls } from './calls.ts';
import { readWholeText } from './read-whole-text.ts';

if (parentPort === null) throw new Error('texts.worker.ts is the entry of a worker thread; expected to run in one.');

serve<TextCalls>(portChannel(parentPort), {
  read: ({ paths, mostBytes }) => paths.map((path) => readWholeText(path, mostBytes)),
});
