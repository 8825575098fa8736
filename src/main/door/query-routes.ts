import { Hono } from 'hono';
import {
  type CountAnswer,
  countRequestSchema,
  facetsRequestSchema,
  histogramRequestSchema,
  orderedRequestSchema,
  type QueryAnswer,
} from '../../shared/api.ts';
import { type ColumnAnswer, columnRequestSchema } from '../../shared/embedding-api.ts';
import { type Column, encodeFrame } from '../../shared/frame.ts';
import { orderedSamples } from '../dataset/matching-samples.ts';
import type { Engine } from '../engine/engine.ts';
import { datasetOf } from './dataset-of.ts';
import { FRAME_TYPE, readJson } from './request-body.ts';

const SLOW_QUERY_MS = 50;

/** Queries, columns, facets and counts, all answered by the dataset's query worker. */
export function queryRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/query', async (c) => {
      const dataset = datasetOf(engine, c);
      const { query, groupBy } = await readJson(c.req.raw, orderedRequestSchema);
      const { ids, groups, revision, total, milliseconds } = await orderedSamples(
        engine,
        dataset,
        query,
        c.req.raw.signal,
        groupBy,
      );
      if (milliseconds > SLOW_QUERY_MS) engine.logger.warn({ milliseconds, query, total }, 'slow query');
      if (groups === null) return frameAnswer({ revision, total, milliseconds }, { ids });
      const { hasRest, starts, names, nameEnds } = groups;
      return frameAnswer({ revision, total, milliseconds, hasRest }, { ids, starts, names, nameEnds });
    })
    .post('/column', async (c) => {
      const dataset = datasetOf(engine, c);
      const asked = await readJson(c.req.raw, columnRequestSchema);
      const column = await dataset.query.call('column', asked, { signal: c.req.raw.signal });
      const { ids, values, ...header } = column;
      const answer: ColumnAnswer = header;
      return frameAnswer(answer, { ids, values });
    })
    .post('/facets', async (c) => {
      const dataset = datasetOf(engine, c);
      const asked = await readJson(c.req.raw, facetsRequestSchema);
      const started = performance.now();
      const facets = await dataset.query.call('facets', asked, { signal: c.req.raw.signal });
      const milliseconds = performance.now() - started;
      if (milliseconds > 4 * SLOW_QUERY_MS) engine.logger.warn({ milliseconds, query: asked.query }, 'slow facets');
      return c.json(facets);
    })
    .get('/fields', async (c) => {
      const dataset = datasetOf(engine, c);
      const run = c.req.query('run') ?? null;
      return c.json(await dataset.query.call('fields', { run }, { signal: c.req.raw.signal }));
    })
    .post('/histogram', async (c) => {
      const dataset = datasetOf(engine, c);
      const { field, query } = await readJson(c.req.raw, histogramRequestSchema);
      const { signal } = c.req.raw;
      return c.json(await dataset.query.call('histogram', { field, query: query ?? null }, { signal }));
    })
    .post('/count', async (c) => {
      const dataset = datasetOf(engine, c);
      const { query, by } = await readJson(c.req.raw, countRequestSchema);
      const counted = await dataset.query.call('count', { query, by: by ?? null }, { signal: c.req.raw.signal });
      const answer: CountAnswer = counted.by === null ? { count: counted.count } : { count: counted.count, by: counted.by };
      return c.json(answer);
    });
}

/** A million rows of two columns are 8 MB, copied once in a few milliseconds. */
function frameAnswer(header: QueryAnswer | ColumnAnswer, columns: Readonly<Record<string, Column>>): Response {
  const headers = { 'content-type': FRAME_TYPE, 'cache-control': 'no-store' };
  return new Response(encodeFrame(header, columns), { headers });
}
