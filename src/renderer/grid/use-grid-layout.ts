import { useMemo } from 'react';
import { useAspects } from '../state/aspects.ts';
import { foldedFlags, useFoldedGroups } from '../state/folded-groups.ts';
import type { SampleGroups } from '../state/sample-groups.ts';
import { useUiStore } from '../state/ui-store.ts';
import { captionLines, captionHeight as heightOfCaption } from '../ui/tile-fields.ts';
import type { GridLayout, GroupPlaces } from './grid-layout.ts';
import { shownAspect } from './justified-rows.ts';
import { gridLayout } from './lay-out-grid.ts';

/** How these samples lie in a view of this width, by the settings. @param mostSize no larger than this, CSS pixels */
export function useGridLayout(
  ids: Uint32Array,
  samples: SampleGroups | null,
  { width, mostSize }: { readonly width: number; readonly mostSize: number },
): GridLayout {
  const size = useUiStore((state) => Math.min(mostSize, state.thumbnailSize));
  const captionHeight = useUiStore(({ tileCaptions, tileFields }) =>
    tileCaptions === 'always' ? heightOfCaption(captionLines(tileFields).length) : 0,
  );
  const rowLayout = useUiStore((state) => state.rowLayout);
  const aspects = useShownAspects(ids, rowLayout === 'justified');
  const groups = useGroupPlaces(width === 0 ? null : samples);
  // Before the view is laid out nothing is.
  const count = width === 0 ? 0 : ids.length;
  return useMemo(
    () => gridLayout({ rowLayout, count, width, size, captionHeight, aspects, groups }),
    [rowLayout, count, width, size, captionHeight, aspects, groups],
  );
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
