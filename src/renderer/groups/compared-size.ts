import { isQuarter, type Turn } from '../state/turn.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

interface Measured {
  readonly width: number | null;
  readonly height: number | null;
}

/** Above this, two pictures are compared at a smaller size: what is asked for is answered at once. */
const MOST_PIXELS = 2_000_000;

/** A picture's size once it is turned. */
export function turnedSize({ width, height }: Measured, turn: Turn): PictureSize {
  const size = { width: width ?? 1, height: height ?? 1 };
  return isQuarter(turn) ? { width: size.height, height: size.width } : size;
}

/** The size both pictures are shown at: that of the one with more pixels. @param turn of the right one, so that it matches */
export function shownSize(left: Measured, right: Measured, turn: Turn): PictureSize {
  const [a, b] = [turnedSize(left, 0), turnedSize(right, turn)];
  return b.width * b.height > a.width * a.height ? b : a;
}

/** The size at which pixels are compared: that of the one with fewer, so that nothing is made up, and no more than can be compared at once. */
export function comparedSize(left: Measured, right: Measured, turn: Turn): PictureSize {
  const [a, b] = [turnedSize(left, 0), turnedSize(right, turn)];
  const { width, height } = b.width * b.height < a.width * a.height ? b : a;
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
