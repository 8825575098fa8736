import { Hono } from 'hono';
import { groupsRequestSchema } from '../../shared/api.ts';
import { type KeepBestRequest, keepBestRequestSchema, type TagAnswer } from '../../shared/decision-api.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { readGroups } from '../dataset/duplicate-groups.ts';
import { queryOfGroups, samplesNotBest } from '../dataset/keep-best.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { applyTag } from '../index/decisions.ts';
import { datasetOf } from './dataset-of.ts';
import { decisionAnswer, layoutSetter } from './decision-answer.ts';
import { readJson } from './request-body.ts';

/** Groups of duplicates, and the decision that keeps the best of each. */
export function groupRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/groups', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = await readJson(c.req.raw, groupsRequestSchema);
      return c.json(await readGroups(dataset, request, c.req.raw.signal));
    })
    .post('/groups/keep-best', async (c) => {
      const dataset = datasetOf(engine, c);
      const what = await readJson(c.req.raw, keepBestRequestSchema);
      const ids = await samplesNotBest(dataset, what);
      if (what.dryRun === true) return c.json(wouldTag(dataset, ids.length));
      const write = writerOf(dataset);
      const change = { tag: 'remove', on: true, ids, ...foundBy(dataset, what), atMs: what.decidedAt };
      return c.json(await decisionAnswer(dataset, await applyTag(write, change, layoutSetter(write))));
    });
}

/** Groups that were named one by one follow no rule that other data could, nor a query that finds anything there. */
function foundBy(
  dataset: Dataset,
  { kind, rules, groups, query }: KeepBestRequest,
): { readonly query?: string; readonly rule?: string } {
  if (groups !== null) {
    const named = queryOfGroups(dataset.read, kind, groups);
    return named === undefined ? {} : { query: named };
  }
  return {
    query: `issue:${kind}`,
    rule: JSON.stringify({ keepBest: kind, by: rules, ...(query === undefined ? {} : { where: printQuery(query) }) }),
  };
}

function wouldTag(dataset: Dataset, changed: number): TagAnswer {
  const samples = `${changed.toLocaleString('en-US')} ${changed === 1 ? 'sample' : 'samples'}`;
  return { decisionId: null, message: `Would tag ${samples} "remove"`, changed, dataset: dataset.info() };
}
