import {
  type DragEvent as ReactDragEvent,
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import { isByKey, selectForMenu } from '../state/context-menu.ts';
import { canDragFiles, dragFiles } from '../state/drag-files.ts';
import { chooseGroup } from '../state/grouping.ts';
import { useQueryStore } from '../state/query-store.ts';
import {
  clearSelection,
  extendTo,
  NO_SELECTION,
  type Selection,
  selectOnly,
  selectThese,
  targetsOf,
  toggleAt,
} from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Scroller } from '../ui/scroller.ts';
import { bandBox, edgeSpeed, type Point } from './band.ts';
import { dragIcon } from './drag-icon.ts';
import { indexAt, indicesInBox } from './place-in-grid.ts';
import { placeNow, type ShownGrid } from './use-grid-layout.ts';

/** A press becomes a rubber band after this many pixels. */
const BAND_FROM_PX = 5;

interface Press {
  readonly pointer: number;
  /** Where it began, in the virtual grid. */
  readonly start: Point;
  readonly before: Selection;
  readonly isAdding: boolean;
  /** The tile of a selected sample is held, whose files a drag takes along: its click waits for the release. */
  readonly isCarrying: boolean;
  /** Where the pointer is, in the element. */
  at: Point;
  isBand: boolean;
}

const NO_PRESS: Pick<Press, 'start' | 'before' | 'isCarrying'> = {
  start: { x: 0, y: 0 },
  before: NO_SELECTION,
  isCarrying: false,
};

export interface GridPointer {
  onPointerDown(event: ReactPointerEvent<HTMLElement>): void;
  onPointerMove(event: ReactPointerEvent<HTMLElement>): void;
  onPointerUp(event: ReactPointerEvent<HTMLElement>): void;
  onPointerCancel(event: ReactPointerEvent<HTMLElement>): void;
  onDragStart(event: ReactDragEvent<HTMLElement>): void;
  onContextMenu(event: ReactMouseEvent<HTMLElement>): void;
  onDoubleClick(event: { readonly clientX: number; readonly clientY: number; readonly currentTarget: HTMLElement }): void;
}

/** Clicks and the rubber band, by geometry: no tile has handlers of its own. @param band the element that draws the band */
export function useGridPointer(
  scroller: Scroller,
  grid: RefObject<ShownGrid>,
  band: RefObject<HTMLDivElement | null>,
): GridPointer {
  const press = useRef<Press | null>(null);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const inGrid = ({ x, y }: Point): Point => ({ x, y: y + scroller.top });
  /** Of the sample under a point of the element in the answer; -1: none. */
  const placeAt = ({ x, y }: Point): number => {
    const index = indexAt(grid.current.layout, x, y + scroller.top);
    return index < 0 ? -1 : placeNow(grid.current, index);
  };
  const { change } = useSelectionStore.getState();

  function drawBand(element: HTMLElement, { start, at, before, isAdding }: Press): void {
    const box = bandBox(start, inGrid(at));
    const { layout, ids } = grid.current;
    const places = indicesInBox(layout, box);
    change(() =>
      selectThese(
        before,
        places.map((place) => ids[place] ?? 0),
        isAdding,
      ),
    );
    const { style } = band.current ?? element;
    style.display = 'block';
    style.transform = `translate(${box.left}px, ${box.top - scroller.top}px)`;
    style.width = `${box.right - box.left}px`;
    style.height = `${box.bottom - box.top}px`;
  }

  function step(element: HTMLElement): void {
    const current = press.current;
    if (current === null) return;
    const speed = edgeSpeed(current.at.y, scroller.viewport);
    if (speed !== 0) scroller.scrollTo(scroller.top + speed);
    drawBand(element, current);
    frame.current = requestAnimationFrame(() => step(element));
  }

  function end(): void {
    press.current = null;
    scroller.isHeld = false;
    cancelAnimationFrame(frame.current);
    if (band.current !== null) band.current.style.display = 'none';
  }

  return {
    onPointerDown(event) {
      scroller.sync();
      const at = pointIn(event.currentTarget, event);
      // Its release is told to nobody: the next move without a button down tells.
      scroller.isDragged = at.x >= event.currentTarget.clientWidth;
      if (event.button !== 0 || at.x >= event.currentTarget.clientWidth) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      scroller.isHeld = true;
      const { selection } = useSelectionStore.getState();
      const isAdding = event.ctrlKey || event.metaKey;
      const start = inGrid(at);
      const index = placeAt(at);
      const isCarrying = canDragFiles() && isPlain(event) && selection.selected.has(useQueryStore.getState().ids[index] ?? 0);
      event.currentTarget.draggable = isCarrying;
      press.current = { pointer: event.pointerId, start, before: selection, isAdding, isCarrying, at, isBand: false };
      if (event.pointerType !== 'touch' && !isCarrying) clickAt(index, event);
    },
    onPointerMove(event) {
      if (event.buttons === 0) scroller.isDragged = false;
      const current = press.current;
      if (current === null || event.pointerId !== current.pointer || event.pointerType === 'touch' || current.isCarrying) return;
      current.at = pointIn(event.currentTarget, event);
      const now = inGrid(current.at);
      if (current.isBand || Math.hypot(now.x - current.start.x, now.y - current.start.y) < BAND_FROM_PX) return;
      current.isBand = true;
      step(event.currentTarget);
    },
    onPointerUp(event) {
      scroller.sync();
      const at = pointIn(event.currentTarget, event);
      if (press.current !== null && (event.pointerType === 'touch' || press.current.isCarrying)) clickAt(placeAt(at), event);
      end();
    },
    onPointerCancel: end,
    onDragStart(event) {
      event.preventDefault();
      const { start, before, isCarrying } = press.current ?? NO_PRESS;
      end();
      event.currentTarget.draggable = false;
      if (!isCarrying) return;
      const { ids } = useQueryStore.getState();
      const held = grid.current.ids[indexAt(grid.current.layout, start.x, start.y)] ?? 0;
      const picture = event.currentTarget.querySelector<HTMLImageElement>(`[data-sample="${held}"] img`);
      dragFiles(targetsOf(before, ids, false), dragIcon(picture, before.selected.size));
    },
    onContextMenu(event) {
      const { target, nativeEvent, currentTarget } = event;
      if (isByKey(nativeEvent)) return;
      const header = target instanceof Element ? target.closest<HTMLElement>('[data-group]') : null;
      if (header !== null) return chooseGroup(Number(header.dataset.group));
      scroller.sync();
      const at = inGrid(pointIn(currentTarget, event));
      const id = grid.current.ids[indexAt(grid.current.layout, at.x, at.y)];
      if (id === undefined) event.preventDefault();
      else selectForMenu(id);
    },
    onDoubleClick(event) {
      scroller.sync();
      const at = inGrid(pointIn(event.currentTarget, event));
      if (indexAt(grid.current.layout, at.x, at.y) >= 0) useUiStore.getState().setView('loupe');
    },
  };
}

const isPlain = ({ ctrlKey, metaKey, shiftKey, pointerType }: ReactPointerEvent): boolean =>
  pointerType !== 'touch' && !ctrlKey && !metaKey && !shiftKey;

function clickAt(index: number, { ctrlKey, metaKey, shiftKey }: ReactPointerEvent): void {
  const { change } = useSelectionStore.getState();
  if (index < 0) {
    if (!ctrlKey && !metaKey && !shiftKey) change(clearSelection);
    return;
  }
  if (shiftKey) change((selection, ids) => extendTo(selection, ids, index));
  else if (ctrlKey || metaKey) change((selection, ids) => toggleAt(selection, ids, index));
  else change((_, ids) => selectOnly(ids, index));
}

function pointIn(element: HTMLElement, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
