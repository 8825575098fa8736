import type { Pixels } from '../decode/pixels.ts';
import { type Keypoints, keypoints } from './keypoints.ts';
import { greyPicture, type Layers, layersOf } from './layers.ts';
import { matches } from './matches.ts';
import { type Overlap, overlap } from './overlap.ts';
import { fitSimilarity, type Similarity } from './similarity-transform.ts';

/** Unlike pictures reach five; what lies under their overlap need not be compared then. */
const LEAST_INLIERS = 7;

/** A picture ready to be laid over others. */
export interface Alignable {
  readonly layers: Layers;
  readonly keypoints: Keypoints;
}

export interface Alignment extends Overlap {
  /** From the first picture to the second. */
  readonly transform: Similarity;
  /** Corners that agree with it. */
  readonly inliers: number;
}

/** @param pixels RGB, at most 256 px a side: a thumbnail @param remembered looks them up, or has them found */
export function alignable(pixels: Pixels, remembered: (find: () => Keypoints) => Keypoints = (find) => find()): Alignable {
  const grey = greyPicture(pixels);
  return { layers: layersOf(pixels, grey.data), keypoints: remembered(() => keypoints(grey)) };
}

/** How the second picture has to be turned, scaled and moved to lie on the first, and how well they agree then; null: not at all. */
export function align(a: Alignable, b: Alignable): Alignment | null {
  const fitted = fitSimilarity(a.keypoints, b.keypoints, matches(a.keypoints, b.keypoints));
  if (fitted === null || fitted.inliers < LEAST_INLIERS) return null;
  return { transform: fitted.transform, inliers: fitted.inliers, ...overlap(a.layers, b.layers, fitted.transform) };
}
