import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { WinnowError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine.ts';
import { readThumb } from '../index/thumbs.ts';
import { datasetOf, sampleIdOf } from './dataset-of.ts';

/** `/thumbs/:id?v=`: the version in the URL changes with the picture, so browsers keep it for good. */
export function thumbRoutes(engine: Engine): Hono {
  return new Hono().get('/thumbs/:id', (c) => {
    const id = sampleIdOf(c);
    const jpeg = readThumb(datasetOf(engine, c).thumbs, id);
    if (jpeg === null) throw new WinnowError('not_found', `Sample ${id} has no thumbnail.`);
    const headers = {
      'content-type': 'image/jpeg',
      'cache-control': c.req.query('v') === undefined ? 'no-cache' : 'private, max-age=31536000, immutable',
      etag: `"${createHash('sha256').update(jpeg).digest('base64url').slice(0, 16)}"`,
    };
    if (c.req.header('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(jpeg), { headers });
  });
}
