import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';

/** `/api/jobs`: what runs, waits and has ended, newest first; cancel. */
export function jobRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/', (c) => c.json(engine.jobs.list()))
    .post('/:job/cancel', (c) => c.json(engine.jobs.cancel(c.req.param('job'))));
}
