import type { DecodeLimits } from './calls.ts';
import type { FilePlace } from './file-place.ts';
import { extensionOf, formatTitle, isDecodable } from './formats.ts';
import { type OpenPicture, openPicture } from './open-picture.ts';
import { withFile } from './read-file.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';

/**
 * Reads a file to be shown, whatever is left of it.
 * @throws {UnreadableFile} and what `openPicture` throws
 * @throws {Error} in words, where there is no decoder for it
 */
export async function openLeniently(place: FilePlace, limits: DecodeLimits): Promise<OpenPicture & { readonly format: string }> {
  const bytes = await withFile(place, (file) => file.read(0, Math.min(file.sizeBytes, limits.maxBytes)));
  const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(Buffer.from(place.path).toString('latin1')));
  if (format === null || !isDecodable(format)) {
    throw new Error(`there is no decoder for ${format === null ? 'what it holds' : formatTitle(format)}`);
  }
  return { format, ...(await openPicture(bytes, format, 'none', limits.maxPixels)) };
}
