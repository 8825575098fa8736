import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { areDuplicatesStale, markDuplicatesStale } from '../../../src/main/index/out-of-date.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { findParts } from '../../../src/main/jobs/find-parts.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import { createSpaces } from '../../../src/main/neighbours/create-spaces.ts';
import type { Spaces } from '../../../src/main/neighbours/spaces.ts';
import type { NewSample } from '../../fixtures/make-index.ts';
import { madeVectors } from '../../workers/neighbours/made-points.ts';
import { type EmbeddedDataset, embeddedDataset, namedSamples } from '../neighbours/embedded-dataset.ts';

const DIMENSIONS = 12;
const context = { signal: new AbortController().signal, report: () => {} };

let spaces: Spaces;
let made: EmbeddedDataset;
/** Pairs laid over each other, by id. */
let looked: number;
beforeEach(async () => {
  spaces = createSpaces();
  made = await embeddedDataset(DIMENSIONS);
  looked = 0;
});
afterEach(async () => {
  await spaces.close();
  await made.dataset.close();
});

/** Never started: laying over finds nothing, but is counted. */
const compute: Compute = {
  ...startCompute({ cores: 1 }),
  align: async ({ pairs }) => {
    looked += pairs.length / 2;
    return { distances: new Float32Array(pairs.length / 2).fill(Number.NaN) };
  },
};

const find = (): Promise<number> =>
  findParts({ dataset: made.dataset, modelId: made.modelId, spaces, compute, version: 'test', context });

const pairsLookedAt = (): unknown[] => made.dataset.read.prepare('SELECT a, b FROM part_pair ORDER BY a, b').raw().all();

const withThumbs = (count: number): readonly NewSample[] => namedSamples(count).map((sample) => ({ ...sample, hasThumb: true }));

describe('close copies', () => {
  it('are looked for among pictures of which there are many exact copies', async () => {
    const vectors = madeVectors({ count: 30, dimensions: DIMENSIONS, spread: 3 });
    for (let i = 1; i < 10; i++) vectors.copyWithin(i * DIMENSIONS, 0, DIMENSIONS);
    // The last five are of a crop.
    for (let i = 5; i < 10; i++) vectors[i * DIMENSIONS] = 1.05 * (vectors[0] as number);
    const ids = await made.add(withThumbs(30), vectors);
    const put = writerOf(made.dataset).prepare("INSERT INTO duplicate (kind, sample_id, group_id) VALUES ('exact', ?, ?)");
    for (let i = 0; i < 10; i++) put.run(ids[i], ids[i < 5 ? 0 : 5]);
    await spaces.update(made.dataset, made.modelId, context);
    await find();
    expect(pairsLookedAt()).toContainEqual([ids[0], ids[5]]);
    expect(looked).toBe(pairsLookedAt().length);
  });

  it('are grouped by the next job where one was stopped before it came to that', async () => {
    await made.add(withThumbs(20), madeVectors({ count: 20, dimensions: DIMENSIONS, spread: 0.5 }));
    await spaces.update(made.dataset, made.modelId, context);
    expect(await find()).toBe(0);
    markDuplicatesStale(writerOf(made.dataset));
    await find();
    expect(areDuplicatesStale(made.dataset.read)).toBe(false);
  });
});
