import { corners } from './corners.ts';
import { blurred, type GreyPicture, scaledGrey } from './grey-picture.ts';

/** Words of 32 bits a descriptor. */
export const WORDS = 8;
const BITS = 32 * WORDS;
/** Pixels around a corner that describe it. */
const RADIUS = 13;
const MARGIN = RADIUS + 2;
const ANGLES = 30;
/** Sizes at which corners are looked for: a crop of 15% a side is shown 1.4 times as large. */
const SIZES = [1, 0.71, 0.5] as const;
const MOST = [180, 110, 70] as const;

/** Places that are found again in a copy, and what is seen around each: `n` of them. */
export interface Keypoints {
  readonly count: number;
  /** In pixels of the picture. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** n × WORDS. */
  readonly descriptors: Uint32Array;
}

/**
 * Pairs of places that a descriptor compares, [x1, y1, x2, y2] each, as numbers of about a normal distribution. Turned to
 * each of the angles ahead.
 */
const PATTERNS = turnedPatterns();

function turnedPatterns(): readonly Int8Array[] {
  let state = 20240611;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = (): number => {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += uniform();
    return sum;
  };
  const place = (): readonly [number, number] => {
    for (;;) {
      const [x, y] = [(normal() * RADIUS) / 2, (normal() * RADIUS) / 2];
      if (Math.hypot(x, y) <= RADIUS) return [x, y];
    }
  };
  const upright = Array.from({ length: 2 * BITS }, place);
  return Array.from({ length: ANGLES }, (_, angle) => {
    const [cos, sin] = [Math.cos((2 * Math.PI * angle) / ANGLES), Math.sin((2 * Math.PI * angle) / ANGLES)];
    return Int8Array.from(upright.flatMap(([x, y]) => [Math.round(cos * x - sin * y), Math.round(sin * x + cos * y)]));
  });
}

/** Oriented corners with binary descriptors at three sizes (after ORB: Rublee et al., ICCV 2011). About 4 ms for 256 px. */
export function keypoints(picture: GreyPicture): Keypoints {
  const x: number[] = [];
  const y: number[] = [];
  const descriptors: Uint32Array[] = [];
  for (const [level, size] of SIZES.entries()) {
    const scaled = size === 1 ? picture : scaledGrey(blurred(picture, 1), size);
    const smooth = blurred(scaled, 2);
    for (const corner of corners(scaled, MOST[level] ?? 0, MARGIN)) {
      x.push((corner.x + 0.5) / size - 0.5);
      y.push((corner.y + 0.5) / size - 0.5);
      descriptors.push(describe(smooth, corner.x, corner.y));
    }
  }
  const all = new Uint32Array(x.length * WORDS);
  for (const [k, descriptor] of descriptors.entries()) all.set(descriptor, k * WORDS);
  return { count: x.length, x: Float32Array.from(x), y: Float32Array.from(y), descriptors: all };
}

function describe({ data, width }: GreyPicture, x: number, y: number): Uint32Array {
  const at = y * width + x;
  const pattern = PATTERNS[orientation(data, width, at)] as Int8Array;
  const words = new Uint32Array(WORDS);
  for (let bit = 0, k = 0; bit < BITS; bit++, k += 4) {
    const one = data[at + (pattern[k + 1] as number) * width + (pattern[k] as number)] as number;
    const other = data[at + (pattern[k + 3] as number) * width + (pattern[k + 2] as number)] as number;
    if (one < other) words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31));
  }
  return words;
}

/** Direction from a corner to the centre of brightness around it, as a number of ANGLES. */
function orientation(data: Uint8Array, width: number, at: number): number {
  let [sumX, sumY] = [0, 0];
  for (let dy = -RADIUS; dy <= RADIUS; dy++) {
    const reach = Math.floor(Math.sqrt(RADIUS * RADIUS - dy * dy));
    for (let dx = -reach; dx <= reach; dx++) {
      const value = data[at + dy * width + dx] as number;
      sumX += dx * value;
      sumY += dy * value;
    }
  }
  const turn = Math.atan2(sumY, sumX) / (2 * Math.PI);
  return Math.round((turn < 0 ? turn + 1 : turn) * ANGLES) % ANGLES;
}
