import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { setGridGeometry } from '../state/grid-geometry.ts';
import { useQueryStore } from '../state/query-store.ts';
import { wantScores } from '../state/scores.ts';
import { indexOfId } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { tiles } from '../state/tiles.ts';
import { THUMBNAIL_SIZES, useUiStore } from '../state/ui-store.ts';
import { Scroller } from '../ui/scroller.ts';
import { useElementSize } from '../ui/use-element-size.ts';
import styles from './Grid.module.css';
import { GridRow } from './GridRow.tsx';
import { GRID_PADDING, type GridLayout, gridLayout, rowsPerPage, topToReveal } from './grid-layout.ts';
import { tileElementId } from './TileCell.tsx';
import { useGridPointer } from './use-grid-pointer.ts';
import { useStayInPlace } from './use-stay-in-place.ts';

const OVERSCAN_ROWS = 2;

export interface GridProps {
  /** Thumbnails are wanted no larger than this, CSS pixels: where there is little room. */
  readonly mostSize?: number;
}

/** All samples of the query as thumbnails. Only rows near the view exist in the page; scrolling is `Scroller`'s. */
export function Grid({ mostSize = THUMBNAIL_SIZES.max }: GridProps) {
  const ids = useQueryStore((state) => state.ids);
  const focus = useSelectionStore((state) => state.selection.focus);
  const thumbnailSize = useUiStore((state) => Math.min(mostSize, state.thumbnailSize));
  const hasCaptions = useUiStore((state) => state.tileCaptions === 'always');
  const [isFast, setFast] = useState(false);
  const [scroller] = useState(() => new Scroller(setFast));
  const view = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(view);
  const layout = useMemo(
    () => gridLayout(ids.length, width, thumbnailSize, hasCaptions),
    [ids.length, width, thumbnailSize, hasCaptions],
  );
  const layoutNow = useRef(layout);
  layoutNow.current = layout;

  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : layout.rows,
    getScrollElement: () => view.current,
    estimateSize: () => layout.rowHeight,
    paddingStart: GRID_PADDING,
    paddingEnd: GRID_PADDING,
    overscan: OVERSCAN_ROWS,
    observeElementOffset: (_, onOffset) => scroller.observe(onOffset),
    scrollToFn: () => undefined,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer remembers sizes until told that rows changed
  useLayoutEffect(() => virtualizer.measure(), [layout.rowHeight, virtualizer]);
  useLayoutEffect(() => (view.current === null ? undefined : scroller.attach(view.current)), [scroller]);
  useStayInPlace(scroller, layout, ids, height);
  useRevealFocus(scroller, layoutNow);
  useEffect(() => setGridGeometry({ columns: layout.columns, rowsPerPage: rowsPerPage(layout, height) }), [layout, height]);

  const rows = virtualizer.getVirtualItems();
  const first = (rows[0]?.index ?? 0) * layout.columns;
  const end = Math.min(ids.length, ((rows.at(-1)?.index ?? -1) + 1) * layout.columns);
  useEffect(() => {
    if (!isFast) tiles.want(ids.subarray(first, end));
  }, [ids, first, end, isFast]);
  const issueKind = useUiStore((state) => state.issueKind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer or kind has other scores
  useEffect(() => {
    if (!isFast) void wantScores(first, end);
  }, [ids, first, end, isFast, issueKind]);

  // A tile that is scrolled away does not exist: naming it would name nothing.
  const isFocusMade = focus !== null && ids.subarray(first, end).includes(focus);

  const rowsElement = useRef<HTMLDivElement>(null);
  const rowsStart = rows[0]?.start ?? 0;
  const place = (): void => {
    if (rowsElement.current !== null) rowsElement.current.style.top = `${rowsStart - scroller.shift}px`;
  };
  // Every time: the shift changes outside of React.
  useLayoutEffect(place);
  useLayoutEffect(() => scroller.onShift(place));

  const pointer = useGridPointer(scroller, layoutNow, band);
  return (
    <div className={styles.frame}>
      {/* The one focusable element; the focused tile is named by aria-activedescendant, so that focus outlives its row. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table */}
      <div
        ref={view}
        className={styles.view}
        role="grid"
        aria-label="Samples"
        aria-multiselectable
        aria-rowcount={layout.rows}
        aria-colcount={layout.columns}
        aria-activedescendant={isFocusMade ? tileElementId(focus) : undefined}
        tabIndex={0}
        {...pointer}
      >
        <div className={styles.content} style={{ height: scroller.domHeight(layout.height) }}>
          <div ref={rowsElement} className={styles.rows}>
            {rows.map((row) => (
              <GridRow key={row.key} row={row.index} top={row.start - rowsStart} layout={layout} ids={ids} isFast={isFast} />
            ))}
          </div>
        </div>
      </div>
      <div ref={band} className={styles.band} />
    </div>
  );
}

/** Scrolls to the focused sample when a key or another panel moves the focus. */
function useRevealFocus(scroller: Scroller, layout: { readonly current: GridLayout }): void {
  useEffect(
    () =>
      useSelectionStore.subscribe(({ selection: { focus } }, { selection: before }) => {
        const { ids } = useQueryStore.getState();
        // A new answer moves the focus too; then the grid stays where it is.
        if (focus === before.focus || scroller.isHeld || ids.length !== layout.current.count) return;
        const index = indexOfId(ids, focus);
        if (index >= 0) scroller.scrollTo(topToReveal(layout.current, index, scroller.top, scroller.viewport));
      }),
    [scroller, layout],
  );
}
