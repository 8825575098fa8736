import { parentPort } from 'node:worker_threads';
import { stepByStep } from '../duplicates/steps.ts';
import { checkpointFor } from '../query/turns.ts';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import type { DetectionCalls } from './calls.ts';
import { detectionMetrics } from './detection-metrics.ts';

if (parentPort === null) throw new Error('detection.worker.ts is the entry of a worker thread; expected to run in one.');
serve<DetectionCalls>(portChannel(parentPort), {
  metrics: ({ labels, predictions }, { signal }) =>
    stepByStep(detectionMetrics(labels, predictions), checkpointFor(signal), () => undefined),
});
