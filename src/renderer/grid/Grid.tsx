import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useGridWidth } from '../state/grid-width.ts';
import { useQueryStore } from '../state/query-store.ts';
import { indexOfId } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { THUMBNAIL_SIZES, useUiStore } from '../state/ui-store.ts';
import { type Pace, Scroller } from '../ui/scroller.ts';
import { useElementSize } from '../ui/use-element-size.ts';
import styles from './Grid.module.css';
import { GridRow } from './GridRow.tsx';
import { GroupHeaderRow } from './GroupHeaderRow.tsx';
import { GRID_PADDING, SHEET_BELOW_PX } from './grid-layout.ts';
import { topToReveal } from './place-in-grid.ts';
import { ScrollBubble } from './ScrollBubble.tsx';
import { Sheet } from './Sheet.tsx';
import { SheetFocus } from './SheetFocus.tsx';
import { StickyHeader } from './StickyHeader.tsx';
import { tileElementId } from './TileCell.tsx';
import { TilePreview } from './TilePreview.tsx';
import { useGridGeometry } from './use-grid-geometry.ts';
import { type ShownGrid, useGridLayout } from './use-grid-layout.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { rowsInView, useRowsInView } from './use-rows-in-view.ts';
import { useStayInPlace } from './use-stay-in-place.ts';
import { useTilePointing } from './use-tile-pointing.ts';
import { useWanted } from './use-wanted.ts';

export interface GridProps {
  /** Thumbnails are wanted no larger than this, CSS pixels: where there is little room. */
  readonly mostSize?: number;
}

/** All samples of the query as thumbnails. Only rows near the view exist in the page; scrolling is `Scroller`'s. */
export function Grid({ mostSize = THUMBNAIL_SIZES.max }: GridProps) {
  const focus = useSelectionStore((state) => state.selection.focus);
  const [pace, setPace] = useState<Pace>('slow');
  // What stopped is fetched at once.
  const [scroller] = useState(() => new Scroller((now) => (now === 'stopped' ? flushSync(() => setPace(now)) : setPace(now))));
  const isFast = pace === 'fast';
  const view = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(view);
  const { shown: grid, finish } = useGridLayout({ width, height, mostSize });
  const { layout, ids, groups } = grid;
  const gridNow = useRef(grid);
  gridNow.current = grid;

  useLayoutEffect(() => (view.current === null ? undefined : scroller.attach(view.current)), [scroller]);
  useStayInPlace(scroller, grid, height);
  useRevealFocus(scroller, gridNow);
  useGridGeometry(scroller, gridNow, layout, finish);
  useEffect(() => {
    if (mostSize === THUMBNAIL_SIZES.max) useGridWidth.setState({ width: Math.max(0, width - 2 * GRID_PADDING) });
  }, [width, mostSize]);

  const rows = useRowsInView(scroller, layout, height);
  const shown = useWanted(ids, layout, rows, isFast);
  /** Those beside the view get their pictures after its own. */
  const served = pace === 'stopped' ? rowsInView(layout, scroller.top, height, 0) : rows;
  // A tile that is scrolled away does not exist: naming it would name nothing.
  const isFocusMade = focus !== null && shown.includes(focus);

  const isSheet = useUiStore((state) => Math.min(mostSize, state.thumbnailSize) < SHEET_BELOW_PX);
  const focusIndex = isSheet && isFocusMade ? indexOfId(ids, focus) : -1;

  const rowsElement = useRef<HTMLDivElement>(null);
  const rowsStart = layout.rowTop(rows.first);
  const place = (): void => {
    if (rowsElement.current !== null) rowsElement.current.style.top = `${rowsStart - scroller.shift}px`;
  };
  // Every time: the shift changes outside of React.
  useLayoutEffect(place);
  useLayoutEffect(() => scroller.onShift(place));

  const pointer = useGridPointer(scroller, gridNow, band);
  useTilePointing(view, scroller, gridNow);
  return (
    <div className={styles.frame}>
      {isSheet ? <Sheet {...{ scroller, layout, ids, isFast, width, height, view }} /> : null}
      {/* The one focusable element; the focused tile is named by aria-activedescendant, so that focus outlives its row. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table */}
      <div
        ref={view}
        className={styles.view}
        role="grid"
        data-menu="samples"
        aria-label="Samples"
        aria-multiselectable
        aria-rowcount={layout.rows}
        aria-colcount={layout.columns}
        aria-activedescendant={isFocusMade ? tileElementId(focus) : undefined}
        tabIndex={0}
        {...pointer}
      >
        {groups === null ? null : <StickyHeader scroller={scroller} layout={layout} groups={groups} ids={ids} />}
        <div className={styles.content} style={{ height: scroller.domHeight(layout.height) }}>
          <div ref={rowsElement} className={styles.rows}>
            {Array.from({ length: rows.end - rows.first }, (_, place) => rows.first + place).map((row) => {
              const top = layout.rowTop(row) - rowsStart;
              const group = layout.headerOf(row);
              return group >= 0 && groups !== null ? (
                <GroupHeaderRow key={row} row={row} top={top} columns={layout.columns} groups={groups} group={group} ids={ids} />
              ) : isSheet ? null : (
                <GridRow key={row} {...{ row, top, layout, ids }} isFast={isFast || row < served.first || row >= served.end} />
              );
            })}
            {focus === null || focusIndex < 0 ? null : (
              <SheetFocus id={focus} index={focusIndex} layout={layout} rowsStart={rowsStart} />
            )}
          </div>
        </div>
      </div>
      <div ref={band} className={styles.band} />
      <ScrollBubble scroller={scroller} layout={layout} groups={groups} />
      <TilePreview {...{ layout, scroller, ids, width, height }} />
    </div>
  );
}

/** Scrolls to the focused sample when a key or another panel moves the focus. */
function useRevealFocus(scroller: Scroller, grid: { readonly current: ShownGrid }): void {
  useEffect(
    () =>
      useSelectionStore.subscribe(({ selection: { focus } }, { selection: before }) => {
        const { ids, layout } = grid.current;
        // A new answer moves the focus too; then the grid stays where it is.
        if (focus === before.focus || scroller.isHeld || ids !== useQueryStore.getState().ids || layout.count === 0) return;
        const index = indexOfId(ids, focus);
        if (index >= 0) scroller.scrollTo(topToReveal(layout, index, scroller.top, scroller.viewport));
      }),
    [scroller, grid],
  );
}
