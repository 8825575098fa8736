import type { Transformation } from '../../shared/export.ts';
import { createRandom, seedOf } from '../../shared/random.ts';
import { turnedSize } from '../../shared/turned-size.ts';

/** Degrees a copy is tilted by at most, either way. */
const MOST_TILT = 10;
/** Share of each side that is left of a cropped copy, at least. */
const LEAST_CROP = 0.8;
/** Of brightness, either way. */
const MOST_BRIGHTNESS = 0.25;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is done to a copy of a picture, and how large it is then. */
export interface Augmentation extends Size {
  readonly steps: readonly Transformation[];
}

/**
 * Draws simple changes for a copy: mirrored, turned by quarters, tilted, cropped, brighter or darker, each with a chance of its own
 * and one at least. The same sample, number and seed draw the same.
 */
export function drawAugmentation(
  path: string,
  size: Size,
  { number, seed }: { readonly number: number; readonly seed: number },
): Augmentation {
  const random = createRandom(seedOf(seed, path, number));
  const steps: Transformation[] = [];
  let { width, height } = size;
  if (random.chance(0.5)) steps.push({ kind: 'flipped' });
  if (random.chance(0.25)) {
    const degrees = random.pick([90, 180, 270]);
    steps.push({ kind: 'rotated', degrees });
    if (degrees !== 180) [width, height] = [height, width];
  }
  if (random.chance(0.5)) {
    const degrees = rounded(random.between(-MOST_TILT, MOST_TILT), 10) || 1;
    steps.push({ kind: 'rotated', degrees });
    ({ width, height } = turnedSize(width, height, degrees));
  }
  if (random.chance(0.5)) {
    const left = random.whole(0, Math.floor((width * (1 - LEAST_CROP)) / 2));
    const top = random.whole(0, Math.floor((height * (1 - LEAST_CROP)) / 2));
    const cut = { width: random.whole(Math.ceil(width * LEAST_CROP), width - left), height: 0 };
    cut.height = random.whole(Math.ceil(height * LEAST_CROP), height - top);
    steps.push({ kind: 'cropped', left, top, ...cut });
    ({ width, height } = cut);
  }
  if (steps.length === 0 || random.chance(0.5)) {
    const factor = rounded(random.between(1 - MOST_BRIGHTNESS, 1 + MOST_BRIGHTNESS), 100);
    steps.push({ kind: 'brightened', factor: factor === 1 ? 1 + MOST_BRIGHTNESS : factor });
  }
  return { steps, width, height };
}

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;
