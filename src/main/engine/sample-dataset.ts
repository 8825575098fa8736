import { WinnowError } from '../../shared/errors.ts';
import { isSampleDatasetMade, sampleDatasetFolder } from '../sample-dataset/sample-dataset-folder.ts';
import type { Engine } from './engine.ts';

/**
 * Has the sample dataset made by a job, where it is not there yet; whoever asks meanwhile waits for the same one.
 * @returns its folder, once it is whole
 * @throws {WinnowError} internal, with the job's own words, where it failed or was cancelled
 */
export async function ensureSampleDataset({ home, jobs }: Engine): Promise<string> {
  const folder = sampleDatasetFolder(home);
  if (isSampleDatasetMade(folder)) return folder;
  const job =
    jobs.unfinished('sample-dataset', null) ??
    jobs.start({
      kind: 'sample-dataset',
      datasetId: null,
      stage: 'Drawing pictures',
      async run(context) {
        // With it comes sharp, which nothing else of the engine's own process needs.
        const { makeSampleDataset } = await import('../sample-dataset/make-sample-dataset.ts');
        await makeSampleDataset(folder, context);
        return { result: { folder }, message: `Made in ${folder}` };
      },
    });
  const { state, message } = await jobs.ended(job.id);
  if (state === 'done') return folder;
  throw new WinnowError('internal', message ?? 'The sample dataset was cancelled before it was whole. Ask for it again.');
}
