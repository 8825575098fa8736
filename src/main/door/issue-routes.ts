import { Hono } from 'hono';
import { cutRequestSchema, issueRowsRequestSchema, issuesRequestSchema } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { ScoreKind } from '../../shared/issue.ts';
import { countIssues } from '../dataset/issue-counts.ts';
import { readIssueRows } from '../dataset/issue-rows.ts';
import { sampleIssues } from '../dataset/sample-issues.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { readDefaultCuts, writeCut } from '../index/issue-cuts.ts';
import { datasetOf, sampleIdOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/** What is wrong with the samples: counts of each kind, the samples of a kind with reasons, and where its cut lies. */
export function issueRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/issues', async (c) => {
      const dataset = datasetOf(engine, c);
      const { query } = await readJson(c.req.raw, issuesRequestSchema);
      return c.json(await countIssues(dataset, query ?? null, c.req.raw.signal));
    })
    .post('/issues/rows', async (c) => {
      const dataset = datasetOf(engine, c);
      const { kinds, query, limit, offset } = await readJson(c.req.raw, issueRowsRequestSchema);
      return c.json(await readIssueRows(dataset, { kinds: kinds ?? null, query: query ?? null, limit, offset }));
    })
    .post('/issues/cut', async (c) => {
      const dataset = datasetOf(engine, c);
      const { kind, cut } = await readJson(c.req.raw, cutRequestSchema);
      const write = writerOf(dataset);
      if (readDefaultCuts(dataset.read)[kind] === undefined) throw noScores(kind);
      writeCut(write, kind, cut);
      await dataset.cutsMoved();
      return c.json(await countIssues(dataset, null));
    })
    .get('/samples/:id/issues', async (c) => {
      const id = sampleIdOf(c);
      return c.json(await sampleIssues(datasetOf(engine, c), id));
    });
}

function noScores(kind: ScoreKind): WinnowError {
  const todo = 'Embed it first: "winnow embed", or Embeddings in the window.';
  return new WinnowError('no_embeddings', `"${kind}" needs embeddings, and this dataset has none. ${todo}`);
}
