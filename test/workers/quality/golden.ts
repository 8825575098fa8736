import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { Pixels } from '../../../src/workers/decode/pixels.ts';

interface StoredPicture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly channels: Pixels['channels'];
  readonly pixels: string;
  readonly grey: string;
  readonly edges: string;
  readonly resized: { readonly size: readonly [number, number]; readonly sha256: string } | null;
  readonly scores: Readonly<Record<'dark' | 'light' | 'blurry' | 'low-information' | 'odd-aspect-ratio', number>>;
}

interface GoldenSizes {
  readonly name: string;
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly scores: readonly number[];
  readonly cut: number;
}

/** A picture with what cleanvision and Pillow say of it. */
export interface GoldenPicture extends Omit<StoredPicture, 'pixels'> {
  readonly pixels: Pixels;
}

const file = new URL('../../golden/quality-scores/golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as { pictures: readonly StoredPicture[]; sizes: readonly GoldenSizes[] };

export const goldenPictures: readonly GoldenPicture[] = golden.pictures.map((stored) => {
  const { pixels, width, height, channels } = stored;
  return { ...stored, pixels: { data: inflateSync(Buffer.from(pixels, 'base64')), width, height, channels } };
});
export const goldenSizes = golden.sizes;
