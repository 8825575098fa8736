import { describe, expect, it } from 'vitest';
import { pointLooks, spacingOf, thumbSize } from '../../../src/renderer/map/density.ts';
import { levelAt, placedLabels } from '../../../src/renderer/map/label-layout.ts';
import { placedThumbs, type ThumbCandidate } from '../../../src/renderer/map/thumb-layout.ts';

function candidates(count: number): ThumbCandidate[] {
  return Array.from({ length: count }, (_, n) => ({
    id: n + 1,
    x: (n * 137.5) % 900,
    y: (n * 71.3) % 600,
    isMarked: n % 50 === 7,
  }));
}

const overlap = (one: ThumbCandidate, other: ThumbCandidate, size: number): boolean =>
  Math.abs(one.x - other.x) < size && Math.abs(one.y - other.y) < size;

describe('placedThumbs', () => {
  const all = candidates(600);
  const placed = placedThumbs(all, 48, new Set());

  it('covers no picture with another, and leaves no room unused', () => {
    for (const [place, one] of placed.entries()) {
      for (const other of placed.slice(0, place)) expect(overlap(one, other, 48)).toBe(false);
    }
    const rest = all.filter((candidate) => !placed.includes(candidate));
    for (const one of rest) expect(placed.some((other) => overlap(one, other, 52))).toBe(true);
  });

  it('shows marked ones before others', () => {
    const marked = all.filter(({ isMarked }) => isMarked);
    for (const one of marked) {
      const isPlaced = placed.includes(one);
      expect(isPlaced || placed.some((other) => other.isMarked && overlap(one, other, 52))).toBe(true);
    }
  });

  it('keeps what is shown while the map is moved', () => {
    const shown = new Set(placed.map(({ id }) => id));
    const moved = all.map((candidate) => ({ ...candidate, x: candidate.x + 31.7, y: candidate.y - 12.2 }));
    expect(new Set(placedThumbs(moved, 48, shown).map(({ id }) => id))).toEqual(shown);
  });
});

describe('how points look', () => {
  it('is small and translucent where they lie closely, large and opaque where there is room', () => {
    const [dense, loose] = [pointLooks(0.5), pointLooks(40)];
    expect(dense.size).toBeLessThan(2);
    expect(dense.opacity).toBeLessThan(0.2);
    expect(loose.size).toBeGreaterThan(6);
    expect(loose.opacity).toBeGreaterThan(0.9);
  });

  it('becomes pictures when near', () => {
    expect(thumbSize(8)).toBeNull();
    expect(thumbSize(30)).toBeGreaterThanOrEqual(38);
    expect(thumbSize(9999)).toBeLessThan(200);
  });

  it('goes by the area that has points', () => {
    expect(spacingOf(100, 400)).toBe(2);
    expect(Number.isFinite(spacingOf(0, 1))).toBe(true);
  });
});

describe('labels of clusters', () => {
  const view = { width: 400, height: 300 };
  const camera = { x: 0, y: 0, scale: 10 };
  const widthOf = (text: string, size: number): number => text.length * size * 0.5;
  const labels = [
    { x: 0, y: 0, text: 'animals', samples: 100, level: 0 },
    { x: 0.5, y: 0.2, text: 'cats', samples: 40, level: 1 },
    { x: 10, y: 5, text: 'dogs', samples: 60, level: 1 },
    { x: 500, y: 0, text: 'far away', samples: 10, level: 0 },
  ];

  const asNamed = ({ x, y }: { readonly x: number; readonly y: number }): [number, number] => [x, y];

  it('are the large regions from afar', () => {
    expect(placedLabels(labels, camera, view, 1, widthOf, asNamed).map(({ text }) => text)).toEqual(['animals']);
  });

  it('are finer when near, where a coarse one would lie over them it gives way', () => {
    const near = placedLabels(labels, camera, view, 3, widthOf, asNamed).map(({ text }) => text);
    expect(near).toEqual(['dogs', 'cats']);
  });

  it('do not say the same twice side by side', () => {
    const twice = [0, 5, 19].map((x) => ({ x, y: 0, text: 'cats', samples: 10, level: 0 }));
    expect(placedLabels(twice, camera, view, 1, widthOf, asNamed).map(({ x }) => x)).toEqual([200, 381]);
  });

  it('are written where there is room, and not at all where they name nothing', () => {
    const placeOf = ({ text }: { readonly text: string }): [number, number] | null => (text === 'cats' ? [5, -3] : null);
    const [only, ...rest] = placedLabels(labels, camera, view, 3, widthOf, placeOf);
    expect([only?.text, only?.x, only?.y, rest.length]).toEqual(['cats', 250, 180, 0]);
  });

  it('are written whole at the edge of the view', () => {
    const atEdge = [{ x: -19.9, y: 14.9, text: 'outerwear', samples: 10, level: 0 }];
    const [label] = placedLabels(atEdge, camera, view, 1, widthOf, asNamed);
    const half = widthOf('outerwear', label?.size ?? 0) / 2;
    expect((label?.x ?? 0) - half).toBeGreaterThanOrEqual(0);
    expect((label?.y ?? 0) - (label?.size ?? 0) / 2).toBeGreaterThanOrEqual(0);
  });

  it('have a level that rises with the zoom', () => {
    expect([0.5, 1, 2.3, 5].map(levelAt)).toEqual([0, 0, 1, 2]);
  });
});
