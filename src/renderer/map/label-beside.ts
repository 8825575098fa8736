import type { Bounds } from './camera.ts';

/** Map coordinates of the middle of a label. */
export type LabelPlace = readonly [x: number, y: number];

/** What labels ask of the points of a map; see map-data.ts. */
export interface LabelGround {
  hasShown(x: number, y: number, radius: number): boolean;
  countShown(bounds: Bounds, most: number): number;
}

/** A name without a point of the query nearer than this would name nothing. All lengths in CSS pixels. */
const NEAR_PX = 60;
/** Half a dot, and a little air. */
const PADDING_PX = 4;
/** From where a cluster is named to the edge of its name. */
const DISTANCES_PX = [10, 24, 40, 60, 85, 115] as const;
/** Where it is looked for, rightwards and downwards, and how much farther away that counts as. */
const DIRECTIONS = [
  [0, -1, 0],
  [0, 1, 5],
  [1, 0, 10],
  [-1, 0, 10],
  [0.7, -0.7, 8],
  [-0.7, -0.7, 8],
  [0.7, 0.7, 12],
  [-0.7, 0.7, 12],
] as const;
/** A point under a name is worth this way. */
const POINT_PX = 7;
/** What lies more densely is covered anyway: a region is named in its middle. */
const MOST_COUNTED = 50;

/**
 * Where the name of a cluster is written: where it covers fewest of the points shown, as near as can be; null: the cluster
 * has none of them.
 * @param scale pixels per map unit @param width of the name, pixels @param height of the name, pixels
 */
export function placeBeside(
  ground: LabelGround,
  { x, y }: { readonly x: number; readonly y: number },
  scale: number,
  width: number,
  height: number,
): LabelPlace | null {
  if (!ground.hasShown(x, y, NEAR_PX / scale)) return null;
  const [halfWidth, halfHeight] = [width / 2 + PADDING_PX, height / 2 + PADDING_PX];
  const covered = (dx: number, dy: number): number => {
    const [left, top] = [x + (dx - halfWidth) / scale, y - (dy - halfHeight) / scale];
    const bounds: Bounds = [left, top - (2 * halfHeight) / scale, left + (2 * halfWidth) / scale, top];
    return POINT_PX * ground.countShown(bounds, MOST_COUNTED);
  };
  let best: LabelPlace = [0, 0];
  let least = covered(0, 0);
  for (const distance of DISTANCES_PX) {
    for (const [right, down, more] of DIRECTIONS) {
      if (distance + more >= least) continue;
      const [dx, dy] = [right * (distance + halfWidth), down * (distance + halfHeight)];
      const cost = distance + more + covered(dx, dy);
      if (cost < least) [best, least] = [[dx, dy], cost];
    }
  }
  return [x + best[0] / scale, y - best[1] / scale];
}
