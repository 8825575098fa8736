import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../bench/million-rows.ts';
import { duplicateSources } from '../../../src/main/index/duplicate-sources.ts';
import { perceptualHash } from '../../../src/workers/decode/perceptual-hash.ts';
import type { DuplicateCalls, DuplicateGroups, Partition } from '../../../src/workers/duplicates/calls.ts';
import { findAmong } from '../../../src/workers/duplicates/find-among.ts';
import { fingerprint } from '../../../src/workers/duplicates/fingerprint.ts';
import { workerChannel } from '../../../src/workers/rpc/channel.ts';
import { connect } from '../../../src/workers/rpc/client.ts';
import { entryUrl } from '../../../src/workers/rpc/entry-url.ts';
import { makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

interface NewPicture {
  readonly id: number;
  /** Same number, same bytes. */
  readonly content: number | null;
  /** Same number, same pixels. */
  readonly pixels?: number;
  /** Same number, same picture; fractions differ a little. */
  readonly shows?: number;
  readonly status?: string;
  readonly sizeBytes?: number;
  readonly format?: string;
}

const hash = (value: number): Buffer => Buffer.alloc(32, `hash ${value}`);

/** 32 × 32 smooth luma values of some scene; the fraction of `shows` is noise. */
function scene(shows: number): Float64Array {
  const whole = Math.floor(shows);
  const random = seededRandom(whole);
  const waves = Array.from({ length: 12 }, () => [random() * 0.5, random() * 0.5, random() * 6, 15 * random()] as const);
  const noise = seededRandom(Math.round(shows * 1000));
  return Float64Array.from({ length: 1024 }, (_, k) => {
    const smooth = waves.reduce((sum, [x, y, start, high]) => sum + high * Math.sin(x * (k % 32) + y * (k >> 5) + start), 128);
    return smooth + (shows === whole ? 0 : 4 * noise());
  });
}

function add(...pictures: readonly NewPicture[]): void {
  const sample = index.db.prepare(`
    INSERT INTO sample (id, path, size_bytes, mtime_ms, status, format, width, height, content_hash, pixel_hash, perceptual_hash)
    VALUES (?, ?, ?, 0, ?, ?, 32, 32, ?, ?, ?)`);
  const print = index.db.prepare('INSERT INTO fingerprint (sample_id, bytes) VALUES (?, ?)');
  for (const { id, content, pixels, shows, status = 'ok', sizeBytes = 10, format = 'png' } of pictures) {
    const grey = shows === undefined ? null : scene(shows);
    const [contentHash, pixelHash] = [content === null ? null : hash(content), pixels === undefined ? null : hash(pixels)];
    sample.run(id, `${id}.png`, sizeBytes, status, format, contentHash, pixelHash, grey === null ? null : perceptualHash(grey));
    if (grey === null) continue;
    const data = Uint8Array.from(grey, (value) => Math.max(0, Math.min(255, Math.round(value))));
    print.run(id, fingerprint({ data, width: 32, height: 32, channels: 1 }, grey));
  }
}

/** @param singles stand alone in the decision, the others in it only with each other */
function say(decisionId: number, singles: readonly number[], others: readonly number[]): void {
  const put = index.db.prepare('INSERT INTO not_duplicate (sample_id, decision_id, is_single) VALUES (?, ?, ?)');
  for (const id of singles) put.run(id, decisionId, 1);
  for (const id of others) put.run(id, decisionId, 0);
}

const all = (): Uint32Array => Uint32Array.from(index.db.prepare('SELECT id FROM sample').pluck().all() as number[]);
const find = (ids = all()): DuplicateGroups => findAmong(index.db, duplicateSources(index.file), ids);
const groups = ({ ids, groupIds }: Partition): readonly (readonly number[])[] =>
  [...Map.groupBy(ids.keys(), (k) => groupIds[k]).values()].map((rows) => rows.map((k) => ids[k] as number));

describe('exact duplicates', () => {
  test('are samples with the same bytes, whatever is wrong with them', () => {
    add(
      { id: 3, content: 1 },
      { id: 5, content: 2 },
      { id: 7, content: 1, status: 'corrupt' },
      { id: 9, content: 1, status: 'unsupported' },
    );
    const { exact, pixel, near } = find();
    expect(groups(exact)).toEqual([[3, 7, 9]]);
    expect([...exact.linkedIds]).toEqual([0, 3, 3]);
    expect([...exact.distances]).toEqual([0, 0, 0]);
    expect([pixel.ids.length, near.ids.length]).toEqual([0, 0]);
  });

  test('are neither missing nor empty files', () => {
    add({ id: 1, content: 1 }, { id: 2, content: 1, status: 'missing' }, { id: 3, content: null }, { id: 4, content: null });
    add({ id: 5, content: 2, sizeBytes: 0 }, { id: 6, content: 2, sizeBytes: 0 });
    expect(find().exact.ids.length).toBe(0);
  });
});

describe('partitions', () => {
  test('lie within each other, and hold only what adds to the one before', () => {
    add({ id: 1, content: 1, pixels: 1, shows: 1 }, { id: 2, content: 1, pixels: 1, shows: 1 });
    add({ id: 3, content: 2, pixels: 1, shows: 1 }, { id: 4, content: 3, shows: 1.5 });
    add({ id: 5, content: 4, shows: 2 }, { id: 6, content: 4, shows: 2 });
    const { exact, pixel, near } = find();
    expect(groups(exact)).toEqual([
      [1, 2],
      [5, 6],
    ]);
    expect(groups(pixel)).toEqual([[1, 2, 3]]);
    expect(groups(near)).toEqual([[1, 2, 3, 4]]);
    expect([...near.linkedIds]).toEqual([0, 1, 1, 1]);
    expect(near.distances[3]).toBeGreaterThan(0);
  });

  test('of near duplicates leave out damaged pictures and those without a fingerprint', () => {
    add({ id: 1, content: 1, shows: 1 }, { id: 2, content: 2, shows: 1.2, status: 'corrupt' }, { id: 3, content: 3, shows: 1.4 });
    index.db.prepare('DELETE FROM fingerprint WHERE sample_id = 3').run();
    expect(find().near.ids.length).toBe(0);
  });

  test('are the same in whatever order samples are asked for, and through the thread', async () => {
    for (let id = 1; id <= 60; id++) add({ id, content: Math.min(id, 55), shows: (Math.min(id, 55) % 20) + (id % 7) / 10 });
    const expected = find();
    expect(expected.near.ids.length).toBeGreaterThan(20);
    expect(find(all().reverse())).toEqual(expected);
    const worker = new Worker(entryUrl('duplicates/duplicates.worker'));
    try {
      const client = connect<DuplicateCalls>(workerChannel(worker));
      const sources = duplicateSources(index.file);
      expect(await client.call('find', { sources, only: null })).toEqual(expected);
      const some = Uint32Array.of(5, 30, 55);
      expect(await client.call('find', { sources, only: some })).toEqual(find(some));
      await expect(client.call('find', { sources, only: null }, { signal: AbortSignal.abort() })).rejects.toThrow(/cancelled/);
      await expect(client.call('candidates', { sources: { ...sources, dbFile: '/nowhere' } })).rejects.toThrow();
    } finally {
      await worker.terminate();
    }
  });
});

describe('what was said to be no duplicate', () => {
  test('stays out of the group, even where it is the least of it', () => {
    add({ id: 1, content: 1 }, { id: 2, content: 1 }, { id: 3, content: 1 });
    say(8, [1], [2, 3]);
    expect(groups(find().exact)).toEqual([[2, 3]]);
  });

  test('stays out of every kind, and does not come back through a third', () => {
    add(
      { id: 1, content: 1, pixels: 1, shows: 1 },
      { id: 2, content: 2, pixels: 1, shows: 1 },
      { id: 3, content: 3, shows: 1.5 },
    );
    say(8, [1, 2], []);
    const { pixel, near } = find();
    expect(pixel.ids.length).toBe(0);
    expect(groups(near).length).toBe(1);
    expect(groups(near)[0]).not.toEqual([1, 2, 3]);
  });

  test('of a whole group: none is with another', () => {
    add({ id: 1, content: 1 }, { id: 2, content: 1 }, { id: 3, content: 1 });
    say(8, [1, 2, 3], []);
    expect(find().exact.ids.length).toBe(0);
  });
});

describe('samples whose pixels must be hashed', () => {
  async function candidates(): Promise<readonly number[]> {
    const worker = new Worker(entryUrl('duplicates/duplicates.worker'));
    try {
      const client = connect<DuplicateCalls>(workerChannel(worker));
      return [...(await client.call('candidates', { sources: duplicateSources(index.file) }))];
    } finally {
      await worker.terminate();
    }
  }

  test('have another with the same dimensions and hash but other bytes, and no pixel hash yet', async () => {
    add({ id: 1, content: 1, shows: 1 }, { id: 2, content: 2, shows: 1 }, { id: 3, content: 3, shows: 1, pixels: 1 });
    add({ id: 4, content: 4, shows: 2 }, { id: 5, content: 4, shows: 2 }, { id: 6, content: 6, shows: 3 });
    add({ id: 7, content: 7, shows: 4 }, { id: 8, content: 8, shows: 4 }, { id: 9, content: 9, shows: 1, status: 'corrupt' });
    index.db.prepare('UPDATE sample SET width = 64 WHERE id = 7').run();
    expect(await candidates()).toEqual([1, 2]);
  });

  test('are also near duplicates in a format that is decoded small, as the hash may differ', async () => {
    add({ id: 1, content: 1, shows: 1, format: 'jpeg' }, { id: 2, content: 2, shows: 1.5 });
    add({ id: 3, content: 3, shows: 2 }, { id: 4, content: 4, shows: 2.5 });
    const hashes = index.db.prepare('SELECT count(DISTINCT perceptual_hash) FROM sample').pluck().get();
    expect(hashes).toBe(4);
    expect(await candidates()).toEqual([1, 2]);
  });
});
