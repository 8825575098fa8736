import type { ExportRequest } from '../../shared/api.ts';
import type { ExportSummary } from '../../shared/export.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { dryRunExport, type ExportOrder, type ExportSource, exportDataset } from '../exporters/export-dataset.ts';
import type { JobSpec } from './queue.ts';

/** Writes what a query answers as a new dataset; the query is asked when the job's turn comes. */
export function exportJob(dataset: Dataset, request: ExportRequest, version: string): JobSpec {
  return {
    kind: 'export',
    datasetId: dataset.id,
    stage: 'Planning',
    async run(context) {
      const order = await orderOf(dataset, request, context.signal);
      const summary = await exportDataset(sourceOf(dataset, version), order, context);
      return { result: summary, message: describeExport(summary) };
    },
  };
}

/** What the export would do, without a job. */
export async function tryExport(
  dataset: Dataset,
  request: ExportRequest,
  version: string,
  signal: AbortSignal,
): Promise<ExportSummary> {
  const order = await orderOf(dataset, request, signal);
  return dryRunExport(sourceOf(dataset, version), order, { signal, report: () => {} });
}

async function orderOf(
  dataset: Dataset,
  { out, format, files, query }: ExportRequest,
  signal: AbortSignal,
): Promise<ExportOrder> {
  const { ids } = await dataset.query.call('query', { query }, { signal });
  return { out, format, files, ids, queryText: printQuery(query) };
}

function sourceOf({ read, folder, id }: Dataset, version: string): ExportSource {
  return { read, folder, datasetId: id, version };
}

function describeExport({ exported, leftOut, out }: ExportSummary): string {
  const others = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  return `Exported ${exported.toLocaleString('en-US')} samples to ${out}; ${others.toLocaleString('en-US')} left out`;
}
