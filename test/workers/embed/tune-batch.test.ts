import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { tuneBatch } from '../../../src/workers/embed/tune-batch.ts';

test('takes as many as allowed where a run costs the same whatever it holds', async () => {
  expect(await tuneBatch(8, () => sleep(10))).toBe(8);
  expect(await tuneBatch(1, () => sleep(1))).toBe(1);
});

test('takes few where every picture takes long, and does not try many', async () => {
  const asked: number[] = [];
  const size = await tuneBatch(64, async (count) => {
    asked.push(count);
    await sleep(count * 60);
  });
  expect(size).toBeLessThanOrEqual(2);
  expect(Math.max(...asked)).toBeLessThanOrEqual(4);
});
