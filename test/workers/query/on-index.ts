import { expect } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import type { Query } from '../../../src/shared/query.ts';
import { queryHandlers } from '../../../src/workers/query/query-handlers.ts';
import { filterSql, sortSql } from './filter-sql.ts';
import { makeSmallIndex, type SmallIndex } from './small-index.ts';
import type { SampleRow } from './small-sample.ts';

export const context = { signal: new AbortController().signal, progress: () => undefined };

export type Worker = ReturnType<typeof queryHandlers>;

/** Runs a property's body on a real index, with a worker opened on it. */
export async function onIndex(
  rows: readonly SampleRow[],
  body: (index: SmallIndex, worker: Worker) => Promise<void>,
): Promise<void> {
  const index = makeSmallIndex(rows);
  try {
    const worker = queryHandlers();
    await worker.open(columnSources(index.file), context);
    await body(index, worker);
  } finally {
    index.close();
  }
}

export function idsBySql(index: SmallIndex, { filter: wanted, sort }: Query): readonly number[] {
  const { text, parameters } = filterSql(wanted);
  return index.db
    .prepare(`SELECT id FROM sample WHERE ${text} ORDER BY ${sortSql(sort)}`)
    .pluck()
    .all(...parameters) as number[];
}

export async function expectSameIds(index: SmallIndex, worker: Worker, asked: Query): Promise<void> {
  const { ids, total } = await worker.query({ query: asked }, context);
  expect([...ids]).toEqual(idsBySql(index, asked));
  expect(total).toBe(index.db.prepare('SELECT count(*) FROM sample').pluck().get());
}
