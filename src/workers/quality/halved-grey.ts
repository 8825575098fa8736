import type { Pixels } from '../decode/pixels.ts';

/** Of the sums of a square of four pixels; together 2¹⁶ · 4. */
const RED = 19595;
const GREEN = 38470;
const BLUE = 7471;

/**
 * A picture in grey at half its size, each pixel the mean of four; an odd last row or column is left out.
 * @param pixels of at least 2 × 2, grey or RGB, no alpha
 */
export function halvedGrey({ data, width, height, channels }: Pixels): Pixels {
  const half = { width: width >> 1, height: height >> 1, channels: 1 } as const;
  const grey = new Uint8Array(half.width * half.height);
  const [greenAt, blueAt] = channels >= 3 ? [1, 2] : [0, 0];
  const row = width * channels;
  for (let y = 0, out = 0; y < half.height; y++) {
    for (let x = 0, at = 2 * y * row; x < half.width; x++, at += 2 * channels, out++) {
      const right = at + channels;
      const below = at + row;
      const across = below + channels;
      const red = (data[at] as number) + (data[right] as number) + (data[below] as number) + (data[across] as number);
      const green =
        (data[at + greenAt] as number) +
        (data[right + greenAt] as number) +
        (data[below + greenAt] as number) +
        (data[across + greenAt] as number);
      const blue =
        (data[at + blueAt] as number) +
        (data[right + blueAt] as number) +
        (data[below + blueAt] as number) +
        (data[across + blueAt] as number);
      grey[out] = (red * RED + green * GREEN + blue * BLUE + (1 << 17)) >> 18;
    }
  }
  return { data: grey, ...half };
}
