import { boundsOf, extentOf } from './bounds.ts';

/** How many points lie where, on a square grid over a map. */
export interface DensityField {
  /** Cells a side. */
  readonly side: number;
  /** Smoothed counts, row by row from the bottom. */
  readonly density: Float32Array;
  /** Cell of each point. */
  readonly cells: Uint32Array;
}

/** Three box filters in a row are close to a Gaussian. */
const BLURS = 3;

/** Counts points by cell. @param points x, y by point; at least one */
export function countByCell(points: Float32Array, side: number): DensityField {
  const bounds = boundsOf(points);
  const [left, bottom] = bounds;
  // Square cells, so that a cluster is as round on the grid as on the map.
  const size = (extentOf(bounds) || 1) / side;
  const density = new Float32Array(side * side);
  const cells = new Uint32Array(points.length / 2);
  const indexOf = (distance: number): number => Math.min(side - 1, Math.max(0, Math.floor(distance / size)));
  for (let point = 0; point < cells.length; point++) {
    const column = indexOf((points[2 * point] as number) - left);
    const row = indexOf((points[2 * point + 1] as number) - bottom);
    const cell = row * side + column;
    cells[point] = cell;
    density[cell] = (density[cell] as number) + 1;
  }
  return { side, density, cells };
}

/** Spreads each count over its surroundings. @param radius of the box filters, cells */
export function smoothed(field: DensityField, radius: number): DensityField {
  let density = field.density;
  for (let blur = 0; blur < BLURS; blur++) {
    density = boxFiltered(density, field.side, radius, 1, field.side);
    density = boxFiltered(density, field.side, radius, field.side, 1);
  }
  return { ...field, density };
}

/** Mean along one axis; nothing lies outside. @param step from cell to cell @param stride from line to line */
function boxFiltered(values: Float32Array, side: number, radius: number, step: number, stride: number): Float32Array {
  const filtered = new Float32Array(values.length);
  for (let line = 0; line < side; line++) {
    const start = line * stride;
    let sum = 0;
    for (let i = -radius; i < side; i++) {
      if (i + radius < side) sum += values[start + (i + radius) * step] as number;
      if (i - radius - 1 >= 0) sum -= values[start + (i - radius - 1) * step] as number;
      if (i >= 0) filtered[start + i * step] = Math.max(0, sum) / (2 * radius + 1);
    }
  }
  return filtered;
}
