/** Measures the event loop delay of a thread that does nothing: what the machine alone costs. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';

const RESOLUTION_MS = 5;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
parentPort?.on('message', () => {
  parentPort?.postMessage({ maxMs: delays.max / 1e6 - RESOLUTION_MS, p99Ms: delays.percentile(99) / 1e6 - RESOLUTION_MS });
  delays.reset();
});
