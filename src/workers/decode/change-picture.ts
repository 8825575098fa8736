import sharp, { type Sharp } from 'sharp';
import { assertNever, WinnowError } from '../../shared/errors.ts';
import type { PictureFormat, Transformation } from '../../shared/export.ts';
import { turnedSize } from '../../shared/turned-size.ts';
import type { ChangeInput, ChangeOutput } from './calls.ts';
import { extensionOf } from './formats.ts';
import { openPicture } from './open-picture.ts';
import { withFile } from './read-file.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { decodeFully, type FullPixels } from './vips.ts';

const WHITE = '#ffffff';
const JPEG_QUALITY = 92;
const WEBP_QUALITY = 90;

/**
 * Decodes a picture, upright and its first frame, changes it step by step and encodes it anew, without metadata, in sRGB, 8 bits.
 * The same input gives the same bytes.
 * @throws {WinnowError} export_failed, with the decoder's words
 */
export async function changePicture({ limits, steps, format, ...place }: ChangeInput): Promise<ChangeOutput> {
  try {
    const bytes = await withFile(place, (file) => file.read(0, Math.min(file.sizeBytes, limits.maxBytes)));
    const found = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(Buffer.from(place.path).toString('latin1')));
    const { source, facts } = await openPicture(bytes, found ?? '', 'none', limits.maxPixels);
    let pixels = await decodeFully(source, false, { failOn: 'none', ...limits });
    for (const step of steps) pixels = await changed(pixels, step);
    return { bytes: await encoded(pixels, format, facts), width: pixels.width, height: pixels.height };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new WinnowError('export_failed', `The picture cannot be changed: ${words}`, { cause: error });
  }
}

async function changed(pixels: FullPixels, step: Transformation): Promise<FullPixels> {
  switch (step.kind) {
    case 'flipped':
      return rawOf(open(pixels).flop());
    case 'rotated':
      return step.degrees % 90 === 0 ? rawOf(open(pixels).rotate(step.degrees)) : tilted(pixels, step.degrees);
    case 'cropped': {
      const { left, top, width, height } = step;
      return rawOf(open(pixels).extract({ left, top, width, height }));
    }
    case 'brightened':
      return rawOf(open(pixels).modulate({ brightness: step.factor }));
    case 'resized':
      return rawOf(open(pixels).resize({ width: step.width, height: step.height, fit: 'fill', kernel: 'lanczos3' }));
    case 'renamed':
    case 'converted':
    case 'private-metadata-stripped':
    case 'private-metadata-kept':
      return pixels;
    default:
      return assertNever(step);
  }
}

async function tilted(pixels: FullPixels, degrees: number): Promise<FullPixels> {
  const turned = await rawOf(open(pixels).rotate(degrees, { background: WHITE }));
  const { width, height } = turnedSize(pixels.width, pixels.height, degrees);
  const [left, top] = [(turned.width - width) >> 1, (turned.height - height) >> 1];
  return rawOf(open(turned).extract({ left, top, width, height }));
}

function open({ data, width, height }: FullPixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

async function rawOf(image: Sharp): Promise<FullPixels> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function encoded(
  pixels: FullPixels,
  format: PictureFormat,
  { hasAlpha, channels }: { readonly hasAlpha: boolean; readonly channels: number },
): Promise<Uint8Array> {
  const keepsAlpha = hasAlpha && format !== 'jpeg';
  const flat = keepsAlpha ? open(pixels) : open(pixels).flatten({ background: WHITE }).removeAlpha();
  const image = channels <= 2 && !keepsAlpha ? flat.toColourspace('b-w') : flat;
  switch (format) {
    case 'jpeg':
      return image.jpeg({ quality: JPEG_QUALITY }).toBuffer();
    case 'png':
      return image.png().toBuffer();
    case 'webp':
      return image.webp({ quality: WEBP_QUALITY }).toBuffer();
    default:
      return assertNever(format);
  }
}
