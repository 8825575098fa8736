import { expect, test } from 'vitest';
import { eventsOf } from '../../../src/main/cli/follow-job.ts';
import { describeProgress } from '../../../src/main/cli/progress-line.ts';
import type { EngineEvent } from '../../../src/shared/events.ts';
import type { Job } from '../../../src/shared/job.ts';

test('events are read whatever the chunks they come in', async () => {
  const bytes = new TextEncoder().encode('{"type":"alive"}\n{"type":"samples","datasetId":"ü","revision":2,"ids":null}\n');
  for (const size of [1, 7, 1000]) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
        controller.close();
      },
    });
    const events: EngineEvent[] = [];
    for await (const event of eventsOf(body)) events.push(event);
    expect(events).toEqual([{ type: 'alive' }, { type: 'samples', datasetId: 'ü', revision: 2, ids: null }]);
  }
});

test('progress says stage, share, rate and the time left', () => {
  const job = { stage: 'Reading images', done: 2500, total: 10_000, perSecond: 250 } as Job;
  expect(describeProgress(job)).toBe('Reading images  ██████░░░░░░░░░░░░░░░░░░  2,500/10,000  250/s  30 s left');
  expect(describeProgress({ ...job, total: null, perSecond: null })).toBe('Reading images  2,500');
});
