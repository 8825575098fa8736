import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { activateRun } from '../../../src/main/index/prediction-runs.ts';
import { beginRun } from '../../../src/main/index/runs.ts';
import { forgetRun } from '../../../src/main/predictions/forget-run.ts';
import { freeRunName, type NewRun, storeRun } from '../../../src/main/predictions/store-run.ts';
import { predictionState, predictionsDirectory, runDirectory } from '../../../src/main/predictions/stored-runs.ts';
import { addSamples } from '../../fixtures/make-index.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const never = new AbortController().signal;

async function withDataset(work: (dataset: Dataset, reopen: () => Promise<Dataset>) => Promise<void>): Promise<void> {
  const [home, folder] = [tempFolder(), tempFolder()];
  const open = (): Promise<Dataset> => openDataset({ home, request: { folder }, endpoint: null });
  let dataset = await open();
  addSamples(writerOf(dataset), [{ path: 'a.jpg' }, { path: 'b.jpg' }, { path: 'c.jpg' }]);
  try {
    await work(dataset, async () => {
      await dataset.close();
      dataset = await open();
      return dataset;
    });
  } finally {
    await dataset.close();
  }
}

function newRun(dataset: Dataset, name: string, change: Partial<NewRun> = {}): NewRun {
  const runId = beginRun(writerOf(dataset), { kind: 'predictions', parameters: {}, version: 'test' });
  const arrays = {
    classes: ['cat', 'dog'],
    ids: Uint32Array.of(1, 3),
    predicted: Int32Array.of(0, 1),
    confidence: Float32Array.of(0.75, 0.5),
    probabilities: Float32Array.of(0.75, 0.25, 0.5, 0.5),
  };
  return { name, source: 'file', origin: 'p.npy', runId, parameters: { file: 'p.npy' }, arrays, isReplacing: false, ...change };
}

const names = async (dataset: Dataset): Promise<readonly string[]> =>
  (await predictionState(dataset)).runs.map(({ name }) => name);
const directories = (dataset: Dataset): readonly string[] => readdirSync(predictionsDirectory(dataset.directory)).sort();

describe('storeRun', () => {
  it('keeps the numbers in files and what they are in a row; the first run is the active one', async () => {
    await withDataset(async (dataset) => {
      const { id } = await storeRun(dataset, newRun(dataset, 'm'), never);
      await storeRun(dataset, newRun(dataset, 'n'), never);
      const { runs, activeId } = await predictionState(dataset);
      expect(activeId).toBe(id);
      expect(runs.map(({ name, isActive }) => [name, isActive])).toEqual([
        ['n', false],
        ['m', true],
      ]);
      expect(runs[1]).toMatchObject({
        source: 'file',
        classes: ['cat', 'dog'],
        samples: 2,
        hasProbabilities: true,
        hasConfidence: true,
        origin: 'p.npy',
        isOutOfDate: false,
        isLost: false,
      });
      const bytes = (name: string): string => readFileSync(join(runDirectory(dataset.directory, id), name)).toString('hex');
      expect(bytes('ids.u32')).toBe('0100000003000000');
      expect(bytes('predicted.i32')).toBe('0000000001000000');
      expect(bytes('confidence.f32')).toBe('0000403f0000003f');
      expect(bytes('probabilities.f32')).toBe('0000403f0000803e0000003f0000003f');
    });
  });

  it('has no confidence where no sample has any', async () => {
    await withDataset(async (dataset) => {
      const run = newRun(dataset, 'm');
      const arrays = { ...run.arrays, confidence: Float32Array.of(Number.NaN, Number.NaN), probabilities: null };
      expect(await storeRun(dataset, { ...run, arrays }, never)).toMatchObject({ hasConfidence: false, hasProbabilities: false });
      expect(directories(dataset)).toEqual(['1']);
    });
  });

  it('refuses a name that is taken, or puts the new run in the place of the old one', async () => {
    await withDataset(async (dataset) => {
      const first = await storeRun(dataset, newRun(dataset, 'm'), never);
      await expect(storeRun(dataset, newRun(dataset, 'm'), never)).rejects.toMatchObject({
        code: 'bad_request',
        message: expect.stringContaining('"m"'),
      });
      expect(freeRunName(writerOf(dataset), 'm')).toBe('m 2');
      expect(freeRunName(writerOf(dataset), 'x')).toBe('x');
      await storeRun(dataset, newRun(dataset, 'n'), never);
      const second = await storeRun(dataset, newRun(dataset, 'm', { isReplacing: true }), never);
      expect(second.id).toBeGreaterThan(first.id);
      expect(second.isActive).toBe(true);
      expect(await names(dataset)).toEqual(['m', 'n']);
      expect(directories(dataset)).toEqual(['2', '3']);
    });
  });

  it('leaves nothing when it is called off', async () => {
    await withDataset(async (dataset) => {
      await expect(storeRun(dataset, newRun(dataset, 'm'), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
      expect(await names(dataset)).toEqual([]);
      expect(directories(dataset)).toEqual([]);
    });
  });

  it('what a kill left goes when the index is opened', async () => {
    await withDataset(async (dataset, reopen) => {
      await storeRun(dataset, newRun(dataset, 'm'), never);
      const place = predictionsDirectory(dataset.directory);
      mkdirSync(join(place, '.partial-1'));
      // Renamed, but killed before the row was there.
      mkdirSync(join(place, '2'));
      writeFileSync(join(place, '2', 'ids.u32'), 'x');
      const again = await reopen();
      expect(directories(again)).toEqual(['1']);
      expect(await names(again)).toEqual(['m']);
      await storeRun(again, newRun(again, 'n'), never);
      expect(directories(again)).toEqual(['1', '2']);
    });
  });

  it('says of a run whose files are gone or cut off that it is lost', async () => {
    await withDataset(async (dataset) => {
      const { id } = await storeRun(dataset, newRun(dataset, 'm'), never);
      const other = await storeRun(dataset, newRun(dataset, 'n'), never);
      truncateSync(join(runDirectory(dataset.directory, id), 'probabilities.f32'), 12);
      rmSync(runDirectory(dataset.directory, other.id), { recursive: true });
      expect((await predictionState(dataset)).runs.map(({ isLost }) => isLost)).toEqual([true, true]);
    });
  });
});

describe('forgetRun', () => {
  it('takes row and files; the newest of the others is active then', async () => {
    await withDataset(async (dataset) => {
      const [a, b, c] = [
        await storeRun(dataset, newRun(dataset, 'a'), never),
        await storeRun(dataset, newRun(dataset, 'b'), never),
        await storeRun(dataset, newRun(dataset, 'c'), never),
      ];
      activateRun(writerOf(dataset), b.id);
      await forgetRun(dataset, b.id);
      expect((await predictionState(dataset)).activeId).toBe(c.id);
      await forgetRun(dataset, a.id);
      expect((await predictionState(dataset)).activeId).toBe(c.id);
      await forgetRun(dataset, c.id);
      expect(await predictionState(dataset)).toEqual({ runs: [], activeId: null });
      expect(directories(dataset)).toEqual([]);
      await expect(forgetRun(dataset, c.id)).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  it('leaves alone what a job is writing meanwhile', async () => {
    await withDataset(async (dataset) => {
      const old = await storeRun(dataset, newRun(dataset, 'old'), never);
      // Long enough to be written that the other run is forgotten before.
      const arrays = {
        classes: ['cat', 'dog'],
        ids: Uint32Array.from({ length: 4_000_000 }, (_, k) => k + 1),
        predicted: new Int32Array(4_000_000),
        confidence: new Float32Array(4_000_000),
        probabilities: null,
      };
      const storing = storeRun(dataset, newRun(dataset, 'new', { arrays }), never);
      while (directories(dataset).length < 2) await nextTurn();
      await forgetRun(dataset, old.id);
      await storing;
      expect(await names(dataset)).toEqual(['new']);
      expect(directories(dataset)).toEqual(['2']);
    });
  });
});
