import { Worker } from 'node:worker_threads';
import type { DecodeCalls, DecodeWork } from './decode/calls.ts';
import { decodeHandlers } from './decode/decode-handlers.ts';
import { parentChannel, workerChannel } from './rpc/channel.ts';
import { connect } from './rpc/client.ts';
import { entryUrl } from './rpc/entry-url.ts';
import { type CallContext, type Handlers, serve } from './rpc/serve.ts';

/**
 * Entry of the compute process: touches untrusted files so that the engine never does.
 * Argument 1: how many threads.
 */
const THREADS = Math.max(1, Number(process.argv[2] ?? 1));

// Ctrl-C reaches the whole process group, but when this process ends is the engine's decision.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

// Not exit(): that would wait for native decodes, and nothing here needs saving.
const end = (): void => void process.kill(process.pid, 'SIGKILL');

interface DecodeThread {
  readonly client: ReturnType<typeof connect<DecodeCalls>>;
  running: number;
}

function startThread(): DecodeThread {
  const worker = new Worker(entryUrl('decode/decode.worker'));
  worker.on('error', (error: Error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  // What a dead thread owed is sorted out as after any crash: by starting again.
  worker.once('exit', end);
  return { client: connect<DecodeCalls>(workerChannel(worker)), running: 0 };
}

/** Passes each call on to the thread with the fewest. */
function spreadOver(threads: readonly DecodeThread[]): Handlers<DecodeCalls> {
  async function route<N extends DecodeWork>(
    name: N,
    input: DecodeCalls[N]['input'],
    { signal }: CallContext<never>,
  ): Promise<DecodeCalls[N]['output']> {
    const thread = threads.reduce((best, other) => (other.running < best.running ? other : best));
    thread.running++;
    try {
      return await thread.client.call(name, input, { signal });
    } finally {
      thread.running--;
    }
  }
  return {
    ready: async () => {
      await Promise.all(threads.map((thread) => thread.client.call('ready', null)));
      return null;
    },
    decode: (input, context) => route('decode', input, context),
    pixelHash: (input, context) => route('pixelHash', input, context),
    align: (input, context) => route('align', input, context),
    miniatures: (input, context) => route('miniatures', input, context),
    change: (input, context) => route('change', input, context),
    render: (input, context) => route('render', input, context),
    crop: (input, context) => route('crop', input, context),
    histogram: (input, context) => route('histogram', input, context),
    unpack: (input, context) => route('unpack', input, context),
    tile: (input, context) => route('tile', input, context),
  };
}

const channel = parentChannel();
channel.onClose(end);
// One thread is this process's own: handing every thumbnail over to another would cost a twentieth of the rate.
serve<DecodeCalls>(channel, THREADS === 1 ? decodeHandlers : spreadOver(Array.from({ length: THREADS }, startThread)));
