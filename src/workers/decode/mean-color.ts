import type { Pixels } from './pixels.ts';

/** Of a larger picture every seventh pixel is plenty, and takes a seventh of the time. */
const FEW_PIXELS = 10_000;
const STRIDE = 7;

/** @param pixels grey or RGB, no alpha @returns mean of the sRGB values as 0xRRGGBB */
export function meanColor({ data, width, height, channels }: Pixels): number {
  const step = channels * (width * height > FEW_PIXELS ? STRIDE : 1);
  const count = Math.ceil(data.length / step);
  let red = 0;
  let green = 0;
  let blue = 0;
  const greenAt = channels >= 3 ? 1 : 0;
  const blueAt = channels >= 3 ? 2 : 0;
  for (let at = 0; at < data.length; at += step) {
    red += data[at] as number;
    green += data[at + greenAt] as number;
    blue += data[at + blueAt] as number;
  }
  return (Math.round(red / count) << 16) | (Math.round(green / count) << 8) | Math.round(blue / count);
}
