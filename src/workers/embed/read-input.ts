import type { ModelManifest } from '../../shared/embedding.ts';
import type { DecodeLimits } from '../decode/calls.ts';
import { decoderWords } from '../decode/decoder-words.ts';
import type { FilePlace } from '../decode/file-place.ts';
import { extensionOf, formatTitle, isDecodable } from '../decode/formats.ts';
import { openPicture } from '../decode/open-picture.ts';
import type { Pixels } from '../decode/pixels.ts';
import { UnreadableFile, withFile } from '../decode/read-file.ts';
import { SNIFF_BYTES, sniff } from '../decode/sniff.ts';
import { decodeToSize, type ExactSize, type Source } from '../decode/vips.ts';
import type { PictureSource } from './calls.ts';

/** Why a picture has no vector, in words for a person. */
export class UnusablePicture extends Error {
  /** Its file could not be read now, which says nothing of the picture. */
  readonly isPassing: boolean;
  constructor(message: string, { isPassing = false, ...options }: ErrorOptions & { readonly isPassing?: boolean } = {}) {
    super(message, options);
    this.isPassing = isPassing;
  }
}

/** Decoded by Winnow itself, since libvips reads neither. */
const OWN_DECODERS = new Set(['bmp', 'ico']);

async function bytesOf(place: FilePlace, { maxBytes }: DecodeLimits): Promise<Uint8Array> {
  return withFile(place, async (file) => {
    if (file.sizeBytes === 0) throw new UnusablePicture('the file is empty (0 bytes)');
    if (file.sizeBytes > maxBytes) {
      throw new UnusablePicture(
        `${file.sizeBytes.toLocaleString('en')} bytes are over the limit of ${maxBytes.toLocaleString('en')}`,
      );
    }
    return file.read(0, file.sizeBytes);
  });
}

async function sourceOf(picture: PictureSource, limits: DecodeLimits): Promise<Source> {
  if ('jpeg' in picture) return picture.jpeg;
  const bytes = await bytesOf(picture, limits);
  const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(Buffer.from(picture.path).toString('latin1')));
  if (format === null || !isDecodable(format)) {
    throw new UnusablePicture(`there is no decoder for ${format === null ? 'what the file holds' : formatTitle(format)}`);
  }
  if (!OWN_DECODERS.has(format)) return bytes;
  const { source, damage } = await openPicture(bytes, format, 'warning', limits.maxPixels);
  if (damage !== null) throw new UnusablePicture(damage);
  return source;
}

/** How a picture is cut and scaled to the model's input. */
export function inputSize({ input, preprocessing }: Pick<ModelManifest, 'input' | 'preprocessing'>): ExactSize {
  const { width, height } = input;
  const { resize, resizeTo, kernel } = preprocessing;
  return { width, height, kernel, cutFrom: resize === 'center-crop' ? resizeTo : null };
}

/**
 * Decodes a picture to the size a model wants.
 * @throws {UnusablePicture} whatever is wrong with it
 */
export async function readInput(picture: PictureSource, size: ExactSize, limits: DecodeLimits): Promise<Pixels> {
  try {
    return await decodeToSize(await sourceOf(picture, limits), size, { failOn: 'warning', ...limits });
  } catch (error) {
    if (error instanceof UnusablePicture) throw error;
    if (error instanceof UnreadableFile) throw new UnusablePicture(error.message, { isPassing: true, cause: error });
    const words = decoderWords(error);
    const isLate = words.startsWith('timeout:');
    throw new UnusablePicture(isLate ? `decoding took longer than the limit of ${limits.maxSeconds} s` : words, { cause: error });
  }
}
