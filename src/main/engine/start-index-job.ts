import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { runIndexJob } from '../jobs/index-job.ts';
import type { Engine } from './engine.ts';

/**
 * Indexes a dataset, or goes on where a stopped job was: what is unchanged is not read again. One at a time; asked for
 * again, the one that runs is answered.
 * @throws {WinnowError} read_only
 */
export function startIndexJob(engine: Engine, dataset: Dataset): Job {
  writerOf(dataset);
  const running = engine.jobs.unfinished('index', dataset.id);
  if (running !== undefined) return running;
  return engine.jobs.start({
    kind: 'index',
    datasetId: dataset.id,
    stage: 'Looking for files',
    async run(context) {
      const done = engine.activity.begin('index job');
      try {
        const summary = await runIndexJob({ dataset, compute: engine.compute(), version: engine.version }, context);
        const { samples, ok, corrupt, unsupported, unreadable } = summary;
        const bad = Object.entries({ corrupt, unsupported, unreadable }).filter(([, count]) => count > 0);
        const message = [`${samples} images: ${ok} ok`, ...bad.map(([status, count]) => `${count} ${status}`)].join(', ');
        return { result: summary, message };
      } finally {
        done();
      }
    },
  });
}
