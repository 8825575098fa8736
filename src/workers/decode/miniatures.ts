import { MINIATURE_SIDE } from '../../shared/miniature.ts';
import type { DecodeLimits, MiniaturesInput, MiniaturesOutput } from './calls.ts';
import { miniatureOf } from './miniature.ts';
import { shrink } from './vips.ts';

/** Miniatures of thumbnails; one that cannot be read has none. */
export async function miniaturesOf({ jpegs, limits }: MiniaturesInput): Promise<MiniaturesOutput> {
  return { miniatures: await Promise.all(jpegs.map((jpeg) => ofThumbnail(jpeg, limits))) };
}

async function ofThumbnail(jpeg: Uint8Array, limits: DecodeLimits): Promise<Uint8Array | null> {
  try {
    return miniatureOf(await shrink(jpeg, MINIATURE_SIDE, { failOn: 'none', ...limits }));
  } catch {
    // The tile shows its mean colour instead.
    return null;
  }
}
