import { beforeEach, describe, expect, it } from 'vitest';
import { useDatasetStore } from '../../../src/renderer/state/dataset-store.ts';
import { useJobsStore } from '../../../src/renderer/state/jobs-store.ts';
import { followColumns } from '../../../src/renderer/state/map-column.ts';
import { NO_POINTS } from '../../../src/renderer/state/map-points.ts';
import { useMapStore } from '../../../src/renderer/state/map-store.ts';
import { queryClient } from '../../../src/renderer/state/query-client.ts';
import { useQueryStore } from '../../../src/renderer/state/query-store.ts';
import type { DatasetInfo } from '../../../src/shared/dataset.ts';
import type { Job } from '../../../src/shared/job.ts';
import type { DatasetId } from '../../../src/shared/sample.ts';

let datasets = 0;
let dataset: DatasetId;

const columns = ['label', 'tag', 'score.outlier'] as const;
const fetchedAgain = (): readonly string[] =>
  columns.filter((field) => queryClient.getQueryState(['column', dataset, field])?.isInvalidated === true);
const fetched = (): void => {
  for (const field of columns) queryClient.setQueryData(['column', dataset, field], {});
};
const decided = (): void => useQueryStore.setState(({ revision }) => ({ revision: revision + 1 }));
const job = (state: Job['state']): Job => ({ id: '1', kind: 'index', datasetId: dataset, state }) as unknown as Job;

beforeEach(() => {
  dataset = `dataset ${++datasets}` as DatasetId;
  const info = { id: dataset, samples: 9, classes: ['cat'], splits: [] } as unknown as DatasetInfo;
  useDatasetStore.setState({ dataset: info });
  useJobsStore.setState({ jobs: [] });
  useMapStore.setState({ points: NO_POINTS });
  useQueryStore.setState({ datasetId: dataset, revision: 1 });
  fetched();
  return followColumns(dataset);
});

describe('columns to colour by', () => {
  it('are fetched again after a decision only where it can have changed them', () => {
    decided();
    expect(fetchedAgain()).toEqual(['tag']);
  });

  it('are not fetched twice because the map tells which model it is of', () => {
    useMapStore.setState({ points: { ...NO_POINTS, modelId: 1 } });
    expect(fetchedAgain()).toEqual([]);
    useMapStore.setState({ points: { ...NO_POINTS, modelId: 2 } });
    expect(fetchedAgain()).toEqual([...columns]);
  });

  it('are all fetched again while a job is at work, and once more when it has ended', () => {
    useJobsStore.setState({ jobs: [job('running')] });
    fetched();
    decided();
    expect(fetchedAgain()).toEqual([...columns]);
    fetched();
    useJobsStore.setState({ jobs: [job('done')] });
    expect(fetchedAgain()).toEqual([...columns]);
    fetched();
    useJobsStore.setState({ jobs: [] });
    expect(fetchedAgain()).toEqual([]);
  });

  it('are all fetched again where folders got another meaning', () => {
    useDatasetStore.setState(({ dataset: info }) => ({ dataset: info === null ? null : { ...info, classes: ['dog'] } }));
    expect(fetchedAgain()).toEqual([...columns]);
  });

  it('are known to be old where they changed while something else was looked at', () => {
    const stop = followColumns(dataset);
    stop();
    decided();
    followColumns(dataset)();
    expect(fetchedAgain()).toEqual(['tag']);
  });
});
