/** What part of the map is seen. Map coordinates have y upwards, the view's pixels (CSS) downwards. */
export interface Camera {
  /** Map coordinates of the middle of the view. */
  readonly x: number;
  readonly y: number;
  /** Pixels per map unit. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** [left, bottom, right, top], in map coordinates. */
export type Bounds = readonly [number, number, number, number];

export interface ScaleLimits {
  readonly min: number;
  readonly max: number;
}

/** Room left around all points, of the shorter side. */
const MARGIN = 0.06;
/** A map whose points all lie in one place still has an extent. */
const LEAST_EXTENT = 1e-6;

/** All points in the middle of the view. */
export function fitCamera([left, bottom, right, top]: Bounds, view: Size): Camera {
  const margin = MARGIN * Math.min(view.width, view.height);
  const width = Math.max(1, view.width - 2 * margin);
  const height = Math.max(1, view.height - 2 * margin);
  const extent = { width: Math.max(LEAST_EXTENT, right - left), height: Math.max(LEAST_EXTENT, top - bottom) };
  const scale = Math.min(width / extent.width, height / extent.height);
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale };
}

/** Zooms so that what is under (x, y) of the view stays there. */
export function zoomAt(camera: Camera, factor: number, x: number, y: number, view: Size, { min, max }: ScaleLimits): Camera {
  const scale = Math.min(max, Math.max(min, camera.scale * factor));
  const [mapX, mapY] = toMap(camera, view, x, y);
  return { x: mapX - (x - view.width / 2) / scale, y: mapY + (y - view.height / 2) / scale, scale };
}

/** Moves what is seen by pixels: to the right by `dx`, downwards by `dy`. Some of the map always stays in the view. */
export function panBy(camera: Camera, dx: number, dy: number, bounds: Bounds): Camera {
  return held({ ...camera, x: camera.x - dx / camera.scale, y: camera.y + dy / camera.scale }, bounds);
}

/** The camera with its middle within the bounds. */
export function held({ x, y, scale }: Camera, [left, bottom, right, top]: Bounds): Camera {
  return { x: Math.min(right, Math.max(left, x)), y: Math.min(top, Math.max(bottom, y)), scale };
}

/** Pixels of the view -> map coordinates. */
export function toMap(camera: Camera, view: Size, x: number, y: number): [number, number] {
  return [camera.x + (x - view.width / 2) / camera.scale, camera.y - (y - view.height / 2) / camera.scale];
}

/** Map coordinates -> pixels of the view. */
export function toView(camera: Camera, view: Size, x: number, y: number): [number, number] {
  return [view.width / 2 + (x - camera.x) * camera.scale, view.height / 2 - (y - camera.y) * camera.scale];
}

/** What the view shows, `margin` pixels more at each side. */
export function seenBounds({ x, y, scale }: Camera, { width, height }: Size, margin = 0): Bounds {
  const [halfWidth, halfHeight] = [(width / 2 + margin) / scale, (height / 2 + margin) / scale];
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
}

/** The camera that shows a part of the map as large as it can. */
export function cameraOn(part: Bounds, view: Size, limits: ScaleLimits): Camera {
  const camera = fitCamera(part, view);
  return { ...camera, scale: Math.min(limits.max, Math.max(limits.min, camera.scale)) };
}
