import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { distinctPoints } from '../../../src/workers/neighbours/distinct-points.ts';
import { buildGraph } from '../../../src/workers/neighbours/nearest-graph.ts';
import { fitCentred } from '../../../src/workers/neighbours/projection.ts';
import { graphOfSamples, sampleNodes } from '../../../src/workers/neighbours/sample-graph.ts';
import type { Space } from '../../../src/workers/neighbours/space.ts';

/** A space of two dimensions; sample i + 1 lies at place i. */
function spaceOf(angles: readonly (number | null)[]): Space {
  const rows = Float32Array.from(angles.flatMap((angle) => (angle === null ? [0, 0] : [Math.cos(angle), Math.sin(angle)])));
  const ids = Uint32Array.from(angles, (_, i) => i + 1);
  return {
    directory: '',
    projection: fitCentred(new Float64Array(2), angles.length),
    fit: '',
    dimensions: 2,
    mayWrite: false,
    ids,
    places: ids.map((id) => id - 1),
    points: { rows, owners: ids.slice() },
  };
}

function graphOf(space: Space, standsFor: Uint32Array, k: number): ReturnType<typeof listed> {
  const nodes = atOnce(sampleNodes(space, standsFor, null));
  const { graph } = atOnce(buildGraph({ rows: space.points.rows, dimensions: 2 }, nodes.nodes, k));
  return listed(atOnce(graphOfSamples(nodes, graph.lists, k)));
}

function listed({
  ids,
  neighbours,
  distances,
  k,
}: {
  ids: Uint32Array;
  neighbours: Uint32Array;
  distances: Float32Array;
  k: number;
}) {
  return Object.fromEntries(
    Array.from(ids, (id, row) => [
      id,
      Array.from({ length: k }, (_, i) => [
        neighbours[row * k + i] as number,
        Number((distances[row * k + i] as number).toFixed(3)),
      ]),
    ]),
  );
}

describe('distinct points', () => {
  it('are told apart number for number; zeros are one, whatever their sign', () => {
    const rows = Float32Array.of(1, 2, 1, 2, 1, -2, 0, 0, -0, 0, 1, 2);
    const { places, of } = atOnce(distinctPoints(rows, 2, Uint32Array.of(5, 0, 1, 2, 3, 4)));
    expect([...places]).toEqual([5, 2, 3]);
    expect([...of]).toEqual([0, 0, 0, 1, 2, 2]);
  });
});

describe('the graph of samples', () => {
  it('has samples at the same point as nearest, then those of the nearest points', () => {
    expect(graphOf(spaceOf([0, 0, 0.1, 0.1, 2]), Uint32Array.of(1, 2, 3, 4, 5), 3)).toEqual({
      1: [
        [2, 0],
        [3, 0.005],
        [4, 0.005],
      ],
      2: [
        [1, 0],
        [3, 0.005],
        [4, 0.005],
      ],
      3: [
        [4, 0],
        [1, 0.005],
        [2, 0.005],
      ],
      4: [
        [3, 0],
        [1, 0.005],
        [2, 0.005],
      ],
      5: [
        [3, 1.323],
        [4, 1.323],
        [1, 1.416],
      ],
    });
  });

  it('has no row and no neighbour that is a copy of another', () => {
    const graph = graphOf(spaceOf([0, 0, 0.1, 2]), Uint32Array.of(1, 1, 3, 4), 2);
    expect(graph).toEqual({
      1: [
        [3, 0.005],
        [4, 1.416],
      ],
      3: [
        [1, 0.005],
        [4, 1.323],
      ],
      4: [
        [3, 1.323],
        [1, 1.416],
      ],
    });
  });

  it('of equal pictures alone is all zeros; samples without a direction are equal', () => {
    expect(graphOf(spaceOf([null, null, null]), Uint32Array.of(1, 2, 3), 2)).toEqual({
      1: [
        [2, 0],
        [3, 0],
      ],
      2: [
        [1, 0],
        [3, 0],
      ],
      3: [
        [1, 0],
        [2, 0],
      ],
    });
  });

  it('puts what has no direction at distance 1 from everything', () => {
    expect(graphOf(spaceOf([0, null, 1]), Uint32Array.of(1, 2, 3), 2)[2]).toEqual([
      [1, 1],
      [3, 1],
    ]);
  });

  it('of one sample has holes only', () => {
    expect(graphOf(spaceOf([1]), Uint32Array.of(1), 2)).toEqual({
      1: [
        [0, Number.NaN],
        [0, Number.NaN],
      ],
    });
  });
});
