/** Serves the echo calls in a thread or in a forked process, wherever it was started. */
import { parentPort } from 'node:worker_threads';
import { parentChannel, portChannel } from '../../../src/workers/rpc/channel.ts';
import { serve } from '../../../src/workers/rpc/serve.ts';
import { type EchoCalls, echoHandlers } from './echo-calls.ts';

serve<EchoCalls>(parentPort === null ? parentChannel() : portChannel(parentPort), echoHandlers);
