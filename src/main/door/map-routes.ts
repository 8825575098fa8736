import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';

/** The map: its points, its layout as it runs, its labels. */
export function mapRoutes(_engine: Engine): Hono {
  return new Hono();
}
