import { Hono } from 'hono';
import { type Column, encodeFrame } from '../../shared/frame.ts';
import type { ObjectsAnswer } from '../../shared/object.ts';
import { objectsRequestSchema } from '../../shared/objects-request.ts';
import {
  activeRunSchema,
  type BoxesAnswer,
  boxesRequestSchema,
  type CompareRunsAnswer,
  type ConfusionAnswer,
  compareRunsRequestSchema,
  confusionRequestSchema,
  detectionRequestSchema,
  detectionSettingsSchema,
  evaluationRequestSchema,
  importPredictionsSchema,
  labelSettingsSchema,
  type PredictionFileRequest,
  type PreviewAnswer,
  predictionFileSchema,
} from '../../shared/prediction-api.ts';
import { countIssues } from '../dataset/issue-counts.ts';
import { orderedSamples } from '../dataset/matching-samples.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { readDetails } from '../index/details.ts';
import { readDetectionSettings, readLabelSettings, writeDetectionSettings, writeLabelSettings } from '../index/label-settings.ts';
import { activateRun } from '../index/prediction-runs.ts';
import { detectionMetricsOf } from '../predictions/detection-metrics-of.ts';
import { forgetRun } from '../predictions/forget-run.ts';
import { mappingOf, sourceOf } from '../predictions/import-predictions.ts';
import { readSampleLookup } from '../predictions/match-samples.ts';
import { previewPredictions } from '../predictions/preview-predictions.ts';
import { withOwnAnnotations } from '../predictions/read-box-run.ts';
import { samplePredictions } from '../predictions/sample-predictions.ts';
import { startImportJob } from '../predictions/start-import-job.ts';
import { predictionState, storedRun } from '../predictions/stored-runs.ts';
import { datasetOf, idOf, noSuchSample, sampleIdOf } from './dataset-of.ts';
import { expectAbsolute, FRAME_TYPE, readJson } from './request-body.ts';

/** Runs of predictions: brought in, chosen, forgotten, judged. */
export function predictionRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/predictions', async (c) => c.json(await predictionState(datasetOf(engine, c))))
    .post('/predictions', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = await readJson(c.req.raw, importPredictionsSchema);
      return c.json(startImportJob(engine, dataset, withAbsolutePaths(request)));
    })
    .post('/predictions/preview', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = withAbsolutePaths(await readJson(c.req.raw, predictionFileSchema));
      const { signal } = c.req.raw;
      const lookup = await readSampleLookup(dataset.read, dataset.folder, signal);
      const mapping = request.mapping === undefined ? null : mappingOf(request.mapping);
      const answer: PreviewAnswer = await previewPredictions(
        withOwnAnnotations(dataset.read, sourceOf(request)),
        lookup,
        { signal },
        mapping,
      );
      return c.json(answer);
    })
    .post('/predictions/active', async (c) => {
      const dataset = datasetOf(engine, c);
      const { runId } = await readJson(c.req.raw, activeRunSchema);
      const db = writerOf(dataset);
      activateRun(db, storedRun(db, runId).id);
      await dataset.changed(null, 'predictions');
      return c.json(await predictionState(dataset));
    })
    .delete('/predictions/:run', async (c) => {
      const dataset = datasetOf(engine, c);
      await forgetRun(dataset, idOf(c.req.param('run'), 'a run'));
      return c.json(await predictionState(dataset));
    })
    .post('/confusion', async (c) => {
      const dataset = datasetOf(engine, c);
      const { run, query, detection } = await readJson(c.req.raw, confusionRequestSchema);
      const asked = { run: run ?? null, query: query ?? null, detection: detection ?? null };
      const { counts, ...answer } = await dataset.query.call('confusion', asked, { signal: c.req.raw.signal });
      return frameAnswer<ConfusionAnswer>(answer, { counts });
    })
    .post('/detection', async (c) => {
      const dataset = datasetOf(engine, c);
      const { run, query } = await readJson(c.req.raw, detectionRequestSchema);
      return c.json(await detectionMetricsOf(dataset, { run: run ?? null, query: query ?? null }, c.req.raw.signal));
    })
    .get('/detection-settings', (c) => c.json(readDetectionSettings(datasetOf(engine, c).read)))
    .post('/detection-settings', async (c) => {
      const dataset = datasetOf(engine, c);
      writeDetectionSettings(writerOf(dataset), await readJson(c.req.raw, detectionSettingsSchema));
      await dataset.cutsMoved();
      return c.json(await countIssues(dataset, null));
    })
    .post('/boxes', async (c) => {
      const dataset = datasetOf(engine, c);
      const { ids, run } = await readJson(c.req.raw, boxesRequestSchema);
      const asked = { ids: Uint32Array.from(ids), ...(run === undefined ? {} : { run }) };
      const answer: BoxesAnswer = await dataset.query.call('sampleBoxes', asked, { signal: c.req.raw.signal });
      return c.json(answer);
    })
    .post('/objects', async (c) => {
      const dataset = datasetOf(engine, c);
      const { query } = await readJson(c.req.raw, objectsRequestSchema);
      const { ids } = await orderedSamples(engine, dataset, query, c.req.raw.signal);
      const { columns, ...answer } = await dataset.query.call('objects', { ids }, { signal: c.req.raw.signal });
      return frameAnswer<ObjectsAnswer>(answer, { ...columns });
    })
    .post('/evaluation', async (c) => {
      const dataset = datasetOf(engine, c);
      const { run, query, class: positive } = await readJson(c.req.raw, evaluationRequestSchema);
      const asked = { run: run ?? null, query: query ?? null, class: positive ?? null };
      return c.json(await dataset.query.call('evaluation', asked, { signal: c.req.raw.signal }));
    })
    .post('/compare-runs', async (c) => {
      const dataset = datasetOf(engine, c);
      const { before: a, after: b, query } = await readJson(c.req.raw, compareRunsRequestSchema);
      const asked = { before: a, after: b, query: query ?? null };
      const { before, after, ...answer } = await dataset.query.call('compareRuns', asked, { signal: c.req.raw.signal });
      return frameAnswer<CompareRunsAnswer>(answer, { before, after });
    })
    .get('/label-settings', (c) => c.json(readLabelSettings(datasetOf(engine, c).read)))
    .post('/label-settings', async (c) => {
      const dataset = datasetOf(engine, c);
      writeLabelSettings(writerOf(dataset), await readJson(c.req.raw, labelSettingsSchema));
      await dataset.cutsMoved();
      return c.json(await countIssues(dataset, null));
    })
    .get('/samples/:id/predictions', async (c) => {
      const dataset = datasetOf(engine, c);
      const id = sampleIdOf(c);
      const details = readDetails(dataset.read, id);
      if (details === null) throw noSuchSample(id);
      return c.json(await samplePredictions(dataset, id, details.label));
    });
}

function frameAnswer<H>(header: H, columns: Readonly<Record<string, Column>>): Response {
  const headers = { 'content-type': FRAME_TYPE, 'cache-control': 'no-store' };
  return new Response(encodeFrame(header, columns), { headers });
}

function withAbsolutePaths<T extends PredictionFileRequest>(request: T): T {
  expectAbsolute([request.file, request.pathsFile, request.classesFile, request.annotationsFile]);
  return request;
}
