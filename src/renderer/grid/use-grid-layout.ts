import { useMemo } from 'react';
import { useAspects } from '../state/aspects.ts';
import { foldedFlags, useFoldedGroups } from '../state/folded-groups.ts';
import type { SampleGroups } from '../state/sample-groups.ts';
import { useUiStore } from '../state/ui-store.ts';
import { captionHeight, captionLines } from '../ui/tile-fields.ts';
import { WORDS_FROM_PX } from '../ui/tile-looks.ts';
import { GRID_GAP, GRID_PADDING, type GridLayout, type GroupPlaces, SHEET_BELOW_PX, SHEET_GAP } from './grid-layout.ts';
import { shownAspect } from './justified-rows.ts';
import { gridLayout } from './lay-out-grid.ts';

/** From two thirds of the view on, a tile is no higher than it, so that a picture is seen whole; in a flat view it is at least so high. */
const NEAR_VIEW = 1.5;
const MOST_HEIGHT_PX = 200;

/** How these samples lie in a view of this width, by the settings. @param mostSize no larger than this, CSS pixels */
export function useGridLayout(
  ids: Uint32Array,
  samples: SampleGroups | null,
  { width, height, mostSize }: { readonly width: number; readonly height: number; readonly mostSize: number },
): GridLayout {
  const size = useUiStore((state) => Math.min(mostSize, state.thumbnailSize));
  const belowPicture = useCaptionHeight(size);
  const gap = size < SHEET_BELOW_PX ? SHEET_GAP : GRID_GAP;
  const mostHeight =
    size * NEAR_VIEW < height
      ? Number.POSITIVE_INFINITY
      : Math.max(MOST_HEIGHT_PX, height - GRID_PADDING - GRID_GAP - belowPicture);
  const rowLayout = useUiStore((state) => state.rowLayout);
  const aspects = useShownAspects(ids, rowLayout === 'justified');
  const groups = useGroupPlaces(width === 0 ? null : samples);
  // Before the view is laid out nothing is.
  const count = width === 0 ? 0 : ids.length;
  return useMemo(
    () => gridLayout({ rowLayout, count, width, size, captionHeight: belowPicture, gap, mostHeight, aspects, groups }),
    [rowLayout, count, width, size, belowPicture, gap, mostHeight, aspects, groups],
  );
}

/** Below each picture, where captions are always shown and tiles have room for words. */
function useCaptionHeight(size: number): number {
  const isAlways = useUiStore((state) => state.tileCaptions === 'always');
  const fields = useUiStore((state) => state.tileFields);
  return isAlways && size >= WORDS_FROM_PX ? captionHeight(captionLines(fields).length) : 0;
}

function useShownAspects(ids: Uint32Array, isWanted: boolean): Float32Array | null {
  const byId = useAspects(isWanted);
  return useMemo(() => {
    if (!isWanted) return null;
    const aspects = new Float32Array(ids.length);
    for (let place = 0; place < ids.length; place++) aspects[place] = shownAspect(byId[ids[place] ?? 0] ?? Number.NaN);
    return aspects;
  }, [ids, byId, isWanted]);
}

function useGroupPlaces(groups: SampleGroups | null): GroupPlaces | null {
  const areAll = useFoldedGroups((state) => state.areAll);
  const exceptions = useFoldedGroups((state) => state.exceptions);
  return useMemo(
    () => (groups === null ? null : { starts: groups.starts, folded: foldedFlags(groups, { areAll, exceptions }) }),
    [groups, areAll, exceptions],
  );
}
