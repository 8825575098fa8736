import { Hono } from 'hono';
import { type ForgottenAnswer, type IndexRequest, indexRequestSchema, openRequestSchema } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { LabelChoice } from '../../shared/label-files.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { thumbsWriterOf, writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { startIndexJob } from '../engine/start-index-job.ts';
import { inDecisionTurn } from '../index/decision-turns.ts';
import { forgetMissing } from '../index/forget-missing.ts';
import { noteSeenLabels, readLabelChoice, writeLabelChoice } from '../index/label-choice.ts';
import { chosenBy, findChosenSets } from '../labels/choose-labels.ts';
import { datasetOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/** Opening, looking at, indexing and closing datasets. Opening answers at once; the index job goes on behind it. */
export function datasetRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/', async (c) => {
      const request = await readJson(c.req.raw, openRequestSchema);
      const dataset = await engine.datasets.open(request);
      const info = dataset.info();
      if (request.index !== false && dataset.write !== null && info.isFolderPresent) startIndexJob(engine, dataset);
      return c.json(info);
    })
    .get('/:dataset', (c) => c.json(datasetOf(engine, c).info()))
    .post('/:dataset/index', async (c) => {
      const dataset = datasetOf(engine, c);
      const hasBody = c.req.header('content-type') !== undefined;
      const request = hasBody ? await readJson(c.req.raw, indexRequestSchema) : {};
      const before = Object.keys(request).length > 0 ? await chooseLabels(engine, dataset, request) : null;
      return c.json(startIndexJob(engine, dataset, { choiceBefore: before }));
    })
    .post('/:dataset/forget-missing', async (c) => {
      const dataset = datasetOf(engine, c);
      const [write, thumbs] = [writerOf(dataset), thumbsWriterOf(dataset)];
      // A job that runs may be about to find that a missing file has moved.
      if (engine.jobs.unfinished('index', dataset.id) !== undefined) throw beingIndexed(dataset);
      const ids = await inDecisionTurn(write, () => forgetMissing(write, thumbs));
      if (ids.length > 0) await dataset.changed(ids);
      const answer: ForgottenAnswer = { forgotten: ids.length, dataset: dataset.info() };
      return c.json(answer);
    })
    .post('/:dataset/close', async (c) => {
      const { id } = datasetOf(engine, c);
      // Going back to the start screen must not end an export, nor what another window shows.
      const isAtWork = engine.jobs.list().some((job) => job.datasetId === id && job.endedMs === null);
      if (!isAtWork && engine.events.listeners <= 1) await engine.datasets.close(id);
      return c.json({});
    });
}

/** Labels are read near the end of a job: one that runs may be past it. @returns the choice before */
async function chooseLabels(engine: Engine, dataset: Dataset, request: IndexRequest): Promise<LabelChoice> {
  const db = writerOf(dataset);
  const before = readLabelChoice(db);
  const choice = chosenBy(request, before);
  const found = await findChosenSets(dataset.folder, choice);
  if (engine.jobs.unfinished('index', dataset.id) !== undefined) throw beingIndexed(dataset);
  writeLabelChoice(db, choice);
  noteSeenLabels(db, found);
  return before;
}

function beingIndexed(dataset: Dataset): WinnowError {
  return new WinnowError('dataset_busy', `${dataset.folder} is being indexed; wait until that is done, then try again.`);
}
