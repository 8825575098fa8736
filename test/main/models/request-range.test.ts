import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { requestRange } from '../../../src/main/models/request-range.ts';
import { sendFile, serveFiles } from './file-server.ts';

const BYTES = Buffer.from('the bytes of a model '.repeat(200));

/** Collects what nobody holds any more, and lets finalizers run. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await wait(5);
  }
}

// undici cancels the body of a Response that was collected before anyone began to read: it then ends without a byte.
test('an answer is whole however long it takes until it is read', async () => {
  const server = await serveFiles({ '/model': sendFile(BYTES) });
  const signal = new AbortController().signal;
  const answer = await requestRange({ url: `${server.url}/model`, from: 0, validator: null, userAgent: 'test', signal });
  await collectGarbage();
  let received = 0;
  for (;;) {
    const { value, done } = await answer!.body.read();
    if (done) break;
    received += value.length;
  }
  expect(received).toBe(BYTES.length);
  await server.close();
});
