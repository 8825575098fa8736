import { withLasso } from '../state/map-lasso.ts';
import { useMapStore } from '../state/map-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { clearSelection, focusAt, indexOfId, selectOnly, selectThese, toggleAt } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useColoringStore } from './coloring-store.ts';
import { type Polygon, rounded, simplified } from './polygon.ts';
import type { Scene } from './scene.ts';

/** Corners of a lasso in a query. */
const MOST_CORNERS = 100;
/** How far a corner may lie off the outline drawn, CSS pixels. */
const TOLERANCE_PX = 1;
/** What corners are rounded to, CSS pixels. */
const STEP_PX = 0.25;
/** Smaller outlines were not meant, CSS pixels² of the box around them. */
const LEAST_AREA_PX = 16;

/** A click: this sample alone, or with ctrl it too. @param id null: on nothing */
export function clickOn({ viewport }: Scene, id: number | null, isAdding: boolean): void {
  const { change } = useSelectionStore.getState();
  if (id === null) {
    if (!isAdding) change(clearSelection);
    return;
  }
  viewport.keepStill(() =>
    change((selection, ids) => (isAdding ? toggleAt(selection, ids, indexOfId(ids, id)) : selectOnly(ids, indexOfId(ids, id)))),
  );
}

/** Moves the focus to a sample, which is selected alone, or leaves the selection as it is. */
export function goTo(id: number, isSelecting: boolean): void {
  useSelectionStore
    .getState()
    .change((selection, ids) =>
      isSelecting ? selectOnly(ids, indexOfId(ids, id)) : focusAt(selection, ids, indexOfId(ids, id)),
    );
}

/**
 * An outline was drawn: the query asks for what lies inside, which is selected. With ctrl it is only selected, besides what
 * was selected before.
 * @param outline corners in CSS pixels of the view
 */
export function takeOutline(scene: Scene, outline: Polygon, isAdding: boolean): void {
  if (areaOfBox(outline) < LEAST_AREA_PX) return;
  const polygon = polygonOf(scene, outline);
  if (polygon.length < 6) return;
  if (isAdding) {
    const inside = scene.data.within(polygon);
    select(scene, inside, true);
    return;
  }
  // The query knows the stored map, not the one that is on its way.
  if (useMapStore.getState().running === null) void askFor(scene, polygon);
  else useMessagesStore.getState().say('The map still moves. Draw the outline once it is laid out, or stop the layout first.');
}

/** The query without its lasso. */
export function leaveLasso(): void {
  const { query, setQuery } = useQueryStore.getState();
  setQuery(withLasso(query, null));
}

function polygonOf(scene: Scene, outline: Polygon): Polygon {
  const few = simplified(outline, TOLERANCE_PX, MOST_CORNERS);
  const corners: number[] = [];
  for (let at = 0; at + 1 < few.length; at += 2) corners.push(...scene.viewport.toMap(few[at] ?? 0, few[at + 1] ?? 0));
  return rounded(corners, STEP_PX / scene.viewport.camera.scale);
}

/** Asks for what lies inside and selects what is found, but for classes that the legend hides. */
async function askFor(scene: Scene, polygon: Polygon): Promise<void> {
  const { query, setQuery } = useQueryStore.getState();
  const asked = withLasso(query, polygon);
  setQuery(asked);
  if (!(await isAnswered(asked))) return;
  const { ids } = useQueryStore.getState();
  const { data } = scene;
  const isHiding = useColoringStore.getState().hidden.size > 0;
  const seen = isHiding ? ids.filter((id) => data.isShown(data.places.of(id))) : ids;
  select(scene, seen, false);
  if (ids.length === 0) useMessagesStore.getState().say('Nothing lies inside. Escape takes the lasso off again.');
}

/** What was drawn around stays where it was drawn around. */
function select({ viewport }: Scene, ids: Uint32Array, isAdding: boolean): void {
  viewport.keepStill(() => useSelectionStore.getState().change((selection) => selectThese(selection, ids, isAdding)));
}

/** Resolves once a query has its answer; false where it failed, or another was asked meanwhile. */
function isAnswered(query: unknown): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = useQueryStore.subscribe((state) => {
      if (state.query === query && state.answered !== query && state.error === null) return;
      stop();
      resolve(state.answered === query);
    });
  });
}

function areaOfBox(outline: Polygon): number {
  const xs = outline.filter((_, at) => at % 2 === 0);
  const ys = outline.filter((_, at) => at % 2 === 1);
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
}
