import { DEFAULT_LIMITS } from '../../workers/decode/calls.ts';
import { putMiniatures, readMiniatures, thumbsWithoutMiniature } from '../index/miniatures.ts';
import type { Compute } from '../jobs/compute.ts';
import type { Dataset } from './dataset.ts';

/** About 50 ms of work, after which one that nobody waits for any more is called off. */
const MADE_AT_ONCE = 48;

/**
 * Miniatures of samples by id; those without a thumbnail have none. What an older Winnow indexed gets them as they are asked for,
 * and keeps them where the dataset can be written to.
 * @throws {DOMException} AbortError on cancel
 */
export async function sampleMiniatures(
  dataset: Dataset,
  compute: () => Compute,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const found = new Map(readMiniatures(dataset.thumbs, ids));
  if (found.size === ids.length) return found;
  const bare = thumbsWithoutMiniature(
    dataset.thumbs,
    ids.filter((id) => !found.has(id)),
  );
  for (let start = 0; start < bare.length; start += MADE_AT_ONCE) {
    signal.throwIfAborted();
    const some = bare.slice(start, start + MADE_AT_ONCE);
    const output = await compute().miniatures({ jpegs: some.map(({ jpeg }) => jpeg), limits: DEFAULT_LIMITS }, signal);
    const made = some.flatMap(({ id, jpeg }, at) => {
      const miniature = output?.miniatures[at] ?? null;
      return miniature === null ? [] : [{ id, miniature, jpegBytes: jpeg.length }];
    });
    if (dataset.writeThumbs !== null) putMiniatures(dataset.writeThumbs, made);
    for (const { id, miniature } of made) found.set(id, miniature);
  }
  return found;
}
