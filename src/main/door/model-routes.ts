import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';

/** Models that this machine has or can have. */
export function modelRoutes(_engine: Engine): Hono {
  return new Hono();
}
