import type { TracedFrame } from './frame-trace.ts';

export interface FrameSummary {
  readonly frames: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  readonly scriptMedianMs: number;
  /** Most script between two frames by the clock, and on the processor. */
  readonly longestScriptMs: number;
  readonly longestScriptCpuMs: number;
  /** Of the frames around the median, in the middle: what each part of the work took. Threads work side by side. */
  readonly medianFrame: Omit<TracedFrame, 'length' | 'scriptWall'>;
}

/** @param frames as `tracedFrames` gives them */
export function summaryOf(frames: readonly TracedFrame[]): FrameSummary {
  const lengths = frames.map(({ length }) => length);
  const scripts = frames.map(({ scriptWall }) => scriptWall);
  return {
    frames: frames.length,
    medianMs: rounded(quantile(lengths, 0.5)),
    p95Ms: rounded(quantile(lengths, 0.95)),
    longestMs: rounded(quantile(lengths, 1)),
    scriptMedianMs: rounded(quantile(scripts, 0.5)),
    longestScriptMs: rounded(quantile(scripts, 1)),
    longestScriptCpuMs: rounded(Math.max(...frames.map(({ script }) => script))),
    medianFrame: middleOf(frames),
  };
}

/** Means over the middle fifth of the frames by length. */
function middleOf(frames: readonly TracedFrame[]): FrameSummary['medianFrame'] {
  const byLength = frames.toSorted((a, b) => a.length - b.length);
  const middle = byLength.slice(Math.floor(0.4 * byLength.length), Math.ceil(0.6 * byLength.length));
  const mean = (part: keyof TracedFrame): number => rounded(middle.reduce((sum, frame) => sum + frame[part], 0) / middle.length);
  return {
    ...{ script: mean('script'), layout: mean('layout'), paint: mean('paint'), other: mean('other') },
    ...{ raster: mean('raster'), compositor: mean('compositor'), display: mean('display') },
  };
}

/** @param part 0 to 1 */
export function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? Number.NaN;
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
