import { Hono } from 'hono';
import { fetchPreviewRequestSchema, fetchRequestSchema } from '../../shared/fetch.ts';
import type { Engine } from '../engine/engine.ts';
import { createFetchJobs } from '../fetch/fetch-jobs.ts';
import { previewFetch } from '../fetch/preview-fetch.ts';
import { expectAbsolute, readJson } from './request-body.ts';

/** Tables of addresses whose pictures are downloaded. */
export function fetchRoutes({ jobs }: Engine): Hono {
  const fetches = createFetchJobs(jobs);
  return new Hono()
    .post('/preview', async (c) => {
      const request = await readJson(c.req.raw, fetchPreviewRequestSchema);
      expectAbsolute([request.table]);
      return c.json(await previewFetch(request, c.req.raw.signal));
    })
    .post('/', async (c) => {
      const plan = await readJson(c.req.raw, fetchRequestSchema);
      expectAbsolute([plan.table, plan.folder]);
      return c.json(fetches.start(plan));
    })
    .get('/:job', (c) => c.json(fetches.progress(c.req.param('job'))));
}
