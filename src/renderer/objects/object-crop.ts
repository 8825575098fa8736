import type { BoxPlace } from '../../shared/box.ts';
import type { Region } from '../../shared/deep-zoom.ts';
import type { Size } from '../ui/zoom.ts';

/** Around a box, so much of its longer side is shown as well. */
const MARGIN = 0.15;
/** Of smaller boxes more of what is around them is shown. */
const LEAST_SIDE = 24;

/** The square of a picture that the tile of a box shows, in its pixels; it may reach out of the picture. */
export function squareAround([left, top, width, height]: BoxPlace): Region {
  const side = Math.max(LEAST_SIDE, Math.max(width, height) * (1 + 2 * MARGIN));
  return { left: left + width / 2 - side / 2, top: top + height / 2 - side / 2, width: side, height: side };
}

/** The whole pixels of the picture in a part of it, as the engine cuts them out; null: none. */
export function pixelsIn(part: Region, { width, height }: Size): Region | null {
  const [left, top] = [Math.max(0, Math.floor(part.left)), Math.max(0, Math.floor(part.top))];
  const right = Math.min(width, Math.ceil(part.left + part.width));
  const bottom = Math.min(height, Math.ceil(part.top + part.height));
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}

/** Where one stretch lies within another, in percent, as CSS wants it. */
export function within({ left, top, width, height }: Region, frame: Region) {
  return {
    left: `${(100 * (left - frame.left)) / frame.width}%`,
    top: `${(100 * (top - frame.top)) / frame.height}%`,
    width: `${(100 * width) / frame.width}%`,
    height: `${(100 * height) / frame.height}%`,
  };
}
