import { DEEP_TILE_SIDE, type DeepTilePlace, type Extent } from '../../shared/deep-zoom.ts';
import type { Size, Zoom } from '../ui/zoom.ts';

export interface DeepView {
  readonly zoom: Zoom;
  readonly view: Size;
  /** Levels of the picture, the full size first. */
  readonly levels: readonly Extent[];
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Pixels that lie under the parts already, per pixel of the picture; enlarged to no more than these no parts are needed. */
  readonly underScale: number;
}

/** The parts that make the view sharp, those in its middle first; none where what lies under them is sharp enough. */
export function deepTilesInView({ zoom, view, levels, pixelRatio, underScale }: DeepView): readonly DeepTilePlace[] {
  const scale = zoom.scale * pixelRatio;
  if (scale <= underScale) return [];
  const level = Math.min(levels.length - 1, Math.max(0, Math.floor(Math.log2(1 / scale))));
  const size = levels[level];
  if (size === undefined) return [];
  const side = DEEP_TILE_SIDE * 2 ** level * zoom.scale;
  const columns = range(-zoom.x, view.width, side, Math.ceil(size.width / DEEP_TILE_SIDE));
  const rows = range(-zoom.y, view.height, side, Math.ceil(size.height / DEEP_TILE_SIDE));
  const [middleX, middleY] = [(view.width / 2 - zoom.x) / side - 0.5, (view.height / 2 - zoom.y) / side - 0.5];
  const far = ({ column, row }: DeepTilePlace): number => Math.hypot(column - middleX, row - middleY);
  return rows.flatMap((row) => columns.map((column) => ({ level, column, row }))).sort((a, b) => far(a) - far(b));
}

/** Whether any of a part can be seen. */
export function isTileInView(place: DeepTilePlace, { zoom, view, levels }: DeepView): boolean {
  const [picture, at] = [levels[0], placeInPicture(place, levels)];
  if (picture === undefined || at === null) return false;
  const [wide, high] = [picture.width * zoom.scale, picture.height * zoom.scale];
  const [left, top] = [zoom.x + at.left * wide, zoom.y + at.top * high];
  return left < view.width && top < view.height && left + at.width * wide > 0 && top + at.height * high > 0;
}

/** Places of parts of `side` that a stretch from `start` meets. */
function range(start: number, length: number, side: number, count: number): readonly number[] {
  const first = Math.max(0, Math.floor(start / side));
  const last = Math.min(count - 1, Math.ceil((start + length) / side) - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** Where a part lies in the picture, in shares of its width and height. */
export function placeInPicture({ level, column, row }: DeepTilePlace, levels: readonly Extent[]) {
  const [picture, size] = [levels[0], levels[level]];
  if (picture === undefined || size === undefined) return null;
  const [left, top] = [column * DEEP_TILE_SIDE, row * DEEP_TILE_SIDE];
  const [width, height] = [Math.min(DEEP_TILE_SIDE, size.width - left), Math.min(DEEP_TILE_SIDE, size.height - top)];
  const step = 2 ** level;
  return {
    left: (left * step) / picture.width,
    top: (top * step) / picture.height,
    width: (width * step) / picture.width,
    height: (height * step) / picture.height,
  };
}
