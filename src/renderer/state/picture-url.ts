import { isHuge } from '../../shared/deep-zoom.ts';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { imageUrl, screenUrl } from './api.ts';

/**
 * What a sample is shown by when it is large: the picture itself, or a rendering where a browser would stutter on it.
 * @param format null: not known yet
 */
export function pictureUrl(dataset: DatasetId, tile: Tile, format: string | null): string {
  const { width, height } = tile;
  return width !== null && height !== null && isHuge({ width, height }, format)
    ? screenUrl(dataset, tile)
    : imageUrl(dataset, tile);
}
