import { Hono } from 'hono';
import { probeTextSchema, type SimilarAnswer, similarRequestSchema } from '../../shared/embedding-api.ts';
import type { Engine } from '../engine/engine.ts';
import { makeImageProbe, makeTextProbe } from '../neighbours/make-probe.ts';
import { nearestSamples } from '../neighbours/nearest-samples.ts';
import { datasetOf } from './dataset-of.ts';
import { readBytes, readJson } from './request-body.ts';

/** What is like what: neighbours of samples, of an image or a text. */
export function similarRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/similar', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = await readJson(c.req.raw, similarRequestSchema);
      const answer: SimilarAnswer = await nearestSamples(engine, dataset, request, c.req.raw.signal);
      return c.json(answer);
    })
    .post('/probes', async (c) => {
      const dataset = datasetOf(engine, c);
      if (c.req.header('content-type')?.startsWith('application/json') === true) {
        const { text } = await readJson(c.req.raw, probeTextSchema);
        return c.json(await makeTextProbe(engine, dataset, text));
      }
      const bytes = new Uint8Array(await readBytes(c.req.raw, 'Use a smaller picture.'));
      const title = c.req.query('title') ?? '';
      return c.json(await makeImageProbe(engine, dataset, { bytes, title }, c.req.raw.signal));
    });
}
