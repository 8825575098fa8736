import { expect, test } from 'vitest';
import { createActivity } from '../../../src/main/log/activity.ts';
import { watchEventLoop } from '../../../src/main/log/lag-monitor.ts';
import type { Logger } from '../../../src/main/log/logger.ts';

test('names what ran, once for what has ended', () => {
  const activity = createActivity();
  const endA = activity.begin('GET /a');
  activity.begin('GET /b');
  endA();
  expect(activity.take()).toEqual(['GET /b', 'GET /a']);
  expect(activity.take()).toEqual(['GET /b']);
});

test('logs a blocked event loop with what ran then', async () => {
  const { promise, resolve } = Promise.withResolvers<{ readonly lagMs: number; readonly ran: readonly string[] }>();
  const logger = { warn: resolve } as unknown as Logger;
  const activity = createActivity();
  const stop = watchEventLoop(logger, activity);
  await new Promise((tick) => setTimeout(tick, 50));
  const end = activity.begin('POST /slow');
  const until = performance.now() + 120;
  while (performance.now() < until);
  end();
  const { lagMs, ran } = await promise;
  stop();
  expect(lagMs).toBeGreaterThan(50);
  expect(ran).toContain('POST /slow');
});
