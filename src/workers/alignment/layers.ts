import type { Pixels } from '../decode/pixels.ts';
import { greyOf } from '../quality/grey.ts';
import { blurred, type GreyPicture } from './grey-picture.ts';

const RADIUS = 2;

/** A picture smoothed, as what overlaps are compared by: luma, and how far blue and red lie from it: 128 + half of that. */
export interface Layers {
  readonly grey: GreyPicture;
  readonly blue: Uint8Array;
  readonly red: Uint8Array;
}

/** @param pixels RGB */
export function layersOf({ data, width, height }: Pixels, grey: Uint8Array): Layers {
  const difference = (channel: number): Uint8Array => {
    const values = new Uint8Array(grey.length);
    for (let pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = 128 + ((data[3 * pixel + channel] as number) - (grey[pixel] as number)) / 2;
    }
    return blurred({ data: values, width, height }, RADIUS).data;
  };
  return { grey: blurred({ data: grey, width, height }, RADIUS), blue: difference(2), red: difference(0) };
}

/** @param pixels RGB */
export function greyPicture(pixels: Pixels): GreyPicture {
  return { data: greyOf(pixels), width: pixels.width, height: pixels.height };
}
