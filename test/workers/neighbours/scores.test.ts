import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import type { NeighbourGraph } from '../../../src/workers/neighbours/calls.ts';
import { classDistance } from '../../../src/workers/neighbours/class-distance.ts';
import { closePairs } from '../../../src/workers/neighbours/close-pairs.ts';
import { meanDistances, outlierScores } from '../../../src/workers/neighbours/outlier.ts';
import { representativeness } from '../../../src/workers/neighbours/representativeness.ts';
import { uniqueness } from '../../../src/workers/neighbours/uniqueness.ts';
import { madePoints } from './made-points.ts';

/** Distances to the nearest of each sample; null: a hole. */
function graphOf(distances: readonly (readonly (number | null)[])[]): NeighbourGraph {
  const k = distances[0]?.length ?? 0;
  return {
    ids: Uint32Array.from(distances, (_, i) => i + 1),
    k,
    neighbours: new Uint32Array(distances.length * k),
    distances: Float32Array.from(distances.flat(), (distance) => distance ?? Number.NaN),
  };
}

describe('outliers', () => {
  it('are far from what is nearest to them', () => {
    const near = Array.from({ length: 20 }, (_, i) => [0.1 + i / 1000, 0.1 + i / 1000]);
    const { scores, cut } = outlierScores(meanDistances(graphOf([...near, [0.5, 0.7]])));
    expect(Array.from(scores).flatMap((score, row) => (score < cut ? [row] : []))).toEqual([20]);
  });

  it('are measured on the neighbours there are', () => {
    expect([
      ...meanDistances(
        graphOf([
          [0.25, null],
          [null, null],
        ]),
      ),
    ]).toEqual([0.25, Number.NaN]);
  });

  it('are not all those outside of a crowd of equal ones', () => {
    const crowd = Array.from({ length: 30 }, () => [0, 0]);
    const others = Array.from({ length: 20 }, (_, i) => [0.2 + i / 500, 0.2 + i / 500]);
    const { scores, cut } = outlierScores(meanDistances(graphOf([...crowd, ...others, [0.9, 0.9]])));
    expect(Array.from(scores).flatMap((score, row) => (score < cut ? [row] : []))).toEqual([50]);
    expect(scores[0]).toBe(1);
  });

  it('are none where all are equal, or there is one', () => {
    const equal = outlierScores(meanDistances(graphOf([[0], [0]])));
    expect([[...equal.scores], equal.cut]).toEqual([[1, 1], 0]);
    const one = outlierScores(meanDistances(graphOf([[null]])));
    expect([[...one.scores], one.cut]).toEqual([[Number.NaN], 0]);
  });
});

describe('uniqueness', () => {
  it('is 1 for the one least like others; missing weights count for those that are there', () => {
    const values = uniqueness(
      graphOf([
        [0.1, 0.2, 0.4],
        [0.3, null, null],
        [null, null, null],
      ]),
    );
    expect(Array.from(values, (value) => Number(value.toFixed(4)))).toEqual([0.5333, 1, Number.NaN]);
  });

  it('is 0 where all are equal', () => {
    expect([
      ...uniqueness(
        graphOf([
          [0, 0, 0],
          [0, 0, 0],
        ]),
      ),
    ]).toEqual([0, 0]);
  });
});

describe('representativeness', () => {
  it('is higher in the middle of a cluster, and the same every time', () => {
    const dimensions = 8;
    const rows = madePoints({ count: 60, dimensions, clusters: 2, spread: 0.3 });
    const odd = Float32Array.of(...rows, ...new Float32Array(dimensions).fill(-Math.SQRT1_2 / 2));
    const places = Uint32Array.from({ length: 61 }, (_, i) => i);
    const values = atOnce(representativeness(odd, dimensions, places, 1));
    expect(Math.max(...values)).toBe(1);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(atOnce(representativeness(odd, dimensions, places, 1))).toEqual(values);
  });

  it('is 1 for all where all are equal, or there is one', () => {
    const rows = Float32Array.of(1, 0, 1, 0, 1, 0);
    expect([...atOnce(representativeness(rows, 2, Uint32Array.of(0, 1, 2), 1))]).toEqual([1, 1, 1]);
    expect([...atOnce(representativeness(rows, 2, Uint32Array.of(1), 1))]).toEqual([1]);
    expect([...atOnce(representativeness(new Float32Array(4), 2, Uint32Array.of(0, 1), 1))]).toEqual([1, 1]);
  });
});

describe('distance to the class', () => {
  const at = (...degrees: number[]): Float32Array =>
    Float32Array.from(degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]));
  const of = (rows: Float32Array, labels: number[], standsFor = labels.map((_, i) => i + 1)): number[] => {
    const places = Uint32Array.from(labels, (_, i) => i);
    const input = { rows, dimensions: 2, places, labels: Uint32Array.from(labels), standsFor: Uint32Array.from(standsFor) };
    return Array.from(atOnce(classDistance(input)), (value) => Number(value.toFixed(3)));
  };

  it('is low for a sample that does not belong, judged by the others of its class', () => {
    const values = of(at(0, 2, -2, 4, 90, 0, 90), [1, 1, 1, 1, 1, 0, 2]);
    // The rest of its class lies 89 degrees off, a distance of .983; usual is .06, the odd one being part of the others' middle.
    expect(values[4]).toBeLessThan(0.15);
    expect(values.slice(0, 4).every((value) => value > 0.5)).toBe(true);
    expect(values.slice(5)).toEqual([Number.NaN, Number.NaN]);
  });

  it('counts copies once: many of an odd one are no class', () => {
    const rows = at(0, 2, -2, 4, 90, 90, 90, 90, 90);
    const apart = of(rows, [1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 5, 5, 5, 5]);
    expect(apart.slice(4).every((value) => value < 0.15 && value === apart[4])).toBe(true);
  });

  it('judges copies with different labels by their own', () => {
    const [asFirst, asSecond] = of(at(0, 0, 1, -1, 90, 91), [1, 2, 1, 1, 2, 2], [1, 1, 3, 4, 5, 6]);
    expect(asFirst).toBe(1);
    expect(asSecond).toBeLessThan(0.5);
  });

  it('is 1 where all of a class are equal', () => {
    expect(of(at(5, 5, 5), [3, 3, 3])).toEqual([1, 1, 1]);
  });
});

describe('close pairs', () => {
  it('are told once each, nearer than a distance, the nearest first', () => {
    const graph: NeighbourGraph = {
      ids: Uint32Array.of(4, 7, 9),
      k: 2,
      neighbours: Uint32Array.of(9, 7, 9, 4, 7, 4),
      distances: Float32Array.of(0.25, 0.5, 0.125, 0.5, 0.125, 0.25),
    };
    const { a, b, distances } = atOnce(closePairs(graph, 0.5, 2));
    expect([[...a], [...b], [...distances]]).toEqual([
      [7, 4],
      [9, 9],
      [0.125, 0.25],
    ]);
    expect([...atOnce(closePairs(graph, 0.2, 1)).a]).toEqual([7]);
  });

  it('are none among holes', () => {
    expect(atOnce(closePairs(graphOf([[null], [null]]), 2, 1)).a.length).toBe(0);
  });
});
