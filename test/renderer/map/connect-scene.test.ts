import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ConnectedScene, connectScene } from '../../../src/renderer/map/connect-scene.ts';
import { MapData } from '../../../src/renderer/map/map-data.ts';
import { Viewport } from '../../../src/renderer/map/viewport.ts';
import { NO_POINTS } from '../../../src/renderer/state/map-points.ts';
import { useMapStore } from '../../../src/renderer/state/map-store.ts';
import { useQueryStore } from '../../../src/renderer/state/query-store.ts';
import { follow, NO_SELECTION, selectOnly } from '../../../src/renderer/state/selection.ts';
import { useSelectionStore } from '../../../src/renderer/state/selection-store.ts';
import type { MapInfo } from '../../../src/shared/embedding.ts';
import type { DatasetId } from '../../../src/shared/sample.ts';

const DATASET = 'dataset' as DatasetId;
const ids = Uint32Array.of(10, 20, 30, 40);
const mapOf = (madeMs: number) => ({
  modelId: 1,
  ids,
  x: Float32Array.of(-1, 1, 1, 0.99),
  y: Float32Array.of(-1, -1, 1, 0),
  map: { madeMs } as MapInfo,
});

/** What of a scene the stores reach, without a canvas. */
class SceneOfTest implements ConnectedScene {
  readonly viewport = new Viewport(() => undefined);
  data = new MapData();
  focus: number | null = null;
  lasso: readonly number[] | null = null;

  constructor() {
    this.viewport.resize(400, 300);
  }

  setPoints(points: ConstructorParameters<typeof MapData>[0]): void {
    this.data = new MapData(points);
    this.viewport.setExtent(this.data.bounds, 0.5, true);
  }

  setFocus(id: number | null): void {
    this.focus = id;
  }

  setLasso(polygon: readonly number[] | null): void {
    this.lasso = polygon;
  }

  readonly setLabels = (): void => undefined;
  readonly setColoring = (): void => undefined;
  readonly setStates = (): void => undefined;
}

let scene: SceneOfTest;
let stops: (() => void)[] = [];
const place = (): readonly number[] => {
  const { x, y, scale } = scene.viewport.camera;
  return [x, y, scale];
};
const select = (index: number): void => useSelectionStore.getState().change((_, shown) => selectOnly(shown, index));

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  useMapStore.setState({ points: mapOf(1), running: null });
  useQueryStore.setState({ ids });
  useSelectionStore.setState({ selection: NO_SELECTION });
  // As the page does it, which listens before any map is open.
  const followed = useQueryStore.subscribe((state, before) => {
    if (state.ids !== before.ids) useSelectionStore.getState().change((selection) => follow(selection, before.ids, state.ids));
  });
  scene = new SceneOfTest();
  stops = [followed, connectScene(scene, DATASET)];
});

afterEach(() => {
  for (const stop of stops) stop();
  vi.unstubAllGlobals();
});

describe('the map and the focus', () => {
  it('brings what a key or another panel focuses into view', () => {
    scene.viewport.zoomBy(3);
    const before = place();
    select(1);
    expect(place()).not.toEqual(before);
    expect(scene.focus).toBe(20);
  });

  it('stays where it is under a pointer: the next click is meant for what is there', () => {
    scene.viewport.zoomBy(1.01);
    const before = place();
    scene.viewport.keepStill(() => select(2));
    expect([scene.focus, ...place()]).toEqual([30, ...before]);
    select(0);
    expect(place()).not.toEqual(before);
  });

  it('stays where it is when a new answer moves the focus, and follows the key after it', () => {
    select(0);
    scene.viewport.fit();
    scene.viewport.zoomBy(1.01);
    const before = place();
    useQueryStore.setState({ ids: Uint32Array.of(20, 30) });
    expect([scene.focus, ...place()]).toEqual([20, ...before]);
    select(1);
    expect(place()).not.toEqual(before);
  });
});

describe('the place of a map', () => {
  const again = (): void => {
    for (const stop of stops.splice(1)) stop();
    scene = new SceneOfTest();
    stops.push(connectScene(scene, DATASET));
  };

  it('is kept while something else is looked at', () => {
    scene.viewport.zoomBy(4, 10, 10);
    const before = place();
    again();
    expect(place()).toEqual(before);
  });

  it('is gone back to once its points are here', () => {
    scene.viewport.zoomBy(4, 10, 10);
    const before = place();
    const { points } = useMapStore.getState();
    for (const stop of stops.splice(1)) stop();
    useMapStore.setState({ points: NO_POINTS });
    again();
    useMapStore.setState({ points });
    expect(place()).toEqual(before);
  });

  it('is all of it on another map', () => {
    scene.viewport.zoomBy(4, 10, 10);
    for (const stop of stops.splice(1)) stop();
    useMapStore.setState({ points: mapOf(2) });
    again();
    expect(scene.viewport.isFitted).toBe(true);
  });
});
