import { expect, it } from 'vitest';
import { forgetModel } from '../../../src/main/embeddings/forget-model.ts';
import { embeddingModels } from '../../../src/main/index/embedding-models.ts';
import { createJobQueue } from '../../../src/main/jobs/queue.ts';
import { createActivity } from '../../../src/main/log/activity.ts';
import { createSpaces } from '../../../src/main/neighbours/create-spaces.ts';
import { madeVectors } from '../../workers/neighbours/made-points.ts';
import { embeddedDataset, namedSamples } from '../neighbours/embedded-dataset.ts';

it('is done before a job that is started meanwhile can use the vectors', async () => {
  const { dataset, modelId, add } = await embeddedDataset(4);
  await add(namedSamples(10), madeVectors({ count: 10, dimensions: 4 }));
  const jobs = createJobQueue({
    activity: createActivity(),
    onFault: (error) => {
      throw error;
    },
  });
  const forgetting = forgetModel({ jobs, spaces: createSpaces() }, dataset, modelId);
  const job = jobs.start({
    kind: 'embed',
    datasetId: dataset.id,
    stage: 'Waiting',
    run: async () => ({ result: embeddingModels(dataset.read).length, message: null }),
  });
  expect(await jobs.ended(job.id)).toMatchObject({ state: 'done', result: 0 });
  await forgetting;
  await jobs.close();
  await dataset.close();
});
