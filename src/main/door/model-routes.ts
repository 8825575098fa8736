import { Hono } from 'hono';
import { z } from 'zod';
import { addModelRequestSchema } from '../../shared/embedding-api.ts';
import type { Engine } from '../engine/engine.ts';
import { createModelJobs } from '../models/model-jobs.ts';
import { readJson } from './request-body.ts';

const inspectRequestSchema = z.object({ file: z.string().min(1) });

/** Models that this machine has or can have. */
export function modelRoutes({ models, jobs }: Engine): Hono {
  const modelJobs = createModelJobs(models, jobs);
  return new Hono()
    .get('/', async (c) => c.json(await models.list()))
    .post('/', async (c) => c.json(await models.add(await readJson(c.req.raw, addModelRequestSchema))))
    .post('/inspect', async (c) => c.json(await models.inspect((await readJson(c.req.raw, inspectRequestSchema)).file)))
    .post('/:name/get', async (c) => c.json(await modelJobs.start(c.req.param('name'))))
    .delete('/:name', async (c) => c.json(await models.forget(c.req.param('name'))));
}
