import { basename } from 'node:path/posix';

/**
 * Every module that a thread or process starts in, as its path below `src/workers` without the extension. The bundle
 * holds each of them flat beside `engine.js` and `cli.js`, named by its last part: `decode.worker.js`.
 */
export const WORKER_ENTRIES = [
  'compute-process',
  'decode/decode.worker',
  'query/query.worker',
  'scan/scan.worker',
  'checkpoint/checkpoint.worker',
  'duplicates/duplicates.worker',
  'embed/embed-process',
  'embed/session.worker',
  'neighbours/neighbours.worker',
  'map/map.worker',
  'arrange/arrange.worker',
  'regression/regression.worker',
  'parquet/parquet.worker',
  'annotators/annotators.worker',
  'detection/detection.worker',
  'texts/texts.worker',
] as const;
export type WorkerEntry = (typeof WORKER_ENTRIES)[number];

/**
 * @param runningFrom URL of this module; the bundler folds it into a file of the bundle, which is how the two are told apart
 * @returns file URL to give to `new Worker` or `fork`: the TypeScript source where that runs, the bundled entry otherwise
 */
export function entryUrl(entry: WorkerEntry, runningFrom: string = import.meta.url): URL {
  return runningFrom.endsWith('.ts') ? new URL(`../${entry}.ts`, runningFrom) : new URL(`./${basename(entry)}.js`, runningFrom);
}
