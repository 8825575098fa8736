import { boxLine, type GreyPicture } from './grey-picture.ts';

export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly strength: number;
}

/** Pixels on each side whose gradients count for a corner. */
const WINDOW = 2;
/** Least eigenvalue of the mean gradient products, (grey levels per pixel)²: below it is noise. */
const LEAST_STRENGTH = 12;
/** The picture is divided into so many parts a side, each with its share of corners: one busy spot would take them all. */
const PARTS = 4;

/**
 * Corners: pixels around which grey changes in both directions, strongest first within each part of the picture (Shi and
 * Tomasi, 1994: the smaller eigenvalue of the structure tensor).
 * @param margin of pixels at the edges without corners
 */
export function corners(picture: GreyPicture, most: number, margin: number): readonly Corner[] {
  const { width, height } = picture;
  const strength = cornerStrength(picture);
  const parts: Corner[][] = Array.from({ length: PARTS * PARTS }, () => []);
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const here = strength[y * width + x] as number;
      if (here < LEAST_STRENGTH || !isPeak(strength, width, x, y)) continue;
      const part = Math.floor((y * PARTS) / height) * PARTS + Math.floor((x * PARTS) / width);
      parts[part]?.push({ x, y, strength: here });
    }
  }
  const share = Math.ceil(most / (PARTS * PARTS));
  const byStrength = (a: Corner, b: Corner): number => b.strength - a.strength || a.y - b.y || a.x - b.x;
  for (const part of parts) part.sort(byStrength);
  const first = parts.flatMap((part) => part.slice(0, share));
  // What empty parts leave over goes to the strongest of the others.
  const rest = parts.flatMap((part) => part.slice(share)).sort(byStrength);
  return [...first, ...rest.slice(0, Math.max(0, most - first.length))];
}

function isPeak(strength: Float32Array, width: number, x: number, y: number): boolean {
  const here = strength[y * width + x] as number;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const there = strength[(y + dy) * width + x + dx] as number;
      if (there > here || (there === here && (dy < 0 || (dy === 0 && dx < 0)))) return false;
    }
  }
  return true;
}

function cornerStrength({ data, width, height }: GreyPicture): Float32Array {
  const [xx, xy, yy] = [new Float32Array(data.length), new Float32Array(data.length), new Float32Array(data.length)];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const dx = ((data[at + 1] as number) - (data[at - 1] as number)) / 2;
      const dy = ((data[at + width] as number) - (data[at - width] as number)) / 2;
      xx[at] = dx * dx;
      xy[at] = dx * dy;
      yy[at] = dy * dy;
    }
  }
  const [meanXx, meanXy, meanYy] = [xx, xy, yy].map((values) => boxMean(values, width, height)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let at = 0; at < data.length; at++) {
    const [a, b, c] = [meanXx[at] as number, meanXy[at] as number, meanYy[at] as number];
    const half = (a - c) / 2;
    xx[at] = (a + c) / 2 - Math.sqrt(half * half + b * b);
  }
  return xx;
}

function boxMean(values: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y++) boxLine(values, across, y * width, 1, width, WINDOW);
  const down = new Float32Array(values.length);
  for (let x = 0; x < width; x++) boxLine(across, down, x, width, height, WINDOW);
  return down;
}
