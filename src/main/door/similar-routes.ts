import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';

/** What is like what: neighbours of samples, of an image or a text. */
export function similarRoutes(_engine: Engine): Hono {
  return new Hono();
}
