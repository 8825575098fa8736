import type { Alignment } from './align.ts';

/**
 * What a picture must have in common with another to be taken for a part of it, or the same one tilted, written upon or
 * framed. Of 60 photos cropped by up to 15% a side, tilted, with a text or a border, 5% lie below 44 corners, a mean correlation of
 * .85 and .82 of the blocks; of 1,770 pairs of unlike photos the best have 5 corners, and .27 of the blocks.
 */
const LEAST_CORNERS = 10;
const LEAST_CORRELATION = 0.65;
const LEAST_AGREEING = 0.7;
/** One lies within the other: views of a scene that merely overlap are no copies. */
const LEAST_COVERED = 0.85;
/** And is not a mere detail of it: both shares of 15% cut off a side leave half. */
const LEAST_SHARE = 0.3;

/** Of a thumbnail, px. A smaller picture has hardly any corners that tell where they are. */
export const LEAST_SIDE = 80;

/** Of the look: raised where it may say something else of the same pictures. */
export const PARTS_VERSION = 2;

export function isPart({ inliers, correlation, agreeing, shareOfA, shareOfB }: Alignment): boolean {
  const isWithin = Math.max(shareOfA, shareOfB) >= LEAST_COVERED && Math.min(shareOfA, shareOfB) >= LEAST_SHARE;
  return isWithin && inliers >= LEAST_CORNERS && correlation >= LEAST_CORRELATION && agreeing >= LEAST_AGREEING;
}

/** In [0, 1]: 0 = the same wherever they overlap. */
export function partDistance({ correlation, agreeing }: Alignment): number {
  return Math.min(1, Math.max(0, 1 - Math.max(0, correlation) * agreeing));
}
