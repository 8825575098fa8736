import { blurred, type GreyPicture } from './grey-picture.ts';
import { type Keypoints, keypoints } from './keypoints.ts';
import { matches } from './matches.ts';
import { type Overlap, overlap } from './overlap.ts';
import { fitSimilarity, type Similarity } from './similarity-transform.ts';

/** Unlike pictures reach five; what lies under their overlap need not be compared then. */
const LEAST_INLIERS = 7;

/** A picture ready to be laid over others. */
export interface Alignable {
  readonly smooth: GreyPicture;
  readonly keypoints: Keypoints;
}

export interface Alignment extends Overlap {
  /** From the first picture to the second. */
  readonly transform: Similarity;
  /** Corners that agree with it. */
  readonly inliers: number;
}

/** @param picture at most 256 px a side: a thumbnail */
export function alignable(picture: GreyPicture): Alignable {
  return { smooth: blurred(picture, 2), keypoints: keypoints(picture) };
}

/** How the second picture has to be turned, scaled and moved to lie on the first, and how well they agree then; null: not at all. */
export function align(a: Alignable, b: Alignable): Alignment | null {
  const fitted = fitSimilarity(a.keypoints, b.keypoints, matches(a.keypoints, b.keypoints));
  if (fitted === null || fitted.inliers < LEAST_INLIERS) return null;
  return { transform: fitted.transform, inliers: fitted.inliers, ...overlap(a.smooth, b.smooth, fitted.transform) };
}
