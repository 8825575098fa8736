import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { extendGraph, isExtendable } from '../../../src/workers/neighbours/extend-graph.ts';
import { buildGraph, EXACT_MOST, type NearestGraph } from '../../../src/workers/neighbours/nearest-graph.ts';
import { NOBODY } from '../../../src/workers/neighbours/nearest-lists.ts';
import { madePoints, nearestByHand, nodesOf } from './made-points.ts';

const DIMENSIONS = 24;
const WIDTH = 15;

/** Share of the true neighbours that are in the lists of some nodes. */
function recallOf(graph: NearestGraph, rows: Float32Array, asked: readonly number[], among?: number[]): number {
  let found = 0;
  for (const node of asked) {
    const listed = new Set(graph.lists.nodes.subarray(node * WIDTH, (node + 1) * WIDTH));
    for (const [other] of nearestByHand(rows, DIMENSIONS, node, WIDTH, among)) if (listed.has(other)) found++;
  }
  return found / (asked.length * WIDTH);
}

const every = (step: number, count: number): number[] => Array.from({ length: Math.floor(count / step) }, (_, i) => i * step);

describe('the graph of few points', () => {
  const count = 500;
  const rows = madePoints({ count, dimensions: DIMENSIONS });
  const { graph, index } = atOnce(buildGraph({ rows, dimensions: DIMENSIONS }, nodesOf(count), WIDTH));

  it('is exact: neighbours and distances are those of plain comparison', () => {
    expect(graph).toMatchObject({ isExact: true, recall: 1 });
    expect(index).toBeNull();
    for (const node of every(7, count)) {
      const listed = Array.from(graph.lists.nodes.subarray(node * WIDTH, (node + 1) * WIDTH));
      const byHand = nearestByHand(rows, DIMENSIONS, node, WIDTH);
      expect(listed).toEqual(byHand.map(([other]) => other));
      byHand.forEach(([, distance], i) => {
        expect(graph.lists.distances[node * WIDTH + i]).toBeCloseTo(distance, 6);
      });
    }
  });

  it('has holes where there are not so many others', () => {
    const few = atOnce(buildGraph({ rows, dimensions: DIMENSIONS }, nodesOf(3), 4)).graph;
    expect(few.lists.nodes.filter((node) => node === NOBODY).length).toBe(6);
    expect(few.lists.distances[3]).toBeNaN();
  });

  it('of one point has no neighbours', () => {
    const one = atOnce(buildGraph({ rows, dimensions: DIMENSIONS }, nodesOf(1), 4)).graph;
    expect([...one.lists.nodes]).toEqual([NOBODY, NOBODY, NOBODY, NOBODY]);
  });
});

describe('the graph of many points', () => {
  const count = EXACT_MOST + 1500;
  const rows = madePoints({ count, dimensions: DIMENSIONS, clusters: 60 });
  const points = { rows, dimensions: DIMENSIONS };
  const whole = atOnce(buildGraph(points, nodesOf(count), WIDTH)).graph;

  it('finds at least 98 of 100, and measures that', () => {
    expect(whole.isExact).toBe(false);
    expect(whole.recall).toBeGreaterThanOrEqual(0.98);
    expect(recallOf(whole, rows, every(40, count))).toBeCloseTo(whole.recall, 1);
  });

  it('is the same every time', () => {
    const again = atOnce(buildGraph(points, nodesOf(count), WIDTH)).graph;
    expect(again.lists.nodes).toEqual(whole.lists.nodes);
    expect(again.lists.distances).toEqual(whole.lists.distances);
  });

  it('takes new points in, in both directions, without a new search of the old', () => {
    const before = count - 60;
    const old = atOnce(buildGraph(points, nodesOf(before), WIDTH));
    if (old.index === null) throw new Error('Expected an index.');
    expect(isExtendable(old.graph, nodesOf(count))).toBe(true);
    const more = atOnce(extendGraph(points, old.graph, nodesOf(count), old.index));
    const added = every(1, 60).map((i) => before + i);
    const near = added.flatMap((node) => nearestByHand(rows, DIMENSIONS, node, 2).map(([other]) => other));
    expect(near.filter((node) => node < before).length).toBeGreaterThan(60);
    expect(recallOf(more, rows, added)).toBeGreaterThanOrEqual(0.98);
    expect(recallOf(more, rows, near)).toBeGreaterThanOrEqual(0.98);
    // The graph before is left as it was.
    expect(old.graph.lists.nodes.every((node) => node === NOBODY || node < before)).toBe(true);
  });

  it('lets go of points whose sample is gone', () => {
    const { graph, index } = atOnce(buildGraph(points, nodesOf(count), WIDTH));
    if (index === null) throw new Error('Expected an index.');
    const nodes = nodesOf(count);
    const isGone = (node: number): boolean => node % 9 === 4;
    for (let node = 0; node < count; node++) if (isGone(node)) nodes.alive[node] = 0;
    const fewer = atOnce(extendGraph(points, graph, nodes, index));
    const living = every(1, count).filter((node) => !isGone(node));
    for (const node of living) {
      const listed = Array.from(fewer.lists.nodes.subarray(node * WIDTH, (node + 1) * WIDTH));
      expect(listed.some((other) => other === NOBODY || isGone(other))).toBe(false);
    }
    expect(
      recallOf(
        fewer,
        rows,
        living.filter((_, i) => i % 40 === 0),
        living,
      ),
    ).toBeGreaterThanOrEqual(0.98);
  });

  it('finds the nearest that are left where most of the nearest are gone', () => {
    const { graph, index } = atOnce(buildGraph(points, nodesOf(count), WIDTH));
    if (index === null) throw new Error('Expected an index.');
    const nodes = nodesOf(count);
    for (const [other] of nearestByHand(rows, DIMENSIONS, 7, 60)) nodes.alive[other] = 0;
    const fewer = atOnce(extendGraph(points, graph, nodes, index));
    const living = every(1, count).filter((node) => nodes.alive[node] === 1);
    const byHand = nearestByHand(rows, DIMENSIONS, 7, WIDTH, living);
    expect(Array.from(fewer.lists.nodes.subarray(7 * WIDTH, 8 * WIDTH))).toEqual(byHand.map(([other]) => other));
  });

  it('is built anew where too many are gone or new', () => {
    const mostGone = nodesOf(count);
    mostGone.alive.fill(0, 0, count / 4);
    expect(isExtendable(whole, mostGone)).toBe(false);
    expect(isExtendable(whole, nodesOf(2 * count + 1))).toBe(false);
  });
});
