import type { Box } from './grid-layout.ts';

export interface PreviewPlace {
  readonly left: number;
  readonly top: number;
  /** Of the picture alone. */
  readonly width: number;
  readonly height: number;
}

export interface PreviewOptions {
  /** The tile, CSS pixels of the frame. */
  readonly tile: Box;
  readonly frame: { readonly width: number; readonly height: number };
  /** Of the picture, any unit; null: not known. */
  readonly picture: { readonly width: number; readonly height: number } | null;
  /** What is written below the picture is so high. */
  readonly factsHeight: number;
}

/** Between a tile and its preview, and between the preview and the frame's edge. */
const AWAY_PX = 10;
/** Of the picture's longer side. */
const MOST_PX = 440;
/** Words need so much; a picture is shown larger than its tile or not at all. */
const LEAST_WIDTH_PX = 200;
const LEAST_GAIN = 1.25;

/** Beside the tile where there is more room, never over it; null: nowhere is there room to show it larger. */
export function previewPlace({ tile, frame, picture, factsHeight }: PreviewOptions): PreviewPlace | null {
  const [toLeft, toRight] = [tile.left, frame.width - tile.right];
  const isRight = toRight >= Math.min(toLeft, MOST_PX + 2 * AWAY_PX) && toRight >= LEAST_WIDTH_PX;
  const room = { width: (isRight ? toRight : toLeft) - 2 * AWAY_PX, height: frame.height - 2 * AWAY_PX - factsHeight };
  const aspect = picture === null ? 1 : picture.width / picture.height;
  const scale = Math.min(MOST_PX / Math.max(aspect, 1), room.width / aspect, room.height);
  const [width, height] = [Math.round(scale * aspect), Math.round(scale)];
  const isLarger = Math.max(width, height) >= LEAST_GAIN * Math.max(tile.right - tile.left, tile.bottom - tile.top);
  if (room.width < LEAST_WIDTH_PX || room.height <= 0 || !isLarger) return null;
  const whole = Math.max(width, LEAST_WIDTH_PX);
  const middle = (tile.top + tile.bottom - height - factsHeight) / 2;
  return {
    left: Math.round(isRight ? tile.right + AWAY_PX : tile.left - AWAY_PX - whole),
    top: Math.round(Math.max(AWAY_PX, Math.min(middle, frame.height - AWAY_PX - height - factsHeight))),
    width,
    height,
  };
}
