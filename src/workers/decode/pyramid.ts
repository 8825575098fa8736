import { WinnowError } from '../../shared/errors.ts';
import type { DecodeCalls, PyramidInput, PyramidTileInput } from './calls.ts';
import { openLeniently } from './open-leniently.ts';
import { readTile, writePyramid } from './vips.ts';

/** Formats whose pixels are worth showing to the last bit. */
const isLossy = (format: string): boolean => format === 'jpeg' || format === 'avif';

/**
 * Decodes a picture once, upright, its first frame, lenient with damage, into a file from which any part of it at any scale can be
 * read at once. Takes little memory, whatever the size, where the format can be decoded row by row.
 * @throws {WinnowError} not_found with the decoder's words, disk_full
 */
export async function makePyramid({ limits, file, ...place }: PyramidInput): Promise<DecodeCalls['pyramid']['output']> {
  try {
    const { format, source, facts } = await openLeniently(place, limits);
    const { width, height, sizeBytes } = await writePyramid(source, file, facts.hasAlpha, { failOn: 'none', ...limits });
    return { width, height, sizeBytes, isExact: facts.hasAlpha || !isLossy(format) };
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

/** A part of a pyramid. @throws {WinnowError} not_found with libvips' words */
export async function pyramidTile({ file, level, region, isExact, limits }: PyramidTileInput) {
  try {
    return await readTile(file, level, region, isExact, { failOn: 'none', ...limits });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new WinnowError('not_found', `A part of the picture cannot be shown: ${words}`, { cause: error });
  }
}
