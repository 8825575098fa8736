import { afterEach, beforeEach, expect, test } from 'vitest';
import { knownPoints, mapSources } from '../../../src/main/index/map-points.ts';
import { makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

test('what is read of a map is found by its keys, slice by slice', () => {
  const { points, countPoints, classes, paths } = mapSources(index.file, 1).sql;
  for (const sql of [points, countPoints, classes, paths]) {
    const plan = index.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.matchAll(/\?/g), () => 1))
      .map(({ detail }) => detail);
    expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  }
});

test('a model without a map knows no points', async () => {
  const found = await knownPoints(index.db, 1, Uint32Array.of(1, 2));
  expect([...found.known, found.others]).toEqual([0, 0, 0]);
});
