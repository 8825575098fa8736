import { createHash } from 'node:crypto';
import type { Keypoints } from './keypoints.ts';

/** 15 kB each. */
const MOST = 4000;

/** Keypoints of pictures that were laid over others lately: a picture has several neighbours, and these are most of the work. */
export class KeypointMemory {
  readonly #known = new Map<string, Keypoints>();

  /** @param jpeg the picture's bytes, by which it is known again */
  of(jpeg: Uint8Array, find: () => Keypoints): Keypoints {
    const key = createHash('sha1').update(jpeg).digest('base64');
    const found = this.#known.get(key) ?? find();
    // Taken out and put back: a Map remembers the order of insertion, so the first entry is the longest unused.
    this.#known.delete(key);
    this.#known.set(key, found);
    if (this.#known.size > MOST) this.#known.delete(this.#known.keys().next().value ?? '');
    return found;
  }
}
