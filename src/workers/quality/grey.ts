import type { Pixels } from '../decode/pixels.ts';

/** Luma (ITU-R 601) in whole numbers, rounded as Pillow does; alpha is not looked at. @returns width × height bytes */
export function greyOf({ data, width, height, channels }: Pixels): Uint8Array {
  if (channels === 1) return data;
  const grey = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += channels) {
    const red = data[at] as number;
    grey[pixel] =
      channels === 2 ? red : (red * 19595 + (data[at + 1] as number) * 38470 + (data[at + 2] as number) * 7471 + 0x8000) >> 16;
  }
  return grey;
}
