import { parentPort } from 'node:worker_threads';
import { WinnowError } from '../../shared/errors.ts';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { DecodeCalls } from './calls.ts';
import { decodeHandlers } from './decode-handlers.ts';

if (parentPort === null) throw new WinnowError('internal', 'decode.worker runs as a worker thread only.');

serve<DecodeCalls>(portChannel(parentPort), decodeHandlers);
