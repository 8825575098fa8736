import { setImmediate } from 'node:timers/promises';
import type { DecodeInput, DecodeLimits } from './calls.ts';
import { contentHashOf } from './content-hash.ts';
import type { FilePlace } from './file-place.ts';
import { extensionOf, isDecodable } from './formats.ts';
import { openPicture } from './open-picture.ts';
import { UnreadableFile, withFile } from './read-file.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { decodeFully, type FullPixels } from './vips.ts';

/** These are decoded whole in memory at 4 or 8 bytes a pixel: up to 512 MB. */
const MAX_HASHED_PIXELS = 1 << 26;
const PIECE_BYTES = 1 << 23;

/** Dimensions and depth go first: 2 × 3 pixels are not 3 × 2. */
async function* piecesOf({ data, width, height }: FullPixels, isDeep: boolean): AsyncGenerator<Uint8Array> {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(width, 0);
  header.writeUInt32LE(height, 4);
  header.writeUInt32LE(isDeep ? 16 : 8, 8);
  yield header;
  for (let at = 0; at < data.length; at += PIECE_BYTES) {
    yield data.subarray(at, at + PIECE_BYTES);
    await setImmediate();
  }
}

async function readWhole(place: FilePlace, maxBytes: number): Promise<Uint8Array | null> {
  return await withFile(place, async (file) => (file.sizeBytes > maxBytes ? null : await file.read(0, file.sizeBytes)));
}

async function hashOf(bytes: Uint8Array, format: string, limits: DecodeLimits): Promise<Uint8Array | null> {
  const { source, facts, damage } = await openPicture(bytes, format, 'warning', limits.maxPixels);
  if (damage !== null || facts.width * facts.height > Math.min(limits.maxPixels, MAX_HASHED_PIXELS)) return null;
  const isDeep = facts.bitDepth === 16;
  return await contentHashOf(piecesOf(await decodeFully(source, isDeep, { failOn: 'warning', ...limits }), isDeep));
}

/**
 * SHA-256 of a picture's dimensions and its upright, fully decoded pixels: the same for all files that look the same to
 * whoever decodes them, an opaque alpha channel, a palette or grey stored as RGB notwithstanding.
 * @returns 32 bytes; null where the file is damaged, over a limit, gone or no picture
 * @throws the signal's reason, where it is aborted before the decoding starts
 */
export async function pixelHash({ limits, ...place }: DecodeInput, signal?: AbortSignal): Promise<Uint8Array | null> {
  const bytes = await readWhole(place, limits.maxBytes).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return null;
    throw error;
  });
  signal?.throwIfAborted();
  if (bytes === null) return null;
  const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(Buffer.from(place.path).toString('latin1')));
  if (format === null || !isDecodable(format)) return null;
  // Whatever the decoder says of it, the index job has said already.
  return await hashOf(bytes, format, limits).catch(() => null);
}
