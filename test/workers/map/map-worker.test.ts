import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { withMapWorker } from '../../../src/main/map/with-map-worker.ts';
import type { LayoutInput, LayoutProgress } from '../../../src/workers/map/calls.ts';
import { exactGraph, madeUpSpace } from './made-up-space.ts';

const space = madeUpSpace(400);
const input: LayoutInput = {
  graph: exactGraph(space, 15),
  start: space,
  engine: 'winnow',
  seed: 4,
  minDistance: 0.1,
  epochs: 100,
  negativeRate: 5,
};

const hashOf = (points: Float32Array): string => createHash('sha256').update(points).digest('hex');

test('a layout that takes a while is shown as it forms', async () => {
  const seen: LayoutProgress[] = [];
  const long = { ...input, epochs: 5000 };
  const { points, epochs } = await withMapWorker((client) =>
    client.call('layout', long, { onProgress: (progress) => void seen.push(progress) }),
  );
  expect(epochs).toBe(5000);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen[0]).toMatchObject({ epoch: 0, epochs: 5000 });
  expect(new Set([...seen.map((progress) => hashOf(progress.points)), hashOf(points)]).size).toBeGreaterThan(2);
});

test.each(['winnow', 'umap-js'] as const)('a layout by %s is cancelled between two steps', async (engine) => {
  const cancelling = new AbortController();
  const seen: LayoutProgress[] = [];
  const onProgress = (progress: LayoutProgress): void => {
    seen.push(progress);
    if (progress.epoch > 0) cancelling.abort();
  };
  const call = withMapWorker((client) =>
    client.call('layout', { ...input, engine, epochs: 5000 }, { onProgress, signal: cancelling.signal }),
  );
  await expect(call).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(seen.at(-1)?.epoch).toBeLessThan(5000);
});

test('ending the thread is a cancel too', async () => {
  const cancelling = new AbortController();
  const call = withMapWorker(
    (client) => client.call('layout', { ...input, epochs: 5000 }, { onProgress: () => cancelling.abort() }),
    cancelling.signal,
  );
  await expect(call).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});

test('two processes lay out the same bytes', async () => {
  const run = promisify(execFile);
  const script = new URL('./lay-out-once.ts', import.meta.url).pathname;
  const [first, second] = await Promise.all([run(process.execPath, [script]), run(process.execPath, [script])]);
  expect(first.stdout).toMatch(/^[0-9a-f]{64}$/);
  expect(second.stdout).toBe(first.stdout);
  const { points } = await withMapWorker((client) => client.call('layout', input));
  expect(hashOf(points)).toBe(first.stdout);
});
