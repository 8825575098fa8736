import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { seededRandom } from './million-rows.ts';

/** A way a copy of a photo is made: takes the photo upright, gives the bytes of a file. */
export type Transformation = (photo: Photo) => Promise<Buffer>;

export interface Photo {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** For what is random in a transformation: the same photo gets the same copy. */
  readonly seed: number;
}

/** Reads a photo as RGB without its orientation flag. */
export async function readPhoto(bytes: Buffer, seed: number): Promise<Photo> {
  const { data, info }: { data: Buffer; info: OutputInfo } = await sharp(bytes)
    .autoOrient()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, seed };
}

const open = ({ data, width, height }: Photo): Sharp => sharp(data, { raw: { width, height, channels: 3 } });
const jpeg = (image: Sharp, quality = 90): Promise<Buffer> => image.jpeg({ quality }).toBuffer();
const scaled =
  (factor: number): Transformation =>
  (photo) =>
    jpeg(open(photo).resize({ width: Math.max(1, Math.round(photo.width * factor)) }));
const multiplied =
  (factors: number | number[], offsets: number | number[] = 0): Transformation =>
  (photo) =>
    jpeg(open(photo).linear(factors, offsets));

/** Every value of every pixel through `change`, which also gets a seeded random number. */
const perValue =
  (change: (value: number, random: () => number) => number): Transformation =>
  (photo) => {
    const random = seededRandom(photo.seed);
    const data = Buffer.from(photo.data.map((value) => Math.max(0, Math.min(255, Math.round(change(value, random))))));
    return jpeg(open({ ...photo, data }));
  };

/** Sum of twelve uniform numbers: normal enough, without a logarithm that may differ between machines. */
function normal(random: () => number): number {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += random();
  return sum;
}

/** @param share of width and height that is cut off, more of it at the left and the top */
const cropped =
  (share: number): Transformation =>
  (photo) => {
    const width = Math.round(photo.width * (1 - share));
    const height = Math.round(photo.height * (1 - share));
    const left = Math.round((photo.width - width) * 0.7);
    return jpeg(open(photo).extract({ left, top: Math.round((photo.height - height) * 0.6), width, height }));
  };

/** @param share of width and height that is cut off each side */
const croppedAround =
  (share: number): Transformation =>
  (photo) => {
    const [width, height] = [photo.width, photo.height].map((side) => Math.floor(side * (1 - 2 * share))) as [number, number];
    const [left, top] = [Math.round(photo.width * share), Math.round(photo.height * share)];
    return jpeg(open(photo).extract({ left, top, width, height }));
  };

function withText(photo: Photo): Promise<Buffer> {
  const size = Math.round(photo.height / 9);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${photo.width}" height="${photo.height}">
    <text x="50%" y="92%" font-size="${size}" font-family="sans-serif" font-weight="bold" text-anchor="middle" fill="#fff"
      stroke="#000" stroke-width="${size / 20}">SAMPLE TEXT</text></svg>`;
  return jpeg(open(photo).composite([{ input: Buffer.from(svg) }]));
}

function withBorder(photo: Photo): Promise<Buffer> {
  const side = Math.round(Math.min(photo.width, photo.height) * 0.04);
  return jpeg(open(photo).extend({ top: side, bottom: side, left: side, right: side, background: '#000' }));
}

/** Crops, tilt, text and border are found with embeddings only; the others have to be found without. */
export const TRANSFORMATIONS: Readonly<Record<string, Transformation>> = {
  'pixel copy': (photo) => open(photo).png().toBuffer(),
  're-encode q60': (photo) => jpeg(open(photo), 60),
  're-encode q30': (photo) => jpeg(open(photo), 30),
  're-encode webp': (photo) => open(photo).webp({ quality: 75 }).toBuffer(),
  'resize 1/2': scaled(0.5),
  'resize 1/4': scaled(0.25),
  'resize 2x': scaled(2),
  thumbnail: (photo) => jpeg(open(photo).resize({ width: 64, height: 64, fit: 'inside' }), 80),
  'flip horizontal': (photo) => jpeg(open(photo).flop()),
  'flip vertical': (photo) => jpeg(open(photo).flip()),
  'turn 90': (photo) => jpeg(open(photo).rotate(90)),
  'turn 180': (photo) => jpeg(open(photo).rotate(180)),
  'turn 270': (photo) => jpeg(open(photo).rotate(270)),
  'brightness +20%': multiplied(1.2),
  'brightness -20%': multiplied(0.8),
  'contrast +30%': multiplied(1.3, -38),
  'gamma 1.3': perValue((value) => 255 * (value / 255) ** (1 / 1.3)),
  'colour shift': multiplied([1.08, 1, 0.92], [0, 0, 0]),
  blur: (photo) => jpeg(open(photo).blur(2)),
  noise: perValue((value, random) => value + 10 * normal(random)),
  'crop 5%': cropped(0.05),
  'crop 10%': cropped(0.1),
  'crop 15% a side': croppedAround(0.15),
  'tilt 5°': (photo) => jpeg(open(photo).rotate(5, { background: '#000' })),
  'text overlay': withText,
  border: withBorder,
};
