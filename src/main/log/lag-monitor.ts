import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Activity } from './activity.ts';
import type { Logger } from './logger.ts';

/** The engine's event loop must never be blocked for longer. */
export const LAG_LIMIT_MS = 50;
const RESOLUTION_MS = 10;
const LOOK_EVERY_MS = 1000;

/**
 * Logs when the event loop was blocked for over 50 ms, with what ran in that second and the processor time this thread
 * had in it: much less than the lag means that the machine was busy with something else. @returns stops it
 */
export function watchEventLoop(logger: Logger, activity: Activity): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let spent = process.threadCpuUsage();
  const timer = setInterval(() => {
    const lagMs = delays.max / 1e6 - RESOLUTION_MS;
    delays.reset();
    const { user, system } = process.threadCpuUsage(spent);
    spent = process.threadCpuUsage();
    const ran = activity.take();
    if (lagMs > LAG_LIMIT_MS) {
      logger.warn({ lagMs: Math.round(lagMs), cpuMs: Math.round((user + system) / 1000), ran }, 'the event loop was blocked');
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delays.disable();
  };
}
