import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { areDuplicatesStale, markDuplicatesStale } from '../../../src/main/index/out-of-date.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { type FoundParts, findParts, MAX_DISTANCE, NEAREST } from '../../../src/main/jobs/find-parts.ts';
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
/** More pairs than this end the process. */
let mostAtOnce: number;
beforeEach(async () => {
  spaces = createSpaces();
  made = await embeddedDataset(DIMENSIONS);
  looked = 0;
  mostAtOnce = 1000;
});
afterEach(async () => {
  await spaces.close();
  await made.dataset.close();
});

/** Never started: laying over finds nothing, but is counted. */
const compute: Compute = {
  ...startCompute({ cores: 1 }),
  align: async ({ pairs }) => {
    if (pairs.length / 2 > mostAtOnce) return null;
    looked += pairs.length / 2;
    return { distances: new Float32Array(pairs.length / 2).fill(Number.NaN) };
  },
};

const find = (mostPairs = 1000): Promise<FoundParts> =>
  findParts({ dataset: made.dataset, modelId: made.modelId, spaces, compute, version: 'test', context, mostPairs });

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

  it('are looked at up to a number, the nearest first; the next job goes on with the rest', async () => {
    const ids = await made.add(withThumbs(40), madeVectors({ count: 40, dimensions: DIMENSIONS, spread: 0.5 }));
    await spaces.update(made.dataset, made.modelId, context);
    const { left } = await find(10);
    expect(left).toBeGreaterThan(0);
    expect(looked).toBe(10);
    const space = await spaces.of(made.dataset);
    const near = await space.call('closePairs', { standsFor: Uint32Array.from(ids), maxDistance: MAX_DISTANCE, k: NEAREST });
    const nearest = Array.from(near.a.subarray(0, 10), (a, i) => [a, near.b[i] as number] as const);
    expect(pairsLookedAt()).toEqual(nearest.toSorted(([a, b], [c, d]) => a - c || b - d));
    expect(await find()).toEqual({ found: 0, left: 0 });
    expect(looked).toBe(10 + left);
  });

  it('are not looked for among pictures too small to tell', async () => {
    await made.add(withThumbs(20), madeVectors({ count: 20, dimensions: DIMENSIONS, spread: 0.5 }));
    // Its thumbnail has 256 × 79 px.
    writerOf(made.dataset).prepare('UPDATE sample SET width = 2560, height = 790').run();
    await find();
    expect(looked).toBe(0);
    writerOf(made.dataset).prepare('UPDATE sample SET height = 800').run();
    await find();
    expect(looked).toBeGreaterThan(0);
  });

  it('are found among other pairs than those that the process dies of', async () => {
    await made.add(withThumbs(20), madeVectors({ count: 20, dimensions: DIMENSIONS, spread: 0.5 }));
    mostAtOnce = 1;
    await find();
    expect(looked).toBeGreaterThan(1);
    expect(pairsLookedAt()).toHaveLength(looked);
  });

  it('are grouped by the next job where one was stopped before it came to that', async () => {
    await made.add(withThumbs(20), madeVectors({ count: 20, dimensions: DIMENSIONS, spread: 0.5 }));
    await spaces.update(made.dataset, made.modelId, context);
    expect(await find()).toEqual({ found: 0, left: 0 });
    markDuplicatesStale(writerOf(made.dataset));
    await find();
    expect(areDuplicatesStale(made.dataset.read)).toBe(false);
  });
});
