import { WinnowError } from '../../shared/errors.ts';
import type { DecodeCalls, RenderInput } from './calls.ts';
import { extensionOf, formatTitle, isDecodable } from './formats.ts';
import { openPicture } from './open-picture.ts';
import { withFile } from './read-file.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { renderForBrowser } from './vips.ts';

/**
 * Decodes a file, lenient with damage, to a picture that any browser shows.
 * @throws {WinnowError} not_found, with the decoder's words, where there is nothing to show
 */
export async function renderFile({ limits, maxSide, ...place }: RenderInput): Promise<DecodeCalls['render']['output']> {
  try {
    const bytes = await withFile(place, (file) => file.read(0, Math.min(file.sizeBytes, limits.maxBytes)));
    const extension = extensionOf(Buffer.from(place.path).toString('latin1'));
    const format = sniff(bytes.subarray(0, SNIFF_BYTES), extension);
    if (format === null || !isDecodable(format)) {
      throw new Error(`there is no decoder for ${format === null ? 'what it holds' : formatTitle(format)}`);
    }
    const { source, facts } = await openPicture(bytes, format, 'none', limits.maxPixels);
    return await renderForBrowser(source, maxSide, facts.hasAlpha, { failOn: 'none', ...limits });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new WinnowError('not_found', `The picture cannot be shown: ${words}`, { cause: error });
  }
}
