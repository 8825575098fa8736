import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { thumbsWriterOf, writerOf } from '../../../src/main/dataset/writer-of.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { startDecodePass } from '../../../src/main/jobs/decode-pass.ts';
import { EMPTY_OUTPUT } from '../../../src/workers/decode/empty-output.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

it('reads a file again that changed when it was decoded but not written yet', async () => {
  const dataset = await openDataset({ home: tempFolder(), request: { folder: tempFolder() }, endpoint: null });
  const writers = { index: writerOf(dataset), thumbs: thumbsWriterOf(dataset) };
  writers.index.exec("INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES ('a.png', 1, 1, 'pending')");
  let reads = 0;
  const compute: Compute = {
    width: 1,
    warm: () => undefined,
    decode: async () => ({ ...EMPTY_OUTPUT, width: ++reads }),
    pixelHash: () => Promise.reject(new Error('Nothing is to be hashed.')),
    align: () => Promise.reject(new Error('Nothing is to be aligned.')),
    miniatures: async () => null,
    change: () => Promise.reject(new Error('not asked for')),
    render: () => Promise.reject(new Error('Nothing is to be rendered.')),
    crop: () => Promise.reject(new Error('Nothing is to be shown.')),
    histogram: () => Promise.reject(new Error('Nothing is to be shown.')),
    unpack: () => Promise.reject(new Error('Nothing is to be shown.')),
    tile: () => Promise.reject(new Error('Nothing is to be shown.')),
    close: async () => undefined,
  };
  const pass = startDecodePass({
    dataset,
    writers,
    compute,
    signal: new AbortController().signal,
    beforeWrite: () => undefined,
    onWritten: () => undefined,
    onGone: async () => undefined,
  });
  await nextTurn();
  expect(reads).toBe(1);
  pass.invalidate([1]);
  await pass.finish();
  expect(writers.index.prepare('SELECT width FROM sample').pluck().get()).toBe(2);
  await dataset.close();
});
