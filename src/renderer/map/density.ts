/** How large and how opaque points are drawn, by how closely they lie. Lengths in CSS pixels. */
export interface PointLooks {
  /** Diameter. */
  readonly size: number;
  /** 0 to 1. */
  readonly opacity: number;
}

const SIZES = { least: 1.6, most: 9 } as const;
const LEAST_OPACITY = 0.16;
const MOST_OPACITY = 0.92;

/** From this distance between points on, pictures fit between them. */
const THUMBS_FROM_PX = 27;
const THUMBS = { least: 38, most: 148 } as const;
/** Nothing is gained by zooming in further. */
export const MOST_SPACING_PX = 520;

/** Distance between neighbouring points on average, in map units. @param area of the parts that have points, in map units² */
export function spacingOf(points: number, area: number): number {
  return Math.sqrt(area / Math.max(1, points));
}

/**
 * Small and translucent where points lie closely, so that a dense place shows as dense; large and nearly opaque where there
 * is room.
 * @param spacing between neighbouring points on average
 */
export function pointLooks(spacing: number): PointLooks {
  const size = Math.min(SIZES.most, Math.max(SIZES.least, spacing * 0.4 + 1.3));
  // Points that lie over each other, on average.
  const layers = (Math.PI / 4) * (size / Math.max(0.01, spacing)) ** 2;
  const opacity = Math.min(MOST_OPACITY, Math.max(LEAST_OPACITY, 0.55 / Math.max(0.01, layers)));
  return { size, opacity };
}

/** Side of the pictures that are drawn instead of dots, CSS pixels; null: still too far away. */
export function thumbSize(spacing: number): number | null {
  if (spacing < THUMBS_FROM_PX) return null;
  return Math.round(Math.min(THUMBS.most, Math.max(THUMBS.least, spacing)));
}
