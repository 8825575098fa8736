import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import type { RegressionCalls, RegressionProgress } from '../../../src/workers/regression/calls.ts';
import { DEFAULT_REGRESSION } from '../../../src/workers/regression/fit-softmax.ts';
import { influences } from '../../../src/workers/regression/influences.ts';
import { outOfFold } from '../../../src/workers/regression/out-of-fold.ts';
import { workerChannel } from '../../../src/workers/rpc/channel.ts';
import { connect } from '../../../src/workers/rpc/client.ts';
import { entryUrl } from '../../../src/workers/rpc/entry-url.ts';
import { madeClusters } from './made-clusters.ts';

const worker = new Worker(entryUrl('regression/regression.worker'));
const client = connect<RegressionCalls>(workerChannel(worker));
afterAll(() => worker.terminate());

const input = { ...madeClusters({ rows: 303, classes: 5 }), groups: null, folds: 5, seed: 2 };

test.each([1, 2, 3])('%i threads give what one gives step by step', async (threads) => {
  const told: RegressionProgress[] = [];
  const onProgress = (progress: RegressionProgress): void => void told.push(progress);
  const found = await client.call('outOfFold', { ...input, threads }, { onProgress });
  expect(found).toEqual({ ...atOnce(outOfFold(input)), influence: atOnce(influences(input)) });
  expect(told.at(-1)).toEqual({ done: 1000, total: 1000 });
});

test('a cancel ends the folds in all threads', async () => {
  const cancelling = new AbortController();
  const large = { ...madeClusters({ rows: 3000, dimensions: 300, classes: 40 }), groups: null, folds: 5, seed: 2 };
  const options = { ...DEFAULT_REGRESSION, tolerance: 1e-14 };
  const call = client.call(
    'outOfFold',
    { ...large, options, threads: 2 },
    { signal: cancelling.signal, onProgress: () => cancelling.abort() },
  );
  await expect(call).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
