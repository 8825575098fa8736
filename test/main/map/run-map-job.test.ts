import { afterEach, beforeEach, expect, test } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { storedModel } from '../../../src/main/embeddings/stored-models.ts';
import { type MapRecord, mapRecord, replaceMap } from '../../../src/main/index/map-points.ts';
import { liveMapOf } from '../../../src/main/map/live-map.ts';
import type { MapJob, MapOutcome } from '../../../src/main/map/map-job.ts';
import { DEFAULT_MAP, type MapParameters } from '../../../src/main/map/map-parameters.ts';
import { runMapJob } from '../../../src/main/map/run-map-job.ts';
import { mapColumns, mapLabelsOf } from '../../../src/main/map/stored-map.ts';
import { createSpaces } from '../../../src/main/neighbours/create-spaces.ts';
import type { Spaces } from '../../../src/main/neighbours/spaces.ts';
import type { NewSample } from '../../fixtures/make-index.ts';
import { madeUpSpace } from '../../workers/map/made-up-space.ts';
import { type EmbeddedDataset, embeddedDataset } from '../neighbours/embedded-dataset.ts';

const DIMENSIONS = 16;
const LONG: MapParameters = { ...DEFAULT_MAP, epochs: 5000 };

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

const vectorsOf = (count: number, seed = 1): Float32Array => madeUpSpace(count, { clusters: 4, spread: 0.2, seed }).vectors;
const named = (count: number, first = 0): readonly NewSample[] =>
  Array.from({ length: count }, (_, i) => ({ path: `${first + i}.jpg`, label: `class ${(first + i) % 4}` }));

function run(parameters = DEFAULT_MAP, change: Partial<MapJob> = {}): Promise<MapOutcome> {
  const { dataset, modelId } = made;
  const context = { signal: new AbortController().signal, report: () => {} };
  const model = storedModel(dataset.read, modelId);
  return runMapJob({ dataset, spaces, model, parameters, version: 'test', isPartialKept: () => true, context, ...change });
}

const record = (): MapRecord | null => mapRecord(made.dataset.read, made.modelId);
const places = (): ReadonlyMap<number, string> =>
  new Map(
    made.dataset.read
      .prepare<[], { id: number; at: string }>("SELECT sample_id AS id, x || ' ' || y AS at FROM map_point ORDER BY sample_id")
      .all()
      .map(({ id, at }) => [id, at]),
  );
const rowsStored = (): unknown => made.dataset.read.prepare('SELECT count(*) FROM map_place').pluck().get();
const runs = (): unknown[] =>
  made.dataset.read
    .prepare("SELECT state, parameters ->> 'seed' AS seed, result ->> 'did' AS did FROM run WHERE kind = 'map' ORDER BY id")
    .all();

test('a map is laid out, stored, written down as a run and seen by queries', async () => {
  const ids = await made.add(named(60), vectorsOf(60));
  const stages: string[] = [];
  const report: MapJob['context']['report'] = ({ stage }) => void (stage !== undefined && stages.push(stage));
  const seen = liveMapOf(made.dataset).version;
  const outcome = await run(DEFAULT_MAP, { context: { signal: new AbortController().signal, report } });
  expect(outcome).toMatchObject({ did: 'laid out', points: 60, map: { points: 60, epochs: 500, isPartial: false, placed: 0 } });
  expect(stages[0]).toBe('Reading the map');
  expect(stages.at(-1)).toBe('Storing the map');
  expect(stages).toContain('Laying out');
  expect(liveMapOf(made.dataset).version).toBeGreaterThan(seen + 1);
  expect(liveMapOf(made.dataset).layout).toBeNull();
  const { columns } = await made.dataset.query.call('values', { ids: Uint32Array.from(ids), fields: ['map.x', 'map.y'] });
  expect(Array.from(ids, (_, i) => `${columns[0]?.[i]} ${columns[1]?.[i]}`).map((at) => at.split('.')[0])).toEqual(
    [...places().values()].map((at) => at.split('.')[0]),
  );
  const [left, bottom, right, top] = record()?.bounds ?? [0, 0, 0, 0];
  const stored = await mapColumns(made.dataset, made.modelId);
  expect([...stored.ids]).toEqual(ids);
  expect([Math.min(...stored.x), Math.min(...stored.y), Math.max(...stored.x), Math.max(...stored.y)]).toEqual([
    left,
    bottom,
    right,
    top,
  ]);
  expect(runs()).toEqual([{ state: 'done', seed: 1, did: 'laid out' }]);
});

test('made the same way again, nothing is done; by another seed it is another map, and the old one is gone', async () => {
  await made.add(named(60), vectorsOf(60));
  await run();
  const before = places();
  expect(await run()).toMatchObject({ did: 'nothing', map: { seed: 1 } });
  expect(places()).toEqual(before);
  expect(await run({ ...DEFAULT_MAP, seed: 2 })).toMatchObject({ did: 'laid out', map: { seed: 2 } });
  expect(places()).not.toEqual(before);
  expect(rowsStored()).toBe(60);
  await run();
  expect(places()).toEqual(before);
  expect(runs()).toHaveLength(3);
});

test('new and changed samples are put among the others, which stay; those that are gone are taken out', async () => {
  const ids = await made.add(named(60), vectorsOf(60));
  await run();
  const before = places();
  const added = await made.add(named(6, 60), vectorsOf(6, 2));
  const db = writerOf(made.dataset);
  const [gone, changed] = [ids[5] ?? 0, ids[7] ?? 0];
  db.prepare("UPDATE sample SET status = 'missing' WHERE id = ?").run(gone);
  db.prepare('UPDATE sample SET content_hash = zeroblob(32) WHERE id = ?').run(changed);
  db.prepare('UPDATE embedding SET content = zeroblob(8) WHERE sample_id = ?').run(changed);
  expect(await run()).toMatchObject({ did: 'placed', points: 7, map: { points: 65, placed: 7 } });
  const after = places();
  expect([...after.keys()]).toEqual([...ids, ...added].filter((id) => id !== gone));
  for (const id of ids) if (id !== gone && id !== changed) expect(after.get(id)).toBe(before.get(id));
  expect(after.get(changed)).not.toBe(before.get(changed));
  db.prepare("UPDATE sample SET status = 'missing' WHERE id = ?").run(ids[6]);
  expect(await run()).toMatchObject({ did: 'dropped', points: 1, map: { points: 64, placed: 7 } });
  expect(places().has(ids[6] ?? 0)).toBe(false);
});

test('where a third is new, all is laid out anew', async () => {
  await made.add(named(20), vectorsOf(20));
  await run();
  await made.add(named(9, 20), vectorsOf(9, 2));
  expect(await run()).toMatchObject({ did: 'placed', points: 9 });
  await made.add(named(3, 29), vectorsOf(3, 3));
  expect(await run()).toMatchObject({ did: 'laid out', points: 32, map: { placed: 0 } });
});

test('exact copies lie close around the sample that stands for them, and none hides another', async () => {
  const contentHash = Buffer.alloc(32, 9);
  const vectors = vectorsOf(44);
  for (let copy = 40; copy < 44; copy++) vectors.copyWithin(copy * DIMENSIONS, 0, DIMENSIONS);
  const samples = named(44).map((sample, i) => (i === 0 || i >= 40 ? { ...sample, contentHash } : sample));
  const ids = await made.add(samples, vectors);
  const group = writerOf(made.dataset).prepare(
    "INSERT INTO duplicate (kind, sample_id, group_id, linked_id, distance, turn) VALUES ('exact', ?, ?, ?, 0, 0)",
  );
  group.run(ids[0], ids[0], null);
  for (const copy of ids.slice(40)) group.run(copy, ids[0], ids[0]);
  expect(await run()).toMatchObject({ did: 'laid out', points: 44 });
  const at = places();
  const together = [ids[0], ...ids.slice(40)].map((id) => (at.get(id ?? 0) ?? '').split(' ').map(Number) as [number, number]);
  expect(new Set(together.map(String)).size).toBe(5);
  const [[x, y] = [Number.NaN, Number.NaN]] = together;
  for (const [otherX, otherY] of together) expect(Math.hypot(otherX - x, otherY - y)).toBeLessThan(0.05);
});

/** Cancels once the layout has begun to move, or as soon as it is shown. */
function cancelled(when: 'moving' | 'shown'): MapJob['context'] {
  const cancelling = new AbortController();
  return {
    signal: cancelling.signal,
    report({ stage, done }) {
      if (stage === 'Laying out' && (when === 'shown' || (done ?? 0) > 0)) cancelling.abort();
    },
  };
}

test('cancelled, the map is as far as the layout came', async () => {
  await made.add(named(400), vectorsOf(400));
  await expect(run(LONG, { context: cancelled('moving') })).rejects.toMatchObject({ name: 'AbortError' });
  expect(record()).toMatchObject({ points: 400, isPartial: true });
  expect(record()?.epochs).toBeLessThan(5000);
  expect(places().size).toBe(400);
  expect(runs()).toMatchObject([{ state: 'cancelled' }]);
  expect(await run({ ...LONG, epochs: 10 })).toMatchObject({ did: 'laid out', map: { isPartial: false } });
});

test('cancelled before it moved, or given up for another one, the map of before stays', async () => {
  await made.add(named(400), vectorsOf(400));
  await run({ ...DEFAULT_MAP, epochs: 10 });
  const before = [record(), places()];
  await expect(run(LONG, { context: cancelled('shown') })).rejects.toMatchObject({ name: 'AbortError' });
  expect([record(), places()]).toEqual(before);
  await expect(run(LONG, { context: cancelled('moving'), isPartialKept: () => false })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect([record(), places()]).toEqual(before);
});

test('stopped while a map is written, the one of before is still there, whole, and nothing is left of the other', async () => {
  const ids = await made.add(named(3000), vectorsOf(3000));
  const { dataset, modelId } = made;
  const db = writerOf(dataset);
  const stored = { ids: Uint32Array.from(ids), points: new Float32Array(6000).fill(1) };
  const now: MapRecord = {
    ...DEFAULT_MAP,
    askedEpochs: null,
    points: 0,
    epochs: 9,
    isPartial: false,
    madeMs: 1,
    placed: 0,
    bounds: [1, 1, 1, 1],
  };
  await replaceMap(db, modelId, stored, now);
  const stop = (): void => {
    throw new Error('The power went.');
  };
  const next = { ...stored, points: new Float32Array(6000).fill(2) };
  await expect(replaceMap(db, modelId, next, { ...now, seed: 2 }, stop)).rejects.toThrow('The power went.');
  expect(rowsStored()).toBe(5000);
  expect(new Set(places().values())).toEqual(new Set(['1.0 1.0']));
  expect(record()).toMatchObject({ points: 3000, seed: 1 });
  await replaceMap(db, modelId, next, { ...now, seed: 3 });
  expect(new Set(places().values())).toEqual(new Set(['2.0 2.0']));
  expect(record()).toMatchObject({ points: 3000, seed: 3 });
});

test.each([1, 2, 3])('%d samples', async (count) => {
  await made.add(named(count), vectorsOf(count));
  expect(await run()).toMatchObject({ did: 'laid out', points: count });
  expect(places().size).toBe(count);
  expect(await mapLabelsOf(made.dataset, made.modelId)).toEqual([]);
});

test('without vectors there is no map, and where they went it is empty', async () => {
  expect(await run()).toEqual({ did: 'nothing', points: 0, map: null });
  await made.add(named(4), vectorsOf(4));
  await run();
  writerOf(made.dataset).prepare("UPDATE sample SET status = 'missing'").run();
  expect(await run()).toMatchObject({ did: 'dropped', points: 4, map: { points: 0 } });
});

test('clusters are called by their classes, or by words of paths where there are none', async () => {
  await made.add(named(200), vectorsOf(200));
  await run();
  const classes = await mapLabelsOf(made.dataset, made.modelId);
  expect(new Set(classes.filter(({ level }) => level === 0).map(({ text }) => text))).toEqual(
    new Set(['class 0', 'class 1', 'class 2', 'class 3']),
  );
  const db = writerOf(made.dataset);
  db.prepare('UPDATE sample SET class_id = NULL').run();
  const words = ['barn', 'creek', 'field', 'grove'];
  const rename = db.prepare('UPDATE sample SET path = ? WHERE path = ?');
  for (let i = 0; i < 200; i++) rename.run(`${words[i % 4]}/${i}.jpg`, `${i}.jpg`);
  await run({ ...DEFAULT_MAP, seed: 2 });
  const named4 = await mapLabelsOf(made.dataset, made.modelId);
  expect(new Set(named4.filter(({ level }) => level === 0).map(({ text }) => text))).toEqual(new Set(words));
});
