import { expect, test } from 'vitest';
import { createRateMeter } from '../../../src/main/jobs/rate-meter.ts';

test('measures over the last seconds, not since the start', () => {
  const meter = createRateMeter();
  expect(meter.measure(0, 0)).toBeNull();
  expect(meter.measure(10, 100)).toBeNull();
  expect(meter.measure(100, 1000)).toBe(100);
  for (let second = 2; second <= 10; second++) meter.measure(100 + (second - 1) * 500, second * 1000);
  expect(meter.measure(5100, 11_000)).toBe(500);
});

test('forgets at a reset', () => {
  const meter = createRateMeter();
  meter.measure(0, 0);
  meter.measure(100, 1000);
  meter.reset();
  expect(meter.measure(0, 1100)).toBeNull();
});
