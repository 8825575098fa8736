import type { Region } from '../../shared/deep-zoom.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { CropInput, Rendering } from './calls.ts';
import { openLeniently } from './open-leniently.ts';
import { renderCrop } from './vips.ts';

/**
 * Cuts a part out of a picture as it is shown, lenient with damage, made smaller where it is larger than asked.
 * @throws {WinnowError} not_found with the decoder's words, or where the part lies outside of the picture
 */
export async function cropPicture({ limits, part, maxSide, ...place }: CropInput): Promise<Rendering> {
  try {
    const { source, facts } = await openLeniently(place, limits);
    const region = pixelsWithin(part, facts);
    if (region === null) throw new Error(`it has ${facts.width} × ${facts.height} pixels, and none of them is in this part`);
    return await renderCrop(source, region, maxSide, facts.hasAlpha, { failOn: 'none', ...limits });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new WinnowError('not_found', `The part cannot be shown: ${words}`, { cause: error });
  }
}

/** The whole pixels of a picture that a part touches; null: none. */
export function pixelsWithin(
  part: Region,
  { width, height }: { readonly width: number; readonly height: number },
): Region | null {
  const [left, top] = [Math.max(0, Math.floor(part.left)), Math.max(0, Math.floor(part.top))];
  const right = Math.min(width, Math.ceil(part.left + part.width));
  const bottom = Math.min(height, Math.ceil(part.top + part.height));
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}
