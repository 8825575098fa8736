/**
 * The compute process, real but for files whose path holds a marker: `raise-segv` ends the process by a real SIGSEGV,
 * `never-answer` stops it, and WINNOW_TEST_FAIL_START keeps it from starting.
 */
import { appendFileSync } from 'node:fs';
import type { DecodeInput } from '../../../src/workers/decode/calls.ts';
import type { ToWorker } from '../../../src/workers/rpc/protocol.ts';

const starts = process.env.WINNOW_TEST_STARTS;
if (starts !== undefined) appendFileSync(starts, `${process.pid}\n`);
if (process.env.WINNOW_TEST_FAIL_START !== undefined) {
  process.stderr.write('a library is missing\n');
  process.exit(3);
}

process.on('message', (message: ToWorker) => {
  if (message.type !== 'call' || message.name === 'ready') return;
  const path = Buffer.from((message.input as DecodeInput).path).toString();
  if (path.includes('raise-segv')) process.kill(process.pid, 'SIGSEGV');
  if (path.includes('never-answer')) process.kill(process.pid, 'SIGSTOP');
});

await import('../../../src/workers/compute-process.ts');
