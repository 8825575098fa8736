import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';

/** What models gave for a dataset, and the job that makes it. */
export function embeddingRoutes(_engine: Engine): Hono {
  return new Hono();
}
