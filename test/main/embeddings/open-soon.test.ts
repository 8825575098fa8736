import { expect, it } from 'vitest';
import type { EmbedSession } from '../../../src/main/embeddings/embedder.ts';
import { openSoon } from '../../../src/main/embeddings/open-soon.ts';
import { meanColorModel } from '../../fixtures/mean-color-embedder.ts';

const { file, manifest } = meanColorModel();
const model = { file, manifest, threads: 1 };
/** Another model is at work for ever. */
const busy = {
  open: (_: unknown, signal?: AbortSignal) =>
    new Promise<EmbedSession>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('The call was cancelled.', 'AbortError')));
    }),
};

it('says that another model is at work where that goes on for long', async () => {
  await expect(openSoon(busy, model, { withinMs: 20 })).rejects.toMatchObject({
    code: 'dataset_busy',
    message: expect.stringContaining('Another model is at work'),
  });
});

it('waits no longer than the one who asked', async () => {
  const cancel = new AbortController();
  const opening = openSoon(busy, model, { withinMs: 60_000, signal: cancel.signal });
  cancel.abort();
  await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
});
