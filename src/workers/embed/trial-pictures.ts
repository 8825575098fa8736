import type { Pixels } from '../decode/pixels.ts';

/** From Numerical Recipes. */
const FACTOR = 1_664_525;
const STEP = 1_013_904_223;

/** A made-up picture: a slope of colour with noise on it, another for each seed. */
export function trialPicture(width: number, height: number, seed: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  let state = seed;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, FACTOR) + STEP) >>> 0;
    const pixel = Math.floor(at / 3);
    const slope = (at % 3) + seed === 1 ? (pixel % width) / width : Math.floor(pixel / width) / height;
    data[at] = slope * 160 + (state >>> 24) / 3;
  }
  return { data, width, height, channels: 3 };
}
