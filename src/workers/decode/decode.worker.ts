import { parentPort } from 'node:worker_threads';
import { WinnowError } from '../../shared/errors.ts';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { DecodeCalls } from './calls.ts';
import { decodeFile } from './decode-file.ts';
import { renderFile } from './render-file.ts';

if (parentPort === null) throw new WinnowError('internal', 'decode.worker runs as a worker thread only.');

serve<DecodeCalls>(portChannel(parentPort), {
  ready: () => null,
  decode: (input, { signal }) => decodeFile(input, signal),
  render: (input) => renderFile(input),
});
