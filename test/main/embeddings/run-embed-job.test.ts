import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { thumbsWriterOf, writerOf } from '../../../src/main/dataset/writer-of.ts';
import type { Embedder } from '../../../src/main/embeddings/embedder.ts';
import { embeddingState, modelDirectory } from '../../../src/main/embeddings/stored-models.ts';
import { VECTORS_FILE } from '../../../src/main/embeddings/vector-file.ts';
import { putThumbs } from '../../../src/main/index/thumbs.ts';
import { runIndexJob } from '../../../src/main/jobs/index-job.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import { canMountTmpfs } from '../../fixtures/can-mount-tmpfs.ts';
import { embedFolder, tinyPng, tinyPngs, vectorsOf } from '../../fixtures/embed-folder.ts';
import { addSamples } from '../../fixtures/make-index.ts';
import { MEAN_COLOR_DIMENSIONS, meanColorEmbedder, meanColorModel } from '../../fixtures/mean-color-embedder.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

const compute = startCompute({ cores: 2 });
afterAll(() => compute.close());

let home: string;
let folder: string;
let dataset: Dataset;
beforeEach(() => {
  home = tempFolder();
  folder = tempFolder();
});
afterEach(() => dataset.close());

const open = async (): Promise<Dataset> => openDataset({ home, request: { folder }, endpoint: null });
const index = (): Promise<unknown> =>
  runIndexJob({ dataset, compute, version: 'test' }, { signal: new AbortController().signal, report: () => {} });

/** As an index job would leave it, but for what nothing here asks for. */
async function listed(files: Readonly<Record<string, Buffer>>): Promise<void> {
  writeFiles(folder, files);
  dataset = await open();
  const [db, thumbs] = [writerOf(dataset), thumbsWriterOf(dataset)];
  const contentHash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  const entries = Object.entries(files);
  const samples = entries.map(([path, bytes]) => ({ path, contentHash: contentHash(bytes), hasThumb: true }));
  const ids = addSamples(db, samples);
  putThumbs(
    thumbs,
    entries.map(([, jpeg], i) => ({ id: ids[i] ?? 0, jpeg })),
  );
}

async function indexed(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  writeFiles(folder, files);
  dataset = await open();
  await index();
}

/** Fails at every picture, in many words. */
function failingAtLength(real: Embedder): Embedder {
  return {
    ...real,
    async open(model) {
      const session = await real.open(model);
      return {
        ...session,
        async embed(pictures, signal) {
          const { vectors } = await session.embed(pictures, signal);
          return { vectors, failures: pictures.map((_, index) => ({ index, reason: 'no '.repeat(1000) })) };
        },
      };
    },
  };
}

const runs = (): unknown[] =>
  dataset.read.prepare("SELECT state, parameters ->> 'sha256' AS sha256 FROM run WHERE kind = 'embed' ORDER BY id").all();
const vectorBytes = (): number => statSync(join(modelDirectory(dataset, 1), VECTORS_FILE)).size;
const canMount = canMountTmpfs();
const ROW = 2 * MEAN_COLOR_DIMENSIONS;

describe('an embed job', () => {
  it('gives every picture a vector, and its run tells of which model', async () => {
    await indexed(await tinyPngs(30));
    const summary = await embedFolder({ dataset });
    expect(summary).toMatchObject({ model: 'mean-color', embedded: 30, failed: 0, unchanged: 0, dimensions: 48, failures: [] });
    const vectors = await vectorsOf(dataset);
    expect(Object.keys(vectors)).toHaveLength(30);
    expect(new Set(Object.values(vectors).map(String)).size).toBe(30);
    expect(runs()).toEqual([{ state: 'done', sha256: 'c0'.repeat(32) }]);
    const { models, activeId } = await embeddingState(dataset);
    expect(models).toMatchObject([{ id: 1, embedded: 30, failed: 0, waiting: 0, isActive: true, dimensions: 48 }]);
    expect(activeId).toBe(1);
  });

  it('does nothing twice, without loading the model, and embeds only what is new or changed', async () => {
    await indexed(await tinyPngs(20));
    await embedFolder({ dataset });
    const before = await vectorsOf(dataset);
    const idle = meanColorEmbedder();
    expect(await embedFolder({ dataset, embedder: idle })).toMatchObject({ embedded: 0, unchanged: 20, dimensions: 48 });
    expect(idle.sessions.opened).toBe(0);

    writeFiles(folder, { ...(await tinyPngs(3, 100)), '0/0.png': await tinyPng(77) });
    rmSync(join(folder, '1/1.png'));
    await index();
    expect((await embeddingState(dataset)).models[0]).toMatchObject({ embedded: 18, waiting: 4 });
    const embedder = meanColorEmbedder();
    expect(await embedFolder({ dataset, embedder })).toMatchObject({ embedded: 4, unchanged: 18 });
    expect(embedder.seen).toHaveLength(4);
    const after = await vectorsOf(dataset);
    expect(Object.keys(after)).toHaveLength(22);
    expect(after['0/0.png']).not.toEqual(before['0/0.png']);
    expect(after['2/2.png']).toEqual(before['2/2.png']);
    expect(after['1/1.png']).toBeUndefined();
    expect(embedder.sessions).toEqual({ opened: 1, released: 1 });
  });

  it('gives the room of old vectors to new samples, and all of it once that is most of the file', async () => {
    await indexed(await tinyPngs(10));
    await embedFolder({ dataset });
    const madeFromVectors = join(modelDirectory(dataset, 1), 'neighbours.bin');
    writeFileSync(madeFromVectors, 'made');
    writeFiles(folder, { '0/0.png': await tinyPng(50), '1/1.png': await tinyPng(51) });
    await index();
    await embedFolder({ dataset });
    expect(vectorBytes()).toBe(12 * ROW);
    writeFiles(folder, await tinyPngs(2, 60));
    await index();
    await embedFolder({ dataset });
    expect(vectorBytes()).toBe(12 * ROW);

    // Every picture changes, twice: the first time the file grows.
    for (const [round, rows] of [
      [1, 24],
      [2, 36],
      [3, 36],
    ] as const) {
      expect(statSync(madeFromVectors, { throwIfNoEntry: false }) !== undefined).toBe(true);
      const names = Object.keys(await vectorsOf(dataset));
      writeFiles(
        folder,
        Object.fromEntries(await Promise.all(names.map(async (name, i) => [name, await tinyPng(1000 * round + i)] as const))),
      );
      await index();
      await embedFolder({ dataset });
      expect(vectorBytes()).toBe(rows * ROW);
      expect(Object.keys(await vectorsOf(dataset))).toHaveLength(12);
    }
    expect(statSync(madeFromVectors, { throwIfNoEntry: false })).toBeUndefined();
  }, 60_000);

  it.each([0, 1, 2, 15])('takes a dataset of %i', async (count) => {
    await listed(await tinyPngs(count));
    const updated: number[] = [];
    const summary = await embedFolder({ dataset, update: async (id) => void updated.push(id) });
    expect(summary).toMatchObject({ embedded: count, modelId: count === 0 ? null : 1 });
    expect(updated).toEqual(count === 0 ? [] : [1]);
    expect((await embeddingState(dataset)).activeId).toBe(count === 0 ? null : 1);
  });

  it('takes pictures that are all the same', async () => {
    const same = await tinyPng(1);
    await listed(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.png`, same])));
    expect(await embedFolder({ dataset })).toMatchObject({ embedded: 20, failed: 0 });
    expect(new Set(Object.values(await vectorsOf(dataset)).map(String)).size).toBe(1);
  });
});

describe('pictures that fail', () => {
  it('in the middle of a batch keep their reason; the others have their vectors, and none is tried again', async () => {
    await listed(await tinyPngs(20));
    for (const n of [3, 4, 11]) writeFileSync(join(folder, `${n % 3}/${n}.png`), 'no picture any more');
    // A model that wants more than the thumbnails have reads the files.
    const model = meanColorModel({ resizeTo: 300 });
    const summary = await embedFolder({ dataset, model });
    expect(summary).toMatchObject({ embedded: 17, failed: 3, unreachable: 0 });
    expect(summary.failures.map(({ path }) => path).sort()).toEqual(['0/3.png', '1/4.png', '2/11.png']);
    expect(dataset.read.prepare('SELECT DISTINCT reason FROM embedding WHERE place IS NULL').pluck().all()).toEqual([
      expect.stringContaining('unsupported'),
    ]);
    expect(await embedFolder({ dataset, model })).toMatchObject({ embedded: 0, failed: 0, unchanged: 20 });
  });

  it('by numbers that are not finite are failures', async () => {
    await listed(await tinyPngs(3));
    const real = meanColorEmbedder();
    const embedder: typeof real = {
      ...real,
      async open(model) {
        const session = await real.open(model);
        return {
          ...session,
          async embed(pictures, signal) {
            const { vectors, failures } = await session.embed(pictures, signal);
            vectors[MEAN_COLOR_DIMENSIONS + 5] = Number.NaN;
            return { vectors, failures };
          },
        };
      },
    };
    const summary = await embedFolder({ dataset, embedder });
    expect(summary).toMatchObject({ embedded: 2, failed: 1, failures: [{ reason: expect.stringContaining('not finite') }] });
  });

  it('only because their files are out of reach wait for another time', async () => {
    await listed(await tinyPngs(10));
    rmSync(join(folder, '1/4.png'));
    const model = meanColorModel({ resizeTo: 300 });
    const summary = await embedFolder({ dataset, model });
    expect(summary).toMatchObject({ embedded: 9, failed: 0, unreachable: 1, failures: [{ path: '1/4.png' }] });
    writeFiles(folder, { '1/4.png': await tinyPng(4) });
    expect(await embedFolder({ dataset, model })).toMatchObject({ embedded: 1, unreachable: 0, unchanged: 9 });
  });

  it('of a disk that failed for a moment wait for another time too', async () => {
    await listed(await tinyPngs(3));
    const model = meanColorModel({ resizeTo: 300 });
    const real = meanColorEmbedder();
    const embedder: Embedder = {
      ...real,
      async open(...asked) {
        const session = await real.open(...asked);
        return {
          ...session,
          async embed(pictures, signal) {
            const { vectors } = await session.embed(pictures, signal);
            return { vectors, failures: [{ index: 1, reason: 'too many files are open (EMFILE)', isPassing: true }] };
          },
        };
      },
    };
    expect(await embedFolder({ dataset, model, embedder })).toMatchObject({ embedded: 2, failed: 0, unreachable: 1 });
    expect(await embedFolder({ dataset, model })).toMatchObject({ embedded: 1, unreachable: 0, unchanged: 2 });
  });

  it('because the folder is gone fail the job, unless the thumbnails are all the model needs', async () => {
    await listed(await tinyPngs(10));
    renameSync(folder, `${folder}-away`);
    try {
      const failing = embedFolder({ dataset, model: meanColorModel({ sha256: 'd0'.repeat(32), resizeTo: 300 }) });
      await expect(failing).rejects.toMatchObject({ code: 'folder_missing', message: expect.stringContaining(folder) });
      expect(await embedFolder({ dataset })).toMatchObject({ embedded: 10, failed: 0 });
    } finally {
      renameSync(`${folder}-away`, folder);
    }
    expect(runs()).toMatchObject([{ state: 'failed' }, { state: 'done' }]);
  });
});

describe('a job that does not come to its end', () => {
  it('by a cancel keeps what it has, and is gone on with', async () => {
    await listed(await tinyPngs(60));
    const cancel = new AbortController();
    const stopping = embedFolder({
      dataset,
      signal: cancel.signal,
      onReport: ({ stage, done = 0 }) => void (stage === undefined && done >= 16 && cancel.abort()),
    });
    await expect(stopping).rejects.toMatchObject({ name: 'AbortError' });
    const { models, activeId } = await embeddingState(dataset);
    const embedded = models[0]?.embedded ?? 0;
    expect(embedded).toBeGreaterThanOrEqual(16);
    expect(embedded).toBeLessThan(60);
    expect(activeId).toBeNull();
    expect(await embedFolder({ dataset })).toMatchObject({ embedded: 60 - embedded, unchanged: embedded });
    expect(runs()).toMatchObject([{ state: 'cancelled' }, { state: 'done' }]);
  });

  it('by a model that breaks keeps what was done before', async () => {
    await listed(await tinyPngs(60));
    const embedder = meanColorEmbedder((batch) => {
      if (batch === 4) throw new Error('broken');
    });
    await expect(embedFolder({ dataset, embedder })).rejects.toThrow('broken');
    expect(embedder.sessions).toEqual({ opened: 1, released: 1 });
    expect((await embeddingState(dataset)).models[0]?.embedded).toBeGreaterThanOrEqual(24);
    expect(await embedFolder({ dataset })).toMatchObject({ failed: 0 });
    expect(Object.keys(await vectorsOf(dataset))).toHaveLength(60);
  });

  it('by a kill goes on with the vectors of a job that was not', async () => {
    await listed(await tinyPngs(120));
    await dataset.close();
    const script = fileURLToPath(new URL('../../fixtures/embed-until-killed.ts', import.meta.url));
    const child = spawn(process.execPath, [script, folder, home], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      if (Number(line) < 24) continue;
      child.kill('SIGKILL');
      break;
    }
    await once(child, 'exit');
    dataset = await open();
    const left = (await embeddingState(dataset)).models[0];
    expect(left?.embedded).toBeGreaterThanOrEqual(24);
    expect(left?.waiting).toBeGreaterThan(0);
    const half = await vectorsOf(dataset, 1);
    await embedFolder({ dataset });
    const resumed = await vectorsOf(dataset);
    expect(resumed).toMatchObject(half);
    await embedFolder({ dataset, model: meanColorModel({ sha256: 'ee'.repeat(32) }), isToBeActive: true });
    expect(resumed).toEqual(await vectorsOf(dataset));
    expect(vectorBytes()).toBe(120 * ROW);
  }, 60_000);

  it('by a full disk says so; what was written counts, and the next goes on', async () => {
    await listed(await tinyPngs(60));
    const pages = Number(writerOf(dataset).pragma('page_count', { simple: true }));
    const real = meanColorEmbedder(async (batch) => {
      if (batch !== 3) return;
      while ((await embeddingState(dataset)).models[0]?.failed === 0) await setTimeout(10);
      writerOf(dataset).pragma(`max_page_count = ${pages}`);
    });
    const failing = embedFolder({ dataset, embedder: failingAtLength(real) });
    await expect(failing).rejects.toMatchObject({ code: 'disk_full', message: expect.stringMatching(/Free some space/) });
    writerOf(dataset).pragma('max_page_count = 1073741823');
    const { models } = await embeddingState(dataset);
    expect(models[0]?.failed).toBeGreaterThan(0);
    expect(await embedFolder({ dataset })).toMatchObject({ failed: 0, embedded: models[0]?.waiting });
  });

  it.runIf(canMount)('by a disk without room for the vectors does the same', async () => {
    await listed(await tinyPngs(60));
    const embeddings = join(dataset.directory, 'embeddings');
    mkdirSync(embeddings);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', embeddings]);
    try {
      await expect(embedFolder({ dataset })).rejects.toMatchObject({ code: 'disk_full' });
      const done = Object.keys(await vectorsOf(dataset, 1)).length;
      expect(done).toBeGreaterThan(0);
      execFileSync('mount', ['-o', 'remount,size=1m', embeddings]);
      expect(await embedFolder({ dataset })).toMatchObject({ embedded: 60 - done, unchanged: done });
    } finally {
      execFileSync('umount', [embeddings]);
    }
  });

  it('by a step after the vectors keeps them', async () => {
    await listed(await tinyPngs(5));
    const update = async (): Promise<void> => {
      throw new Error('no neighbours today');
    };
    await expect(embedFolder({ dataset, update })).rejects.toThrow('no neighbours today');
    expect(await embedFolder({ dataset })).toMatchObject({ embedded: 0, unchanged: 5, modelId: 1 });
  });
});

describe('a file of vectors that was cut off', () => {
  it('costs the vectors that are not in it any more, and what was made from them', async () => {
    await listed(await tinyPngs(12));
    await embedFolder({ dataset });
    const before = await vectorsOf(dataset);
    writeFileSync(join(modelDirectory(dataset, 1), 'neighbours.bin'), 'made');
    truncateSync(join(modelDirectory(dataset, 1), VECTORS_FILE), 7 * ROW + 11);
    expect(Object.keys(await vectorsOf(dataset))).toHaveLength(7);
    expect(await embedFolder({ dataset })).toMatchObject({ embedded: 5, unchanged: 7 });
    expect(await vectorsOf(dataset)).toEqual(before);
    rmSync(modelDirectory(dataset, 1), { recursive: true });
    expect(await vectorsOf(dataset)).toEqual({});
    expect(await embedFolder({ dataset })).toMatchObject({ embedded: 12 });
    expect(await vectorsOf(dataset)).toEqual(before);
  });
});

describe('files of an index that was lost', () => {
  it('are not taken for those of the one made anew', async () => {
    await listed(await tinyPngs(4));
    const [ours, others] = [modelDirectory(dataset, 1), modelDirectory(dataset, 7)];
    for (const directory of [ours, others]) {
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, VECTORS_FILE), Buffer.alloc(100 * ROW, 1));
      writeFileSync(join(directory, 'neighbours.bin'), 'made');
    }
    await embedFolder({ dataset });
    expect(vectorBytes()).toBe(4 * ROW);
    expect(readdirSync(ours)).toEqual([VECTORS_FILE]);
    expect(readdirSync(join(dataset.directory, 'embeddings'))).toEqual(['1']);
  });
});

describe('two models', () => {
  it('lie side by side; the one that is asked for is active', async () => {
    await listed(await tinyPngs(6));
    await embedFolder({ dataset });
    const other = meanColorModel({ name: 'other', sha256: 'd0'.repeat(32) });
    await embedFolder({ dataset, model: other });
    expect((await embeddingState(dataset)).models.map(({ name, isActive }) => [name, isActive])).toEqual([
      ['mean-color', true],
      ['other', false],
    ]);
    await embedFolder({ dataset, model: other, isToBeActive: true });
    expect((await embeddingState(dataset)).activeId).toBe(2);
  });

  it('of one file, prepared otherwise, are two; called otherwise, one', async () => {
    await listed(await tinyPngs(4));
    await embedFolder({ dataset });
    await embedFolder({ dataset, model: meanColorModel({ resizeTo: 5 }) });
    // The newer one of a name takes the older one's part.
    expect((await embeddingState(dataset)).activeId).toBe(2);
    await embedFolder({ dataset, model: meanColorModel({ name: 'renamed' }) });
    expect((await embeddingState(dataset)).models.map(({ name }) => name)).toEqual(['renamed', 'mean-color']);
  });
});

describe('a dataset that can only be looked at', () => {
  it('is not embedded', async () => {
    await listed(await tinyPngs(2));
    const looking = await openDataset({ home, request: { folder, readOnly: true }, endpoint: null });
    try {
      await expect(embedFolder({ dataset: looking })).rejects.toMatchObject({ code: 'read_only' });
      expect(await embeddingState(looking)).toEqual({ models: [], activeId: null });
    } finally {
      await looking.close();
    }
  });
});
