/** What part of the grid is seen. */
export interface Camera {
  /** Grid coordinates, in cells, of the view's upper left corner. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels a cell. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * What there is to see, columns × rows, at a scale: whole blocks, of which those at the edges may reach beyond the last cell.
 */
export type Extent = (scale: number) => Size;

/** Largest side of a single picture, CSS pixels: that of its thumbnail. */
export const MOST_SCALE = 256;
/** A handful of samples is not blown up beyond this to fill the view. */
const MOST_FIT_SCALE = 160;
/** Room left around the grid, CSS pixels; below it stand words and buttons. */
const MARGIN_PX = 12;
const FOOT_PX = 52;
/** A scale that fits is found in this many steps. */
const FIT_TRIES = 4;
/** Scales that differ by less than this share are one. */
const NEARLY = 1e-3;

/** The whole grid, in the middle of the view. */
export function fitCamera(extent: Extent, view: Size): Camera {
  const room = { width: Math.max(1, view.width - 2 * MARGIN_PX), height: Math.max(1, view.height - MARGIN_PX - FOOT_PX) };
  let scale = MOST_FIT_SCALE;
  // Smaller, blocks are larger, and so may be what has to fit.
  for (let tries = 0; tries < FIT_TRIES; tries++) {
    const { width, height } = extent(scale);
    scale = Math.min(scale, room.width / Math.max(1, width), room.height / Math.max(1, height));
  }
  return held({ x: 0, y: 0, scale }, extent, view);
}

/** Zooms so that what is under (x, y) of the view stays there. Never farther away than the whole grid. */
export function zoomAt(camera: Camera, factor: number, x: number, y: number, extent: Extent, view: Size): Camera {
  const scale = Math.min(MOST_SCALE, Math.max(fitCamera(extent, view).scale, camera.scale * factor));
  const [cellX, cellY] = [camera.x + x / camera.scale, camera.y + y / camera.scale];
  return held({ x: cellX - x / scale, y: cellY - y / scale, scale }, extent, view);
}

/** Moves what is seen by CSS pixels: to the right by `dx`, downwards by `dy`. */
export function panBy(camera: Camera, dx: number, dy: number, extent: Extent, view: Size): Camera {
  return held({ ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale }, extent, view);
}

/** The least movement that shows a part of the grid, in cells, whole. One larger than the view shows its upper left part. */
export function reveal(
  camera: Camera,
  part: Size & { readonly x: number; readonly y: number },
  extent: Extent,
  view: Size,
): Camera {
  const x = revealed(camera.x, part.x, part.width, view.width / camera.scale);
  const y = revealed(camera.y, part.y, part.height, (view.height - FOOT_PX) / camera.scale);
  return held({ ...camera, x, y }, extent, view);
}

/** Keeps the grid in the view: in the middle where it is smaller, without a gap at an edge where it is larger. */
export function held({ x, y, scale }: Camera, extent: Extent, view: Size): Camera {
  const { width, height } = extent(scale);
  const [margin, foot] = [MARGIN_PX / scale, FOOT_PX / scale];
  return {
    scale,
    x: heldAlong(x, width, view.width / scale, margin, margin),
    y: heldAlong(y, height, view.height / scale, margin, foot),
  };
}

/**
 * The camera on its way to another one; whatever point both show at one place stays at that place.
 * @param share of the way, 0 to 1
 */
export function between(from: Camera, to: Camera, share: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** share;
  const isZoom = Math.abs(to.scale / from.scale - 1) > NEARLY;
  // Coordinates of the corner are linear in the length of a pixel, not in the scale.
  const part = isZoom ? (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale) : share;
  return { scale, x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** True where nobody could tell two cameras apart. */
export function isNear(a: Camera, b: Camera): boolean {
  const pixels = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) * b.scale;
  return pixels < 0.5 && Math.abs(a.scale / b.scale - 1) < NEARLY;
}

function heldAlong(at: number, length: number, room: number, before: number, after: number): number {
  if (length + before + after <= room) return (length + after - before - room) / 2;
  return Math.max(-before, Math.min(length + after - room, at));
}

function revealed(at: number, start: number, length: number, room: number): number {
  if (start < at || length > room) return start;
  return start + length > at + room ? start + length - room : at;
}
