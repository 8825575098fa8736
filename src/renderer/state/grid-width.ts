import { create } from 'zustand';
import { THUMBNAIL_SIZES, useUiStore } from './ui-store.ts';

/** Room for tiles side by side in the grid, CSS pixels; 0: it is not shown. A tile fills it at the most. */
export const useGridWidth = create<{ readonly width: number }>()(() => ({ width: 0 }));

/** In a narrow window there are larger sizes too, so that they need not be chosen anew in a wide one. */
const LEAST_MOST_PX = 512;

/** The largest thumbnail that makes a difference. */
export function largestThumbnail(width: number): number {
  return Math.min(THUMBNAIL_SIZES.max, Math.max(LEAST_MOST_PX, width));
}

/** Larger thumbnails, or smaller ones, from a contact sheet to one picture across the grid. */
export function resizeThumbnails(factor: number): void {
  const { thumbnailSize, change } = useUiStore.getState();
  const most = largestThumbnail(useGridWidth.getState().width);
  change({ thumbnailSize: Math.min(most, Math.min(most, thumbnailSize) * factor) });
}
