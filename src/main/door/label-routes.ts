import { isAbsolute } from 'node:path';
import { Hono } from 'hono';
import { indexRequestSchema } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { setKey } from '../../shared/label-files.ts';
import { outOfFoldRequestSchema, type PredictRequest, predictRequestSchema } from '../../shared/prediction-api.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { readDetails } from '../index/details.ts';
import { noteSeenLabels, readLabelChoice } from '../index/label-choice.ts';
import { readSampleFields } from '../index/sample-fields.ts';
import { chosenBy } from '../labels/choose-labels.ts';
import { previewLabels } from '../labels/preview-dataset.ts';
import { labelEvidence } from '../predictions/label-evidence.ts';
import { startOutOfFoldJob } from '../predictions/start-out-of-fold-job.ts';
import { startPredictJob } from '../predictions/start-predict-job.ts';
import { datasetOf, noSuchSample, sampleIdOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/** What annotation files say, predictions that are made here, and what speaks for and against a label. */
export function labelRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/labels/preview', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = await readJson(c.req.raw, indexRequestSchema);
      const choice = chosenBy(request, readLabelChoice(dataset.read));
      return c.json(await previewLabels(dataset, choice, c.req.raw.signal));
    })
    .post('/labels/keep', async (c) => {
      const dataset = datasetOf(engine, c);
      const db = writerOf(dataset);
      noteSeenLabels(db, dataset.info().labels.sets.map(setKey));
      await dataset.changed(new Uint32Array(0));
      return c.json(dataset.info());
    })
    .post('/predict', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = await readJson(c.req.raw, predictRequestSchema);
      return c.json(startPredictJob(engine, dataset, checkedPaths(request)));
    })
    .post('/out-of-fold', async (c) => {
      const dataset = datasetOf(engine, c);
      return c.json(startOutOfFoldJob(engine, dataset, await readJson(c.req.raw, outOfFoldRequestSchema)));
    })
    .get('/samples/:id/fields', (c) => c.json(readSampleFields(datasetOf(engine, c).read, sampleIdOf(c))))
    .get('/samples/:id/label-evidence', async (c) => {
      const dataset = datasetOf(engine, c);
      const id = sampleIdOf(c);
      const details = readDetails(dataset.read, id);
      if (details === null) throw noSuchSample(id);
      return c.json(await labelEvidence(engine, dataset, details, c.req.raw.signal));
    });
}

/** A relative path would be one of the engine's, which nobody who asks knows. */
function checkedPaths(request: PredictRequest): PredictRequest {
  const { model, classesFile } = request;
  const isRelativeFile = /[/\\]/.test(model) && !isAbsolute(model);
  const relative = isRelativeFile ? model : classesFile !== undefined && !isAbsolute(classesFile) ? classesFile : null;
  if (relative === null) return request;
  throw new WinnowError('bad_request', `"${relative}" is no absolute path. Name the file in full, or a model by its name.`);
}
