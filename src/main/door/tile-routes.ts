import { Hono } from 'hono';
import { type RowsAnswer, rowsRequestSchema, tilesRequestSchema, valuesRequestSchema } from '../../shared/api.ts';
import { ruledBy } from '../../shared/query-runs.ts';
import { orderedSamples } from '../dataset/matching-samples.ts';
import { readSampleRows } from '../dataset/sample-rows.ts';
import { readSampleValues } from '../dataset/sample-values.ts';
import type { Engine } from '../engine/engine.ts';
import { readDetails } from '../index/details.ts';
import { readTiles } from '../index/tiles.ts';
import { prioritise } from '../jobs/priority.ts';
import { readShapes } from '../labels/read-shapes.ts';
import { sampleLineage } from '../predictions/sample-lineage.ts';
import { datasetOf, noSuchSample, sampleIdOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/** What the grid, the inspector and `winnow samples` show of single samples. */
export function tileRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/tiles', async (c) => {
      const dataset = datasetOf(engine, c);
      const { ids } = await readJson(c.req.raw, tilesRequestSchema);
      return c.json(readTiles(dataset.read, ids));
    })
    .get('/samples/:id', (c) => {
      const id = sampleIdOf(c);
      const details = readDetails(datasetOf(engine, c).read, id);
      if (details === null) throw noSuchSample(id);
      return c.json(details);
    })
    .get('/samples/:id/lineage', async (c) => {
      const dataset = datasetOf(engine, c);
      const id = sampleIdOf(c);
      if (readDetails(dataset.read, id) === null) throw noSuchSample(id);
      return c.json(await sampleLineage(dataset, id));
    })
    .get('/samples/:id/shapes', (c) => {
      const dataset = datasetOf(engine, c);
      const id = sampleIdOf(c);
      if (readDetails(dataset.read, id) === null) throw noSuchSample(id);
      return c.json(readShapes(dataset.read, id));
    })
    .post('/priority', async (c) => {
      const dataset = datasetOf(engine, c);
      const { ids } = await readJson(c.req.raw, tilesRequestSchema);
      prioritise(dataset, ids);
      return c.json({});
    })
    .post('/values', async (c) => {
      const dataset = datasetOf(engine, c);
      const { ids, fields, run } = await readJson(c.req.raw, valuesRequestSchema);
      return c.json(await readSampleValues(dataset, Uint32Array.from(ids), fields, run ?? null));
    })
    .post('/rows', async (c) => {
      const dataset = datasetOf(engine, c);
      const { query, groupBy, limit, offset, fields } = await readJson(c.req.raw, rowsRequestSchema);
      const { ids, total } = await orderedSamples(engine, dataset, query, c.req.raw.signal, groupBy);
      const rows = await readSampleRows(dataset, ids.slice(offset, offset + limit), fields, ruledBy(query));
      const answer: RowsAnswer = { total, matching: ids.length, rows };
      return c.json(answer);
    });
}
