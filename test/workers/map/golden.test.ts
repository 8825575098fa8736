import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trustworthiness } from '../../../bench/trustworthiness.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { fitCurve } from '../../../src/workers/map/curve.ts';
import { fuzzyUnion, memberships } from '../../../src/workers/map/fuzzy-graph.ts';
import { neighbourRows } from '../../../src/workers/map/neighbour-rows.ts';
import { smoothDistances } from '../../../src/workers/map/smooth-distances.ts';

/** Made by umap-learn and scikit-learn on the iris flowers: see make-golden.py beside it. */
interface Golden {
  readonly curves: readonly (readonly [minDistance: number, a: number, b: number])[];
  readonly k: number;
  readonly vectors: readonly number[];
  readonly points: readonly number[];
  readonly trustworthiness: readonly (readonly [k: number, value: number])[];
  readonly neighbours: readonly number[];
  readonly distances: readonly number[];
  readonly sigmas: readonly number[];
  readonly rhos: readonly number[];
  readonly edges: readonly (readonly [row: number, column: number, weight: number])[];
}

const golden = JSON.parse(readFileSync(new URL('../../golden/map/golden.json', import.meta.url), 'utf8')) as Golden;

const rows = atOnce(
  neighbourRows({
    ids: Uint32Array.from(golden.rhos, (_, row) => row + 1),
    k: golden.k,
    neighbours: Uint32Array.from(golden.neighbours, (other) => other + 1),
    distances: Float32Array.from(golden.distances),
  }),
);
const smooth = atOnce(smoothDistances(rows));

test.each(golden.curves)('the curve for a least distance of %d is that of umap-learn', (minDistance, a, b) => {
  const curve = fitCurve(minDistance);
  expect(curve.a).toBeCloseTo(a, 5);
  expect(curve.b).toBeCloseTo(b, 5);
});

test('distances are smoothed as umap-learn does it', () => {
  golden.rhos.forEach((rho, row) => {
    expect(smooth.rho[row]).toBeCloseTo(rho, 6);
    expect((smooth.sigma[row] ?? 0) / (golden.sigmas[row] ?? 1)).toBeCloseTo(1, 3);
  });
});

test('the fuzzy graph has the edges and weights of umap-learn', () => {
  const strengths = atOnce(memberships(rows, smooth));
  const { starts, targets, weights } = atOnce(fuzzyUnion(rows, strengths));
  const found = new Map<string, number>();
  for (let row = 0; row < rows.rows; row++) {
    for (let edge = starts[row] ?? 0; edge < (starts[row + 1] ?? 0); edge++) {
      found.set(`${row} ${targets[edge]}`, weights[edge] ?? 0);
    }
  }
  const expected = golden.edges.filter(([, , weight]) => weight > 0);
  expect(found.size).toBe(expected.length);
  for (const [row, column, weight] of expected) expect(found.get(`${row} ${column}`)).toBeCloseTo(weight, 3);
});

test.each(golden.trustworthiness)('trustworthiness of %d neighbours is that of scikit-learn', (k, value) => {
  const space = { dimensions: 4, vectors: Float32Array.from(golden.vectors) };
  const map = { dimensions: 2, vectors: Float32Array.from(golden.points) };
  expect(trustworthiness(space, map, k)).toBeCloseTo(value, 3);
});
