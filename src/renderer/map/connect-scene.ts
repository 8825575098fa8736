import type { MapLabel } from '../../shared/embedding.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { lassoOf } from '../state/map-lasso.ts';
import { type MapPoints, mapIdentity } from '../state/map-points.ts';
import { type MapState, useMapStore } from '../state/map-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import type { Coloring } from './coloring.ts';
import { type ColoringState, useColoringStore } from './coloring-store.ts';
import type { MapData } from './map-data.ts';
import { keepPlace, placeFor } from './place-kept.ts';
import type { Viewport } from './viewport.ts';

/** What of a scene the stores reach; see scene.ts. */
export interface ConnectedScene {
  readonly viewport: Viewport;
  readonly data: MapData;
  setPoints(points: MapPoints, isMoving: boolean): void;
  setColoring(coloring: Coloring | null, hidden: ReadonlySet<number>): void;
  setLabels(labels: readonly MapLabel[]): void;
  setLasso(polygon: readonly number[] | null): void;
  setStates(inQuery: Uint32Array | null, isSelected: (id: number) => boolean, hasSelected: boolean): void;
  setFocus(id: number | null): void;
}

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Has a scene show what the stores say, without React in between. @returns stops it */
export function connectScene(scene: ConnectedScene, dataset: DatasetId): () => void {
  const members = nextFrame(() => showMembers(scene));
  /** The answer that was seen last: the selection follows a new one before the map hears of it. */
  let { ids: seenIds } = useQueryStore.getState();
  showPoints(scene, dataset, useMapStore.getState());
  showColors(scene, useColoringStore.getState());
  showMembers(scene);
  showLasso(scene);
  scene.setFocus(useSelectionStore.getState().selection.focus);
  const stops = [
    useMapStore.subscribe((state, before) => {
      if (state.points !== before.points) {
        showPoints(scene, dataset, state);
        showColors(scene, useColoringStore.getState());
        members.plan();
      }
      if (state.labels !== before.labels || state.running !== before.running) showLabels(scene, state);
      if (state.running !== before.running) showLasso(scene);
    }),
    useColoringStore.subscribe((state) => showColors(scene, state)),
    useQueryStore.subscribe((state, before) => {
      seenIds = state.ids;
      if (state.ids !== before.ids || state.answered !== before.answered) members.plan();
      if (state.query !== before.query) showLasso(scene);
    }),
    useSelectionStore.subscribe(({ selection }, { selection: before }) => {
      if (selection.selected !== before.selected) members.plan();
      if (selection.focus === before.focus) return;
      scene.setFocus(selection.focus);
      // A new answer moves the focus, too; then the map stays where it is.
      if (useQueryStore.getState().ids === seenIds) reveal(scene, selection.focus);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    members.stop();
    const { camera, isFitted } = scene.viewport;
    if (scene.data.size > 0) keepPlace(dataset, scene.data.points, isFitted ? null : camera);
  };
}

/** Another map is looked at where it was left. */
function showPoints(scene: ConnectedScene, dataset: DatasetId, state: MapState): void {
  const isOther = scene.data.size === 0 || mapIdentity(state.points) !== mapIdentity(scene.data.points);
  scene.setPoints(state.points, state.running !== null && !isCalm());
  const place = isOther ? placeFor(dataset, state.points) : null;
  if (place !== null) scene.viewport.restore(place);
  showLabels(scene, state);
}

/** Clusters have names when they have come to rest. */
function showLabels(scene: ConnectedScene, { labels, running }: MapState): void {
  scene.setLabels(running === null ? labels : []);
}

function showColors(scene: ConnectedScene, { coloring, hidden }: ColoringState): void {
  scene.setColoring(coloring, hidden);
}

/** Which points are in the query, and which are selected. */
function showMembers(scene: ConnectedScene): void {
  const { ids, answered } = useQueryStore.getState();
  const { selected } = useSelectionStore.getState().selection;
  const isAll = answered === null || answered.filter === null;
  scene.setStates(isAll ? null : ids, (id) => selected.has(id), selected.size > 0);
}

/** The outline that the query asks for; one drawn on a map that is on its way to another has no meaning there. */
function showLasso(scene: ConnectedScene): void {
  scene.setLasso(useMapStore.getState().running === null ? lassoOf(useQueryStore.getState().query) : null);
}

/** A key or another panel moved the focus: the map follows. */
function reveal(scene: ConnectedScene, focus: number | null): void {
  const place = focus === null ? -1 : scene.data.places.of(focus);
  if (place >= 0) scene.viewport.reveal(...scene.data.at(place));
}

/** Changes that come one after the other, an answer and what is selected of it, are shown once. */
function nextFrame(run: () => void): { readonly plan: () => void; readonly stop: () => void } {
  let frame = 0;
  return {
    plan: () => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        run();
      });
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
