import { describe, expect, it } from 'vitest';
import { NO_POINTS } from '../../../src/renderer/state/map-points.ts';
import { showPoints, useMapStore } from '../../../src/renderer/state/map-store.ts';
import type { MapInfo } from '../../../src/shared/embedding.ts';

const pointsOf = (modelId: number, madeMs: number, placed = 0) => ({
  ...NO_POINTS,
  modelId,
  map: { madeMs, placed } as MapInfo,
});
const names = (): readonly string[] => useMapStore.getState().labels.map(({ text }) => text);

describe('the names of clusters', () => {
  it('stay while samples are placed on the same map, and go with it', () => {
    showPoints(pointsOf(1, 100));
    const cats = [{ x: 0, y: 0, text: 'cats', samples: 3, level: 0 }];
    for (const [next, left] of [
      [pointsOf(1, 100, 5), ['cats']],
      [pointsOf(1, 200), []],
      [pointsOf(2, 200), []],
    ] as const) {
      useMapStore.setState({ labels: cats });
      showPoints(next);
      expect(names()).toEqual(left);
    }
  });
});
