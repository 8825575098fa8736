import type { Page } from 'playwright-core';

/** How smoothly a page was drawn while something went on. */
export interface Frames {
  readonly frames: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Longest stretch in which the page's main thread ran a task without a pause; 0: none took over 50 ms. */
  readonly longestTaskMs: number;
  /** Of the frames over 50 ms, the most that scripts took of one, by the browser's own account. */
  readonly longestScriptMs: number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Times frames of a page while `run` goes on, and for a moment after. */
export async function watchFrames(page: Page, run: () => Promise<void>): Promise<Frames> {
  const watch = await page.evaluateHandle(() => {
    const found = { times: [] as number[], tasks: [0], scripts: [0], isOver: false };
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) found.tasks.push(duration);
    });
    tasks.observe({ type: 'longtask' });
    const frames = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const scripts: unknown = 'scripts' in entry ? entry.scripts : [];
        const durations = Array.isArray(scripts) ? scripts.map(({ duration }: { duration: number }) => duration) : [];
        found.scripts.push(durations.reduce((sum, duration) => sum + duration, 0));
      }
    });
    frames.observe({ type: 'long-animation-frame' });
    const tick = (time: number): void => {
      found.times.push(time);
      if (!found.isOver) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return found;
  });
  await run();
  await page.waitForTimeout(500);
  const { times, tasks, scripts } = await watch.evaluate((found) => {
    found.isOver = true;
    return found;
  });
  const gaps = times
    .slice(1)
    .map((time, at) => time - (times[at] ?? time))
    .sort((a, b) => a - b);
  const at = (share: number): number => rounded(gaps[Math.floor(share * (gaps.length - 1))] ?? Number.NaN);
  return {
    frames: gaps.length,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    longestMs: at(1),
    longestTaskMs: rounded(Math.max(...tasks)),
    longestScriptMs: rounded(Math.max(...scripts)),
  };
}
