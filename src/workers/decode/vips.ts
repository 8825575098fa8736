import sharp, { type FailOnOptions, type Metadata, type Sharp } from 'sharp';
import type { Region } from '../../shared/deep-zoom.ts';
import type { Bitmap } from './dib.ts';
import type { Pixels } from './pixels.ts';

// Files run side by side, so threads within one only get in each other's way; nothing is decoded twice, so nothing is worth caching.
sharp.concurrency(1);
sharp.cache(false);

const WHITE = '#ffffff';

/** What a header says, sizes after EXIF orientation. */
export interface Facts {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bitDepth: number;
  readonly orientation: number | null;
  readonly frames: number;
  readonly hasAlpha: boolean;
  /** Stored in several passes from coarse to fine: the rows of a cut file are all there, but none is whole. */
  readonly isProgressive: boolean;
}

const BITS_OF_DEPTH: Readonly<Record<string, number>> = { uchar: 8, char: 8, ushort: 16, short: 16, double: 64, complex: 64 };

function factsOf(metadata: Metadata): Facts {
  const { orientation, pages, bitsPerSample, depth } = metadata;
  return {
    width: metadata.autoOrient.width,
    height: metadata.autoOrient.height,
    channels: metadata.channels,
    bitDepth: bitsPerSample ?? BITS_OF_DEPTH[depth] ?? 32,
    orientation: orientation !== undefined && orientation >= 1 && orientation <= 8 ? orientation : null,
    frames: pages ?? 1,
    hasAlpha: metadata.hasAlpha,
    isProgressive: metadata.isProgressive ?? false,
  };
}

/** The bytes of a file, or a bitmap that is decoded already. */
export type Source = Uint8Array | Bitmap;

export interface ReadOptions {
  /** `warning`: any damage is an error. `none`: shows what there is. */
  readonly failOn: FailOnOptions;
  readonly maxPixels: number;
  readonly maxSeconds: number;
}

function open(source: Source, { failOn, maxPixels, maxSeconds }: ReadOptions): Sharp {
  const image =
    source instanceof Uint8Array
      ? sharp(source, { failOn, limitInputPixels: maxPixels })
      : sharp(source.data, { raw: { width: source.width, height: source.height, channels: 4 } });
  return image.timeout({ seconds: Math.ceil(maxSeconds) });
}

/**
 * @param bytes of a file
 * @throws {Error} libvips' own words
 */
export async function readFacts(bytes: Uint8Array, failOn: FailOnOptions): Promise<Facts> {
  return factsOf(await sharp(bytes, { failOn, limitInputPixels: false }).metadata());
}

/** First frame, upright, shrunk to fit `side` × `side` but never enlarged, in sRGB. */
function fitted(source: Source, side: number, kernel: 'lanczos3' | 'linear', options: ReadOptions): Sharp {
  return open(source, options)
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true, kernel });
}

/**
 * Decodes at reduced size where the format allows it (JPEG, WebP, SVG), transparency on white. The linear kernel takes a
 * tenth off a photo's whole decode against lanczos3, and a thumbnail hardly looks softer.
 * @param side longest side of the answer, px
 * @throws {Error} libvips' own words
 */
export async function shrink(source: Source, side: number, options: ReadOptions): Promise<Pixels> {
  const { data, info } = await fitted(source, side, 'linear', options)
    .flatten({ background: WHITE })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** What a picture is made into. */
export interface ExactSize {
  readonly width: number;
  readonly height: number;
  /** Of the short side, from which `width` × `height` are cut out of the middle, px; null: squeezed, nothing is cut off. */
  readonly cutFrom: number | null;
  readonly kernel: 'cubic' | 'linear' | 'lanczos3';
}

/**
 * First frame, upright, in sRGB, at exactly one size, enlarged where it is smaller; transparency on white.
 * @throws {Error} libvips' own words
 */
export async function decodeToSize(source: Source, size: ExactSize, options: ReadOptions): Promise<Pixels> {
  const { width, height, cutFrom, kernel } = size;
  const image = open(source, options).autoOrient();
  const resized =
    cutFrom === null
      ? image.resize({ width, height, fit: 'fill', kernel })
      : image
          .resize({ width: Math.max(cutFrom, width), height: Math.max(cutFrom, height), fit: 'cover', kernel })
          .extract({ left: Math.max(0, cutFrom - width) >> 1, top: Math.max(0, cutFrom - height) >> 1, width, height });
  const { data, info } = await resized.flatten({ background: WHITE }).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** A picture as it was decoded, RGBA, with 8 or 16 bits a channel. */
export interface FullPixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * First frame, upright, at its full size, in sRGB; opaque where it has no alpha.
 * @param isDeep with 16 bits a channel, native byte order
 * @throws {Error} libvips' own words
 */
export async function decodeFully(source: Source, isDeep: boolean, options: ReadOptions): Promise<FullPixels> {
  const { data, info } = await open(source, options)
    .autoOrient()
    .toColourspace(isDeep ? 'rgb16' : 'srgb')
    .ensureAlpha()
    .raw({ depth: isDeep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/**
 * First frame, upright, so wide, in sRGB, RGBA: of each group of pixels one, as far as the decoder gives them all.
 * @throws {Error} libvips' own words
 */
export async function decodeReduced(source: Source, width: number, options: ReadOptions): Promise<FullPixels> {
  const { data, info } = await open(source, options)
    .autoOrient()
    .resize({ width, kernel: 'nearest', fastShrinkOnLoad: false })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** @returns a JPEG; settings are those that take least time, its size matters less */
export async function encodeJpeg({ data, width, height, channels }: Pixels, quality: number): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality, optimiseCoding: false }).toBuffer();
}

/**
 * A picture for a browser: PNG where there is transparency, else JPEG.
 * @throws {Error} libvips' own words
 */
export async function renderForBrowser(
  source: Source,
  side: number,
  hasAlpha: boolean,
  options: ReadOptions,
): Promise<{ readonly bytes: Uint8Array; readonly mimeType: string }> {
  const image = fitted(source, side, 'lanczos3', options);
  return hasAlpha
    ? { bytes: await image.png({ compressionLevel: 3 }).toBuffer(), mimeType: 'image/png' }
    : { bytes: await image.jpeg({ quality: 90 }).toBuffer(), mimeType: 'image/jpeg' };
}

/**
 * A part of the first frame, upright, shrunk to fit `side` × `side` but never enlarged: PNG where there is transparency, else JPEG.
 * @throws {Error} libvips' own words
 */
export async function renderCrop(
  source: Source,
  region: Region,
  side: number,
  hasAlpha: boolean,
  options: ReadOptions,
): Promise<{ readonly bytes: Uint8Array; readonly mimeType: string }> {
  const image = open(source, options)
    .autoOrient()
    .extract(region)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  return hasAlpha
    ? { bytes: await image.png({ compressionLevel: 3 }).toBuffer(), mimeType: 'image/png' }
    : { bytes: await image.jpeg({ quality: 88 }).toBuffer(), mimeType: 'image/jpeg' };
}

/**
 * Writes the first frame, upright, in sRGB, with 8 bits a channel, row by row: see `pixel-file.ts`.
 * @param file its name ends in `.v`
 * @returns bytes of the file
 * @throws {Error} libvips' own words
 */
export async function writePixels(source: Source, file: string, hasAlpha: boolean, options: ReadOptions): Promise<number> {
  const image = open(source, options).autoOrient().toColourspace('srgb');
  return (await (hasAlpha ? image : image.removeAlpha()).toFile(file)).size;
}

/**
 * @param isExact as PNG, to the last bit, as what has transparency always is; else as a JPEG that looks the same
 * @throws {Error} libvips' own words
 */
export async function encodeTile(
  { data, width, height, channels }: Pixels,
  isExact: boolean,
): Promise<{ readonly bytes: Uint8Array; readonly mimeType: string }> {
  const image = sharp(data, { raw: { width, height, channels } });
  return isExact || channels === 4
    ? { bytes: await image.png({ compressionLevel: 1 }).toBuffer(), mimeType: 'image/png' }
    : {
        bytes: await image.jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer(),
        mimeType: 'image/jpeg',
      };
}
