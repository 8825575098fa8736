import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXACT_MOST } from '../../../src/workers/neighbours/nearest-graph.ts';
import { madeVectors } from './made-points.ts';
import { type Source, startSpace, writeVectors } from './vector-folder.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'winnow-space-'));
});
afterEach(() => rm(directory, { recursive: true }));

const NONE = new Uint32Array(0);
const nobody = { to: NONE, away: NONE, probesTo: [], probesAway: [] };
const bytesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));

function sourceOf(count: number, more: Partial<Parameters<typeof writeVectors>[0]> = {}, kept = count): Source {
  const dimensions = 16;
  const vectors = madeVectors({ count, dimensions, clusters: 30 });
  return writeVectors({ directory, dimensions, projection: 'centred', vectors, ...more }, kept);
}

const firstOf = (source: Source, count: number): Source => ({
  ...source,
  ids: source.ids.slice(0, count),
  places: source.places.slice(0, count),
});

describe.each(['centred', 'half-whitened'] as const)('a %s space', (projection) => {
  it('is the same when it is opened again, and is not fitted again', async () => {
    const source = sourceOf(200, { projection });
    const first = startSpace();
    expect(await first.call('open', source)).toMatchObject({ samples: 200, isRefitted: true });
    const vectors = await first.call('vectors', { ids: null, components: null });
    const again = startSpace();
    expect(await again.call('open', source)).toMatchObject({ samples: 200, isRefitted: false });
    expect(await again.call('vectors', { ids: null, components: null })).toEqual(vectors);
  });

  it('leaves old samples where they are when new ones come, until they are more than twice as many', async () => {
    const source = sourceOf(210, { projection });
    const space = startSpace();
    await space.call('open', firstOf(source, 100));
    const before = await space.call('vectors', { ids: Uint32Array.of(1, 2, 3), components: null });
    expect(await space.call('open', firstOf(source, 200))).toMatchObject({ isRefitted: false });
    expect(await space.call('vectors', { ids: Uint32Array.of(1, 2, 3), components: null })).toEqual(before);
    expect(await space.call('open', source)).toMatchObject({ samples: 210, isRefitted: true });
  });

  it('is read anew where a place was given to another sample', async () => {
    const source = sourceOf(100, { projection });
    const space = startSpace();
    await space.call('open', source);
    const file = join(directory, 'vectors.f16');
    const bytes = readFileSync(file);
    bytes.copy(bytes, 5 * 32, 7 * 32, 8 * 32);
    writeFileSync(file, bytes);
    const reused = { ...source, ids: source.ids.map((id, i) => (i === 99 ? 500 : id)), places: source.places.slice() };
    // Sample 6 is gone, 500 has its place.
    reused.places[99] = 5;
    const ids = reused.ids.filter((id) => id !== 6);
    const places = reused.places.filter((_, i) => i !== 5);
    for (const opened of [space, startSpace()]) {
      await opened.call('open', { ...reused, ids, places });
      const { values } = await opened.call('similarity', { ...nobody, to: Uint32Array.of(500) });
      expect(values[ids.indexOf(8)]).toBeCloseTo(1, 3);
      expect(values[ids.indexOf(500)]).toBeCloseTo(1, 3);
    }
  });

  for (const count of [1, 2, 15]) {
    it(`of ${count} samples gives sane neighbours and scores`, async () => {
      const source = sourceOf(count, { projection });
      const space = startSpace();
      await space.call('open', source);
      const graph = await space.call('neighbours', { standsFor: source.ids, k: 15 });
      expect(graph).toMatchObject({ isExact: true, recall: 1, k: 15 });
      expect(graph.neighbours.filter((id) => id !== 0).length).toBe(count * Math.min(15, count - 1));
      const scores = await space.call('scores', { standsFor: source.ids, labels: source.ids.map(() => 1), seed: 1 });
      for (const name of ['outlier', 'uniqueness', 'representativeness', 'classDistance'] as const) {
        for (const value of scores[name]) expect(count === 1 || (value >= 0 && value <= 1)).toBe(true);
      }
      expect(Number.isNaN(scores.outlier[0])).toBe(count === 1);
    });
  }

  it('of equal pictures gives distance 0 among them, and no outlier', async () => {
    const source = sourceOf(40, { projection, vectors: new Float32Array(40 * 16).fill(0.7) });
    const space = startSpace();
    await space.call('open', source);
    const graph = await space.call('neighbours', { standsFor: source.ids, k: 15 });
    expect(graph.distances.every((distance) => distance === 0)).toBe(true);
    const scores = await space.call('scores', { standsFor: source.ids, labels: source.ids, seed: 1 });
    expect(scores.outlier.every((score) => score >= scores.outlierCut)).toBe(true);
    expect([...new Set(scores.uniqueness)]).toEqual([0]);
  });

  it('has no direction for vectors that are not finite, which spoil nothing', async () => {
    const vectors = madeVectors({ count: 50, dimensions: 16 });
    vectors[3 * 16 + 5] = Number.NaN;
    vectors.fill(0, 4 * 16, 5 * 16);
    const source = sourceOf(50, { projection, vectors });
    const space = startSpace();
    await space.call('open', source);
    const graph = await space.call('neighbours', { standsFor: source.ids, k: 10 });
    expect(graph.distances.some(Number.isNaN)).toBe(false);
    expect([graph.neighbours[30], graph.distances[30], graph.distances[31]]).toEqual([5, 0, 1]);
    const { values } = await space.call('similarity', { ...nobody, to: Uint32Array.of(1) });
    expect([values[3], values[4]]).toEqual([0, 0]);
  });
});

describe('kept files', () => {
  it('are the same for the same input', async () => {
    const count = EXACT_MOST + 200;
    const made: Record<string, string>[] = [];
    for (let run = 0; run < 2; run++) {
      const source = sourceOf(count, { directory: join(directory, String(run)), projection: 'half-whitened' });
      const space = startSpace();
      await space.call('open', source);
      await space.call('neighbours', { standsFor: source.ids, k: 15 });
      made.push(bytesIn(source.directory));
    }
    expect(Object.keys(made[0] ?? {})).toContain('index.usearch');
    expect(made[1]).toEqual(made[0]);
  });

  it('let a graph be brought up to date by another thread, whose index was damaged or not', async () => {
    const count = EXACT_MOST + 300;
    const source = sourceOf(count);
    const first = startSpace();
    await first.call('open', firstOf(source, count - 50));
    await first.call('neighbours', { standsFor: source.ids.slice(0, count - 50), k: 15 });
    const more = startSpace();
    await more.call('open', source);
    const extended = await more.call('neighbours', { standsFor: source.ids, k: 15 });
    expect(extended.recall).toBeGreaterThanOrEqual(0.98);
    expect(extended.ids.length).toBe(count);
    truncateSync(join(directory, 'index.usearch'), 5000);
    const fewer = startSpace();
    await fewer.call('open', firstOf(source, count - 20));
    const anew = await fewer.call('neighbours', { standsFor: source.ids.slice(0, count - 20), k: 15 });
    expect(anew.recall).toBeGreaterThanOrEqual(0.98);
    expect(anew.neighbours.every((id) => id <= count - 20)).toBe(true);
  });

  it('that are damaged are made again', async () => {
    const source = sourceOf(300, { projection: 'half-whitened' });
    const space = startSpace();
    await space.call('open', source);
    const graph = await space.call('neighbours', { standsFor: source.ids, k: 15 });
    for (const name of ['projection.frame', 'points.frame', 'neighbours.frame'])
      writeFileSync(join(directory, name), 'something else');
    truncateSync(join(directory, 'points.f16'), 100);
    const again = startSpace();
    await again.call('open', source);
    expect(await again.call('neighbours', { standsFor: source.ids, k: 15 })).toEqual(graph);
  });

  it('are not written where the dataset is only looked at', async () => {
    for (const projection of ['centred', 'half-whitened'] as const) {
      const source = { ...sourceOf(100, { projection }), mayWrite: false };
      const space = startSpace();
      await space.call('open', source);
      await space.call('neighbours', { standsFor: source.ids, k: 15 });
      expect(readdirSync(directory)).toEqual(['vectors.f16']);
    }
  });

  it('are left as they were by a search that is cancelled', async () => {
    const source = sourceOf(EXACT_MOST + 400);
    const cancel = new AbortController();
    const space = startSpace(cancel.signal);
    await space.call('open', source);
    const searching = space.call('neighbours', { standsFor: source.ids, k: 15 });
    setTimeout(() => cancel.abort(), 100);
    await expect(searching).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(join(directory, 'neighbours.frame'))).toBe(false);
    expect(readdirSync(directory).some((name) => name.includes('partial'))).toBe(false);
  });
});

describe('similarity', () => {
  it('is the mean cosine to some less that to others; the same for samples and for probes', async () => {
    const source = sourceOf(60);
    const space = startSpace();
    await space.call('open', source);
    const { vectors } = await space.call('vectors', { ids: null, components: null });
    const cosine = (a: number, b: number): number => {
      let sum = 0;
      for (let i = 0; i < 16; i++) sum += (vectors[(a - 1) * 16 + i] as number) * (vectors[(b - 1) * 16 + i] as number);
      return sum;
    };
    const { ids, values } = await space.call('similarity', { ...nobody, to: Uint32Array.of(3, 8), away: Uint32Array.of(20) });
    expect(ids).toEqual(source.ids);
    expect(values[29]).toBeCloseTo((cosine(30, 3) + cosine(30, 8)) / 2 - cosine(30, 20), 5);
    const halves = Float16Array.from(madeVectors({ count: 60, dimensions: 16, clusters: 30 }).subarray(2 * 16, 3 * 16));
    const probe = { vector: Float32Array.from(halves), isText: false };
    const byProbe = await space.call('similarity', {
      ...nobody,
      probesTo: [probe],
      to: Uint32Array.of(8),
      away: Uint32Array.of(20),
    });
    expect(byProbe.values[29]).toBeCloseTo(values[29] as number, 5);
  });

  it('tells the nearest of some, without those asked about', async () => {
    const source = sourceOf(60);
    const space = startSpace();
    await space.call('open', source);
    const asked = { ...nobody, to: Uint32Array.of(3) };
    const { values } = await space.call('similarity', asked);
    const among = source.ids.filter((id) => id % 3 === 0);
    const nearest = await space.call('nearest', { ...asked, k: 4, among });
    const sorted = [...among].filter((id) => id !== 3).sort((a, b) => (values[b - 1] as number) - (values[a - 1] as number));
    expect([...nearest.ids]).toEqual(sorted.slice(0, 4));
    expect([...nearest.values]).toEqual(sorted.slice(0, 4).map((id) => values[id - 1]));
    expect((await space.call('nearest', { ...asked, k: 100, among: null })).ids.length).toBe(59);
  });

  it('to words goes by their direction, not by where they are from the middle of the pictures', async () => {
    const source = sourceOf(60);
    const space = startSpace();
    await space.call('open', source);
    const { vectors } = await space.call('vectors', { ids: Uint32Array.of(12), components: null });
    const probe = { vector: vectors.map((value) => 100 * value), isText: true };
    const { values } = await space.call('similarity', { ...nobody, probesTo: [probe] });
    expect(values[11]).toBeCloseTo(1, 5);
  });

  it('is told while neighbours are searched', async () => {
    const source = sourceOf(EXACT_MOST + 1000);
    const space = startSpace();
    await space.call('open', source);
    let isFound = false;
    const searching = space.call('neighbours', { standsFor: source.ids, k: 15 }).then(() => {
      isFound = true;
    });
    await setImmediate();
    await space.call('similarity', { ...nobody, to: Uint32Array.of(3) });
    expect(isFound).toBe(false);
    await searching;
  });

  it('needs a sample with a vector, and probes of the same length', async () => {
    const space = startSpace();
    await space.call('open', sourceOf(10));
    await expect(space.call('similarity', { ...nobody, to: Uint32Array.of(99) })).rejects.toMatchObject({ code: 'not_found' });
    const probe = { vector: new Float32Array(3), isText: false };
    await expect(space.call('similarity', { ...nobody, probesTo: [probe] })).rejects.toMatchObject({ code: 'bad_request' });
  });
});

describe('the thread', () => {
  it('says what it does', async () => {
    const source = sourceOf(100, { projection: 'half-whitened' });
    const space = startSpace();
    await space.call('open', source);
    await space.call('neighbours', { standsFor: source.ids, k: 15 });
    await space.call('scores', { standsFor: source.ids, labels: source.ids, seed: 1 });
    expect(space.stages).toEqual(['Fitting', 'Reading vectors', 'Finding neighbours', 'Scoring']);
  });

  it('refuses a file that is shorter than the index says, and no samples at all', async () => {
    const source = sourceOf(20);
    truncateSync(join(directory, 'vectors.f16'), 19 * 32 + 3);
    await expect(startSpace().call('open', source)).rejects.toMatchObject({ code: 'no_embeddings' });
    await expect(startSpace().call('open', firstOf(source, 0))).rejects.toMatchObject({ code: 'no_embeddings' });
  });

  it('gives scores of copies those of the one that stands for them', async () => {
    const vectors = madeVectors({ count: 30, dimensions: 16 });
    vectors.copyWithin(9 * 16, 2 * 16, 3 * 16);
    const source = sourceOf(30, { vectors });
    const standsFor = source.ids.slice();
    standsFor[9] = 3;
    const space = startSpace();
    await space.call('open', source);
    const graph = await space.call('neighbours', { standsFor, k: 5 });
    expect(graph.ids.length).toBe(29);
    expect(graph.neighbours.includes(10)).toBe(false);
    const scores = await space.call('scores', { standsFor, labels: source.ids.map(() => 1), seed: 1 });
    expect(scores.ids).toEqual(source.ids);
    for (const name of ['outlier', 'uniqueness', 'representativeness', 'classDistance'] as const) {
      expect(scores[name][9]).toBe(scores[name][2]);
    }
    expect(scores.uniqueness[2]).toBeGreaterThan(0);
  });

  it('refuses copies that were named of other samples than there are now', async () => {
    const source = sourceOf(30);
    const space = startSpace();
    await space.call('open', source);
    const busy = { code: 'dataset_busy' };
    const others = source.ids.map((id) => (id < 10 ? id : id + 1));
    await expect(space.call('neighbours', { standsFor: others, k: 5 })).rejects.toMatchObject(busy);
    await expect(space.call('neighbours', { standsFor: source.ids.slice(1), k: 5 })).rejects.toMatchObject(busy);
  });

  it('finds leading components of a centred space, the largest variance first', async () => {
    const source = sourceOf(200);
    const space = startSpace();
    await space.call('open', source);
    const { dimensions, vectors } = await space.call('vectors', { ids: null, components: 2 });
    expect(dimensions).toBe(2);
    const variance = (component: number): number =>
      vectors.filter((_, i) => i % 2 === component).reduce((sum, value) => sum + value * value, 0);
    expect(variance(0)).toBeGreaterThan(variance(1));
    expect(vectors.every(Number.isFinite)).toBe(true);
  });
});
