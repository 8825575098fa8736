import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { Models } from './models.ts';

export interface ModelJobs {
  /**
   * Downloads a model of the catalogue, one model after the other; asked for again meanwhile, it is the same job.
   * @throws {WinnowError} not_found; bad_request where there is nothing to download
   */
  start(name: string): Promise<Job>;
}

/** Downloads as jobs of one queue. */
export function createModelJobs(models: Models, jobs: JobQueue): ModelJobs {
  /** Ids of jobs that have not ended, by model. */
  const running = new Map<string, string>();

  function startNew(name: string): Job {
    const job = jobs.start({
      kind: 'model',
      datasetId: null,
      subject: name,
      stage: `Downloading ${name}`,
      async run(context) {
        const got = await models.get(name, context);
        return { result: got, message: `${got.title} is here: ${got.file}` };
      },
    });
    running.set(name, job.id);
    void jobs.ended(job.id).then(() => running.delete(name));
    return job;
  }

  return {
    async start(name) {
      const info = (await models.list()).find((one) => one.name === name);
      if (info === undefined) throw new WinnowError('not_found', `There is no model "${name}". "winnow models" lists them.`);
      if (info.origin !== 'catalogue') {
        throw new WinnowError('bad_request', `${name} is not of the catalogue: there is nothing to download.`);
      }
      const id = running.get(name);
      return jobs.list().find((job) => job.id === id) ?? startNew(name);
    },
  };
}
