import { expect, test } from 'vitest';
import { rowsAt, trustworthiness } from '../../../bench/trustworthiness.ts';
import type { LayoutInput } from '../../../src/workers/map/calls.ts';
import { type LayoutState, type LayoutSteps, layOut } from '../../../src/workers/map/layout.ts';
import { seededRandom } from '../../../src/workers/map/random.ts';
import { layOutByUmapJs } from '../../../src/workers/map/umap-js-layout.ts';
import { exactGraph, type MadeUpSpace, madeUpSpace } from './made-up-space.ts';

const K = 15;

function inputOf(space: MadeUpSpace, change: Partial<LayoutInput> = {}): LayoutInput {
  return {
    graph: exactGraph(space, K),
    start: space,
    engine: 'winnow',
    seed: 1,
    minDistance: 0.1,
    epochs: null,
    negativeRate: 5,
    ...change,
  };
}

function finish(steps: LayoutSteps): LayoutState {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

const allFinite = (points: Float32Array): boolean => points.every((value) => Number.isFinite(value));

test('clusters of the space are clusters of the map', () => {
  const space = madeUpSpace(400, { clusters: 4, spread: 0.2 });
  const { points, epochs, epoch } = finish(layOut(inputOf(space)));
  expect([epoch, epochs, points.length]).toEqual([500, 500, 800]);
  const centreOf = (cluster: number): readonly [number, number] => {
    const rows = Array.from({ length: 100 }, (_, i) => 4 * i + cluster);
    const mean = (axis: number): number => rows.reduce((sum, row) => sum + (points[2 * row + axis] ?? 0), 0) / rows.length;
    return [mean(0), mean(1)];
  };
  const centres = [0, 1, 2, 3].map(centreOf);
  for (let row = 0; row < 400; row++) {
    const distances = centres.map(([x, y]) => Math.hypot((points[2 * row] ?? 0) - x, (points[2 * row + 1] ?? 0) - y));
    expect(distances.indexOf(Math.min(...distances))).toBe(row % 4);
  }
});

test('the same seed gives the same bytes, another seed others', () => {
  const space = madeUpSpace(300);
  const run = (seed: number): string => Buffer.from(finish(layOut(inputOf(space, { seed }))).points).toString('hex');
  expect(run(1)).toBe(run(1));
  expect(run(1)).not.toBe(run(2));
});

test('it is as trustworthy as umap-js on the same neighbours', () => {
  const space = madeUpSpace(400, { clusters: 12, dimensions: 24, spread: 0.8 });
  const random = seededRandom(5);
  const some = Uint32Array.from({ length: 400 }, (_, row) => row).filter(() => random() < 0.7);
  const quality = ({ points }: LayoutState): number =>
    trustworthiness(rowsAt(space, some), rowsAt({ dimensions: 2, vectors: points as Float32Array<ArrayBuffer> }, some), K);
  const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const seeds = [1, 2, 3];
  const ours = median(seeds.map((seed) => quality(finish(layOut(inputOf(space, { seed, epochs: 150 }))))));
  const theirs = median(seeds.map((seed) => quality(finish(layOutByUmapJs(inputOf(space, { seed, epochs: 150 }))))));
  expect(theirs).toBeGreaterThan(0.7);
  expect(ours).toBeGreaterThan(theirs - 0.01);
});

test.each([0, 1, 2, 3, 4, 15, 16, 17])('%d samples are laid out by either engine', (rows) => {
  const space = madeUpSpace(rows, { clusters: 3 });
  for (const lay of [layOut, layOutByUmapJs]) {
    const { points } = finish(lay(inputOf(space, { epochs: 30 })));
    expect(points).toHaveLength(2 * rows);
    expect(allFinite(points)).toBe(true);
  }
});

test('samples that are all the same come apart', () => {
  const space = { dimensions: 2, vectors: new Float32Array(100).fill(0.5) };
  const { points } = finish(layOut(inputOf(space)));
  expect(allFinite(points)).toBe(true);
  expect(new Set(Array.from({ length: 50 }, (_, row) => `${points[2 * row]} ${points[2 * row + 1]}`)).size).toBe(50);
});

test('missing neighbours and samples that are not in the graph are passed over; who has none at all stays', () => {
  const space = madeUpSpace(60, { clusters: 2, spread: 0.05 });
  const graph = exactGraph(space, 10);
  graph.neighbours.fill(9999, 0, 5);
  graph.neighbours.fill(0, 5, 8);
  graph.distances.fill(Number.NaN, 8, 10);
  for (let at = 0; at < graph.neighbours.length; at++) if (graph.neighbours[at] === 1) graph.neighbours[at] = 0;
  const steps = layOut(inputOf(space, { graph, epochs: 100 }));
  const begun = (steps.next().value as LayoutState).points.slice();
  const { points } = finish(steps);
  expect(allFinite(points)).toBe(true);
  expect(points.slice(0, 2)).toEqual(begun.slice(0, 2));
  expect(points.slice(2, 4)).not.toEqual(begun.slice(2, 4));
});

test('starts that are missing, or no numbers, lie in the middle', () => {
  const vectors = Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 0, 1, 0.5, 0, 0.5);
  const steps = layOut(inputOf(madeUpSpace(4), { start: { dimensions: 2, vectors } }));
  const { points } = steps.next().value as LayoutState;
  const rounded = Array.from(points, (value) => Math.round(value) + 0);
  expect(rounded).toEqual([5, 10, 5, 0, 10, 5, 0, 5]);
  const oneDimension = layOut(inputOf(madeUpSpace(2), { start: { dimensions: 1, vectors: Float32Array.of(3, 4) } }));
  expect(Array.from((oneDimension.next().value as LayoutState).points, (value) => Math.round(value) + 0)).toEqual([0, 5, 10, 5]);
});

test('points move from the first step to the last', () => {
  const seen = new Map<number, string>();
  const steps = layOut(inputOf(madeUpSpace(200), { epochs: 40 }));
  for (let step = steps.next(); step.done !== true; step = steps.next()) seen.set(step.value.epoch, step.value.points.join());
  expect(seen.size).toBe(40);
  expect(new Set(seen.values()).size).toBe(40);
});

test('umap-js refuses what it cannot hold', () => {
  const ids = new Uint32Array(100_001);
  const graph = { ids, k: 0, neighbours: new Uint32Array(0), distances: new Float32Array(0) };
  const input = inputOf(madeUpSpace(3), { graph, start: { dimensions: 0, vectors: new Float32Array(0) } });
  expect(() => layOutByUmapJs(input).next()).toThrow('umap-js lays out up to 100,000 samples; these are 100,001.');
});
