import { expect, test } from 'vitest';
import { type LiveLayout, LiveMap } from '../../../src/main/map/live-map.ts';

const NEVER = new AbortController().signal;
const layout: LiveLayout = {
  modelId: 1,
  epoch: 2,
  epochs: 5,
  placed: () => ({ ids: new Uint32Array(0), points: new Float32Array(0) }),
};

test('who has not seen the latest does not wait', async () => {
  const live = new LiveMap();
  await live.newerThan(-1, 60_000, NEVER);
  await live.newerThan(live.version + 5, 60_000, NEVER);
  expect(live.layout).toBeNull();
});

test('all who wait are woken by the next state', async () => {
  const live = new LiveMap();
  const seen = live.version;
  const waiting = [live.newerThan(seen, 60_000, NEVER), live.newerThan(seen, 60_000, NEVER)];
  live.show(layout);
  await Promise.all(waiting);
  expect(live.layout).toBe(layout);
  expect(live.version).toBeGreaterThan(seen);
});

test('a wait ends when its time is up, and when whoever waits goes away', async () => {
  const live = new LiveMap();
  await live.newerThan(live.version, 5, NEVER);
  const leaving = new AbortController();
  const waiting = live.newerThan(live.version, 60_000, leaving.signal);
  leaving.abort();
  await waiting;
  await live.newerThan(live.version, 60_000, leaving.signal);
  expect(live.layout).toBeNull();
});
