/**
 * The embed process, real but for files whose path holds a marker: `raise-segv` ends the process by a real SIGSEGV,
 * `never-answer` stops it, and a model whose path holds `killer` ends it with whatever picture it is given.
 */
import { appendFileSync } from 'node:fs';
import type { EmbedCalls } from '../../../src/workers/embed/calls.ts';
import type { ToWorker } from '../../../src/workers/rpc/protocol.ts';

const starts = process.env.WINNOW_TEST_STARTS;
if (starts !== undefined) appendFileSync(starts, `${process.pid}\n`);

let model = '';

function filesOf({ name, input }: ToWorker & { readonly type: 'call' }): string[] {
  if (name === 'embed') {
    const { pictures } = input as EmbedCalls['embed']['input'];
    return [model, ...pictures.map((picture) => ('path' in picture ? Buffer.from(picture.path).toString() : ''))];
  }
  const { file } = input as { readonly file: string };
  if (name === 'load') model = file.includes('killer') ? 'raise-segv' : '';
  return [file];
}

process.on('message', (message: ToWorker) => {
  if (message.type !== 'call' || message.name === 'ready') return;
  const files = filesOf(message);
  if (files.some((file) => file.includes('raise-segv'))) process.kill(process.pid, 'SIGSEGV');
  if (files.some((file) => file.includes('never-answer'))) process.kill(process.pid, 'SIGSTOP');
});

await import('../../../src/workers/embed/embed-process.ts');
