import { Hono } from 'hono';
import type { DatasetId } from '../../shared/sample.ts';
import { forgetRecent, listRecent } from '../dataset/recent.ts';
import type { Engine } from '../engine/engine.ts';
import { ensureSampleDataset } from '../engine/sample-dataset.ts';

/** What the start screen shows: the engine, recent datasets, the sample dataset. */
export function engineRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/engine', (c) => c.json(engine.info()))
    .get('/recent', async (c) => c.json(await listRecent(engine.home)))
    .delete('/recent/:dataset', (c) => {
      forgetRecent(engine.home, c.req.param('dataset') as DatasetId);
      return c.json({});
    })
    .post('/sample-dataset', async (c) => c.json({ folder: await ensureSampleDataset(engine) }));
}
