import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import type { Embedder } from '../../../src/main/embeddings/embedder.ts';
import { runIndexJob } from '../../../src/main/jobs/index-job.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import { predictWithModel } from '../../../src/main/predictions/predict-with-model.ts';
import { predictionState } from '../../../src/main/predictions/stored-runs.ts';
import type { ModelInspection } from '../../../src/shared/embedding.ts';
import type { PredictSummary } from '../../../src/shared/prediction-api.ts';
import { tinyPngs } from '../../fixtures/embed-folder.ts';
import { meanColorEmbedder, meanColorModel } from '../../fixtures/mean-color-embedder.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

const compute = startCompute({ cores: 2 });
afterAll(() => compute.close());

let home: string;
let folder: string;
let dataset: Dataset;
beforeEach(async () => {
  home = tempFolder();
  folder = tempFolder();
  writeFiles(folder, await tinyPngs(40));
  dataset = await open();
  await runIndexJob({ dataset, compute, version: 'test' }, { signal: new AbortController().signal, report: () => {} });
});
afterEach(() => dataset.close());

const open = async (): Promise<Dataset> => openDataset({ home, request: { folder }, endpoint: null });

/** The real job; the model is a stand-in that gives 48 numbers in [0, 1]. */
function predict(embedder: Embedder, signal = new AbortController().signal): Promise<PredictSummary> {
  const model = meanColorModel();
  const output = { name: 'output', type: 'float32', shape: ['n', 48] };
  const { sha256, sizeBytes } = model.manifest;
  const inspection: ModelInspection = {
    ...{ file: model.file, sizeBytes, sha256, inputs: [], outputs: [output], inner: [] },
    ...{ suggested: model.manifest, isKnown: true },
  };
  const models = { ready: async () => model, inspect: async () => inspection };
  const job = { dataset, request: { model: 'mean-color' }, models, embedder: () => embedder, version: 'test' };
  return predictWithModel(job, { signal, report: () => {} });
}

const outcomes = (): unknown[] =>
  dataset.read.prepare("SELECT state FROM run WHERE kind = 'predictions' ORDER BY id").pluck().all();

describe('a classifier job', () => {
  it('that is cancelled leaves no run, and the next goes on from there, in another process too', async () => {
    const cancel = new AbortController();
    const stopping = meanColorEmbedder((batch) => {
      if (batch === 3) cancel.abort();
    });
    await expect(predict(stopping, cancel.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect((await predictionState(dataset)).runs).toEqual([]);
    await dataset.close();
    dataset = await open();
    const next = meanColorEmbedder();
    const summary = await predict(next);
    expect(summary.resumed).toBeGreaterThanOrEqual(8);
    expect(summary).toMatchObject({ samples: 40, failed: 0, run: 'Mean color', classes: 48, classNamesFrom: 'numbers' });
    expect(next.seen).toHaveLength(40 - summary.resumed);
    expect(outcomes()).toEqual(['cancelled', 'done']);
    expect([stopping, next].map(({ sessions }) => sessions)).toEqual([
      { opened: 1, released: 1 },
      { opened: 1, released: 1 },
    ]);
    // Nothing is left of it: the whole is looked at again.
    expect(await predict(meanColorEmbedder())).toMatchObject({ resumed: 0, run: 'Mean color' });
    expect((await predictionState(dataset)).runs).toHaveLength(1);
  });

  it('gives the model files, not thumbnails, and counts what it cannot see with the reason', async () => {
    const [name = ''] = Object.keys(await tinyPngs(1));
    rmSync(join(folder, name));
    const embedder = meanColorEmbedder();
    const summary = await predict(embedder);
    expect(embedder.seen.every((source) => 'path' in source)).toBe(true);
    expect(summary).toMatchObject({ samples: 39, failed: 0, unreachable: 1, failures: [{ path: name }] });
    expect((await predictionState(dataset)).runs[0]).toMatchObject({ origin: 'nowhere.onnx, output', samples: 39 });
  });

  it('without a single picture seen is refused', async () => {
    const blind: Embedder = {
      ...meanColorEmbedder(),
      async open(model) {
        const session = await meanColorEmbedder().open(model);
        const fail = async (pictures: readonly unknown[]) => ({
          vectors: new Float32Array(pictures.length * session.dimensions),
          failures: pictures.map((_, index) => ({ index, reason: 'too dark' })),
        });
        return { ...session, embed: fail };
      },
    };
    await expect(predict(blind)).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('too dark'),
    });
    expect(outcomes()).toEqual(['failed']);
  });
});
