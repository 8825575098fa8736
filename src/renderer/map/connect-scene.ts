import { type MapState, useMapStore } from '../state/map-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { type ColoringState, useColoringStore } from './coloring-store.ts';
import type { Scene } from './scene.ts';

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Has a scene show what the stores say, without React in between. @returns stops it */
export function connectScene(scene: Scene): () => void {
  const members = nextFrame(() => showMembers(scene));
  showPoints(scene, useMapStore.getState());
  showColors(scene, useColoringStore.getState());
  showMembers(scene);
  scene.setFocus(useSelectionStore.getState().selection.focus);
  const stops = [
    useMapStore.subscribe((state, before) => {
      if (state.points !== before.points) {
        showPoints(scene, state);
        showColors(scene, useColoringStore.getState());
        members.plan();
      }
      if (state.labels !== before.labels || state.running !== before.running) showLabels(scene, state);
    }),
    useColoringStore.subscribe((state) => showColors(scene, state)),
    useQueryStore.subscribe((state, before) => {
      if (state.ids !== before.ids || state.answered !== before.answered) members.plan();
    }),
    useSelectionStore.subscribe(({ selection }, { selection: before }) => {
      if (selection.selected !== before.selected) members.plan();
      if (selection.focus !== before.focus) showFocus(scene, selection.focus);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    members.stop();
  };
}

function showPoints(scene: Scene, state: MapState): void {
  scene.setPoints(state.points, state.running !== null && !isCalm());
  showLabels(scene, state);
}

/** Clusters have names when they have come to rest. */
function showLabels(scene: Scene, { labels, running }: MapState): void {
  scene.setLabels(running === null ? labels : []);
}

function showColors(scene: Scene, { coloring, hidden }: ColoringState): void {
  scene.setColoring(coloring, hidden);
}

/** Which points are in the query, and which are selected. */
function showMembers(scene: Scene): void {
  const { ids, answered } = useQueryStore.getState();
  const { selected } = useSelectionStore.getState().selection;
  const isAll = answered === null || answered.filter === null;
  scene.setStates(isAll ? null : ids, (id) => selected.has(id), selected.size > 0);
}

/** The answer whose samples the focus was last moved among. */
let focusedAmong: Uint32Array | null = null;

/** A key or another panel moved the focus: the map follows. A new answer moves it too; then the map stays where it is. */
function showFocus(scene: Scene, focus: number | null): void {
  const { ids } = useQueryStore.getState();
  const isNewAnswer = focusedAmong !== null && focusedAmong !== ids;
  focusedAmong = ids;
  scene.setFocus(focus);
  const place = focus === null || isNewAnswer ? -1 : scene.data.places.of(focus);
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
