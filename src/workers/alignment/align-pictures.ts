import { setImmediate as nextTurn } from 'node:timers/promises';
import sharp from 'sharp';
import type { AlignInput, AlignOutput } from '../decode/calls.ts';
import { type Alignable, align, alignable } from './align.ts';
import { isPart, LEAST_SIDE, partDistance } from './is-part.ts';
import { KeypointMemory } from './keypoint-memory.ts';

/** For what else the process is asked meanwhile. */
const STEP_MS = 20;

const memory = new KeypointMemory();

/** Lays pictures over each other, pair by pair. A picture that cannot be read is a part of none. */
export async function alignPictures({ jpegs, pairs }: AlignInput, signal: AbortSignal): Promise<AlignOutput> {
  const pictures: (Alignable | null)[] = [];
  let since = performance.now();
  const pause = async (): Promise<void> => {
    if (performance.now() - since < STEP_MS) return;
    await nextTurn();
    signal.throwIfAborted();
    since = performance.now();
  };
  for (const jpeg of jpegs) {
    pictures.push(await readAlignable(jpeg));
    await pause();
  }
  const distances = new Float32Array(pairs.length / 2).fill(Number.NaN);
  for (let k = 0; k < distances.length; k++) {
    const [a, b] = [pictures[pairs[2 * k] as number], pictures[pairs[2 * k + 1] as number]];
    const alignment = a == null || b == null ? null : align(a, b);
    if (alignment !== null && isPart(alignment)) distances[k] = partDistance(alignment);
    await pause();
  }
  return { distances };
}

async function readAlignable(jpeg: Uint8Array): Promise<Alignable | null> {
  try {
    const picture = sharp(jpeg).toColourspace('srgb').removeAlpha();
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
    if (Math.min(info.width, info.height) < LEAST_SIDE) return null;
    const pixels = { data, width: info.width, height: info.height, channels: 3 } as const;
    return alignable(pixels, (find) => memory.of(jpeg, find));
  } catch {
    // A thumbnail that cannot be read is shown as such elsewhere.
    return null;
  }
}
