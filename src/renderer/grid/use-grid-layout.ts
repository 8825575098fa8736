import { useMemo } from 'react';
import type { Query } from '../../shared/query.ts';
import { useAspects } from '../state/aspects.ts';
import { foldedFlags, useFoldedGroups } from '../state/folded-groups.ts';
import { useQueryStore } from '../state/query-store.ts';
import type { SampleGroups } from '../state/sample-groups.ts';
import { indexOfId } from '../state/selection.ts';
import { useUiStore } from '../state/ui-store.ts';
import { captionHeight, captionLines } from '../ui/tile-fields.ts';
import { WORDS_FROM_PX } from '../ui/tile-looks.ts';
import {
  GRID_GAP,
  GRID_PADDING,
  type GridLayout,
  type GroupPlaces,
  type LayoutOptions,
  SHEET_BELOW_PX,
  SHEET_GAP,
} from './grid-layout.ts';
import { shownAspects } from './justified-rows.ts';
import { gridLayout, layOutGrid } from './lay-out-grid.ts';
import { type Sliced, useSliced } from './use-sliced.ts';

/** From two thirds of the view on, a tile is no higher than it, so that a picture is seen whole; in a flat view it is at least so high. */
const NEAR_VIEW = 1.5;
const MOST_HEIGHT_PX = 200;

/** What the grid shows: an answer and how its samples lie. A moment behind the stores where a million are laid out anew. */
export interface ShownGrid {
  readonly layout: GridLayout;
  readonly ids: Uint32Array;
  readonly groups: SampleGroups | null;
  readonly answered: Query | null;
}

interface AskedGrid extends Omit<ShownGrid, 'layout'> {
  readonly options: Omit<LayoutOptions, 'aspects'>;
  /** Width / height by id; null: squares. */
  readonly aspects: Float32Array | null;
}

const NOTHING: ShownGrid = {
  layout: gridLayout({
    ...{ rowLayout: 'uniform', count: 0, width: 0, size: 1, gap: 0, captionHeight: 0, mostHeight: 1 },
    ...{ aspects: null, groups: null },
  }),
  ids: new Uint32Array(0),
  groups: null,
  answered: null,
};

/** How the samples of the answer lie in a view of this width, by the settings. @param mostSize no larger than this, CSS pixels */
export function useGridLayout({
  width,
  height,
  mostSize,
}: {
  readonly width: number;
  readonly height: number;
  readonly mostSize: number;
}): Sliced<ShownGrid> {
  const ids = useQueryStore((state) => state.ids);
  const groups = useQueryStore((state) => state.groups);
  const answered = useQueryStore((state) => state.answered);
  const size = useUiStore((state) => Math.min(mostSize, state.thumbnailSize));
  const captionHeight = useCaptionHeight(size);
  const gap = size < SHEET_BELOW_PX ? SHEET_GAP : GRID_GAP;
  const mostHeight =
    size * NEAR_VIEW < height
      ? Number.POSITIVE_INFINITY
      : Math.max(MOST_HEIGHT_PX, height - GRID_PADDING - GRID_GAP - captionHeight);
  const rowLayout = useUiStore((state) => state.rowLayout);
  const byId = useAspects(rowLayout === 'justified');
  const aspects = rowLayout === 'justified' ? byId : null;
  const places = useGroupPlaces(width === 0 ? null : groups);
  // Before the view is laid out nothing is.
  const count = width === 0 ? 0 : ids.length;
  const asked = useMemo<AskedGrid>(() => {
    const options = { rowLayout, count, width, size, captionHeight, gap, mostHeight, groups: places };
    return { ids, groups, answered, aspects, options };
  }, [ids, groups, answered, aspects, rowLayout, count, width, size, captionHeight, gap, mostHeight, places]);
  return useSliced(asked, layOut, isOfOthers, NOTHING);
}

/** Where a sample that is shown at a place stands in the answer now; -1: nowhere. */
export function placeNow({ ids }: ShownGrid, index: number): number {
  const now = useQueryStore.getState().ids;
  return now === ids ? index : indexOfId(now, ids[index] ?? null);
}

const isOfOthers = (before: AskedGrid, now: AskedGrid): boolean => before.ids !== now.ids;

function* layOut({ options, aspects, ...answer }: AskedGrid): Generator<void, ShownGrid> {
  if (aspects === null) known = null;
  const ordered = aspects === null ? null : yield* inOrder(answer.ids, aspects);
  return { ...answer, layout: yield* layOutGrid({ ...options, aspects: ordered }) };
}

/** Of the last answer: another width needs them again. */
let known: { readonly ids: Uint32Array; readonly byId: Float32Array; readonly aspects: Float32Array } | null = null;

function* inOrder(ids: Uint32Array, byId: Float32Array): Generator<void, Float32Array> {
  if (known?.ids !== ids || known.byId !== byId) known = { ids, byId, aspects: yield* shownAspects(ids, byId) };
  return known.aspects;
}

/** Below each picture, where captions are always shown and tiles have room for words. */
function useCaptionHeight(size: number): number {
  const isAlways = useUiStore((state) => state.tileCaptions === 'always');
  const fields = useUiStore((state) => state.tileFields);
  return isAlways && size >= WORDS_FROM_PX ? captionHeight(captionLines(fields).length) : 0;
}

function useGroupPlaces(groups: SampleGroups | null): GroupPlaces | null {
  const areAll = useFoldedGroups((state) => state.areAll);
  const exceptions = useFoldedGroups((state) => state.exceptions);
  return useMemo(
    () => (groups === null ? null : { starts: groups.starts, folded: foldedFlags(groups, { areAll, exceptions }) }),
    [groups, areAll, exceptions],
  );
}
