import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activateModel, activeModelId, dropModel, embeddingModels, putModel } from '../../../src/main/index/embedding-models.ts';
import {
  currentPlaces,
  forgetPlacesFrom,
  storeEmbedded,
  tallyEmbeddings,
  waitingSamples,
} from '../../../src/main/index/embedding-rows.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';
import { meanColorModel } from '../../fixtures/mean-color-embedder.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

const { manifest } = meanColorModel();
const newModel = (identity = 'a'): number => putModel(index.db, { manifest, identity, dimensions: 48 });
const hash = (byte: number): Buffer => Buffer.alloc(32, byte);
const head = (byte: number): Buffer => Buffer.alloc(8, byte);

async function waitingPaths(model: number): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const some of waitingSamples(index.db, model)) paths.push(...some.map(({ path }) => path));
  return paths;
}

describe('what waits to be embedded', () => {
  it('is what has a picture and no row of that picture', async () => {
    const model = newModel();
    const [a = 0, b = 0, c = 0] = addSamples(index.db, [
      { path: 'new', contentHash: hash(1) },
      { path: 'changed', contentHash: hash(2) },
      { path: 'done', contentHash: hash(3) },
      { path: 'corrupt', contentHash: hash(4), status: 'corrupt' },
      { path: 'missing', contentHash: hash(5), status: 'missing' },
      { path: 'pending', contentHash: null, status: 'pending' },
      { path: 'failed', contentHash: hash(6) },
    ]);
    storeEmbedded(index.db, model, [
      { id: b, content: head(9), place: 0, reason: null },
      { id: c, content: head(3), place: 1, reason: null },
      { id: 5, content: head(5), place: 2, reason: null },
      { id: 7, content: head(6), place: null, reason: 'it failed' },
      { id: 999, content: head(6), place: 3, reason: null },
    ]);
    expect(await waitingPaths(model)).toEqual(['new', 'changed']);
    expect(await waitingPaths(newModel('another'))).toEqual(['new', 'changed', 'done', 'failed']);
    expect(await tallyEmbeddings(index.db, model)).toEqual({ embedded: 1, failed: 1, waiting: 2 });
    // The vector of a file that is gone or another now is nobody's.
    expect(await currentPlaces(index.db, model, 100)).toEqual({ ids: Uint32Array.of(c), places: Uint32Array.of(1) });
    index.db.prepare("UPDATE sample SET status = 'ok' WHERE path = 'missing'").run();
    expect((await currentPlaces(index.db, model, 100)).places).toEqual(Uint32Array.of(1, 2));
    expect((await currentPlaces(index.db, model, 2)).places).toEqual(Uint32Array.of(1));
    for await (const [sample] of waitingSamples(index.db, model))
      expect(sample).toMatchObject({ id: a, isNew: 1, content: head(1) });
  });

  it('is found by ids, without going through a table or sorting', () => {
    for (const sql of hotStatements()) {
      const plan = index.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all({ model: 1, after: 0, upto: 9, end: 9 }) as {
        detail: string;
      }[];
      const steps = plan.map(({ detail }) => detail);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter((step) => !step.startsWith('SEARCH '))).toEqual([]);
    }
  });

  it('goes from one stretch of ids to the next', async () => {
    const model = newModel();
    addSamples(index.db, [{ path: 'first' }]);
    index.db.prepare("UPDATE sqlite_sequence SET seq = 12000 WHERE name = 'sample'").run();
    addSamples(index.db, [{ path: 'last' }]);
    expect(await waitingPaths(model)).toEqual(['first', 'last']);
  });
});

/** What the functions ask, as they ask it. */
function hotStatements(): readonly string[] {
  const asked: string[] = [];
  const noting = new Proxy(index.db, {
    get: (target, name) =>
      name === 'prepare'
        ? (sql: string) => {
            if (sql.includes('@')) asked.push(sql);
            return target.prepare(sql);
          }
        : Reflect.get(target, name),
  });
  void waitingSamples(noting, 1).next();
  void tallyEmbeddings(noting, 1);
  void currentPlaces(noting, 1, 1);
  void forgetPlacesFrom(noting, 1, 1);
  expect(asked).toHaveLength(4);
  return asked;
}

describe('rows whose vectors are lost', () => {
  it('are forgotten, so that their samples wait again', async () => {
    const model = newModel();
    const ids = addSamples(index.db, [
      { path: 'a', contentHash: hash(1) },
      { path: 'b', contentHash: hash(2) },
    ]);
    storeEmbedded(
      index.db,
      model,
      ids.map((id, place) => ({ id, place, content: head(place + 1), reason: null })),
    );
    expect(await forgetPlacesFrom(index.db, model, 1)).toBe(1);
    expect(await waitingPaths(model)).toEqual(['b']);
  });
});

describe('models', () => {
  it('of one identity are one, whatever they are called', () => {
    const id = newModel();
    const renamed = { ...manifest, name: 'renamed', title: 'Renamed' };
    expect(putModel(index.db, { manifest: renamed, identity: 'a', dimensions: 48 })).toBe(id);
    expect(embeddingModels(index.db)).toMatchObject([{ id, manifest: { name: 'renamed' }, dimensions: 48, neighbours: null }]);
    expect(newModel('b')).not.toBe(id);
  });

  it('are dropped with all that they gave, and leave the others theirs', async () => {
    const [dropped, kept] = [newModel('a'), newModel('b')];
    const ids = addSamples(index.db, [{ path: 'a' }, { path: 'b' }]);
    for (const model of [dropped, kept]) {
      storeEmbedded(
        index.db,
        model,
        ids.map((id, place) => ({ id, place, content: head(1), reason: null })),
      );
      index.db.prepare('INSERT INTO embedding_score (model_id, sample_id, outlier) SELECT ?, id, 0.5 FROM sample').run(model);
    }
    activateModel(index.db, dropped);
    await dropModel(index.db, dropped);
    expect(activeModelId(index.db)).toBe(kept);
    for (const table of ['embedding', 'embedding_score']) {
      expect(index.db.prepare(`SELECT model_id, count(*) AS n FROM ${table} GROUP BY 1`).all()).toEqual([
        { model_id: kept, n: 2 },
      ]);
    }
    await dropModel(index.db, kept);
    expect(activeModelId(index.db)).toBeNull();
    // An id is not given twice: what a page still shows of one that went is of no other.
    expect(newModel('c')).toBeGreaterThan(kept);
  });
});
