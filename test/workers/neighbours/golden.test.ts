import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { readHalfRows } from '../../../src/workers/neighbours/half-rows.ts';
import { kMeans } from '../../../src/workers/neighbours/k-means.ts';
import { buildGraph } from '../../../src/workers/neighbours/nearest-graph.ts';
import { meanDistances, outlierScores } from '../../../src/workers/neighbours/outlier.ts';
import { principalComponents } from '../../../src/workers/neighbours/principal-components.ts';
import { fitCentred, project } from '../../../src/workers/neighbours/projection.ts';
import { graphOfSamples } from '../../../src/workers/neighbours/sample-graph.ts';
import { uniqueness } from '../../../src/workers/neighbours/uniqueness.ts';
import { nodesOf } from './made-points.ts';

interface Golden {
  readonly dimensions: number;
  readonly vectors: string;
  readonly neighbours: readonly (readonly number[])[];
  readonly distances: readonly (readonly number[])[];
  readonly outlierScores: readonly number[];
  readonly isOutlier: readonly (0 | 1)[];
  readonly uniqueness: readonly number[];
  readonly inertias: readonly number[];
  readonly variances: readonly number[];
  readonly components: readonly (readonly number[])[];
}
const file = new URL('../../golden/neighbours/golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
const { dimensions } = golden;
const K = 15;

const bytes = Uint8Array.from(Buffer.from(golden.vectors, 'base64'));
const count = bytes.length / 2 / dimensions;
const vectors = new Float32Array(count * dimensions);
readHalfRows(bytes, dimensions, vectors, 0);
const mean = new Float64Array(dimensions);
for (let i = 0; i < vectors.length; i++) mean[i % dimensions] = (mean[i % dimensions] as number) + (vectors[i] as number) / count;
const rows = atOnce(project(vectors, fitCentred(mean, count)));
const nodes = nodesOf(count);
const { graph } = atOnce(buildGraph({ rows, dimensions }, nodes, K));
const samples = nodes.owners;
const ofSamples = atOnce(graphOfSamples({ samples: samples.slice(), nodeOf: nodes.places.slice(), nodes }, graph.lists, K));

describe('what others compute of the same vectors', () => {
  it('is the same nearest neighbours as those of scikit-learn', () => {
    for (let row = 0; row < count; row++) {
      const listed = Array.from(ofSamples.neighbours.subarray(row * K, (row + 1) * K), (id) => id - 1);
      expect(listed).toEqual(golden.neighbours[row]);
      golden.distances[row]?.forEach((distance, i) => {
        expect(ofSamples.distances[row * K + i]).toBeCloseTo(distance, 5);
      });
    }
  });

  it("is the same outliers as those of cleanlab's Datalab", () => {
    const { scores, cut } = outlierScores(meanDistances(ofSamples));
    golden.outlierScores.forEach((score, row) => {
      expect(scores[row]).toBeCloseTo(score, 5);
    });
    expect(Array.from(scores, (score) => Number(score < cut))).toEqual(golden.isOutlier);
    expect(golden.isOutlier).toContain(1);
  });

  it("is uniqueness by FiftyOne's formula", () => {
    const values = uniqueness(ofSamples);
    golden.uniqueness.forEach((value, row) => {
      expect(values[row]).toBeCloseTo(value, 5);
    });
  });

  it('is clusters as tight as scikit-learn finds them in one try', () => {
    const { inertia, centres } = atOnce(kMeans(Float64Array.from(rows), dimensions, 20, 1));
    expect(centres.length).toBe(20 * dimensions);
    expect(inertia).toBeLessThan(Math.max(...golden.inertias));
  });

  it('is the same principal components', () => {
    const { variances, directions } = atOnce(principalComponents({ values: vectors, dimensions }, dimensions));
    expect(variances.length).toBe(dimensions);
    golden.variances.forEach((variance, i) => {
      expect((variances[i] as number) / variance).toBeCloseTo(1, 5);
    });
    golden.components.forEach((component, i) => {
      const along = component.reduce((sum, value, j) => sum + value * (directions[i * dimensions + j] as number), 0);
      expect(Math.abs(along)).toBeCloseTo(1, 4);
    });
  });
});
