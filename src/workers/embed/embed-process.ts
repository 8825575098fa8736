import { Worker } from 'node:worker_threads';
import { parentChannel, workerChannel } from '../rpc/channel.ts';
import { type Client, connect } from '../rpc/client.ts';
import { entryUrl } from '../rpc/entry-url.ts';
import { serve } from '../rpc/serve.ts';
import type { EmbedCalls } from './calls.ts';
import { createEmbedHandlers } from './embed-handlers.ts';
import type { SessionCalls } from './session-calls.ts';

/** Entry of the embed process: touches untrusted pictures and models so that the engine never does. */

// Ctrl-C reaches the whole process group, but when this process ends is the engine's decision.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

// Not exit(): that would wait for native code, and nothing here needs saving.
const end = (): void => void process.kill(process.pid, 'SIGKILL');

function startThread(): Client<SessionCalls> {
  const worker = new Worker(entryUrl('embed/session.worker'));
  worker.on('error', (error: Error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  // What a dead thread owed is sorted out as after any crash: by starting again.
  worker.once('exit', end);
  return connect<SessionCalls>(workerChannel(worker));
}

let pictures: Client<SessionCalls> | null = null;
let text: Client<SessionCalls> | null = null;
const channel = parentChannel();
channel.onClose(end);
serve<EmbedCalls>(
  channel,
  createEmbedHandlers({ pictures: () => (pictures ??= startThread()), text: () => (text ??= startThread()) }),
);
