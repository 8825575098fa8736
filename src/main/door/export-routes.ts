import { isAbsolute, resolve } from 'node:path';
import { Hono } from 'hono';
import { queryRequestSchema } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { type ExportRequest, exportRequestSchema } from '../../shared/export-request.ts';
import { printQuery } from '../../shared/query-print.ts';
import { type RecipeAnswer, recipeRequestSchema } from '../../shared/recipe-request.ts';
import { KEEP_SPLITS } from '../../shared/split.ts';
import { splitRequestSchema } from '../../shared/split-schema.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { issuesReader } from '../dataset/issues-reader.ts';
import { matchingSamples } from '../dataset/matching-samples.ts';
import type { Engine } from '../engine/engine.ts';
import { dryRunExport, exportDataset } from '../exporters/export-dataset.ts';
import { checkOrder, type ExportOrder, type ExportSource } from '../exporters/export-order.ts';
import { checkOutput } from '../exporters/output-folder.ts';
import { recipeOfDataset } from '../recipe/recipe-of-dataset.ts';
import { startSkewJob } from '../skew/start-skew-job.ts';
import { systemUser } from '../system-user.ts';
import { datasetOf } from './dataset-of.ts';
import { readJson } from './request-body.ts';

/** `/export`: what it would do with `dryRun`, else a job that does it; `/split`: what would go to which split; `/skew`: how splits differ; `/recipe`: what was decided, for other data. */
export function exportRoutes(engine: Engine): Hono {
  const routes = new Hono();
  routes.post('/split', async (c) => {
    const dataset = datasetOf(engine, c);
    const asked = await readJson(c.req.raw, splitRequestSchema);
    const { report } = await dataset.query.call('split', asked, { signal: c.req.raw.signal });
    return c.json(report);
  });
  routes.post('/recipe', async (c) => {
    const asked = await readJson(c.req.raw, recipeRequestSchema);
    const answer: RecipeAnswer = { yaml: recipeOfDataset(datasetOf(engine, c), asked) };
    return c.json(answer);
  });
  routes.post('/skew', async (c) => {
    const dataset = datasetOf(engine, c);
    const { query } = await readJson(c.req.raw, queryRequestSchema);
    return c.json(startSkewJob(engine, dataset, query));
  });
  return routes.post('/export', async (c) => {
    const dataset = datasetOf(engine, c);
    const request = await readJson(c.req.raw, exportRequestSchema);
    if (!isAbsolute(request.out)) {
      throw new WinnowError('bad_request', `"${request.out}" is no absolute path. Name the new folder in full.`);
    }
    const order = await orderOf(dataset, request);
    const change: ExportSource['change'] = (input, signal) => engine.compute().change(input, signal);
    const source = { read: dataset.read, folder: dataset.folder, datasetId: dataset.id, version: engine.version, change };
    if (request.dryRun === true) {
      return c.json(await dryRunExport(source, order, { signal: c.req.raw.signal, report: () => {} }));
    }
    // Before the job, so that the one who asks is told at once.
    checkOrder(order);
    await checkOutput(order.out, dataset.folder);
    const job = engine.jobs.start({
      kind: 'export',
      datasetId: dataset.id,
      stage: 'Getting ready',
      async run(context) {
        const result = await exportDataset(source, order, context);
        return { result, message: `${result.exported} samples exported to ${result.out}` };
      },
    });
    return c.json(job);
  });
}

/** The samples that match now; what is tagged while the export runs does not change it. */
async function orderOf(dataset: Dataset, request: ExportRequest): Promise<ExportOrder> {
  const { out, query, split: rules = KEEP_SPLITS, by = systemUser(), dryRun, ...options } = request;
  const ids = await matchingSamples(dataset, query);
  const { report, ...planned } = await dataset.query.call('split', { query, rules });
  const split = { rules, report, ids: planned.ids, splits: planned.splits };
  const issuesOf = dryRun === true ? undefined : await issuesReader(dataset);
  return { ...options, out: resolve(out), ids, queryText: printQuery(query), split, by, at: new Date(), issuesOf };
}
