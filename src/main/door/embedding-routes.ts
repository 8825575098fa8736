import { isAbsolute } from 'node:path';
import { Hono } from 'hono';
import { activeModelRequestSchema, embedRequestSchema } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { forgetModel } from '../embeddings/forget-model.ts';
import { startEmbedJob } from '../embeddings/start-embed-job.ts';
import { embeddingState, storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { activateModel } from '../index/embedding-models.ts';
import { datasetOf, idOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/** What models gave for a dataset, and the job that makes it. */
export function embeddingRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/embeddings', async (c) => c.json(await embeddingState(datasetOf(engine, c))))
    .post('/embeddings/active', async (c) => {
      const dataset = datasetOf(engine, c);
      const { modelId } = await readJson(c.req.raw, activeModelRequestSchema);
      const db = writerOf(dataset);
      activateModel(db, storedModel(db, modelId).id);
      await dataset.changed(null, 'embeddings');
      return c.json(await embeddingState(dataset));
    })
    .delete('/embeddings/:model', async (c) => {
      const dataset = datasetOf(engine, c);
      await forgetModel(engine, dataset, idOf(c.req.param('model'), 'a model'));
      return c.json(await embeddingState(dataset));
    })
    .post('/embed', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = await readJson(c.req.raw, embedRequestSchema);
      return c.json(startEmbedJob(engine, dataset, checkedModel(request)));
    });
}

/** A relative path would be one of the engine's, which nobody who asks knows. */
function checkedModel<T extends { readonly model?: string | undefined }>(request: T): T {
  const { model } = request;
  if (model !== undefined && /[/\\]/.test(model) && !isAbsolute(model)) {
    throw new WinnowError('bad_request', `"${model}" is no absolute path. Name the model file in full, or a model by its name.`);
  }
  return request;
}
