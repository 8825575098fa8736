import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { embeddingModel } from '../../../src/main/index/embedding-models.ts';
import { beginRun, endRun } from '../../../src/main/index/runs.ts';
import { createSpaces } from '../../../src/main/neighbours/create-spaces.ts';
import { similarityValues } from '../../../src/main/neighbours/similarity-values.ts';
import type { Spaces } from '../../../src/main/neighbours/spaces.ts';
import { madeVectors } from '../../workers/neighbours/made-points.ts';
import { type EmbeddedDataset, embeddedDataset, namedSamples } from './embedded-dataset.ts';

const DIMENSIONS = 12;
const NONE = new Uint32Array(0);
const context = { signal: new AbortController().signal, report: () => {} };

let spaces: Spaces;
let made: EmbeddedDataset;
beforeEach(async () => {
  spaces = createSpaces();
  made = await embeddedDataset(DIMENSIONS);
});
afterEach(async () => {
  await spaces.close();
  await made.dataset.close();
});

const vectorsOf = (count: number, seed = 1): Float32Array => madeVectors({ count, dimensions: DIMENSIONS, clusters: 4, seed });

interface ScoreRow {
  readonly id: number;
  readonly outlier: number | null;
  readonly uniqueness: number | null;
  readonly representativeness: number | null;
  readonly classDistance: number | null;
}
const scoresOf = ({ dataset, modelId }: EmbeddedDataset): readonly ScoreRow[] =>
  dataset.read
    .prepare<[number], ScoreRow>(`
      SELECT sample_id AS id, outlier, uniqueness, representativeness, class_distance AS classDistance
      FROM embedding_score WHERE model_id = ? ORDER BY sample_id`)
    .all(modelId);

describe('an update', () => {
  it('stores neighbours, scores, the cut of outliers, and how they came about', async () => {
    const vectors = madeVectors({ count: 80, dimensions: DIMENSIONS, clusters: 4, spread: 0.3 });
    vectors.fill(1, 79 * DIMENSIONS, 79.5 * DIMENSIONS);
    const ids = await made.add(namedSamples(80), vectors);
    const stages: string[] = [];
    const report = ({ stage }: { readonly stage?: string }): void => {
      if (stage !== undefined && stages.at(-1) !== stage) stages.push(stage);
    };
    await spaces.update(made.dataset, made.modelId, { ...context, report });
    expect(stages.filter((stage) => stage !== 'Reading vectors')).toEqual(['Fitting', 'Finding neighbours', 'Scoring']);
    const scores = scoresOf(made);
    expect(scores.map(({ id }) => id)).toEqual(ids);
    for (const { id: _, ...values } of scores) {
      for (const value of Object.values(values)) expect(value !== null && value >= 0 && value <= 1).toBe(true);
    }
    expect(embeddingModel(made.dataset.read, made.modelId)?.neighbours).toEqual({ k: 15, isExact: true, recall: 1 });
    const cut = made.dataset.read.prepare<[], number>('SELECT outlier_cut FROM embedding_model').pluck().get() ?? 0;
    expect(scores.filter(({ outlier }) => (outlier ?? 1) < cut).map(({ id }) => id)).toContain(ids[79]);
    const run = made.dataset.read.prepare("SELECT state, parameters, result FROM run WHERE kind = 'neighbours'").get() as Record<
      string,
      string
    >;
    expect(run.state).toBe('done');
    expect(JSON.parse(run.parameters ?? '')).toMatchObject({ k: 15, projection: 'centred', model: 'mean-color' });
    expect(JSON.parse(run.result ?? '')).toMatchObject({ samples: 80, isExact: true, changed: 80 });
  });

  it('writes only what differs, and drops scores of samples without a vector', async () => {
    const ids = await made.add(namedSamples(60), vectorsOf(60));
    await spaces.update(made.dataset, made.modelId, context);
    const changesOf = (): unknown =>
      JSON.parse(
        made.dataset.read
          .prepare<[], string>("SELECT result FROM run WHERE kind = 'neighbours' ORDER BY id DESC")
          .pluck()
          .get() ?? '',
      ).changed;
    await spaces.update(made.dataset, made.modelId, context);
    expect(changesOf()).toBe(0);
    writerOf(made.dataset).prepare('DELETE FROM embedding WHERE sample_id = ?').run(ids[5]);
    await spaces.update(made.dataset, made.modelId, context);
    expect(scoresOf(made).map(({ id }) => id)).toEqual(ids.filter((id) => id !== ids[5]));
  });

  it('scores many samples in several transactions like few in one', async () => {
    await made.add(namedSamples(2900), vectorsOf(2900));
    await spaces.update(made.dataset, made.modelId, context);
    const client = await spaces.of(made.dataset);
    const ids = Uint32Array.from({ length: 2900 }, (_, i) => i + 1);
    const labels = ids.map((id) => ((id - 1) % 4) + 1);
    const { uniqueness, classDistance } = await client.call('scores', { standsFor: ids, labels, seed: 1 });
    const stored = scoresOf(made);
    expect(stored.map((row) => row.uniqueness)).toEqual([...uniqueness]);
    expect(stored.map((row) => row.classDistance)).toEqual([...classDistance]);
  });

  it('gives exact copies the scores of the first of them', async () => {
    const vectors = vectorsOf(40);
    vectors.copyWithin(30 * DIMENSIONS, 3 * DIMENSIONS, 4 * DIMENSIONS);
    const ids = await made.add(namedSamples(40), vectors);
    const put = writerOf(made.dataset).prepare("INSERT INTO duplicate (kind, sample_id, group_id) VALUES ('exact', ?, ?)");
    for (const copy of [ids[3], ids[30]]) put.run(copy, ids[3]);
    await spaces.update(made.dataset, made.modelId, context);
    const scores = scoresOf(made);
    expect(scores[30]?.uniqueness).toBe(scores[3]?.uniqueness);
    expect(scores[30]?.uniqueness).toBeGreaterThan(0);
  });

  it('that is cancelled leaves the scores of before', async () => {
    await made.add(namedSamples(60), vectorsOf(60));
    await spaces.update(made.dataset, made.modelId, context);
    const before = scoresOf(made);
    await made.add(namedSamples(5, 60), vectorsOf(5, 2));
    const cancel = new AbortController();
    const report = ({ stage }: { readonly stage?: string }): void => {
      if (stage === 'Finding neighbours') cancel.abort();
    };
    const updating = spaces.update(made.dataset, made.modelId, { signal: cancel.signal, report });
    await expect(updating).rejects.toMatchObject({ name: 'AbortError' });
    expect(scoresOf(made)).toEqual(before);
    const state = made.dataset.read.prepare("SELECT state FROM run WHERE kind = 'neighbours' ORDER BY id DESC").pluck().get();
    expect(state).toBe('cancelled');
  });
});

describe('a space', () => {
  it('is of the active model, and holds what is there now', async () => {
    await made.add(namedSamples(30), vectorsOf(30));
    const asked = { to: [3], away: [] };
    expect((await similarityValues({ spaces }, made.dataset, asked)).values[2]).toBeCloseTo(1, 5);
    await made.add(namedSamples(10, 30), vectorsOf(10, 2));
    expect((await similarityValues({ spaces }, made.dataset, asked)).ids.length).toBe(40);
  });

  it('of a dataset without vectors says what to do', async () => {
    await expect(spaces.of(made.dataset)).rejects.toMatchObject({
      code: 'no_embeddings',
      message: expect.stringContaining('mbed'),
    });
    await expect(spaces.of(made.dataset, 99)).rejects.toMatchObject({ code: 'no_embeddings' });
  });

  it('is opened by several at once only once, and anew after its thread was ended', async () => {
    await made.add(namedSamples(30), vectorsOf(30));
    const clients = await Promise.all([spaces.of(made.dataset), spaces.of(made.dataset), spaces.of(made.dataset, made.modelId)]);
    expect(new Set(clients).size).toBe(1);
    await spaces.closeOf(made.dataset.id);
    expect(clients[0]?.closedBecause).not.toBeNull();
    const again = await spaces.of(made.dataset);
    expect((await again.call('similarity', { to: Uint32Array.of(1), away: NONE, probesTo: [], probesAway: [] })).ids.length).toBe(
      30,
    );
  });

  it('is opened anew after an embed job, not after jobs that change no vector', async () => {
    const [first = 0] = await made.add(namedSamples(30), vectorsOf(30));
    const db = writerOf(made.dataset);
    const run = (kind: string): void => endRun(db, beginRun(db, { kind, parameters: {}, version: 'test' }), 'done', {});
    const samples = async (): Promise<number> => {
      const client = await spaces.of(made.dataset);
      return (await client.call('similarity', { to: Uint32Array.of(3), away: NONE, probesTo: [], probesAway: [] })).ids.length;
    };
    expect(await samples()).toBe(30);
    db.prepare('DELETE FROM embedding WHERE sample_id = ?').run(first);
    run('map');
    expect(await samples()).toBe(30);
    run('embed');
    expect(await samples()).toBe(29);
  });

  it('of another model goes on when one is ended', async () => {
    await made.add(namedSamples(30), vectorsOf(30));
    const client = await spaces.of(made.dataset);
    await spaces.closeOf(made.dataset.id, made.modelId + 1);
    expect(client.closedBecause).toBeNull();
    await spaces.closeOf(made.dataset.id, made.modelId);
    expect(client.closedBecause).not.toBeNull();
  });

  it('is ended once it was unused for long, not while it is used', async () => {
    await made.add(namedSamples(30), vectorsOf(30));
    const brief = createSpaces(200);
    const client = await brief.of(made.dataset);
    for (let i = 0; i < 4; i++) {
      await setTimeout(100);
      await client.call('vectors', { ids: NONE, components: null });
    }
    expect(client.closedBecause).toBeNull();
    await expect.poll(() => client.closedBecause).not.toBeNull();
    expect(await brief.of(made.dataset)).not.toBe(client);
    await brief.close();
  });
});
