/**
 * Chromium caps an element's height at 2^25 device pixels (16.7M CSS px on a 2x screen); a grid of a million samples is
 * taller. So the scrolled element is at most MAX_DOM_HEIGHT high and stands for a taller, virtual one: `dom` is a
 * scrollTop of the element, `top` the pixel of the virtual grid at the upper edge of the view.
 *
 * Small moves (wheel, touch, keys) are followed pixel by pixel, so scrolling feels native; a large one is a drag of the
 * scrollbar, where one pixel of the thumb is thousands of pixels, and is mapped proportionally. What small moves leave
 * between thumb and place is put right when scrolling ends (`settled`). Close to both ends the mapping is 1:1, so that
 * the first and last row are reached exactly and without a correction on the way.
 */
export const MAX_DOM_HEIGHT = 8_000_000;

/** Virtual pixels mapped 1:1 at each end, as a part of the element's height. */
const END_PART = 1 / 8;

export interface ScrollScale {
  readonly virtualHeight: number;
  readonly domHeight: number;
  readonly viewport: number;
}

export interface ScrollPosition {
  readonly top: number;
  readonly dom: number;
}

export const AT_TOP: ScrollPosition = { top: 0, dom: 0 };

/** All in CSS pixels. */
export function scrollScale(virtualHeight: number, viewport: number, maxDomHeight = MAX_DOM_HEIGHT): ScrollScale {
  return { virtualHeight, domHeight: Math.min(virtualHeight, maxDomHeight), viewport };
}

export function maxTop({ virtualHeight, viewport }: ScrollScale): number {
  return Math.max(0, virtualHeight - viewport);
}

export function maxDom({ domHeight, viewport }: ScrollScale): number {
  return Math.max(0, domHeight - viewport);
}

/** Virtual place that a scrollTop stands for. Monotone; exact at both ends. */
export function topOfDom(scale: ScrollScale, dom: number): number {
  return mapEnds(dom, maxDom(scale), maxTop(scale), scale.domHeight * END_PART);
}

/** The scrollTop that stands for a virtual place. */
export function domOfTop(scale: ScrollScale, top: number): number {
  return mapEnds(top, maxTop(scale), maxDom(scale), scale.domHeight * END_PART);
}

/** Where the view is after the element went from `before.dom` to `dom`. */
export function moved(scale: ScrollScale, before: ScrollPosition, dom: number): ScrollPosition {
  const by = dom - before.dom;
  if (Math.abs(by) > jumpFrom(scale)) return { top: topOfDom(scale, dom), dom };
  return { top: clamp(before.top + by, 0, maxTop(scale)), dom };
}

/** The same place, with the element where it stands for it: after a scroll ended, a resize, or to go somewhere. */
export function settled(scale: ScrollScale, top: number): ScrollPosition {
  const valid = clamp(top, 0, maxTop(scale));
  return { top: valid, dom: domOfTop(scale, valid) };
}

/** True where the element is about to hit its end while the grid goes on: it must be settled at once. */
export function isStranded(scale: ScrollScale, { top, dom }: ScrollPosition): boolean {
  const margin = scale.viewport;
  return (dom < margin && top > dom + 1) || (maxDom(scale) - dom < margin && maxTop(scale) - top > maxDom(scale) - dom + 1);
}

/** Moves above this are drags: half a pixel of the thumb's track is `domHeight / viewport / 2`, larger than any wheel. */
function jumpFrom({ virtualHeight, domHeight, viewport }: ScrollScale): number {
  return virtualHeight === domHeight ? Number.POSITIVE_INFINITY : domHeight / Math.max(1, viewport) / 4;
}

function mapEnds(from: number, maxFrom: number, maxTo: number, end: number): number {
  const value = clamp(from, 0, maxFrom);
  if (maxFrom === maxTo || value <= end) return Math.min(value, maxTo);
  if (maxFrom - value <= end) return maxTo - (maxFrom - value);
  return end + ((value - end) / (maxFrom - 2 * end)) * (maxTo - 2 * end);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
