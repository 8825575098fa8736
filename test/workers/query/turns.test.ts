import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { type Checkpoint, Turns } from '../../../src/workers/query/turns.ts';

const never = new AbortController().signal;

function busyFor(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

it('come in order, one at a time, after one that failed too', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const task = (name: string) => async (checkpoint: Checkpoint) => {
    seen.push(`${name} begins`);
    busyFor(25);
    await checkpoint();
    if (name === 'b') throw new Error('b failed');
    seen.push(`${name} ends`);
  };
  const all = ['a', 'b', 'c'].map((name) => turns.run(never, task(name)));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'c begins', 'c ends']);
});

it('are not begun where a message that came during the one before cancels them', async () => {
  const turns = new Turns();
  const { port1, port2 } = new MessageChannel();
  const controller = new AbortController();
  let hasBegun = false;
  let superseded: Promise<void> = Promise.resolve();
  const answered = new Promise<void>((resolve) => {
    port2.on('message', (message) => {
      if (message === 'cancel') return controller.abort();
      // As a worker is asked: within the handler of a message.
      void turns.run(never, async () => {
        port1.postMessage('cancel');
        busyFor(5);
      });
      superseded = turns.run(controller.signal, async () => {
        hasBegun = true;
      });
      resolve();
    });
  });
  port1.postMessage('ask');
  await answered;
  await expect(superseded).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(hasBegun).toBe(false);
  port1.close();
});
