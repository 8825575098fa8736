import { parentPort } from 'node:worker_threads';
import { WinnowError } from '../../shared/errors.ts';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { SessionCalls } from './session-calls.ts';
import { createSessionHandlers } from './session-handlers.ts';

if (parentPort === null) throw new WinnowError('internal', 'session.worker runs as a worker thread only.');

serve<SessionCalls>(portChannel(parentPort), createSessionHandlers());
