import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { tilesRequestSchema } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { encodeFrame } from '../../shared/frame.ts';
import { sampleMiniatures } from '../dataset/sample-miniatures.ts';
import type { Engine } from '../engine/engine.ts';
import { readThumb } from '../index/thumbs.ts';
import { datasetOf, sampleIdOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/**
 * `/thumbs/:id?v=`: the version in the URL changes with the picture, so browsers keep it for good. `/miniatures`: many at once,
 * for screens that show thousands.
 */
export function thumbRoutes(engine: Engine): Hono {
  return new Hono().get('/thumbs/:id', (c) => thumbAnswer(engine, c)).post('/miniatures', (c) => miniaturesAnswer(engine, c));
}

function thumbAnswer(engine: Engine, c: Context): Response {
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
}

async function miniaturesAnswer(engine: Engine, c: Context): Promise<Response> {
  const dataset = datasetOf(engine, c);
  const { ids } = await readJson(c.req.raw, tilesRequestSchema);
  const found = await sampleMiniatures(dataset, () => engine.compute(), ids, c.req.raw.signal);
  const lengths = Uint32Array.from(found.values(), (miniature) => miniature.length);
  const pictures = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const miniature of found.values()) {
    pictures.set(miniature, at);
    at += miniature.length;
  }
  const frame = encodeFrame({}, { ids: Uint32Array.from(found.keys()), lengths, pictures });
  return new Response(frame, { headers: { 'content-type': 'application/octet-stream' } });
}
