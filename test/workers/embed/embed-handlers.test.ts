import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { createEmbedHandlers } from '../../../src/workers/embed/embed-handlers.ts';
import { createSessionHandlers } from '../../../src/workers/embed/session-handlers.ts';
import { quarters, writeModel } from '../../fixtures/made-models.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

test('few pictures are in memory at once, however many batches are', async () => {
  const session = createSessionHandlers();
  const context = { signal: new AbortController().signal, progress: () => {} };
  const client = {
    closedBecause: null,
    call: async (name: keyof typeof session, input: never) => session[name](input, context as never) as never,
  };
  const handlers = createEmbedHandlers({ pictures: () => client, text: () => client });
  const file = join(tempFolder(), 'quarters.onnx');
  await handlers.load({ file, manifest: writeModel(file, quarters), threads: 1 }, context);
  const grey = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  let read = 0;
  const pictures = Array.from({ length: 3 * availableParallelism() }, () => ({
    get jpeg() {
      read++;
      return grey;
    },
  }));
  const batches = [pictures, pictures].map((some) => handlers.embed({ pictures: some, limits: DEFAULT_LIMITS }, context));
  await Promise.resolve();
  await Promise.resolve();
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(availableParallelism() + 1);
  for (const { vectors, failures } of await Promise.all(batches)) {
    expect([vectors.length, failures]).toEqual([12 * pictures.length, []]);
  }
});
