import { encodeMiniature, MINIATURE_SIDE } from '../../shared/miniature.ts';
import type { Pixels } from './pixels.ts';

/** A picture as a miniature: shrunk to fit by the mean of what each pixel covers, never enlarged. @param pixels grey or RGB, no alpha */
export function miniatureOf(pixels: Pixels): Uint8Array {
  const scale = Math.min(1, MINIATURE_SIDE / Math.max(pixels.width, pixels.height));
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  return encodeMiniature(shrunk(pixels, width, height), width, height);
}

/** @returns 3 bytes a pixel */
function shrunk({ data, width, height, channels }: Pixels, toWidth: number, toHeight: number): Uint8Array {
  const rgb = new Uint8Array(3 * toWidth * toHeight);
  const isColored = channels >= 3;
  for (let y = 0; y < toHeight; y++) {
    const top = Math.floor((y * height) / toHeight);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / toHeight));
    for (let x = 0; x < toWidth; x++) {
      const left = Math.floor((x * width) / toWidth);
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / toWidth));
      let [red, green, blue] = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        let at = channels * (row * width + left);
        for (let column = left; column < right; column++, at += channels) {
          red += data[at] ?? 0;
          if (!isColored) continue;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
        }
      }
      const count = (bottom - top) * (right - left);
      const to = 3 * (y * toWidth + x);
      rgb[to] = red / count;
      rgb[to + 1] = (isColored ? green : red) / count;
      rgb[to + 2] = (isColored ? blue : red) / count;
    }
  }
  return rgb;
}
