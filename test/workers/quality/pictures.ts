import type { Pixels } from '../../../src/workers/decode/pixels.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** An RGB picture whose pixel at (x, y) has the colour that `paint` says. */
export function painted(width: number, height: number, paint: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at += 3) data.set(paint(x, y), at);
  return { data, width, height, channels: 3 };
}

/** The same numbers each time, in 0-255, without a pattern. */
export function noise(x: number, y: number): number {
  return Math.imul(Math.imul(x + 1, 2654435761) ^ Math.imul(y + 1, 2246822519), 3266489917) >>> 24;
}

export const grey = (value: number): Colour => [value, value, value];
