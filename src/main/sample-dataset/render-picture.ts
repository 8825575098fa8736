import sharp, { type Sharp } from 'sharp';
import { createRandom } from '../../shared/random.ts';
import type { Canvas, Scene } from './drawing.ts';
import { animate, withEffect } from './effects.ts';
import type { Picture } from './pictures.ts';
import type { Derivation } from './planted.ts';
import type { Encoding } from './sample-class.ts';

const GRAIN_SIDE = 256;
/** Of 128 either way: as a fast film's. */
const GRAIN_STRENGTH = 26;
const JPEG_QUALITY = 88;
const STRONG_QUALITY = 8;

let grain: Buffer | null = null;

/** @returns the bytes of a picture's file */
export async function renderPicture({ scene, canvas, seed, finish, encoding }: Picture): Promise<Buffer> {
  const drawn = await renderScene(scene, canvas, seed);
  const effect = finish?.effect ?? 'none';
  const changed = effect === 'animated' ? await animate(drawn) : withEffect(drawn, effect);
  const bytes = await encode(changed, encoding, effect === 'compressed' ? STRONG_QUALITY : JPEG_QUALITY).toBuffer();
  return effect === 'truncated' ? bytes.subarray(0, Math.floor(bytes.length * 0.55)) : bytes;
}

/** @param bytes of the JPEG, or the PNG, it is made from @returns the bytes of a file of that format */
export async function derivePicture(bytes: Buffer, how: Derivation): Promise<Buffer> {
  const image = sharp(bytes);
  switch (how) {
    case 'same bytes':
      return bytes;
    case 'same pixels':
      return image.png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer();
    case 're-encoded':
      return image.jpeg({ quality: 55 }).toBuffer();
    case 'smaller':
      return image.resize({ width: 360 }).jpeg({ quality: JPEG_QUALITY }).toBuffer();
    case 'mirrored':
      return image.flop().jpeg({ quality: JPEG_QUALITY }).toBuffer();
    case 'brighter':
      return image.modulate({ brightness: 1.12 }).jpeg({ quality: JPEG_QUALITY }).toBuffer();
    case 'turned':
      return image.rotate(90).jpeg({ quality: JPEG_QUALITY }).toBuffer();
    default:
      return how satisfies never;
  }
}

/** A drawn scene with the grain of a photo, RGB. */
export async function renderScene(scene: Scene, canvas: Canvas, seed: number): Promise<Sharp> {
  const tile = { input: grainTile(), raw: { width: GRAIN_SIDE, height: GRAIN_SIDE, channels: 3 as const }, tile: true };
  const { data, info } = await sharp(Buffer.from(scene(canvas, createRandom(seed))))
    .flatten({ background: '#000' })
    .composite([{ ...tile, blend: 'soft-light' }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

function encode(image: Sharp, encoding: Encoding, jpegQuality: number): Sharp {
  switch (encoding) {
    case 'jpeg':
      return image.jpeg({ quality: jpegQuality });
    case 'png':
      return image.png({ compressionLevel: 6 });
    case 'webp':
      return image.webp({ quality: 84, effort: 2 });
    case 'gif':
      return image.gif({ delay: [300, 300, 300], effort: 3 });
    default:
      return encoding satisfies never;
  }
}

/** Noise around middle grey, the same for all pictures. */
function grainTile(): Buffer {
  if (grain !== null) return grain;
  const random = createRandom(20_240_607);
  grain = Buffer.alloc(GRAIN_SIDE * GRAIN_SIDE * 3);
  for (let at = 0; at < grain.length; at += 3) {
    // The sum of two uniform numbers is mostly near the middle.
    const value = 128 + (random.between(-0.5, 0.5) + random.between(-0.5, 0.5)) * GRAIN_STRENGTH;
    grain.fill(Math.round(value), at, at + 3);
  }
  return grain;
}
