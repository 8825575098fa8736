import { WinnowError } from '../../shared/errors.ts';
import type { DecodeCalls, RenderInput } from './calls.ts';
import { openLeniently } from './open-leniently.ts';
import { renderForBrowser } from './vips.ts';

/**
 * Decodes a file, lenient with damage, to a picture that any browser shows.
 * @throws {WinnowError} not_found, with the decoder's words, where there is nothing to show
 */
export async function renderFile({ limits, maxSide, ...place }: RenderInput): Promise<DecodeCalls['render']['output']> {
  try {
    const { source, facts } = await openLeniently(place, limits);
    return await renderForBrowser(source, maxSide, facts.hasAlpha, { failOn: 'none', ...limits });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new WinnowError('not_found', `The picture cannot be shown: ${words}`, { cause: error });
  }
}
