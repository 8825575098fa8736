/** Formats every browser shows, with the type that their files are sent as. */
export const SHOWN_BY_BROWSERS: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

/** Pixels of a picture from which on it is shown by parts: a browser that decodes all of it at once stutters. */
const DEEP_FROM_PIXELS = 25_000_000;
/** Longest side of a rendering for a browser, px: enough for any screen, small enough to be quick. */
export const RENDER_SIDE = 4096;
/** Longest side of what lies under the parts of a deep picture, px. */
export const SCREEN_SIDE = 2560;
/** Parts are squares of so many pixels, but at the right and the lower edge. */
export const DEEP_TILE_SIDE = 512;

/** Formats whose pixels are not worth showing to the last bit. */
export const isLossy = (format: string | null): boolean => format === 'jpeg' || format === 'avif';

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Too many pixels for a browser to show the file itself with ease. An SVG has none. */
export function isHuge({ width, height }: Extent, format: string | null): boolean {
  return width * height > DEEP_FROM_PIXELS && format !== 'svg';
}

/** Whether a picture is shown by parts when it is enlarged: it is huge, or all a browser would get is a smaller rendering. */
export function isDeep(size: Extent, format: string | null): boolean {
  const isRendered = format !== null && SHOWN_BY_BROWSERS[format] === undefined;
  return isHuge(size, format) || (isRendered && Math.max(size.width, size.height) > RENDER_SIDE);
}

/**
 * The picture, then each level half as wide and as tall as the one before, odd pixels dropped, until it is one part.
 * As libvips lays out pyramids.
 */
export function levelsOf({ width, height }: Extent): readonly Extent[] {
  const levels: Extent[] = [{ width, height }];
  for (let last = levels[0]; last !== undefined && Math.max(last.width, last.height) > DEEP_TILE_SIDE; last = levels.at(-1)) {
    levels.push({ width: Math.max(1, last.width >> 1), height: Math.max(1, last.height >> 1) });
  }
  return levels;
}

/** A part of a level, by its place in a grid of parts. */
export interface DeepTilePlace {
  /** 0: as the picture is; each further one half as large. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels of its level that a part covers; null: there is no such part. */
export function regionOf({ level, column, row }: DeepTilePlace, levels: readonly Extent[]): Region | null {
  const size = levels[level];
  const [left, top] = [column * DEEP_TILE_SIDE, row * DEEP_TILE_SIDE];
  if (size === undefined || left >= size.width || top >= size.height) return null;
  return { left, top, width: Math.min(DEEP_TILE_SIDE, size.width - left), height: Math.min(DEEP_TILE_SIDE, size.height - top) };
}
