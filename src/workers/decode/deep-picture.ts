import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as yielded } from 'node:timers/promises';
import type { Region } from '../../shared/deep-zoom.ts';
import { WinnowError } from '../../shared/errors.ts';
import { boxShrink } from './box-shrink.ts';
import type { DecodeCalls, TileInput, UnpackInput } from './calls.ts';
import { openLeniently } from './open-leniently.ts';
import { HEAD_BYTES, type PixelFile, readHead, readPart } from './pixel-file.ts';
import type { Pixels } from './pixels.ts';
import { encodeTile, writePixels } from './vips.ts';

/** Pixels read at once, in bytes: more would hold the thread up for over 50 ms. */
const STRIP_BYTES = 4_000_000;

/**
 * Decodes a picture once, upright, its first frame, lenient with damage, into a file of its pixels. Takes little memory, whatever the
 * size, where the format can be decoded row by row.
 * @throws {WinnowError} not_found with the decoder's words, disk_full
 */
export async function unpackPicture({ limits, file, ...place }: UnpackInput): Promise<DecodeCalls['unpack']['output']> {
  try {
    const { source, facts } = await openLeniently(place, limits);
    return { sizeBytes: await writePixels(source, file, facts.hasAlpha, { failOn: 'none', ...limits }) };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (/No space left|wrote only/i.test(words)) {
      throw new WinnowError('disk_full', `There is no room on the disk of WINNOW_HOME for all pixels of this picture.`, {
        cause: error,
      });
    }
    throw new WinnowError('not_found', `The picture cannot be shown in full: ${words}`, { cause: error });
  }
}

/** A part of such a file, whose rows are written. @throws {WinnowError} not_found with the reason */
export async function deepTile({ file, level, region, isExact }: TileInput): Promise<DecodeCalls['tile']['output']> {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return await encodeTile(await shrunkPart(descriptor, level, region), isExact);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new WinnowError('not_found', `A part of the picture cannot be shown: ${words}`, { cause: error });
  }
}

/** Reads and shrinks in strips: of a level far up a part may be all of the picture. */
async function shrunkPart(descriptor: number, level: number, region: Region): Promise<Pixels> {
  const head = headOf(descriptor);
  const { width, height } = region;
  const { channels } = head;
  const factor = 2 ** level;
  const data = new Uint8Array(width * height * channels);
  const rowsAtOnce = Math.max(1, Math.floor(STRIP_BYTES / (width * factor * factor * channels)));
  for (let row = 0; row < height; row += rowsAtOnce) {
    if (row > 0) await yielded();
    const rows = Math.min(rowsAtOnce, height - row);
    const [left, top] = [region.left * factor, (region.top + row) * factor];
    const strip = readPart(descriptor, head, { left, top, width: width * factor, height: rows * factor });
    data.set(boxShrink(strip, { width, height: rows, channels }, factor), row * width * channels);
  }
  return { data, width, height, channels: head.channels };
}

function headOf(descriptor: number): PixelFile {
  const bytes = new Uint8Array(HEAD_BYTES);
  readSync(descriptor, bytes, 0, HEAD_BYTES, 0);
  const head = readHead(bytes);
  if (head === null) throw new Error('its file of pixels has no head');
  return head;
}
