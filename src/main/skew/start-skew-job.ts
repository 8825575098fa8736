import type { Job } from '../../shared/job.ts';
import { DEFAULT_QUERY, type Query } from '../../shared/query.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { SkewReport } from '../../shared/skew.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Engine } from '../engine/engine.ts';
import { embeddingSkew } from './embedding-skew.ts';

/** Works out how the splits of the samples of a query differ: a SkewReport. Writes nothing. */
export function startSkewJob(engine: Engine, dataset: Dataset, query: Query): Job {
  return engine.jobs.start({
    kind: 'skew',
    datasetId: dataset.id,
    stage: 'Comparing splits',
    async run(context) {
      const { report, ids, splits } = await dataset.query.call('skew', { query }, { signal: context.signal });
      const names = report.splits.map(({ name }) => name);
      const embedding = await embeddingSkew(dataset, engine.spaces, { names, ids, splits }, context);
      const result: SkewReport = { query: printQuery({ ...query, sort: DEFAULT_QUERY.sort }), ...report, embedding };
      return { result, message: names.length < 2 ? 'There are no two splits to compare' : `${names.length} splits compared` };
    },
  });
}
